#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""21 CFR 11.100(c): the letter that certifies electronic signatures is kept with its date and a copy."""
import subprocess
import unittest

import program


class CertificationLetter(unittest.TestCase):
    def test_the_letter_is_kept_with_its_date_and_copy(self):
        library = program.Library(clock=program.Clock("2026-05-03T08:00:00Z"))
        self.addCleanup(library.close)
        library.add_person("bert", "Bert Author", "author")
        library.add_person("adam", "Adam Approver", "approver")
        library.add_person("dora", "Dora Controller", "document-controller")
        text = library.file("letter.md", b"# Certification of electronic signatures\n\nSent by registered mail.\n")
        copy = library.file("letter.pdf", b"%PDF-1.4\nthe letter as it was sent\n")
        letter = library.ok("draft", "create", "--type", "EXT", "--from", text, "--attach", copy,
                            "--publisher", "Example Ltd", "--edition", "1", "--edition-date", "2026-04-30",
                            by="bert").last_line
        library.ok("draft", "submit", letter, by="bert")
        library.ok("sign", letter, "--meaning", "approval", "--decision", "accept", by="adam")
        library.ok("release", letter, by="dora")
        shown = library.ok("show", letter, "--json").json()
        self.assertEqual("2026-04-30", shown["metadata"]["external"]["date"])
        self.assertIsNotNone(shown["in_force"])
        kept = subprocess.run(["git", "-C", library.folder / "repository.git", "show",
                               f"main:EXT/0/00/{letter}/attachments/letter.pdf"], check=True, capture_output=True)
        self.assertEqual(copy.read_bytes(), kept.stdout)


if __name__ == "__main__":
    program.main()
