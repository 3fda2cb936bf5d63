#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The API answers what --json prints, and docs/api.md says true things about it."""
import json
import os
import subprocess
import unittest

import json_schema
import program
import serving

TEXT = "# Cleaning the mixer\n\nSwitch it off.\n\nRinse with hot water: zażółć / \"quoted\" \\ \t.\n"

# The operation, what is asked of it, and the command that answers the same.
SAME = [
    ("/documents", "", ["list"]),
    ("/documents", "?type=SOP&state=effective&owner=joe", ["list", "--type", "SOP", "--state", "effective",
                                                           "--owner", "joe"]),
    ("/documents", "?as-of=2099-01-01", ["list", "--as-of", "2099-01-01"]),
    ("/documents/{id}", "", ["show", "SOP-0001"]),
    ("/documents/{id}", "?revision=1.0", ["show", "SOP-0001", "--revision", "1.0"]),
    ("/documents/{id}", "?draft=true", ["show", "SOP-0001", "--draft"]),
    ("/documents/{id}", "?as-of=2099-01-01", ["show", "SOP-0001", "--as-of", "2099-01-01"]),
    ("/documents/{id}/compare", "?from=1.0&to=2.0", ["compare", "SOP-0001", "1.0", "2.0"]),
    ("/documents/{id}/compare", "?from=2.0&to=2.0", ["compare", "SOP-0001", "2.0", "2.0"]),
    ("/documents/{id}/trace", "", ["trace", "SOP-0001"]),
    ("/documents/{id}/trace", "?revision=1.0", ["trace", "SOP-0001", "--revision", "1.0"]),
    ("/documents/{id}/history", "", ["history", "SOP-0001"]),
    ("/documents/{id}/history", "?event=released&person=mia&since=2020-01-01&until=2099-01-01",
     ["history", "SOP-0001", "--event", "released", "--person", "mia", "--since", "2020-01-01", "--until",
      "2099-01-01"]),
    ("/history", "", ["history"]),
    ("/history", "?since=2099-01-01", ["history", "--since", "2099-01-01"]),
    ("/search", "?q=water", ["search", "water"]),
    ("/search", "?q=water&all-states=true&limit=1&as-of=2099-01-01",
     ["search", "water", "--all-states", "--limit", "1", "--as-of", "2099-01-01"]),
    ("/tasks", "", ["tasks"]),
    ("/policy", "", ["policy", "show"]),
    ("/people", "", ["person", "list"]),
]


