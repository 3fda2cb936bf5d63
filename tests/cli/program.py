# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the command line share: the program, a library of their own, a clock, a count."""
import calendar
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("MUNIMENT_BINARY", str(ROOT / "build/release/bin/muniment"))


class Answer:
    def __init__(self, done):
        self.status = done.returncode
        self.bytes = done.stdout
        self.out = done.stdout.decode(errors="replace")
        self.err = done.stderr.decode(errors="replace")

    @property
    def last_line(self):
        return self.out.rstrip("\n").split("\n")[-1]

    def json(self):
        return json.loads(self.bytes)


def environment(**changes):
    """Ours, without what would choose a library or a person."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith("MUNIMENT_")}
    return dict(plain, TZ="UTC", **changes)


def at_time(at, command, *options, **more):
    """Runs a command that believes it is then, as text in UTC; with options of faketime."""
    while True:
        done = subprocess.run(["faketime", *options, at, *command], capture_output=True, check=False, **more)
        # A killed run left a semaphore behind for this very process id: nothing was run yet.
        if not done.stderr.startswith(b"faketime: sem_open: File exists"):
            return done


def run(*arguments, at=None, stdin=b"", cwd=None, env=None):
    """Runs the program; `at` is the time it believes it is, as text in UTC."""
    command, more = [BINARY, *map(str, arguments)], {"input": stdin, "cwd": cwd, "env": env or environment()}
    if at:
        return Answer(at_time(at, command, **more))
    return Answer(subprocess.run(command, capture_output=True, check=False, **more))


def keygen(*arguments):
    """What stock ssh-keygen prints."""
    return subprocess.run(["ssh-keygen", *map(str, arguments)], check=True, capture_output=True, text=True).stdout


class Clock:
    """The time that the program believes in: each act happens a minute after the one before."""

    def __init__(self, start):
        self.seconds = calendar.timegm(time.strptime(start, "%Y-%m-%dT%H:%M:%SZ"))

    def text(self, form="%Y-%m-%d %H:%M:%S"):
        return time.strftime(form, time.gmtime(self.seconds))

    def next(self):
        self.seconds += 60
        return self.text()

    def set(self, instant):
        self.seconds = calendar.timegm(time.strptime(instant, "%Y-%m-%dT%H:%M:%SZ"))


def shifted(instant, seconds):
    """An RFC 3339 instant, so many seconds later."""
    moved = calendar.timegm(time.strptime(instant, "%Y-%m-%dT%H:%M:%SZ")) + seconds
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moved))


class Library:
    """A library in a temporary folder, with people whose passwords lie beside it."""

    def __init__(self, clock=None, zone="Europe/Warsaw", options=()):
        self.temporary = tempfile.TemporaryDirectory()
        self.base = pathlib.Path(self.temporary.name)
        self.folder = self.base / "library"
        self.clock = clock
        self.people = {}
        self.password("ann")
        self.founded = self.ok("init", self.folder, "--organisation", "Example Ltd", "--time-zone",
                               zone, "--admin", "ann:Ann Example", *options,
                               "--new-password-file", self.people["ann"])

    def close(self):
        self.temporary.cleanup()

    def password(self, person):
        path = self.base / f"{person}.password"
        path.write_text(f"secret words of {person}\n", encoding="utf-8")
        self.people[person] = path
        return path

    def file(self, name, text):
        path = self.base / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def run(self, *arguments, by=None, at=None, **more):
        """`by` acts, with their password; without a clock of its own the program sees the real one."""
        acting = ["--as", by, "--password-file", self.people[by]] if by else []
        moment = at or (self.clock.next() if self.clock else None)
        return run("-L", self.folder, *acting, *arguments, at=moment, **more)

    def ok(self, *arguments, **more):
        answer = self.run(*arguments, **more)
        if answer.status != 0:
            raise AssertionError(f"{arguments} ended with {answer.status}: {answer.err}{answer.out}")
        return answer

    def add_person(self, person, name, *roles):
        code = self.ok("person", "add", person, name, "--role", *roles, by="ann").last_line
        self.ok("person", "enrol", person, "--code", code, "--new-password-file",
                self.password(person))

    def add_team(self):
        self.add_person("joe", "Joe Author", "author")
        self.add_person("rita", "Rita Review", "reviewer")
        self.add_person("mia", "Mia Approve", "approver", "document-controller")

    def sign_route(self, document):
        self.ok("sign", document, "--meaning", "review", "--decision", "accept", by="rita")
        self.ok("sign", document, "--meaning", "approval", "--decision", "accept", by="mia")


def main():
    """Runs the tests of the calling script; the last line counts them for run_tests.py."""
    result = unittest.main(exit=False, argv=sys.argv[:1]).result
    failed = len(result.failures) + len(result.errors) + len(result.skipped)
    print(f"cases: {max(result.testsRun - failed, 0)} passed, {failed} failed")
    sys.exit(1 if failed else 0)
