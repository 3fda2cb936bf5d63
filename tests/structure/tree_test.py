#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in the tree: known root entries, licence lines, no machine's paths, no hidden tests."""
import re
import unittest

import tree

ROOT_ENTRIES = {
    "CMakeLists.txt", "CMakePresets.json", "core", "storage", "search", "web", "cli", "tests", "docs",
    "README.md", "LICENSE", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "start", "check",
}
CODE = {".cpp", ".h", ".py", ".sh", ".cmake", ".js", ".mjs", ".css"}
SPDX = (re.compile(r"SPDX-FileCopyrightText: \d{4} "), re.compile(r"SPDX-License-Identifier: \S+"))
# A folder of the machine somebody worked on, as a whole word: "docs/work/" is none.
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(?:work|root|home/[\w.-]+|tmp/bash_jobs[\w.]*)/(?=\w)")
HIDDEN = re.compile(r"TEST_CASE\w*\s*\([^;{]*?\[(\.|!hide|!mayfail|!shouldfail)", re.DOTALL)
PASSED_OVER = re.compile(r"\b(?:unittest\.(?:skip|expectedFailure)|\w+\.skipTest)\b")


def needs_licence(path, text):
    return path.suffix in CODE or path.name == "CMakeLists.txt" or text.startswith("#!")


def has_licence(text):
    head = "\n".join(text.splitlines()[:6])
    return all(line.search(head) for line in SPDX)


class Tree(unittest.TestCase):
    def setUp(self):
        self.files = tree.tracked_files()
        self.assertGreater(len(self.files), 0)

    def test_root_holds_only_what_is_known(self):
        entries = {path.parts[0] for path in self.files}
        self.assertEqual([], sorted(entry for entry in entries - ROOT_ENTRIES if not entry.startswith(".")))

    def test_code_begins_with_its_licence(self):
        self.assertEqual([], [str(path) for path in self.files
                              if needs_licence(path, tree.text_of(path)) and not has_licence(tree.text_of(path))])

    def test_no_file_names_a_folder_of_one_machine(self):
        found = []
        for path in self.files:
            for number, line in enumerate(tree.text_of(path).splitlines(), 1):
                if MACHINE_PATH.search(line):
                    found.append(f"{path}:{number}: {line.strip()[:100]}")
        self.assertEqual([], found)

    def test_no_test_is_hidden_or_passed_over(self):
        tests = [path for path in self.files if path.parts[0] == "tests"]
        hidden = [str(path) for path in tests
                  if path.suffix in (".cpp", ".h") and HIDDEN.search(tree.text_of(path))]
        hidden += [str(path) for path in tests
                   if path.suffix == ".py" and PASSED_OVER.search(tree.text_of(path))]
        self.assertEqual([], hidden)

    def test_test_scripts_can_be_run(self):
        self.assertEqual([], [str(path) for path in self.files
                              if path.parts[0] == "tests" and path.name.endswith(("_test.py", "_test.sh"))
                              and not (tree.ROOT / path).stat().st_mode & 0o100])


class Samples(unittest.TestCase):
    """The patterns above find what they are for."""

    def test_machine_paths(self):
        slash = "/"  # apart, or this file would name them
        for bad in ("root", "work", "home/ann", "tmp/bash_jobs.0"):
            self.assertTrue(MACHINE_PATH.search(f"see {slash}{bad}{slash}x"), bad)
        for good in ("docs/work/x", "https://example.org/work/x", "~/root/x", "rootless"):
            self.assertFalse(MACHINE_PATH.search(f"see {good}"), good)

    def test_hidden_cases(self):
        name = "TEST_" + "CASE"
        for bad in ("[.slow]", "[core][.]", "[!mayfail]", "[!shouldfail]", "[!hide]"):
            self.assertTrue(HIDDEN.search(f'{name}("x",\n "{bad}") {{'), bad)
        self.assertFalse(HIDDEN.search(f'{name}("x [..]", "[shared]") {{ a[.5]; }}'.replace("[..]", "")))

    def test_passed_over(self):
        self.assertTrue(PASSED_OVER.search("@unittest" + ".skip('later')"))
        self.assertFalse(PASSED_OVER.search("result.skipped"))

    def test_licence(self):
        self.assertFalse(has_licence("int main() {}"))
        self.assertTrue(has_licence("// SPDX-" "FileCopyrightText: 2026 X\n// SPDX-" "License-Identifier: MIT\n"))


if __name__ == "__main__":
    tree.main()
