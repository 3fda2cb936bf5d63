#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""People's own SSH keys and the registrar's key, with the program and stock ssh-keygen and git."""

import os
import subprocess
import unittest

import program


class KeysTest(unittest.TestCase):
    def setUp(self):
        self.library = program.Library()
        self.addCleanup(self.library.close)
        self.library.add_team()
        self.key = self.library.base / "id_ed25519"
        program.keygen("-q", "-t", "ed25519", "-N", "", "-C", "mia@laptop", "-f", self.key)

    def git(self, *words):
        environment = dict(os.environ, TZ="UTC")
        return subprocess.run(["git", "-c", "safe.directory=*", "--git-dir", str(self.library.folder / "repository.git"),
                               *map(str, words)], check=True, capture_output=True, text=True, env=environment).stdout

    def signers(self):
        """{%G? %GS} of everything, by stock git."""
        path = self.library.file("allowed_signers", self.git("show", "main:allowed_signers"))
        return self.git("-c", f"gpg.ssh.allowedSignersFile={path}", "log", "main",
                        "--format=%G? %GS %(trailers:key=Authentication,valueonly,separator=%x20)").splitlines()

    def fingerprint(self):
        return program.keygen("-lf", f"{self.key}.pub").split()[1]

    def in_review(self):
        text = self.library.file("tape.md", "# Tape\n")
        document = self.library.ok("draft", "create", "--type", "SOP", "--title", "Tape", "--from", text, by="joe").last_line
        self.library.ok("draft", "submit", document, by="joe")
        self.library.ok("sign", document, "--meaning", "review", "--decision", "accept", by="rita")
        return document

    def test_a_key_enrolled_with_stock_tools_signs_and_is_revoked(self):
        text = self.library.ok("key", "text", "--key", f"{self.key}.pub", "--as", "mia").out
        signed = self.library.file("proof", text)
        program.keygen("-Y", "sign", "-n", "muniment-key", "-f", self.key, signed)
        self.library.ok("key", "enrol", "--key", f"{self.key}.pub", "--proof", f"{signed}.sig", by="mia")
        document = self.in_review()
        self.library.ok("--ssh-key", self.key, "--as", "mia", "sign", document, "--meaning", "approval",
                        "--decision", "accept")
        self.assertIn("G mia personal-key", self.signers())
        keys = self.library.ok("key", "list", "mia", "--json").json()["keys"]
        self.assertEqual([None, None], [key["until"] for key in keys])
        self.assertEqual(self.fingerprint(), keys[1]["fingerprint"])
        self.library.ok("key", "revoke", self.fingerprint(), "--reason", "Laptop stolen", by="ann")
        self.assertIn("G mia personal-key", self.signers())
        refused = self.library.run("--ssh-key", self.key, "--as", "mia", "release", document)
        self.assertEqual(4, refused.status)
        self.library.ok("release", document, by="mia")
        self.assertTrue(self.library.ok("verify", "--json").json()["ok"])
        self.assertTrue(all(line.startswith("G ") for line in self.signers()))

    def test_an_import_is_signed_with_an_own_key(self):
        self.library.ok("key", "enrol", "--key", self.key, by="mia")
        self.library.file("legacy/old.md", "# Old habits\n\nAs ever.\n")
        self.library.ok("--ssh-key", self.key, "--as", "mia", "import", self.library.base / "legacy", "--type", "WI",
                        "--as-effective", "--statement", "As in the wiki")
        self.assertIn("G mia personal-key", self.signers())
        self.assertTrue(self.library.ok("verify", "--json").json()["ok"])
        self.assertNotIn("failed", self.library.ok("account", "log", by="ann").out)

    def test_a_key_is_enrolled_in_one_step(self):
        self.library.ok("key", "enrol", "--key", self.key, by="mia")
        self.assertEqual(5, self.library.run("key", "enrol", "--key", self.key, by="rita").status)

    def test_a_proof_by_another_key_or_for_another_use_is_refused(self):
        other = self.library.base / "other"
        program.keygen("-q", "-t", "ed25519", "-N", "", "-f", other)
        text = self.library.ok("key", "text", "--key", f"{self.key}.pub", "--as", "mia").out
        for namespace, key in (("git", self.key), ("muniment-key", other)):
            signed = self.library.file(f"proof-{namespace}", text)
            program.keygen("-Y", "sign", "-n", namespace, "-f", key, signed)
            answer = self.library.run("key", "enrol", "--key", f"{self.key}.pub", "--proof", f"{signed}.sig", by="mia")
            self.assertEqual(2, answer.status, answer.err)

    def test_signing_with_a_foreign_key_or_two_secrets_is_refused(self):
        document = self.in_review()
        approve = ["sign", document, "--meaning", "approval", "--decision", "accept"]
        self.assertEqual(4, self.library.run("--ssh-key", self.key, "--as", "mia", *approve).status)
        self.assertEqual(2, self.library.run("--ssh-key", self.key, *approve, by="mia").status)
        self.assertEqual(3, self.library.run("--ssh-key", self.key.with_name("none"), "--as", "mia", *approve).status)

    def test_a_passphrase_without_a_terminal_is_refused(self):
        locked = self.library.base / "locked"
        program.keygen("-q", "-t", "ed25519", "-N", "a passphrase", "-f", locked)
        self.assertEqual(4, self.library.run("key", "enrol", "--key", locked, by="mia").status)

    def test_the_registrar_rotates_is_lost_and_is_stolen(self):
        self.library.ok("registrar", "rotate", "--reason", "Once a year", by="ann")
        (self.library.folder / "keys" / "registrar").unlink()
        document = ["draft", "create", "--type", "SOP", "--title", "Tape", "--from", self.library.file("t.md", "# T\n")]
        refused = self.library.run(*document, by="joe")
        self.assertEqual(5, refused.status)
        self.assertIn("registrar replace", refused.err)
        self.assertEqual(4, self.library.run("registrar", "replace", "--reason", "Lost", by="joe").status)
        self.library.ok("registrar", "replace", "--reason", "Lost", by="ann")
        self.library.ok(*document, by="joe")
        self.library.add_person("otto", "Otto Other", "administrator")
        answer = self.library.ok("registrar", "replace", "--reason", "Stolen", "--since", "2020-01-01",
                                 "--with", f"otto={self.library.people['otto']}", by="ann")
        fingerprint = next(line for line in answer.out.splitlines() if line.startswith("SHA256:"))
        report = self.library.ok("verify", "--registrar", fingerprint, "--json").json()
        self.assertTrue(report["ok"])
        self.assertGreater(len(report["marks"]), 0)
        self.assertTrue(all(line.startswith("G ") for line in self.signers()))


if __name__ == "__main__":
    program.main()
