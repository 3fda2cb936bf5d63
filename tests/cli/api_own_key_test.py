#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Acts by the API that people sign on their own machine, with stock ssh-keygen and a running server."""
import json
import subprocess
import unittest

import json_schema
import program
import serving

SIGN = "/api/v1/documents/SOP-0001/sign"
APPROVE = {"meaning": "approval", "decision": "accept", "comment": "Read it all: żółć"}


class ApiOwnKeyTest(unittest.TestCase):
    def setUp(self):
        self.clock = program.Clock("2026-03-02T09:00:00Z")
        self.library = library = program.Library(self.clock)
        self.addCleanup(library.close)
        library.add_team()
        library.add_person("max", "Max Approve", "approver")
        self.key = self.new_key("mia")
        library.ok("key", "enrol", "--key", self.key, by="mia")
        text = library.file("tape.md", "# Tape\n\nTear it off.\n")
        library.ok("draft", "create", "--type", "SOP", "--from", text, by="joe")
        library.ok("draft", "submit", "SOP-0001", by="joe")
        library.ok("sign", "SOP-0001", "--meaning", "review", "--decision", "accept", by="rita")
        self.tokens = {person: library.ok("account", "token", "create", "--scope", "act", "--name", "Test",
                                          by=person).last_line for person in ("mia", "max")}
        self.server = serving.Server(library, self.clock)
        self.addCleanup(self.server.close)
        draft = library.ok("show", "SOP-0001", "--draft", "--json", "--as", "mia").json()
        self.approve = dict(APPROVE, digest=draft["digest"], own_key=True)

    def new_key(self, name):
        path = self.library.base / f"{name}.key"
        program.keygen("-q", "-t", "ed25519", "-N", "", "-f", path)
        return path

    def send(self, body, person="mia", path=SIGN):
        reply = self.server.ask("POST", path, {"Authorization": f"Bearer {self.tokens[person]}",
                                               "Content-Type": "application/json"}, json.dumps(body))
        return reply.status, json.loads(reply.text)

    def prepared(self, body=None, **more):
        status, answer = self.send(body or self.approve, **more)
        self.assertEqual(202, status, answer)
        schema = json.loads((program.ROOT / "docs/schemas/to-sign.json").read_text(encoding="utf-8"))
        self.assertEqual([], json_schema.faults(answer, schema))
        return answer["to_sign"]

    def signature(self, text, key=None, namespace="git"):
        path = self.library.file("text", text)
        path.with_suffix(".sig").unlink(missing_ok=True)
        program.keygen("-Y", "sign", "-n", namespace, "-f", key or self.key, path)
        return path.with_suffix(".sig").read_text(encoding="utf-8")

    def second(self, to_sign, signature, **changes):
        return {**self.approve, "prepared": to_sign["prepared"], "prepared_at": to_sign["prepared_at"],
                "signature": signature, **changes}

    def events(self):
        return [event["event"] for event in
                self.library.ok("history", "SOP-0001", "--json", "--as", "mia").json()["events"]]

    def refused(self, status, body, **more):
        before = self.events()
        answer = self.send(body, **more)
        self.assertEqual(status, answer[0], answer)
        self.assertEqual(before, self.events())
        return answer[1]["error"]["message"]

    def test_a_draft_is_not_signed(self):
        draft = {"type": "SOP", "text": "# Mine\n", "own_key": True}
        self.assertEqual("a draft is not signed", self.refused(400, draft, path="/api/v1/documents"))

    def test_an_approval_signed_on_the_persons_own_machine_verifies_with_stock_tools(self):
        before = self.events()
        to_sign = self.prepared()
        self.assertIn("Authentication: personal-key", to_sign["prepared"])
        self.assertEqual(before, self.events())
        self.server.pass_time(300)
        status, answer = self.send(self.second(to_sign, self.signature(to_sign["prepared"])))
        self.assertEqual(200, status, answer)
        done = answer["done"][0]
        self.assertEqual(("draft-signed", "approved"), (done["event"], done["state"]))
        repository = self.library.folder / "repository.git"
        git = ["git", "-c", "safe.directory=*", "--git-dir", str(repository)]
        signed = done["commit"] + "^2"
        commit = subprocess.run([*git, "cat-file", "commit", signed], check=True, capture_output=True,
                                text=True).stdout
        self.assertIn("-----BEGIN SSH SIGNATURE-----", commit)
        signers = self.library.file("signers", subprocess.run([*git, "show", "main:allowed_signers"], check=True,
                                                              capture_output=True, text=True).stdout)
        signer = subprocess.run([*git, "-c", f"gpg.ssh.allowedSignersFile={signers}", "log", "-1",
                                 "--format=%G? %GS", signed], check=True, capture_output=True, text=True,
                                env=program.environment()).stdout
        self.assertEqual("G mia\n", signer)
        self.assertTrue(self.library.ok("verify", "--json").json()["ok"])
        self.refused(409, self.second(to_sign, self.signature(to_sign["prepared"])))

    def test_a_signature_by_another_key_over_another_text_or_for_another_use_signs_nothing(self):
        to_sign = self.prepared()
        text = to_sign["prepared"]
        right = self.signature(text)
        self.assertIn("not the signature of a key of yours",
                      self.refused(403, self.second(to_sign, self.signature(text, self.new_key("other")))))
        for wrong in (self.signature(text, namespace="file"), self.signature(text + "\n"), "nonsense", "", right * 2):
            self.assertIn("not a signature of the text", self.refused(400, self.second(to_sign, wrong)))
        self.refused(400, self.second(to_sign, right, prepared_at="yesterday"))
        for name in ("prepared", "prepared_at", "signature"):
            self.assertIn(f"'{name}' is missing",
                          self.refused(400, {key: value for key, value in self.second(to_sign, right).items()
                                             if key != name}))
        self.refused(409, dict(self.second(to_sign, right), decision="reject"))
        self.refused(409, dict(self.second(to_sign, right), comment="Not at all"))
        self.refused(403, self.second(to_sign, right), person="max")
        self.assertEqual(200, self.send(self.second(to_sign, right))[0])

    def test_one_way_to_sign_is_asked_for(self):
        plain = {name: value for name, value in self.approve.items() if name != "own_key"}
        self.assertIn("'password' is missing", self.refused(400, plain))
        self.assertIn("'password' is missing", self.refused(400, dict(plain, own_key=False)))
        self.assertIn("two ways", self.refused(400, dict(self.approve, password="secret words of mia")))
        self.assertIn("true or false", self.refused(400, dict(plain, own_key="perhaps")))
        self.assertIn("without 'own_key'", self.refused(400, dict(plain, password="secret words of mia",
                                                                  signature="x")))
        self.assertIn("no key of your own", self.refused(403, self.approve, person="max"))
        self.assertEqual(200, self.send(dict(plain, password="secret words of mia"))[0])

    def test_what_was_prepared_ends_with_its_time_and_with_the_key(self):
        to_sign = self.prepared()
        signature = self.signature(to_sign["prepared"])
        self.server.pass_time(15 * 60)
        self.assertIn("too long ago", self.refused(409, self.second(to_sign, signature)))
        # What refuses the act before the signature is answered as it always is.
        self.assertIn("not the content", self.refused(409, dict(self.approve, digest="0" * 64)))
        to_sign = self.prepared()
        fingerprint = program.keygen("-lf", f"{self.key}.pub").split()[1]
        self.library.ok("key", "revoke", fingerprint, "--reason", "Stolen", by="ann")
        self.server.set_time()
        # Tokens end with the keys of their person.
        self.refused(401, self.second(to_sign, self.signature(to_sign["prepared"])))

    def test_the_example_of_the_documentation_runs(self):
        to_sign = self.prepared()
        self.send(self.second(to_sign, self.signature(to_sign["prepared"])))
        self.library.ok("release", "SOP-0001", by="mia")
        self.server.set_time()
        text = (program.ROOT / "docs/api.md").read_text(encoding="utf-8")
        block = next(block for block in text.split("\n\n") if "ssh-keygen -Y sign" in block)
        script = block.replace("~/.ssh/id_ed25519", str(self.key))
        done = subprocess.run(["bash", "-euc", script], cwd=self.library.base, capture_output=True, text=True, check=False,
                              env=program.environment(URL=self.server.url, TOKEN=self.tokens["mia"]))
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual("periodic-review", json.loads(done.stdout)["done"][0]["event"])


if __name__ == "__main__":
    program.main()
