#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Guessing a password against a running server and through --password-file, by every way at once: at
most ten tries a minute come through for an account, and its owner gets in."""
import concurrent.futures
import json
import unittest

import program
import serving

AT_ONCE = 8
PERSON = "rita"
RIGHT = f"secret words of {PERSON}"


class Guessing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.founded = library = program.Library(clock=program.Clock("2026-05-03T08:00:00Z"))
        library.add_team()
        library.file("one.md", "# Mixer\n\nRinse with hot water.\n")
        library.ok("draft", "create", "--type", "SOP", "--title", "Mixer", "--from",
                   library.base / "one.md", by="joe")
        library.ok("draft", "submit", "SOP-0001", by="joe")
        library.file("wrong", "a guess\n")
        cls.token = library.ok("account", "token", "create", "--scope", "act", "--name", "Robot",
                               by=PERSON).last_line

    @classmethod
    def tearDownClass(cls):
        cls.founded.close()

    def setUp(self):
        self.library = self.founded
        self.library.clock.seconds += 7200  # what failed before is forgotten
        self.server = serving.Server(self.library, self.library.clock)
        self.addCleanup(self.server.close)
        self.browser = ""
        self.enter()

    def enter(self):
        """The owner comes in, with a new session and a browser that is known from then on."""
        entered = self.server.log_in(PERSON, RIGHT, self.browser)
        self.assertEqual(303, entered.status)
        self.session = entered.cookie("muniment")
        self.browser = self.browser or entered.cookie("muniment-browser")
        page = self.server.get("/documents/SOP-0001/sign", Cookie=self.session)
        self.form = {name: page.hidden(name) for name in ("csrf", "digest", "request", "meaning")}

    # Each way says whether the password was looked at.

    def way(self, status, looked_at, not_looked_at):
        self.assertIn(status, (looked_at, not_looked_at))
        return status == looked_at

    def by_log_in(self):
        return self.way(self.server.log_in(PERSON, "a guess").status, 403, 429)

    def by_known_browser(self):
        return self.way(self.server.log_in(PERSON, "a guess", self.browser).status, 403, 429)

    def by_sign_form(self):
        fields = dict(self.form, decision="accept", comment="", password="a guess")
        answer = self.server.send("/documents/SOP-0001/sign", fields, self.session)
        return self.way(answer.status, 403, 429)

    def by_api(self):
        body = {"decision": "accept", "meaning": "review", "digest": self.form["digest"],
                "password": "a guess"}
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        answer = self.server.ask("POST", "/api/v1/documents/SOP-0001/sign", headers, json.dumps(body))
        return self.way(answer.status, 403, 429)

    def by_password_file(self):
        answer = self.library.run("account", "sessions", "--as", PERSON, "--password-file",
                                  self.library.base / "wrong", at=self.library.clock.text())
        return self.way(answer.status, 4, 7)

    def guess(self, *ways):
        """Each way many times, all mixed and at once; how many passwords were looked at."""
        tries = [way for _ in range(8) for way in ways]
        with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as crowd:
            return sum(crowd.map(lambda way: way(), tries))

    ALL = ("by_log_in", "by_known_browser", "by_sign_form", "by_api", "by_password_file")

    def all_ways(self):
        return [getattr(self, name) for name in self.ALL]

    def test_at_most_ten_tries_a_minute_come_through_however_they_come(self):
        for way in self.all_ways():
            with self.subTest(way=way.__name__):
                self.assertIn(self.guess(way), range(1, 11))
                self.server.pass_time(7200)
                self.enter()
        self.assertIn(self.guess(*self.all_ways()), range(1, 11))
        for _ in range(3):
            self.server.pass_time(60)
            self.assertLessEqual(self.guess(*self.all_ways()), 10)
        failed = self.library.ok("account", "log", "--person", PERSON, "--operation", "password-failed",
                                 "--json", at=self.library.clock.text()).json()["operations"]
        self.assertEqual({"web", "api", "cli"}, {entry["via"] for entry in failed})

    def test_strangers_on_the_network_keep_the_owner_out_of_nothing(self):
        self.assertLessEqual(self.guess(self.by_log_in, self.by_log_in), 10)
        self.assertEqual(429, self.server.log_in(PERSON, RIGHT).status)
        # At once: from a browser they have used, on this machine, and by a link of an administrator.
        self.assertEqual(303, self.server.log_in(PERSON, RIGHT, self.browser).status)
        now = self.library.clock.text()
        self.assertEqual(0, self.library.run("account", "sessions", by=PERSON, at=now).status)
        link = self.library.ok("account", "unlock", PERSON, by="ann", at=now).last_line
        pass_ = link.split("pass=")[1]
        self.assertEqual(303, self.server.log_in(PERSON, RIGHT, **{"pass": pass_}).status)

    def test_the_owner_gets_in_within_fifteen_minutes_without_anybodys_help(self):
        for _ in range(4):
            self.guess(*self.all_ways())
            self.server.pass_time(60)
        waited = 0
        while self.server.log_in(PERSON, RIGHT).status != 303:
            self.server.pass_time(60)
            waited += 1
            self.assertLessEqual(waited, 15)


if __name__ == "__main__":
    program.main()
