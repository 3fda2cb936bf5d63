#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The ways in, from the command line: guessing, the operations log, unlocking, sessions, tokens."""
import contextlib
import re
import sqlite3
import unittest

import program


class Account(unittest.TestCase):
    def setUp(self):
        self.library = program.Library(clock=program.Clock("2026-05-03T08:00:00Z"))
        self.addCleanup(self.library.close)

    def guess(self, password, at):
        path = self.library.file("guess", password)
        return self.library.run("account", "sessions", "--as", "ann", "--password-file", path, at=at)

    def test_guessing_through_password_file_comes_through_ten_times_a_minute_at_most(self):
        at = "2026-05-03 09:00:00"
        wrong = [b"wrong\n", b"\xff\xfe\n", b"x" * 1_000_000 + b"\n", b"y" * 1_000_001 + b"\n"]
        statuses = [self.guess(wrong[i % 4], at).status for i in range(15)]
        self.assertEqual(5, statuses.count(4))
        self.assertEqual(10, statuses.count(7))
        right = self.library.people["ann"].read_bytes()
        refused = self.guess(right, at)
        self.assertEqual(7, refused.status)
        self.assertIn("too many wrong passwords", refused.err)
        self.assertEqual(0, self.guess(right, "2026-05-03 09:02:00").status)

    def test_a_clock_set_back_keeps_nobody_out_for_ever(self):
        for _ in range(8):
            self.guess(b"wrong\n", "2036-05-03 09:00:00")
        right = self.library.people["ann"].read_bytes()
        self.assertEqual(7, self.guess(right, "2026-05-03 09:00:00").status)
        self.assertEqual(0, self.guess(right, "2026-05-03 09:09:00").status)

    def test_failures_stand_in_the_log_for_who_manages_people_alone(self):
        self.library.add_person("rita", "Rita Review", "reviewer")
        self.guess(b"wrong\n", "2026-05-03 09:00:00")
        log = self.library.ok("account", "log", "--json", by="ann").json()["operations"]
        self.assertEqual([("password-failed", "ann", "cli")],
                         [(entry["operation"], entry["person"], entry["via"]) for entry in log])
        self.assertEqual(4, self.library.run("account", "log", by="rita").status)
        self.assertEqual(4, self.library.run("account", "unlock", "ann", by="rita").status)
        self.assertEqual(2, self.library.run("account", "log", "--operation", "x").status)
        self.assertIn("password-failed", self.library.ok("account", "log").out)

    def test_who_reads_everything_reads_the_log_too_and_nobody_else(self):
        self.library.add_person("aud", "Aud Itor", "auditor")
        self.library.add_person("otto", "Otto Admin", "administrator")
        for role in ("reader", "author", "reviewer", "approver"):
            person = "x-" + role
            self.library.add_person(person, "X " + role, role)
            refused = self.library.run("account", "log", by=person)
            self.assertEqual((4, ""), (refused.status, refused.out))
        for person in ("aud", "otto"):
            self.library.ok("account", "log", by=person)

    def test_a_wrong_code_for_enrolment_is_noted_and_slowed_down_and_the_right_one_works(self):
        code = self.library.ok("person", "add", "rita", "Rita Review", "--role", "reviewer", by="ann").last_line
        password = self.library.password("rita")

        def enrol(given):
            return self.library.run("person", "enrol", "rita", "--code", given, "--new-password-file", password,
                                    at="2026-05-03 09:00:00").status

        statuses = [enrol(f"wrong{i}") for i in range(12)]
        self.assertEqual({4, 7}, set(statuses))
        self.assertLessEqual(statuses.count(4), 10)
        log = self.library.ok("account", "log", "--operation", "enrolment-failed", "--json",
                              at="2026-05-03 09:00:10").json()["operations"]
        self.assertEqual([("rita", "cli")] * statuses.count(4), [(e["person"], e["via"]) for e in log])
        self.assertEqual(0, enrol(code))

    def test_reading_what_is_confidential_is_noted_where_somebody_is_named(self):
        self.library.add_team()
        self.library.file("one.md", "# Recipe\n\nLavender.\n")
        for reading_class in ("confidential", "internal"):
            self.library.ok("draft", "create", "--type", "SOP", "--title", "Recipe", "--class", reading_class,
                            "--from", self.library.base / "one.md", by="joe")
        for document in ("SOP-0001", "SOP-0002"):
            self.library.ok("draft", "submit", document, by="joe")
            self.library.sign_route(document)
            self.library.ok("release", document, by="mia")
        for command in (["show"], ["trace"]):
            for document in ("SOP-0001", "SOP-0002"):
                self.library.ok(*command, document, "--as", "rita", at="2026-05-04 09:00:00")
                self.library.ok(*command, document, at="2026-05-04 09:00:00")
        self.library.ok("compare", "SOP-0001", "1.0", "1.0", "--as", "mia", at="2026-05-04 09:00:00")
        log = self.library.ok("account", "log", "--operation", "read-confidential", "--json",
                              at="2026-05-04 09:10:00").json()["operations"]
        self.assertEqual([("mia", "SOP-0001 1.0", "cli"), ("rita", "SOP-0001 1.0", "cli")],
                         [(entry["person"], entry["detail"], entry["via"]) for entry in log])

    def test_the_log_is_kept_as_long_as_the_settings_say(self):
        settings = self.library.folder / "muniment.toml"
        settings.write_text(settings.read_text() + "\n[accounts]\nlog_days = 3\n")
        self.guess(b"wrong\n", "2026-05-03 09:00:00")
        right = self.library.people["ann"].read_bytes()
        for at, count in (("2026-05-06 08:59:00", 1), ("2026-05-06 09:01:00", 0)):
            log = self.library.ok("account", "log", "--json", at=at).json()["operations"]
            self.assertEqual(count, len(log))
        database = self.library.folder / "accounts.db"

        def kept():
            with contextlib.closing(sqlite3.connect(database)) as connection:
                return connection.execute("SELECT count(*) FROM operations").fetchone()[0]

        self.assertEqual(1, kept())
        self.assertEqual(0, self.guess(right, "2026-05-06 09:02:00").status)
        self.assertEqual(0, kept())

    def test_unlocking_prints_a_link_and_is_noted(self):
        self.library.add_person("rita", "Rita Review", "reviewer")
        link = self.library.ok("account", "unlock", "rita", by="ann").last_line
        self.assertRegex(link, r"^/login\?pass=[A-Za-z0-9_-]{8,}$")
        log = self.library.ok("account", "log", "--person", "rita", "--json").json()["operations"]
        self.assertEqual(("unlocked", "by ann"), (log[0]["operation"], log[0]["detail"]))
        self.assertEqual(3, self.library.run("account", "unlock", "nobody", by="ann").status)

    def test_a_token_is_shown_once_listed_and_revoked(self):
        made = self.library.ok("account", "token", "create", "--scope", "read", "--name", "Export",
                               "--until", "2026-06-01", by="ann")
        self.assertTrue(re.fullmatch(r"mnt_[A-Za-z0-9_-]{43}", made.last_line))
        listed = self.library.ok("account", "token", "list", "--json", by="ann").json()["tokens"]
        self.assertEqual([("Export", "read", "2026-06-01T21:59:59Z")],
                         [(token["name"], token["scope"], token["until"]) for token in listed])
        self.assertNotIn(made.last_line[4:], self.library.ok("account", "token", "list", by="ann").out)
        self.library.ok("account", "token", "revoke", listed[0]["id"], by="ann")
        self.assertEqual(3, self.library.run("account", "token", "revoke", listed[0]["id"], by="ann").status)
        self.assertEqual([], self.library.ok("account", "token", "list", "--json", by="ann").json()["tokens"])
        for options in (["--scope", "all", "--name", "x"], ["--scope", "read", "--name", ""],
                        ["--scope", "act", "--name", "x", "--until", "2020-01-01"]):
            self.assertEqual(2, self.library.run("account", "token", "create", *options, by="ann").status)

    def change(self, new, by="ann", at=None):
        path = self.library.file("new-password", new)
        return self.library.run("account", "password", "--new-password-file", path, by=by, at=at)

    def settle(self, line):
        with open(self.library.folder / "muniment.toml", "a", encoding="utf-8") as settings:
            settings.write(f"\n[accounts]\n{line}\n")

    def test_a_password_is_changed_and_the_register_is_not(self):
        before = self.library.ok("verify", "--json").json()
        self.assertEqual(4, self.library.run("account", "password", "--as", "ann", "--password-file",
                                             self.library.file("wrong", "wrong\n"), "--new-password-file",
                                             self.library.file("new", "ladders and a tractor\n")).status)
        self.assertEqual(0, self.change("ladders and a tractor\n").status)
        self.assertEqual(4, self.library.run("account", "sessions", by="ann").status)
        self.library.people["ann"].write_text("ladders and a tractor\n", encoding="utf-8")
        self.library.ok("account", "sessions", by="ann")
        log = self.library.ok("account", "log", "--operation", "password-changed", "--json", by="ann").json()
        self.assertEqual(["ann"], [entry["person"] for entry in log["operations"]])
        self.assertEqual(before["head"], self.library.ok("verify", "--json").json()["head"])
        self.library.add_person("rita", "Rita Review", "reviewer")

    def test_bad_new_passwords_are_refused_and_the_old_one_stays(self):
        for bad in (b"", b"\n", b"short\n", b"\xff\xfe\xff\xfe\xff\xfe\xff\xfe\n", b"x" * 1_000_001 + b"\n",
                    b"x" * 1_000_000 + b"\n", b"Ann Example\n", b"password1\n", b"secret words of ann\n"):
            answer = self.change(bad)
            self.assertEqual(2, answer.status, bad[:20])
            self.assertIn("muniment: ", answer.err)
        self.library.ok("account", "sessions", by="ann")

    def test_none_of_the_last_passwords_is_taken_again(self):
        first = self.library.people["ann"].read_text(encoding="utf-8")
        for number in (1, 2):
            new = f"tractor number {number * 7919}\n"
            self.assertEqual(0, self.change(new).status)
            self.library.people["ann"].write_text(new, encoding="utf-8")
        refused = self.change(first)
        self.assertEqual(2, refused.status)
        self.assertIn("had before", refused.err)

    def test_a_password_that_is_too_old_signs_nothing_until_it_is_changed(self):
        self.settle("password_days = 30")
        add = ("person", "add", "rita", "Rita Review", "--role", "reviewer")
        refused = self.library.run(*add, by="ann", at="2026-06-05 09:00:00")
        self.assertEqual(5, refused.status)
        self.assertIn("muniment account password", refused.err)
        self.assertEqual(0, self.change("ladders and a tractor\n", at="2026-06-05 09:01:00").status)
        self.library.people["ann"].write_text("ladders and a tractor\n", encoding="utf-8")
        self.assertEqual(0, self.library.run(*add, by="ann", at="2026-06-05 09:02:00").status)

    def test_there_is_no_second_factor_to_remove_before_one_is_set_up(self):
        self.assertIn("no second factor", self.library.ok("account", "second-factor", "status", by="ann").out)
        removed = self.library.run("account", "second-factor", "remove", "--code", "123456", by="ann")
        self.assertEqual(5, removed.status)
        self.assertIn("/account", removed.err)

    def test_ones_own_account_asks_for_the_password(self):
        for command in (["password"], ["second-factor", "status"], ["sessions"], ["token", "list"], ["token", "create", "--scope", "read", "--name", "x"],
                        ["log"], ["unlock", "ann"]):
            answer = self.library.run("account", *command, "--as", "ann")
            self.assertEqual(2, answer.status, command)


if __name__ == "__main__":
    program.main()