class Api(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.library = library = program.Library()
        library.add_team()
        library.add_person("aud", "Aud Itor", "auditor")
        library.add_person("dan", "Dan Delegate", "approver")
        library.file("one.md", TEXT)
        library.file("two.md", TEXT.replace("hot", "cold") + "\nDry it.\n")
        library.file("three.md", TEXT + "\nNever mind.\n")
        library.ok("draft", "create", "--type", "SOP", "--from", library.base / "one.md", by="joe")
        cls.release()
        for name, reason in (("two.md", "Cold is enough"), ("three.md", "Hot again")):
            library.ok("draft", "create", "SOP-0001", "--kind", "major", "--from", library.base / name,
                       "--reason", reason, by="joe")
            if name == "two.md":
                cls.release()
        library.ok("draft", "submit", "SOP-0001", by="joe")
        library.ok("sign", "SOP-0001", "--meaning", "review", "--decision", "accept", by="rita")
        library.ok("delegate", "--to", "dan", "--from", "2020-01-01", "--until", "2099-01-01", by="mia")
        cls.tokens = {}
        for person in ("joe", "aud", "mia", "dan", "rita"):
            cls.tokens[person] = library.ok("account", "token", "create", "--scope", "act", "--name",
                                            "Test", by=person).last_line
        cls.server = serving.Server(library)

    @classmethod
    def tearDownClass(cls):
        cls.server.close()
        cls.library.close()

    @classmethod
    def release(cls):
        cls.library.ok("draft", "submit", "SOP-0001", by="joe")
        cls.library.sign_route("SOP-0001")
        cls.library.ok("release", "SOP-0001", by="mia")

    def ask(self, person, path):
        answer = self.server.get("/api/v1" + path, Authorization=f"Bearer {self.tokens[person]}")
        return answer.status, json.loads(answer.text)

    def act(self, person, path, password=True, status=200, **body):
        """An act by the token, with the password; its one `done`."""
        if password:
            body["password"] = self.library.people[person].read_text(encoding="utf-8").strip()
        headers = {"Authorization": f"Bearer {self.tokens[person]}", "Content-Type": "application/json"}
        reply = self.server.ask("POST", "/api/v1" + path, headers, json.dumps(body))
        self.assertEqual(status, reply.status, reply.text)
        answer = json.loads(reply.text)
        if status != 200:
            return answer["error"]
        schema = json.loads((program.ROOT / "docs/schemas/done.json").read_text(encoding="utf-8"))
        self.assertEqual([], json_schema.faults(answer, schema))
        return answer["done"][0]

    def openapi(self):
        return json.loads(self.server.get("/api/v1/openapi.json").text)

    def test_each_reading_operation_answers_what_the_command_prints(self):
        described = self.openapi()["paths"]
        for operation, query, command in SAME:
            for person in ("joe", "aud", "dan"):
                with self.subTest(operation=operation + query, person=person):
                    status, answer = self.ask(person, operation.format(id="SOP-0001") + query)
                    printed = self.library.run(*command, "--json", "--as", person)
                    if status != 200:
                        self.assertEqual((404, 3), (status, printed.status))
                        continue
                    self.assertEqual(printed.json(), answer)
                    self.assertEqual(list(printed.json()), list(answer))
                    schema = described["/api/v1" + operation]["get"]["responses"]["200"]["description"]
                    schema = json.loads((program.ROOT / schema).read_text(encoding="utf-8"))
                    self.assertEqual([], json_schema.faults(answer, schema))

    def test_every_reading_operation_is_compared(self):
        reading = {path for path, methods in self.openapi()["paths"].items() if "get" in methods}
        self.assertEqual(reading, {"/api/v1" + operation for operation, _, _ in SAME})

    def test_what_the_command_refuses_the_api_refuses(self):
        for path, command in [("/documents/SOP-0001/compare?from=1.0&to=9.0", ["compare", "SOP-0001", "1.0", "9.0"]),
                              ("/documents/SOP-0009/trace", ["trace", "SOP-0009"]),
                              ("/documents/SOP-0001/trace?revision=9.0", ["trace", "SOP-0001", "--revision", "9.0"])]:
            self.assertEqual((404, 3), (self.ask("joe", path)[0],
                                        self.library.run(*command, "--as", "joe").status))

    def test_a_document_lives_by_the_api_alone(self):
        long = TEXT + "\nRinse again: zażółć.\n" * 20_000  # more than the 64 KB that strangers may send
        first = self.act("joe", "/documents", password=False, type="WI", text=TEXT, keywords=["water"], reason="New")
        path = f"/documents/{first['id']}"
        edited = self.act("joe", path + "/edit", password=False, digest=first["digest"], text=long, reason="Twice")
        self.act("joe", path + "/edit", password=False, digest=first["digest"], text=TEXT, reason="Once", status=409)
        self.act("joe", path + "/submit", digest=first["digest"], status=409)
        self.assertEqual("in_review", self.act("joe", path + "/submit", digest=edited["digest"])["state"])
        approved = self.act("mia", path + "/sign", digest=edited["digest"], meaning="approval", decision="accept")
        self.assertEqual("approved", approved["state"])
        self.act("mia", path + "/release", digest=edited["digest"])
        status, shown = self.ask("rita", path)
        self.assertEqual((200, "effective", long, ["water"]),
                         (status, shown["state"], shown["content"], shown["metadata"]["keywords"]))
        revised = self.act("joe", path + "/revise", password=False, kind="minor", text=TEXT, reason="Once is enough")
        self.assertEqual(("1.1", "draft"), (revised["revision"], revised["state"]))
        self.assertTrue(self.library.ok("verify", "--json").json()["ok"])

    def test_a_delegate_sees_by_the_api_what_was_delegated(self):
        self.assertEqual("SOP-0001", self.ask("dan", "/tasks")[1]["tasks"][0]["id"])
        self.assertEqual("in_review", self.ask("dan", "/documents/SOP-0001?draft=true")[1]["state"])

    def test_the_examples_of_the_documentation_run(self):
        text = (program.ROOT / "docs/api.md").read_text(encoding="utf-8")
        blocks = text.replace("\\\n", "").split("\n\n")
        examples = [line.strip() for block in blocks for line in block.split("\n")
                    if line.startswith("    curl")]
        self.assertGreaterEqual(len(examples), 3)
        environment = dict(os.environ, URL=self.server.url, TOKEN=self.tokens["joe"],
                           PASSWORD=self.library.people["joe"].read_text().strip())
        for example in examples:
            with self.subTest(example=example):
                done = subprocess.run(["bash", "-c", example + " --silent --show-error --fail"],
                                      env=environment, capture_output=True, text=True, check=False)
                self.assertEqual((0, ""), (done.returncode, done.stderr))
                self.assertEqual(1, json.loads(done.stdout)["schema"])


if __name__ == "__main__":
    program.main()
