#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What reading commands say at the edges: reviews that are overdue, renditions that there are not."""
import unittest

import program

LATER = "2099-01-01 12:00:00"


class Reading(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.library = library = program.Library()
        library.add_team()
        library.file("one.md", "# Mixer\n\nRinse with hot water.\n")
        library.file("two.md", "# Mixer\n\nRinse with cold water.\n")
        library.file("one.txt", "Rinse.\n")
        library.file("two.txt", "Rinse twice.\n")
        for name in ["one.md", "one.txt"]:
            library.ok("draft", "create", "--type", "SOP", "--title", "Mixer", "--from",
                       library.base / name, by="joe")
        for document, second in [("SOP-0001", "two.md"), ("SOP-0002", "two.txt")]:
            cls.release(document)
            library.ok("draft", "create", document, "--kind", "major", "--from", library.base / second,
                       "--reason", "Better", by="joe")
            cls.release(document)
        library.ok("draft", "create", "SOP-0001", "--kind", "minor", "--title", "The mixer", "--reason",
                   "Clearer", by="joe")
        cls.release("SOP-0001")
        library.ok("retire", "SOP-0002", "--reason", "No longer made", by="mia")
        library.add_person("max", "Max Approve", "approver")
        library.ok("sign", "SOP-0002", "--meaning", "approval", "--decision", "accept", "--request",
                   "retirement", by="max")

    @classmethod
    def release(cls, document):
        cls.library.ok("draft", "submit", document, by="joe")
        cls.library.sign_route(document)
        cls.library.ok("release", document, by="mia")

    @classmethod
    def tearDownClass(cls):
        cls.library.close()

    def rows(self, *line, **more):
        lines = self.library.ok("list", *line, **more).out.splitlines()
        return {row.split()[0]: row for row in lines if row.startswith("SOP-")}

    def test_only_what_is_in_force_is_overdue(self):
        self.assertIn("effective", self.rows()["SOP-0001"])
        self.assertIn("retired", self.rows()["SOP-0002"])
        later = self.rows(at=LATER)
        self.assertIn(" overdue", later["SOP-0001"])
        self.assertNotIn(" overdue", later["SOP-0002"])

    def test_an_earlier_list_is_judged_by_its_own_day(self):
        soon = self.library.ok("list", "--json").json()["documents"][0]["effective_from"]
        self.assertNotIn(" overdue", self.rows("--as-of", soon, at=LATER)["SOP-0001"])
        self.assertIn(" overdue", self.rows("--as-of", "2098-12-31", at=LATER)["SOP-0001"])

    def test_comparing_as_html_says_what_there_is(self):
        def compare(*line):
            answer = self.library.run("compare", *line, "--format", "html")
            return answer.status, answer.out, answer.err

        status, out, _ = compare("SOP-0001", "1.0", "2.0")
        self.assertEqual(1, status)
        self.assertIn("<ins>", out)
        for pair, expected in [(("2.0", "2.0"), 0), (("2.0", "2.1"), 1)]:
            status, out, _ = compare("SOP-0001", *pair)
            self.assertEqual((expected, "<p>No difference in the text.</p>\n"), (status, out))
        status, out, err = compare("SOP-0002", "1.0", "2.0")
        self.assertEqual((5, ""), (status, out))
        self.assertIn("no rendition", err)
        self.assertIn("--format html", err)


if __name__ == "__main__":
    program.main()
