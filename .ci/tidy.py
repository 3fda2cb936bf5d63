#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over our .cpp files, on all cores.

A file that was found clean is not looked at again until it, any of our headers, the checks or its
compile command change: BUILD/tidy-clean/ holds one empty file for each clean state.
"""
import concurrent.futures
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]


def tracked(*patterns):
    listing = subprocess.run(["git", "ls-files", "-z", *patterns], cwd=ROOT, check=True,
                             stdout=subprocess.PIPE).stdout
    return sorted(ROOT / name.decode() for name in listing.split(b"\0") if name)


def digest(*parts):
    total = hashlib.sha256()
    for part in parts:
        total.update(hashlib.sha256(part).digest())
    return total.hexdigest()


def common_state():
    """What every verdict depends on: tool, checks, all our headers."""
    version = subprocess.run(["clang-tidy", "--version"], check=True, stdout=subprocess.PIPE).stdout
    headers = [path for path in tracked("*.h") if path.is_file()]
    return digest(version, *(path.read_bytes() for path in tracked("*.clang-tidy")),
                  *(str(path).encode() + path.read_bytes() for path in headers)).encode()


def check(build, entry, stamp):
    """Looks at one file; the output is empty when it is clean."""
    done = subprocess.run(["clang-tidy", "--quiet", "-p", str(build), entry["file"]],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    if done.returncode == 0:
        stamp.touch()
        return ""
    return done.stdout or f"{entry['file']}: clang-tidy ended with {done.returncode}\n"


def without_repetitions(reports):
    """A fault in a header is seen from every file that includes it; once is enough."""
    seen = {}
    for report in reports:
        for fault in re.split(r"^(?=/.*: (?:error|warning): )", report, flags=re.MULTILINE):
            seen.setdefault(fault)
    return "".join(seen)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    clean = build / "tidy-clean"
    clean.mkdir(exist_ok=True)
    ours = {str(path) for path in tracked("*.cpp") if path.is_file()}
    common = common_state()
    started, jobs = time.monotonic(), []
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        for entry in json.loads((build / "compile_commands.json").read_text(encoding="utf-8")):
            if entry["file"] not in ours:
                continue
            stamp = clean / digest(common, entry["command"].encode(), pathlib.Path(entry["file"]).read_bytes())
            if not stamp.exists():
                jobs.append(pool.submit(check, build, entry, stamp))
        reports = [job.result() for job in jobs]
    faults = [report for report in reports if report]
    print(without_repetitions(faults), end="")
    print(f"clang-tidy: {len(jobs)} files looked at in {time.monotonic() - started:.0f} s, "
          f"{len(faults)} with faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
