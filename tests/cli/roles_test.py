#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Limited roles, the two-person rule and the check of a policy, through the program itself."""
import json
import unittest

import json_schema
import program


class Roles(unittest.TestCase):
    def setUp(self):
        self.library = program.Library(program.Clock("2026-03-02T08:00:00Z"))
        self.library.add_team()

    def tearDown(self):
        self.assertEqual(0, self.library.run("verify").status)
        self.library.close()

    def refused(self, status, words, *arguments, **more):
        answer = self.library.run(*arguments, **more)
        self.assertEqual((status, True), (answer.status, words in answer.err), (arguments, answer.err, answer.out))

    def person(self, wanted):
        people = self.library.ok("person", "list", "--json").json()["people"]
        return next(person for person in people if person["id"] == wanted)

    def draft(self, department):
        text = self.library.file("text.md", "# Mixing\n\nMix.\n")
        return self.library.ok("draft", "create", "--type", "SOP", "--from", text, "--department", department,
                               by="joe").last_line

    def policy_with(self, *replacements):
        text = self.library.ok("policy", "show").out
        for before, after in replacements:
            self.assertIn(before, text)
            text = text.replace(before, after, 1)
        return self.library.file("policy.toml", text)

    def change_policy(self, *replacements):
        self.library.ok("policy", "propose", "--from", self.policy_with(*replacements), "--reason", "Agreed", by="ann")
        self.library.ok("policy", "submit", by="ann")
        self.library.ok("sign", "POLICY", "--meaning", "approval", "--decision", "accept", by="mia")
        self.library.ok("release", "POLICY", by="mia")

    def test_a_role_limited_to_a_department(self):
        self.library.add_person("eva", "Eva Example", "approver:SOP@Production", "auditor:@Quality assurance")
        self.assertEqual(["approver:SOP@Production", "auditor:@Quality assurance"], self.person("eva")["roles"])
        ours, theirs = self.draft("Production"), self.draft("Quality assurance")
        for document in (ours, theirs):
            self.library.ok("draft", "submit", document, by="joe")
            self.library.ok("sign", document, "--meaning", "review", "--decision", "accept", by="rita")
        self.assertEqual([ours], [task["id"] for task in
                                  self.library.ok("tasks", "--json", by="eva").json()["tasks"]])
        self.refused(4, "fills no open place", "sign", theirs, "--meaning", "approval", "--decision", "accept",
                     by="eva")
        self.library.ok("sign", ours, "--meaning", "approval", "--decision", "accept", by="eva")
        self.library.ok("release", ours, by="mia")
        shown = self.library.ok("show", ours, "--json").json()
        self.assertIn(["approver:SOP@Production", "auditor:@Quality assurance"],
                      [signature["roles"] for signature in shown["signatures"]])
        for grant, words in (("chef:SOP", "no role"), ("approver:XYZ", "no document type")):
            self.refused(3, words, "person", "roles", "eva", "--add", grant, by="ann")
        self.refused(2, "approver:@Production", "person", "roles", "eva", "--add", "approver:", by="ann")

    def test_a_delegate_finds_and_signs_what_waits_for_the_delegator(self):
        self.library.add_person("dan", "Dan Reader", "reader")
        document = self.draft("Production")
        self.library.ok("draft", "submit", document, by="joe")
        sign = ("sign", document, "--meaning", "review", "--decision", "accept")
        self.refused(3, "no document", *sign, by="dan")
        self.library.ok("delegate", "--to", "dan", "--from", "2026-03-02", "--until", "2026-03-03", by="rita")
        self.assertEqual([document], [task["id"] for task in
                                      self.library.ok("tasks", "--json", by="dan").json()["tasks"]])
        self.library.ok(*sign, by="dan")
        self.library.clock.set("2026-03-04T08:00:00Z")
        self.refused(3, "no document", "show", document, "--draft", by="dan")

    def test_two_persons_change_roles(self):
        self.library.add_person("otto", "Otto Example", "administrator")
        self.change_policy(("two_person_rule = false", "two_person_rule = true"))
        said = self.library.ok("person", "roles", "rita", "--add", "approver", by="ann").out
        self.assertIn("waits for a second person", said)
        self.assertEqual({"add": ["approver"], "remove": [], "by": "ann"}, self.person("rita")["proposal"])
        self.assertIn("+approver proposed by ann", self.library.ok("person", "list").out)
        waiting = {person: self.library.ok("tasks", "--json", by=person).json() for person in ("ann", "otto", "mia")}
        schema = json.loads((program.ROOT / "docs/schemas/tasks.json").read_text(encoding="utf-8"))
        self.assertEqual([], json_schema.faults(waiting["otto"], schema))
        change = {"person": "rita", "name": "Rita Review", "add": ["approver"], "remove": [], "by": "ann"}
        self.assertEqual([[], [change], []], [waiting[person]["role_changes"] for person in ("ann", "otto", "mia")])
        self.assertIn("change of roles  rita", self.library.ok("tasks", by="otto").out)
        self.assertEqual("Nothing waits for you.", self.library.ok("tasks", by="ann").last_line)
        decide = ("person", "decide", "rita", "--decision", "accept")
        self.refused(4, "cannot confirm it", *decide, by="ann")
        self.refused(4, "may not manage people", *decide, by="mia")
        self.library.ok(*decide, by="otto")
        self.assertEqual((["approver", "reviewer"], None),
                         (self.person("rita")["roles"], self.person("rita")["proposal"]))
        self.library.ok("person", "roles", "otto", "--add", "auditor", by="ann")
        self.refused(4, "for themselves", "person", "decide", "otto", "--decision", "accept", by="otto")
        self.refused(2, "needs a reason", "person", "decide", "otto", "--decision", "reject", by="ann")
        self.library.ok("person", "decide", "otto", "--decision", "reject", "--reason", "A slip", by="ann")
        self.library.add_person("dan", "Dan Reader", "reader")
        self.assertEqual([], self.person("dan")["roles"])
        self.library.ok("person", "decide", "dan", "--decision", "accept", by="otto")
        self.assertEqual(["reader"], self.person("dan")["roles"])
        events = [event["event"] for event in self.library.ok("history", "--json").json()["events"]]
        self.assertEqual((2, 3), (events.count("roles-proposed"), events.count("roles-decided")))
        self.assertIn("roles-proposed +approver", self.library.ok("history", "people/rita").out)

    def test_a_policy_is_checked_before_it_is_proposed(self):
        wrong = self.policy_with(("once_per_route", "once"), ('"review all reviewer"', '"review all chef"'),
                                 ("[classes.public]", "[classes.open]\nreader = 1\n\n[classes.public]"))
        found = self.library.run("policy", "check", "--from", wrong)
        self.assertEqual(1, found.status)
        lines = [line for line in found.out.splitlines() if line.startswith("line ")]
        self.assertEqual(["once", "classes.open.readers", "classes.open.reader", "types.SOP.route"],
                         [line.split(": ")[1] for line in lines])
        self.refused(2, "types.SOP.route", "policy", "propose", "--from", wrong, "--reason", "x", by="ann")
        nowhere = self.policy_with(('"Europe/Warsaw"', '"Europe/Nowhere"'))
        self.assertIn("time_zone", self.library.run("policy", "check", "--from", nowhere).out)
        self.refused(2, "time_zone", "policy", "propose", "--from", nowhere, "--reason", "x", by="ann")
        good = self.policy_with(("superseded_readable = true", "superseded_readable = false"))
        self.assertEqual("this policy can be proposed\n", self.library.ok("policy", "check", "--from", good).out)

    def test_a_policy_that_nobody_could_change_is_not_submitted(self):
        for change in ((('"approval 1 administrator,document-controller"', '"approval all auditor"'),),
                       (('"approval 1 administrator,document-controller"',
                         '"approval all administrator,document-controller"'),),
                       (('manage_people = ["administrator"]', 'manage_people = ["auditor"]'),),
                       (("two_person_rule = false", "two_person_rule = true"),),
                       (("registrar_recovery = 1", "registrar_recovery = 2"),),
                       (('read_all = ["administrator", "auditor", "document-controller"]', "read_all = []"),
                        ('default_class = "internal"', 'default_class = "staff"'),
                        ("[classes.internal]", "[classes.staff]")),
                       (('"approval 1 administrator,document-controller"', '"approval all @nobody"'),)):
            dead_end = self.policy_with(*change)
            self.assertEqual(1, self.library.run("policy", "check", "--from", dead_end).status, change)
            self.library.ok("policy", "propose", "--from", dead_end, "--reason", "Try", by="ann")
            self.refused(5, "dead end", "policy", "submit", by="ann")
            self.library.ok("draft", "withdraw", "POLICY", "--reason", "A dead end", by="ann")

    def test_a_policy_that_became_a_dead_end_is_not_released(self):
        self.library.add_person("otto", "Otto Example", "administrator")
        proposed = self.policy_with(("two_person_rule = false", "two_person_rule = true"))
        self.library.ok("policy", "propose", "--from", proposed, "--reason", "Two", by="ann")
        self.library.ok("policy", "submit", by="ann")
        self.library.ok("sign", "POLICY", "--meaning", "approval", "--decision", "accept", by="mia")
        self.library.ok("person", "disable", "otto", "--reason", "Left", by="ann")
        self.refused(5, "two people who can sign", "release", "POLICY", by="mia")

    def test_leaving_solo_is_one_persons_change_and_returning_is_not(self):
        alone = program.Library(program.Clock("2026-03-02T08:00:00Z"), options=["--solo"])
        self.addCleanup(alone.close)
        solo, self.library = self.library, alone
        self.addCleanup(solo.close)
        alone.add_person("mia", "Mia Approve", "approver", "document-controller")
        route = 'route = ["approval 1 administrator,document-controller"]'
        text = alone.ok("policy", "show").out
        before, own = text.split("[policy_document]")
        leaving = alone.file("leaving.toml", before + "[policy_document]" + own.replace("self_released = true", route))
        alone.ok("policy", "propose", "--from", leaving, "--reason", "We are two now", by="ann")
        alone.ok("policy", "submit", by="ann")
        alone.ok("release", "POLICY", by="ann")
        returning = alone.file("returning.toml", text)
        alone.ok("policy", "propose", "--from", returning, "--reason", "Alone again", by="ann")
        alone.ok("policy", "submit", by="ann")
        self.refused(5, "only an approved revision", "release", "POLICY", by="ann")
        self.refused(4, "somebody else must sign", "sign", "POLICY", "--meaning", "approval", "--decision",
                     "accept", by="ann")
        alone.ok("sign", "POLICY", "--meaning", "approval", "--decision", "accept", by="mia")
        alone.ok("release", "POLICY", by="ann")

    def test_the_last_administrator_stays(self):
        for arguments in (("person", "roles", "ann", "--remove", "administrator"),
                          ("person", "roles", "ann", "--add", "administrator:SOP", "--remove", "administrator"),
                          ("person", "disable", "ann", "--reason", "x")):
            self.refused(5, "last person who can manage people", *arguments, by="ann")


if __name__ == "__main__":
    program.main()
