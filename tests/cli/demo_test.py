#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds the sample library with the program itself, and looks for everything that it promises."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

BINARY = os.environ["MUNIMENT_BINARY"]
SHARED = os.environ.get("MUNIMENT_SHARED")


def run(*arguments, expect=0):
    done = subprocess.run([BINARY, *arguments], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode != expect:
        raise AssertionError(f"{arguments}: status {done.returncode}, not {expect}\n{done.stdout}{done.stderr}")
    return done.stdout


class Demo(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="muniment-")
        cls.library = str(pathlib.Path(cls.folder.name, "demo"))
        cls.output = run("demo", cls.library)

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def json(self, *arguments):
        return json.loads(run("-L", self.library, *arguments, "--json"))

    def row(self, identifier):
        return next(row for row in self.json("list")["documents"] if row["id"] == identifier)

    def draft(self, identifier):
        return self.row(identifier)["draft"]

    def test_it_prints_people_password_and_how_to_go_on(self):
        for text in ("muniment demo", "marta", "Ada Żurawska", "document-controller", "serve"):
            self.assertIn(text, self.output)

    def test_neither_the_program_nor_the_auditor_finds_a_fault(self):
        self.assertEqual(self.json("verify")["faults"], [])
        if SHARED:
            audit = subprocess.run([sys.executable, os.path.join(SHARED, "auditor/audit.py"),
                                    os.path.join(self.library, "repository.git")],
                                   capture_output=True, text=True, check=False)
            self.assertEqual(audit.returncode, 0, audit.stdout + audit.stderr)

    def test_about_thirty_documents_five_of_them_in_polish(self):
        rows = [row for row in self.json("list")["documents"] if row["id"] != "POLICY"]
        self.assertGreaterEqual(len(rows), 30)
        languages = [self.json("show", row["id"])["metadata"]["language"]
                     for row in rows if row["state"] == "effective"]
        self.assertGreaterEqual(languages.count("pl"), 5)
        self.assertGreaterEqual(languages.count("en"), 25)

    def test_the_password_signs(self):
        password = pathlib.Path(self.folder.name, "password")
        password.write_text("muniment demo\n")
        run("-L", self.library, "--as", "kasia", "--password-file", str(password), "acknowledge", "SOP-0001")
        password.write_text("something else\n")
        run("-L", self.library, "--as", "kasia", "--password-file", str(password), "acknowledge", "SOP-0002", expect=4)

    def test_every_state_is_there(self):
        self.assertEqual(self.row("SOP-0001")["revision"], "3.0")
        self.assertEqual(self.row("SOP-0001")["state"], "effective")
        old = self.json("show", "SOP-0001", "--revision", "2.0")
        self.assertEqual(old["state"], "superseded")
        self.assertEqual(self.draft("SOP-0004"), {"revision": "2.1", "state": "approved"})
        self.assertEqual(self.draft("SOP-0005"), {"revision": "3.0", "state": "in_review"})
        self.assertEqual(self.draft("SOP-0014"), {"revision": "3.0", "state": "in_review"})
        self.assertEqual(self.draft("SOP-0006"), {"revision": "3.0", "state": "draft"})
        self.assertEqual(self.draft("SOP-0003"), {"revision": "3.0", "state": "draft"})
        self.assertIsNone(self.draft("SOP-0016"))
        self.assertEqual(self.row("SOP-0020")["state"], "retired")
        withdrawn = [event for event in self.json("history", "SOP-0016")["events"] if "withdrawn" in event["event"]]
        self.assertEqual(len(withdrawn), 1)
        new = [row for row in self.json("list")["documents"] if row["title"].startswith("Product recall")]
        self.assertEqual([row["state"] for row in new], ["draft"])

    def test_a_release_waits_for_its_date(self):
        self.assertEqual(self.row("SOP-0002")["revision"], "3.0")
        self.assertEqual(self.json("show", "SOP-0002", "--as-of", "2099-01-01")["revision"], "4.0")

    def test_tasks_wait_for_people(self):
        expected = {"rita": ("release", "SOP-0004"), "marta": ("approval", "SOP-0005"), "ines": ("review", "SOP-0014"),
                    "ada": ("approval", "WI-0005"), "kasia": ("draft", "SOP-0006"), "tom": ("draft", "SOP-0003")}
        for person, task in expected.items():
            with self.subTest(person=person):
                tasks = self.json("--as", person, "tasks")["tasks"]
                self.assertIn(task, [(one["kind"], one["id"]) for one in tasks])

    def test_overdue_reviews_are_listed_and_one_was_done(self):
        due = {row["id"]: row["review_due"] for row in self.json("list")["documents"]}
        self.assertEqual(due["WI-0002"], "2026-03-10")
        self.assertEqual(due["SOP-0008"], "2026-06-02")
        self.assertGreater(due["SOP-0012"], "2026-11-01")
        tasks = self.json("--as", "ada", "tasks")["tasks"]
        self.assertIn(("periodic_review", "SOP-0008"), [(one["kind"], one["id"]) for one in tasks])

    def test_history_links_and_search(self):
        self.assertEqual(self.json("show", "SOP-0005", "--as-of", "2024-11-01")["revision"], "1.0")
        hits = self.json("search", "undesirable effects")["hits"]
        self.assertIn("SOP-0005", [hit["id"] for hit in hits])
        self.assertIn("SOP-0005", run("-L", self.library, "show", "FRM-0001", "--format", "html"))

    def test_a_folder_that_is_not_empty_is_left_alone(self):
        run("demo", self.folder.name, expect=5)


class Counted(unittest.TextTestResult):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.passed = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1


if __name__ == "__main__":
    program = unittest.main(exit=False, testRunner=unittest.TextTestRunner(resultclass=Counted))
    failed = program.result.testsRun - program.result.passed
    print(f"cases: {program.result.passed} passed, {failed} failed")
    sys.exit(1 if failed or not program.result.testsRun else 0)
