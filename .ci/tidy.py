#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs clang-tidy over our .cpp files, on all cores.

A file that was found clean is not looked at again until it, a header that it includes, the checks,
its compile command or this script change: the cache folder holds one empty file for each clean
state, so that a fresh clone knows them too.
"""
import concurrent.futures
import contextlib
import functools
import hashlib
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
CLEAN = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "muniment" / "tidy-clean"


def files(*patterns):
    """Those of the tree, also what is not yet added to it."""
    listing = subprocess.run(["git", "ls-files", "-z", "-co", "--exclude-standard", *patterns], cwd=ROOT, check=True,
                             stdout=subprocess.PIPE).stdout
    paths = {ROOT / name.decode() for name in listing.split(b"\0") if name}
    return sorted(path for path in paths if path.is_file())


@functools.cache
def digest_of_file(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


@functools.cache
def settings():
    return [pathlib.Path(__file__).resolve(), *files("*.clang-tidy")]


def common_state():
    """What every verdict depends on: tool, how it is called, checks and where they hold."""
    version = subprocess.run(["clang-tidy", "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return [version, *(f"{path} {digest_of_file(path)}" for path in settings())]


def included(entry):
    """The file and all that it includes, or nothing when the compiler cannot tell."""
    done = subprocess.run([*shlex.split(entry["command"]), "-M", "-MF", "-"], cwd=entry["directory"], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    names = done.stdout.replace("\\\n", " ").partition(":")[2]
    return [pathlib.Path(name).resolve() for name in shlex.split(names)]


def stamp_of(common, entry, started):
    """Stands for this state of the file, wherever the tree lies; None when it is unknown."""
    paths = included(entry)
    # What changes while we look could be taken for another state than the one that was looked at.
    if not paths or any(path.stat().st_ctime >= started for path in [*paths, *settings()]):
        return None
    parts = [*common, entry["command"], *(f"{path} {digest_of_file(path)}" for path in paths)]
    return CLEAN / hashlib.sha256("\n".join(parts).replace(str(ROOT), "").encode()).hexdigest()


def check(build, entry, common, started):
    """Looks at one file unless it is known to be clean: whether it did, and the faults."""
    stamp = stamp_of(common, entry, started)
    if stamp and stamp.exists():
        stamp.touch()
        return False, ""
    done = subprocess.run(["clang-tidy", "--quiet", "-p", str(build), entry["file"]],
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=False)
    if done.returncode != 0:
        return True, done.stdout or f"{entry['file']}: clang-tidy ended with {done.returncode}\n"
    if stamp and stamp == stamp_of(common, entry, started):
        stamp.touch()
    return True, ""


def forget_old_states():
    month_ago = time.time() - 30 * 24 * 3600
    for stamp in CLEAN.iterdir():
        with contextlib.suppress(FileNotFoundError):  # another run was faster
            if stamp.stat().st_mtime < month_ago:
                stamp.unlink()


def without_repetitions(reports):
    """A fault in a header is seen from every file that includes it; once is enough."""
    seen = {}
    for report in reports:
        for fault in re.split(r"^(?=/.*: (?:error|warning): )", report, flags=re.MULTILINE):
            seen.setdefault(fault)
    return "".join(seen)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    CLEAN.mkdir(parents=True, exist_ok=True)
    forget_old_states()
    ours = {str(path) for path in files("*.cpp")}
    entries = json.loads((build / "compile_commands.json").read_text(encoding="utf-8"))
    started, common = time.time(), common_state()
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
        results = list(pool.map(lambda entry: check(build, entry, common, started),
                                (entry for entry in entries if entry["file"] in ours)))
    faults = [fault for _, fault in results if fault]
    faults += [f"{path}: has no compile command; configure again\n"
               for path in sorted(ours - {entry["file"] for entry in entries})]
    print(without_repetitions(faults), end="")
    print(f"clang-tidy: {sum(looked for looked, _ in results)} of {len(results)} files looked at in "
          f"{time.time() - started:.0f} s, {len(faults)} with faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
