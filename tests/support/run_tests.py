#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the test program and the script tests, some at a time, and counts test cases.

A job is one source file of the test program (Catch2's -# tags cases by file) or one executable
*_test.sh or *_test.py. So all cores work, and a crash is charged to the file that caused it: cases
that should have run and did not report count as failed.

A script test ends with 0 when it passed. It may print `cases: P passed, F failed`; otherwise it is
one case. Among its first lines it may say `# needs: shared` (left out when there are no shared
inputs) and `# when: full` (run only with --full).

The last line printed is `cases: P passed, F failed`; the exit status is 1 if any failed.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree

TIME_LIMIT = 1800  # seconds for one job: against hanging, not a measurement
CASES = re.compile(r"^cases: (\d+) passed, (\d+) failed$", re.MULTILINE)


class Outcome:
    def __init__(self, name, passed, failed, text, seconds):
        self.name, self.passed, self.failed = name, passed, failed
        self.text, self.seconds = text, seconds


def run(command, environment):
    """The exit status and the output of a command; a hanging one is ended and counts as failed."""
    try:
        done = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=TIME_LIMIT,
                              text=True, errors="replace", check=False)
        return done.returncode, done.stdout
    except subprocess.TimeoutExpired as expired:
        output = expired.stdout or b""
        return 1, output.decode(errors="replace") + f"\nno end after {TIME_LIMIT} seconds\n"


def failures_of(case):
    """What went wrong in one <TestCase>, in the form `file:line: what`."""
    lines = []
    for element in case.iter():
        where = f"{element.get('filename')}:{element.get('line')}"
        if element.tag == "Expression" and element.get("success") == "false":
            text = " ".join((element.findtext("Original") or "").split())
            value = (element.findtext("Expanded") or "").strip()
            lines.append(f"{where}: {element.get('type')}( {text} )\n    is: {value}")
            thrown = element.findtext("Exception")
            if thrown:
                lines.append(f"    threw: {thrown.strip()}")
        elif element.tag in ("Exception", "FatalErrorCondition", "Failure") and element.get("line"):
            lines.append(f"{where}: {element.tag}: {(element.text or '').strip()}")
        elif element.tag == "Info":
            lines.append(f"    with: {(element.text or '').strip()}")
    return lines


def catch_job(program, tag, expected, filters, environment):
    """Runs the cases of one source file of the test program."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder, "report.xml")
        status, output = run([program, "-#", f"[#{tag}]{filters}", "-r", "xml", "-o", str(report)],
                             environment)
        passed, failed, text = 0, 0, []
        try:
            for _, element in ElementTree.iterparse(report):
                if element.tag != "TestCase":
                    continue
                result = element.find("OverallResult")
                if result is not None and result.get("success") == "true":
                    passed += 1
                else:
                    failed += 1
                    text += [f"FAILED {element.get('name')}", *failures_of(element)]
        except (ElementTree.ParseError, OSError):
            text.append("the test program ended before its report did")
    if passed + failed < expected:
        text.append(f"{expected - passed - failed} cases did not report; exit status {status}")
        failed = expected - passed
    if status != 0 and failed == 0:  # such as a leak reported at exit
        text.append(f"exit status {status} although every case passed")
        passed, failed = passed - 1, 1
    if failed:
        text.append(output)
    return Outcome(tag, passed, failed, "\n".join(text), time.monotonic() - started)


def script_job(script, name, environment):
    """Runs one script test."""
    started = time.monotonic()
    status, output = run([str(script)], environment)
    counted = CASES.findall(output)
    passed, failed = map(int, counted[-1]) if counted else (int(status == 0), int(status != 0))
    if (status == 0) != (failed == 0) or passed + failed == 0:
        output += f"\nexit status {status} does not go with its cases"
        failed = max(failed, 1)
    return Outcome(name, passed, failed, output if failed else "", time.monotonic() - started)


def catch_jobs(program, filters, environment):
    """One job for every source file that has cases; none at all is an error."""
    listing = subprocess.run([program, "-#", "--list-tags"] + ([filters] if filters else []),
                             env=environment, stdout=subprocess.PIPE, text=True, check=False).stdout
    files = re.findall(r"^\s*(\d+)\s+.*?\[#([^\]]+)\]", listing, re.MULTILINE)
    if not files:
        sys.exit(f"{program} has no test cases")
    return [lambda tag=tag, count=int(count): catch_job(program, tag, count, filters, environment)
            for count, tag in files]


def script_jobs(root, full, shared, environment):
    """One job for every executable script test that applies, and the names of those left out."""
    jobs, left_out = [], []
    for script in sorted([*root.rglob("*_test.py"), *root.rglob("*_test.sh")]):
        name = str(script.relative_to(root))
        if "node_modules" in script.parts or not os.access(script, os.X_OK):
            continue
        head = "\n".join(script.read_text(encoding="utf-8").splitlines()[:12])
        if "# when: full" in head and not full:
            continue
        if "# needs: shared" in head and not shared:
            left_out.append(name)
            continue
        jobs.append(lambda script=script, name=name: script_job(script, name, environment))
    return jobs, left_out


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cpp", metavar="PROGRAM", help="the C++ test program")
    parser.add_argument("--scripts", metavar="FOLDER", type=pathlib.Path, help="run the script tests below it")
    parser.add_argument("--binary", metavar="PROGRAM", help="the program under test (MUNIMENT_BINARY)")
    parser.add_argument("--compile-commands", metavar="FILE", default="",
                        help="of the build under test (MUNIMENT_COMPILE_COMMANDS)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--full", action="store_true")
    return parser.parse_args()


def main():
    options = arguments()
    source = pathlib.Path(__file__).resolve().parents[2]
    shared = pathlib.Path(os.environ.get("MUNIMENT_SHARED") or source.parent / "shared").resolve()
    environment = dict(os.environ, MUNIMENT_COMPILE_COMMANDS=options.compile_commands)
    environment.pop("MUNIMENT_LIBRARY", None)  # the tests make their own libraries and people
    environment.pop("MUNIMENT_PERSON", None)
    if shared.is_dir():
        environment["MUNIMENT_SHARED"] = str(shared)
    if options.binary:
        environment["MUNIMENT_BINARY"] = str(pathlib.Path(options.binary).resolve())

    jobs, left_out = [], []
    if options.scripts:
        jobs, left_out = script_jobs(options.scripts.resolve(), options.full, shared.is_dir(), environment)
    if options.cpp:
        filters = "" if shared.is_dir() else "~[shared]"
        jobs += catch_jobs(str(pathlib.Path(options.cpp).resolve()), filters, environment)

    outcomes = []
    with concurrent.futures.ThreadPoolExecutor(max_workers=max(1, options.jobs)) as pool:
        for future in concurrent.futures.as_completed([pool.submit(job) for job in jobs]):
            outcome = future.result()
            outcomes.append(outcome)
            if outcome.failed:
                print(f"--- {outcome.name}: {outcome.failed} failed\n{outcome.text}", flush=True)
    slowest = sorted(outcomes, key=lambda outcome: -outcome.seconds)[:5]
    print("slowest: " + ", ".join(f"{outcome.name} {outcome.seconds:.1f} s" for outcome in slowest))
    for name in left_out:
        print(f"left out for want of shared inputs: {name}")
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"cases: {passed} passed, {failed} failed")
    return 1 if failed or not outcomes else 0


if __name__ == "__main__":
    sys.exit(main())
