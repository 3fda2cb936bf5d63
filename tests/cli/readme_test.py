#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs every command of the README, in order and as printed, in a folder of its own. (`./start` and
`./check`, which stand there too, are what runs this.)"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def commands():
    """The indented lines below the headings after "Try it"."""
    section = (ROOT / "README.md").read_text().split("## On the command line")[1].split("\n## ")[0]
    return [line[4:] for line in section.splitlines() if line.startswith("    ")]


def main():
    passed = failed = 0
    program = pathlib.Path(os.environ["MUNIMENT_BINARY"]).resolve()
    with tempfile.TemporaryDirectory() as folder:
        # One shell, so that `export` holds for what follows; a marker after each command.
        lines = commands()
        script = "".join(f"{line}\necho \"@@ $?\"\n" for line in lines)
        run = subprocess.run(["bash", "-s"], input=script, cwd=folder, text=True, capture_output=True,
                             env=dict(os.environ, PATH=f"{program.parent}:{os.environ['PATH']}"))
        statuses = re.findall(r"^@@ (\d+)$", run.stdout, re.M)
        for line, status in zip(lines, statuses + ["did not run"] * len(lines)):
            if status == "0":
                passed += 1
            else:
                failed += 1
                print(f"{line}: {status}")
        signatures = re.findall(r"^(.) (\S+) ", run.stdout.split("@@")[-2], re.M)
        wrong = [s for s in signatures if s[0] != "G"]
        if wrong or not signatures:
            failed += 1
            print("stock git finds signatures that are not good:", wrong)
        if failed:
            print(run.stdout, run.stderr, sep="\n")
    print(f"cases: {passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
