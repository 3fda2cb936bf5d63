#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What --json prints is what docs/schemas/ says, and does not rest on the projections."""
import json
import shutil
import unittest

import json_schema
import program

TEXT = "# Cleaning the mixer\n\nSwitch it off.\n\nRinse with hot water: zażółć / \"quoted\" \\ \t.\n"


class JsonOutput(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.library = library = program.Library()
        library.add_team()
        library.file("one.md", TEXT)
        library.file("two.md", TEXT.replace("hot", "cold") + "\nDry it.\n")
        library.file("notes.txt", "attached\n")
        cls.answers = {
            "init": program.run("init", library.base / "other", "--organisation", "Ö / \"Ltd\"", "--admin",
                                "ann:Ann", "--new-password-file", library.people["ann"], "--json").json(),
            "person-code": library.ok("person", "add", "dan", "Dan", "--role", "reader", "--json",
                                      by="ann").json()}
        library.run("person", "enrol", "dan", "--code", "wrong", "--new-password-file",
                    library.password("dan"))
        library.file("guess", "wrong\n")
        library.run("tasks", "--as", "rita", "--password-file", library.base / "guess")
        library.run("account", "sessions", "--as", "rita", "--password-file", library.base / "guess")
        library.file("policy.toml", library.ok("policy", "show").out.replace("once_per_route", "once"))
        cls.answers["policy-check"] = library.run("policy", "check", "--from", library.base / "policy.toml",
                                                  "--json").json()
        cls.answers["done"] = library.ok(
            "draft", "create", "--type", "SOP", "--from", library.base / "one.md", "--department",
            "Production", "--clause", "8.5.1", "8.5.2", "--keyword", "mixer", "--related", "POLICY",
            "--language", "en", "--publisher", "Maker", "--edition", "3", "--edition-date", "2020-02-29",
            "--attach", library.base / "notes.txt", "--json", by="joe").json()
        library.ok("draft", "submit", "SOP-0001", by="joe")
        library.sign_route("SOP-0001")
        library.ok("release", "SOP-0001", by="mia")
        library.ok("draft", "create", "SOP-0001", "--kind", "major", "--from", library.base / "two.md",
                   "--reason", "Cold is enough", by="joe")
        library.ok("draft", "submit", "SOP-0001", by="joe")
        library.file("legacy/old.md", "# Old habits\n\nAs ever.\n")
        library.file("legacy/bad.md", b"# Bad\n\n\xff\xfe\n")
        cls.answers["import"] = library.run("import", library.base / "legacy", "--type", "WI",
                                            "--as-effective", "--statement", "As in the wiki", "--json",
                                            by="mia").json()

    @classmethod
    def tearDownClass(cls):
        cls.library.close()

    READING = {
        "list": [["list"], ["list", "--as-of", "2100-01-01"], ["list", "--state", "in_review"]],
        "show": [["show", "SOP-0001"], ["show", "SOP-0001", "--draft"], ["show", "WI-0001"],
                 ["policy", "show"], ["show", "SOP-0001", "--as-of", "2100-01-01"]],
        "history": [["history"], ["history", "SOP-0001"], ["history", "people/joe"],
                    ["history", "--person", "mia", "--event", "released", "--since", "2020-01-01",
                     "--until", "2100-01-01"]],
        "trace": [["trace", "SOP-0001"], ["trace", "SOP-0001", "--revision", "2.0"], ["trace", "WI-0001"]],
        "search": [["search", "mixer"], ["search", "nothingofthekind"], ["search", "cold", "--all-states"]],
        "tasks": [["tasks", "--as", "rita"], ["tasks", "--as", "mia"]],
        "verify": [["verify"]],
        "person-list": [["person", "list"]],
        "key-list": [["key", "list", "ann"]],
        "account-log": [["account", "log"], ["account", "log", "--operation", "enrolment-failed"]],
    }

    def read_all(self):
        answers = {}
        for name, commands in self.READING.items():
            for command in commands:
                answers[(name, *command)] = self.library.ok(*command, "--json").json()
        compared = self.library.run("compare", "SOP-0001", "1.0", "2.0", "--json")
        self.assertEqual(1, compared.status)
        answers[("compare",)] = compared.json()
        return answers

    def test_answers_are_as_their_schemas_say(self):
        answers = {**self.read_all(), **{(name,): answer for name, answer in self.answers.items()}}
        used = set()
        for key, answer in answers.items():
            with self.subTest(command=" ".join(key)):
                schema = json.loads((program.ROOT / f"docs/schemas/{key[0]}.json").read_text(encoding="utf-8"))
                self.assertEqual([], json_schema.faults(answer, schema))
                self.assertEqual("schema", next(iter(answer)))
                used.add(key[0])
        written = {path.stem for path in (program.ROOT / "docs/schemas").glob("*.json")}
        self.assertEqual(written - {"to-sign"}, used)  # that one is the API's: api_own_key_test.py

    def test_content_is_exactly_the_text(self):
        self.assertEqual(TEXT, self.library.ok("show", "SOP-0001", "--json").json()["content"])
        self.assertEqual(TEXT.encode(), self.library.ok("show", "SOP-0001", "--format", "markdown").bytes)

    def test_import_reports_what_stayed_outside(self):
        answer = self.answers["import"]
        self.assertEqual((1, 1), (answer["imported"], len(answer["faults"])))
        self.assertIn("bad.md", answer["faults"][0]["key"])
        self.assertEqual({"old.md": "WI-0001"}, answer["identifiers"])

    def test_deleted_projections_change_no_answer(self):
        before = self.read_all()
        shutil.rmtree(self.library.folder / "projections")
        self.assertEqual(before, self.read_all())
        self.library.ok("reindex")
        self.assertEqual(before, self.read_all())

    def test_damaged_projections_change_no_answer(self):
        before = self.read_all()
        for path in (self.library.folder / "projections").rglob("*"):
            if path.is_file():
                path.write_bytes(b"damaged " * 1000)
        self.assertEqual(before, self.read_all())


if __name__ == "__main__":
    program.main()
