#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
# needs: shared
"""The whole life of a document through the real program, with days passing (libfaketime), and what stock
git and an independent auditor say of the register that it leaves. The tests run in their order, each goes on
from where the one before ended."""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import program
from program import shifted

FIRST = "# Cleaning the mixer\n\nSwitch it off.\n\nRinse with hot water.\n"
SECOND = "# Cleaning the mixer\n\nSwitch it off and lock it.\n\nRinse with hot water.\n\nDry it.\n"
START = "2026-03-31T22:00:00Z"  # 1 April in Warsaw, where summer time has begun
AUDITOR = pathlib.Path(os.environ.get("MUNIMENT_SHARED", program.ROOT.parent / "shared"), "auditor/audit.py")


class WholeLife(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.library = program.Library(program.Clock("2026-03-02T08:00:00Z"))
        cls.repository = cls.library.folder / "repository.git"
        cls.remembered = {}

    @classmethod
    def tearDownClass(cls):
        cls.library.close()

    def act(self, *arguments, by):
        return self.library.ok(*arguments, "--json", by=by).json()["done"][0]

    def show(self, *arguments, **more):
        return self.library.ok("show", "SOP-0001", *arguments, "--json", **more).json()

    def revision_at(self, instant):
        """What was in force then, by each command that answers as of an instant; None for nothing."""
        shown = self.library.run("show", "SOP-0001", "--as-of", instant, "--json")
        self.assertIn(shown.status, (0, 3), shown.err)
        revision = shown.json()["revision"] if shown.status == 0 else None
        listed = self.library.ok("list", "--as-of", instant, "--json").json()["documents"]
        rows = [row["revision"] for row in listed if row["id"] == "SOP-0001"]
        self.assertEqual([revision] if revision else [], rows)
        hits = self.library.ok("search", "mixer", "--as-of", instant, "--json").json()["hits"]
        self.assertEqual(rows, [hit["revision"] for hit in hits if hit["id"] == "SOP-0001"])
        return revision

    def test_1_people_and_import(self):
        self.library.add_team()
        self.library.add_person("max", "Max Second", "approver")
        self.library.file("legacy/aprons.md", "# Aprons\n\nWear one; see [caps](caps.md).\n")
        self.library.file("legacy/caps.md", "---\ntitle: Caps and nets\n---\nWear one.\n")
        imported = self.library.ok("import", self.library.base / "legacy", "--type", "WI", "--as-effective",
                                   "--statement", "As in the old handbook", "--json", by="mia").json()
        self.assertEqual((2, []), (imported["imported"], imported["faults"]))
        again = self.library.ok("import", self.library.base / "legacy", "--type", "WI", "--as-effective",
                                "--statement", "As in the old handbook", "--json", by="mia").json()
        self.assertEqual((0, 2), (again["imported"], again["already_there"]))
        caps = self.library.ok("show", imported["identifiers"]["caps.md"], "--json").json()
        self.assertEqual(("Caps and nets", "effective"), (caps["title"], caps["state"]))
        self.assertIsNotNone(caps["stated_by_migration"])

    def test_2_draft_and_a_signature_that_lapses(self):
        first = self.library.file("first.md", FIRST.replace("hot", "warm"))
        created = self.library.ok("draft", "create", "--type", "SOP", "--from", first, "--department",
                                  "Production", by="joe")
        self.assertEqual("SOP-0001", created.last_line)
        self.act("draft", "submit", "SOP-0001", by="joe")
        self.assertEqual(4, self.library.run("sign", "SOP-0001", "--meaning", "review", "--decision", "accept",
                                             by="joe").status)
        self.assertEqual("in_review", self.act("sign", "SOP-0001", "--meaning", "review", "--decision", "accept",
                                               by="rita")["state"])
        self.library.file("first.md", FIRST)
        edited = self.act("draft", "edit", "SOP-0001", "--from", first, "--reason", "Hot, not warm", by="joe")
        self.assertEqual("draft", edited["state"])
        self.assertEqual([], self.show("--draft")["signatures"])
        refused = self.library.run("sign", "SOP-0001", "--meaning", "approval", "--decision", "accept", by="mia")
        self.assertEqual(5, refused.status)
        self.assertEqual(1, len([row for row in self.history() if row["meaning"] == "review"]))

    def history(self):
        return self.library.ok("history", "SOP-0001", "--json").json()["events"]

    def test_3_review_approval_and_a_release_ahead(self):
        stale, there = ["--digest", "0" * 64], ["--digest", self.show("--draft")["digest"]]
        refused = self.library.run("draft", "submit", "SOP-0001", *stale, by="joe")
        self.assertEqual(5, refused.status)
        self.assertIn("not the content that was shown", refused.err)
        submitted = self.act("draft", "submit", "SOP-0001", *there, by="joe")
        self.assertEqual(5, self.library.run("release", "SOP-0001", by="mia").status)
        sign = ["sign", "SOP-0001", "--decision", "accept", "--meaning"]
        self.assertEqual(5, self.library.run(*sign, "review", *stale, by="rita").status)
        self.act(*sign, "review", "--digest", submitted["digest"], by="rita")
        self.assertEqual("approved", self.act(*sign, "approval", by="mia")["state"])
        released = self.act("release", "SOP-0001", "--effective", "2026-04-01", by="mia")
        self.assertEqual("approved", released["state"])
        self.remembered["released"] = released["sequence"]
        self.assertEqual(3, self.library.run("show", "SOP-0001", "--as", "rita", "--as-of", "2026-03-15").status)
        self.assertTrue(self.show("--as-of", "2026-04-01")["planned"])

    def test_4_the_date_passes_while_nothing_runs(self):
        before, after = shifted(START, -1), START
        self.library.clock.set("2026-04-02T09:00:00Z")
        for viewer in [[], ["--as", "rita"]]:
            shown = self.show(*viewer)
            self.assertEqual(("1.0", "effective", FIRST), (shown["revision"], shown["state"], shown["content"]))
        self.assertEqual(START, self.show()["in_force"]["from"])
        self.assertEqual((None, "1.0"), (self.revision_at(before), self.revision_at(after)))
        self.assertEqual("1.0", self.revision_at("2026-04-01"))
        self.assertIsNone(self.revision_at("2026-03-31"))
        head = self.library.ok("verify", "--json").json()["head"]["sequence"]
        self.assertEqual(self.remembered["released"], head, "reading never writes")

    def test_5_the_next_revision_supersedes(self):
        second = self.library.file("second.md", SECOND)
        self.act("draft", "create", "SOP-0001", "--kind", "major", "--from", second, "--reason", "Lock-out",
                 by="joe")
        self.assertIn("took-effect", [row["event"] for row in self.history()])
        self.assertEqual("1.0", self.show()["revision"])
        self.act("draft", "submit", "SOP-0001", by="joe")
        self.library.sign_route("SOP-0001")
        self.library.clock.set("2026-05-04T07:30:00Z")
        released = self.act("release", "SOP-0001", by="mia")
        self.assertEqual("effective", released["state"])
        self.remembered["superseded"] = released["time"]
        self.assertEqual("1.0", self.revision_at(shifted(released["time"], -1)))
        self.assertEqual("2.0", self.revision_at(released["time"]))
        compared = self.library.run("compare", "SOP-0001", "1.0", "2.0")
        self.assertEqual(1, compared.status)
        self.assertIn("{+", compared.out)
        self.assertEqual(0, self.library.run("compare", "SOP-0001", "2.0", "2.0").status)
        old = self.show("--revision", "1.0")
        self.assertEqual(("superseded", "2.0", released["time"]),
                         (old["state"], old["superseded_by"], old["in_force"]["until"]))

    def test_6_provenance_and_acknowledgement(self):
        self.library.clock.next()
        paragraphs = self.library.ok("trace", "SOP-0001", "--json").json()["paragraphs"]
        self.assertEqual([(1, "1.0"), (3, "2.0"), (5, "1.0"), (7, "2.0")],
                         [(row["first_line"], row["revision"]) for row in paragraphs])
        self.assertEqual({("joe", ("mia",))}, {(row["person"], tuple(row["approved_by"])) for row in paragraphs})
        self.act("acknowledge", "SOP-0001", by="rita")
        self.assertEqual(5, self.library.run("acknowledge", "SOP-0001", by="rita").status)

    def test_7_retirement_by_its_own_approval(self):
        self.library.clock.set("2026-06-01T12:00:00Z")
        self.act("retire", "SOP-0001", "--reason", "The mixer is sold", by="mia")
        tasks = self.library.ok("tasks", "--as", "max", "--json").json()["tasks"]
        self.assertEqual([("approval", "SOP-0001", True)],
                         [(task["kind"], task["id"], task["retirement"]) for task in tasks])
        sign = ["sign", "SOP-0001", "--meaning", "approval", "--decision", "accept", "--request", "retirement"]
        self.assertEqual(4, self.library.run(*sign, by="mia").status)
        retired = self.act(*sign, by="max")
        self.assertEqual("retired", retired["state"])
        self.assertEqual("2.0", self.revision_at(shifted(retired["time"], -1)))
        self.assertIsNone(self.revision_at(retired["time"]))
        self.assertIn("NOT IN FORCE (retired)", self.library.ok("show", "SOP-0001").out)
        self.assertEqual("1.0", self.revision_at(shifted(self.remembered["superseded"], -1)))
        self.assertIsNone(self.revision_at(shifted(START, -1)))

    def test_8_verify_and_an_auditor_of_his_own(self):
        report = self.library.ok("verify", "--json").json()
        self.assertEqual((True, []), (report["ok"], report["faults"]))
        pins = ["--expect", f"{report['head']['sequence']}:{report['head']['sha256']}", "--registrar",
                report["registrar"]]
        self.library.ok("verify", *pins)
        done = subprocess.run([sys.executable, AUDITOR, self.repository, *pins], capture_output=True, text=True,
                              env=program.environment(), check=False)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)

    def git(self, *arguments, cwd=None):
        return subprocess.run(["git", *arguments], cwd=cwd or self.repository, check=True, capture_output=True,
                              env=program.environment(GIT_CONFIG_GLOBAL="/dev/null")).stdout.decode()

    def test_9_stock_git(self):
        self.git("fsck", "--strict")
        with tempfile.TemporaryDirectory() as folder:
            self.git("clone", "-q", self.repository, folder)
            signers = f"gpg.ssh.allowedSignersFile={folder}/allowed_signers"
            lines = self.git("-c", signers, "log", "--format=%G?%x09%GS%x09%(trailers:key=Person,valueonly,separator=)",
                             "main").splitlines()
            self.assertGreater(len(lines), 50)
            for line in lines:
                status, signer, person = line.split("\t")
                self.assertEqual("G", status, line)
                self.assertIn(signer, (person, "registrar"), line)
            self.assertEqual({"registrar", "ann", "joe", "rita", "mia", "max"},
                             {line.split("\t")[1] for line in lines})
            self.check_out(pathlib.Path(folder))

    def check_out(self, folder):
        """A checkout is what is in force: the imported instructions, and not the retired procedure."""
        names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*")
                       if path.is_file() and ".git" not in path.parts)
        documents = [name for name in names if name.startswith("WI/")]
        self.assertEqual({"WI-0001.md", "WI-0001.toml", "WI-0002.md", "WI-0002.toml"},
                         {pathlib.Path(name).name for name in documents})
        self.assertEqual({"allowed_signers", "people", "policy", "WI"}, {name.split("/")[0] for name in names})
        self.assertEqual(5, len([name for name in names if name.startswith("people/")]))
        for name in documents:
            if name.endswith(".md"):
                stored = self.library.ok("show", pathlib.Path(name).stem, "--format", "markdown").bytes
                self.assertEqual(stored, (folder / name).read_bytes())
        histories = [path for path in folder.rglob("history") if ".git" not in path.parts]
        self.assertEqual([], [path for path in histories if any(path.iterdir())])
        self.assertIn("SOP-0001", {path.parent.name for path in histories})


if __name__ == "__main__":
    program.main()
