# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The source tree, and how a structure test reports."""
import pathlib
import subprocess
import sys
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LAYERS = ("core", "storage", "search", "web", "cli")


def tracked_files():
    """Paths, relative to ROOT, of every file under version control that is still there."""
    listing = subprocess.run(["git", "-c", "safe.directory=*", "ls-files", "-z"], cwd=ROOT, check=True,
                             stdout=subprocess.PIPE).stdout.decode()
    return [pathlib.PurePosixPath(name) for name in listing.split("\0") if name and (ROOT / name).is_file()]


def text_of(path):
    """The text of a tracked file, or "" for one that is not text."""
    data = (ROOT / path).read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", errors="replace")


def main():
    """Runs the tests of the calling script; the last line counts them for run_tests.py."""
    result = unittest.main(exit=False, argv=sys.argv[:1]).result
    failed = len(result.failures) + len(result.errors) + len(result.skipped)
    print(f"cases: {max(result.testsRun - failed, 0)} passed, {failed} failed")
    sys.exit(1 if failed else 0)
