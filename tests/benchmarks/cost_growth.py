#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""cost_growth.py PROGRAM [--small DOCUMENTS:PEOPLE] [--large DOCUMENTS:PEOPLE] [--keep FOLDER]

Shows that costs do not grow with the library: what one signature (its key unwrapped), one
document's history and one read cost in a small and in a large library, each counted within one
process with its start subtracted (a run that does the act nine times, less a run that does it
once, by eight).

Instructions are counted by valgrind (callgrind), system calls and bytes written by strace. Exit
status 1 when a cost in the large library is more than 1.3 times that in the small one.
"""
import argparse
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ACTS = ("sign", "history", "read")
LIMIT = 1.3
REPEATED = 9


def build(program, folder, size):
    documents, people = size.split(":")
    subprocess.run([program, "build", folder, documents, people], check=True)
    # Imports leave a pack for each event; both libraries are packed as maintenance packs them.
    subprocess.run(["git", "--git-dir", folder / "repository.git", "repack", "-adq"], check=True)


def in_copy(library, run):
    """Each run gets the same library, whatever runs before it did."""
    with tempfile.TemporaryDirectory(dir=library.parent) as folder:
        copy = pathlib.Path(folder) / "library"
        shutil.copytree(library, copy)
        return run(copy, pathlib.Path(folder))


def instructions(program, library, act, count):
    def run(copy, folder):
        out = folder / "callgrind.out"
        subprocess.run(["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", program, "run",
                        copy, act, str(count)], check=True, capture_output=True)
        return int(re.search(r"^(?:summary|totals): (\d+)", out.read_text(), re.M).group(1))
    return in_copy(library, run)


def system_calls(program, library, act, count):
    def run(copy, folder):
        out = folder / "strace.out"
        subprocess.run(["strace", "-f", "-s", "0", "-o", out, program, "run", copy, act, str(count)],
                       check=True, capture_output=True)
        calls, written = 0, 0
        for line in out.read_text(errors="replace").splitlines():
            call = re.match(r"\d+\s+(\w+)\(.*= (-?\d+)", line)
            if not call:
                continue
            calls += 1
            if call.group(1) in ("write", "pwrite64", "writev", "pwritev") and int(call.group(2)) > 0:
                written += int(call.group(2))
        return calls, written
    return in_copy(library, run)


def cost_of_one(program, library, act):
    """Instructions, system calls and bytes written of one act."""
    totals = []
    for count in (1, REPEATED):
        calls, written = system_calls(program, library, act, count)
        totals.append((instructions(program, library, act, count), calls, written))
    return [(many - one) / (REPEATED - 1) for one, many in zip(*totals)]


def cost(program, library, act):
    """A signature without the work of its password, which would hide all the rest."""
    whole = cost_of_one(program, library, act)
    if act != "sign":
        return whole
    return [all_of_it - part for all_of_it, part in zip(whole, cost_of_one(program, library, "unlock"))]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[1])
    parser.add_argument("program")
    parser.add_argument("--small", default="1000:100")
    parser.add_argument("--large", default="50000:5000")
    parser.add_argument("--keep", help="build the libraries here, or use those that are here")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        base = pathlib.Path(args.keep or temporary)
        base.mkdir(exist_ok=True)
        libraries = {}
        for size in (args.small, args.large):
            libraries[size] = base / size.replace(":", "-")
            if not libraries[size].exists():
                build(args.program, libraries[size], size)
        worst = 0.0
        print(f"{'act':8} {'counted':13} {args.small:>14} {args.large:>14}  ratio")
        for act in ACTS:
            small = cost(args.program, libraries[args.small], act)
            large = cost(args.program, libraries[args.large], act)
            for name, one, other in zip(("instructions", "system calls", "bytes written"), small, large):
                ratio = other / one if one else (1.0 if other == 0 else float("inf"))
                worst = max(worst, ratio)
                print(f"{act:8} {name:13} {one:14,.0f} {other:14,.0f}  {ratio:.2f}")
    print(f"the worst ratio is {worst:.2f}; the limit is {LIMIT}")
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    sys.exit(main())
