#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sources include and the tests call comes from a package that .ci/packages.txt names."""
import pathlib
import re
import shutil
import subprocess
import unittest

import tree

INCLUDE = re.compile(r"^[ \t]*#[ \t]*include[ \t]*<([^>]+)>", re.MULTILINE)
# The first word of a command: in a list of words (Python, C++), or asked for by a shell script.
PROGRAM = re.compile(r"""(?:run_command\(\s*\{|subprocess\.\w+\(\s*\[)\s*"([\w.-]+)"|\bcommand -v ([\w.-]+)""")
# What g++ brings along.
WITH_THE_COMPILER = {"libc6-dev", "linux-libc-dev", "libstdc++-12-dev", "binutils"}
# Asked for, but not needed: where they are missing something is said about it.
MAY_BE_MISSING = {"sudo", "dpkg-query"}


def listed(*groups):
    lines = [line.split() for line in tree.text_of(".ci/packages.txt").splitlines()]
    return {words[1] for words in lines if words and words[0] in groups}


def packages_of(files):
    """The packages that installed these files, by file."""
    found = {}
    done = subprocess.run(["dpkg", "-S", *map(str, files)], stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, text=True, check=False)
    for line in done.stdout.splitlines():
        names, _, file = line.partition(": ")
        if line.startswith("diversion by "):
            continue
        found.setdefault(file, set()).update(name.split(":")[0] for name in names.split(", "))
    return found


def header_file(header):
    folders = [pathlib.Path("/usr/include"), *sorted(pathlib.Path("/usr/include").glob("*-linux-gnu"))]
    return next((folder / header for folder in folders if (folder / header).is_file()), None)


def names_and_provided(packages):
    """The packages, and what they provide besides: npm comes with some packages of Node.js."""
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Provides}, ", *packages], stdout=subprocess.PIPE,
                          text=True, check=True)
    return set(packages) | {name.split(" ")[0] for name in done.stdout.split(", ")}


def comes_with_every_system(package):
    done = subprocess.run(["dpkg-query", "-W", "-f", "${Essential} ${Priority}", package],
                          stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout.startswith("yes") or done.stdout.endswith(" required")


class Packages(unittest.TestCase):
    def faults_of_headers(self, layers, packages):
        headers = set()
        for path in tree.tracked_files():
            if path.parts[0] in layers and path.suffix in (".cpp", ".h"):
                headers.update(INCLUDE.findall(tree.text_of(path)))
        foreign = {header: header_file(header) for header in headers if "." in header or "/" in header}
        self.assertGreater(len(foreign), 0)
        owners = packages_of(file for file in foreign.values() if file)
        return sorted(f"<{header}> is in {sorted(owners.get(str(file), ['no package']))}"
                      for header, file in foreign.items()
                      if not owners.get(str(file), set()) & (packages | WITH_THE_COMPILER))

    def test_headers_of_the_program(self):
        self.assertEqual([], self.faults_of_headers(tree.LAYERS, listed("build")))

    def test_headers_of_the_tests(self):
        self.assertEqual([], self.faults_of_headers(("tests",), listed("build", "test")))

    def test_programs_that_scripts_and_tests_call(self):
        programs, known = set(), listed("build", "test")
        for path in tree.tracked_files():
            if path.parts[:2] != ("tests", "benchmarks"):
                programs.update(either or other for either, other in PROGRAM.findall(tree.text_of(path)))
        self.assertIn("npm", programs)
        self.assertIn("ssh-keygen", programs)
        faults = [fault for name in sorted(programs - MAY_BE_MISSING - known) for fault in self.fault_of(name, known)]
        self.assertEqual([], faults)

    def fault_of(self, program, known):
        """Why a program may be missing on a fresh system: a list of one, or of none."""
        file = shutil.which(program, path="/usr/bin:/bin")
        if not file:
            return [f"{program} is not installed"]
        # dpkg knows a file by the name it had in its package, which may begin with /bin or /usr/bin.
        owners = set().union(*packages_of([f"/bin/{program}", f"/usr/bin/{program}",
                                           pathlib.Path(file).resolve()]).values())
        needed = {owner for owner in owners if not comes_with_every_system(owner)}
        if needed and program in names_and_provided(owners):
            return [f"there is a package {program}, which need not come with {sorted(owners)}"]
        if not owners or (needed and not needed & (known | WITH_THE_COMPILER)):
            return [f"{program} is in {sorted(owners) or 'no package'}"]
        return []


if __name__ == "__main__":
    tree.main()
