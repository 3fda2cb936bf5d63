#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/compliance.md has a row for each line that it must have; the tests that it and docs/threat-model.md name
exist."""
import re
import unittest

import tree

PAGE = tree.ROOT / "docs/compliance.md"
# The lines of the standards that software can show, by the heading under which they stand.
LINES = {
    "21 CFR Part 11": {
        "11.10(a)", "11.10(b)", "11.10(c)", "11.10(d)", "11.10(e)", "11.10(f)", "11.10(g)", "11.10(h)",
        "11.10(i)", "11.10(j)", "11.10(k)(1)", "11.10(k)(2)", "11.30", "11.50(a)", "11.50(b)", "11.70",
        "11.100(a)", "11.100(b)", "11.100(c)", "11.200(a)(1)", "11.200(a)(1)(i)", "11.200(a)(1)(ii)",
        "11.200(a)(2)", "11.200(a)(3)", "11.200(b)", "11.300(a)", "11.300(b)", "11.300(c)", "11.300(d)",
        "11.300(e)",
    },
    "EU GMP Annex 11": {"9", "12.1", "12.2", "12.3", "12.4", "14(a)", "14(b)", "14(c)"},
}
NOT_BUILT = {"11.10(b)", "11.10(c)", "11.10(h)", "11.10(i)", "11.50(b)", "9"}  # in whole or in part
NOT_USED = {"11.200(b)"}  # there are no biometrics
TEST = re.compile(r'`([^`]+_test\.(?:cpp|py|sh)|browser/[^`]+\.mjs)`: "([^"]+)"')


def rows(text):
    """(heading, line, tests, whole row) of each row of the tables."""
    heading = ""
    for line in text.splitlines():
        if line.startswith("## "):
            heading = line[3:]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] != "line" and len(cells) == 4:
            yield heading, cells[0], TEST.findall(cells[2]), line


def has_case(source, name):
    """Whether the text of a test file has a case of this name."""
    case = re.escape(name)
    # clang-format may break a long name over lines; C++ joins the parts again.
    joined = re.sub(r'"\s*\n\s*"', "", source)
    return re.search(rf'TEST_CASE(?:_METHOD)?\([^"]*"{case}"|def {case}\(|(?:step|check)\([`\']{case}[`\']',
                     joined) is not None


class Compliance(unittest.TestCase):
    def setUp(self):
        self.rows = list(rows(PAGE.read_text(encoding="utf-8")))

    def test_every_line_has_one_row(self):
        for heading, lines in LINES.items():
            found = [line for where, line, _, _ in self.rows if where == heading]
            self.assertEqual(sorted(lines), sorted(found), heading)

    def test_every_test_that_is_named_exists(self):
        for _, line, tests, _ in self.rows:
            for file, case in tests:
                path = tree.ROOT / "tests" / file
                with self.subTest(line=line, file=file, case=case):
                    self.assertTrue(path.is_file(), f"there is no tests/{file}")
                    self.assertTrue(has_case(path.read_text(encoding="utf-8"), case),
                                    f"tests/{file} has no case {case!r}")

    def test_what_is_built_is_shown_by_a_test(self):
        for _, line, tests, row in self.rows:
            with self.subTest(line=line):
                self.assertEqual(line in NOT_BUILT, "ot built: " in row, "only what is listed is not built")
                if line not in NOT_BUILT | NOT_USED:
                    self.assertTrue(tests, "the row names no test")

    def test_a_row_names_its_tests_in_one_form(self):
        for _, line, tests, row in self.rows:
            with self.subTest(line=line):
                self.assertEqual(len(re.findall(r"_test\.(?:cpp|py|sh)`|\.mjs`", row)), len(tests))


class ThreatModel(unittest.TestCase):
    def test_the_tests_that_are_named_exist(self):
        text = (tree.ROOT / "docs/threat-model.md").read_text(encoding="utf-8")
        named = re.findall(r"`((?:core|storage|web|cli)/[^`]*)`", text)
        self.assertGreater(len(named), 20)
        for path in named:
            with self.subTest(path=path):
                self.assertTrue((tree.ROOT / "tests" / path).exists())
        for file, case in re.findall(r'`([^`]+_test\.cpp)`,\s"([^"]+)"', text):
            with self.subTest(case=case):
                source = (tree.ROOT / "tests" / file).read_text(encoding="utf-8")
                self.assertTrue(has_case(source, re.sub(r"\s+", " ", case)))


class Reading(unittest.TestCase):
    """The test of the test: what is not there is missed."""

    def test_a_case_is_found_by_its_whole_name_alone(self):
        source = 'TEST_CASE("a key is lost") {}\nTEST_CASE_METHOD(Held,\n    "a long "\n    "name") {}\n'
        self.assertTrue(has_case(source, "a key is lost"))
        self.assertTrue(has_case(source, "a long name"))
        self.assertFalse(has_case(source, "a key is"))
        self.assertFalse(has_case("    # def test_of_old", "test_of_old"))
        self.assertTrue(has_case("    def test_of_now(self):", "test_of_now"))

    def test_a_row_is_read(self):
        text = '## Some\n| line | a | b | c |\n|---|---|---|---|\n| 1(a) | x | `core/a_test.cpp`: "is so" | y |\n'
        self.assertEqual([("Some", "1(a)", [("core/a_test.cpp", "is so")])],
                         [row[:3] for row in rows(text)])


if __name__ == "__main__":
    tree.main()
