#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The program at a terminal: passwords without echo, what is signed is shown first, progress."""
import os
import pty
import select
import signal
import termios
import unittest

import program


class Terminal:
    """A run on a terminal of its own, answered when it asks."""

    LONGEST_WAIT = 60  # seconds, against hanging

    def __init__(self, *arguments):
        self.text = ""
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execve(program.BINARY, [program.BINARY, *map(str, arguments)], program.environment(TERM="xterm"))

    def read(self):
        """More of the output, or nothing at its end."""
        ready, _, _ = select.select([self.terminal], [], [], self.LONGEST_WAIT)
        if not ready:
            raise AssertionError(f"it waits: {self.text!r}")
        try:
            piece = os.read(self.terminal, 65536).decode(errors="replace")
        except OSError:  # the other end is closed
            piece = ""
        self.text += piece.replace("\r\n", "\n")
        return piece

    def echoes(self):
        return bool(termios.tcgetattr(self.terminal)[3] & termios.ECHO)

    def answer(self, question, reply):
        while question not in self.text:
            if not self.read():
                raise AssertionError(f"{question!r} was not asked: {self.text!r}")
        self.text = self.text.split(question, 1)[1]
        os.write(self.terminal, reply.encode() + b"\n")

    def end(self):
        """The exit status, and the output since the last answer."""
        while self.read():
            pass
        _, status = os.waitpid(self.process, 0)
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(status), self.text


class Prompts(unittest.TestCase):
    def setUp(self):
        self.library = program.Library()
        self.addCleanup(self.library.close)

    def test_at_the_prompt_too_an_account_opens_with_the_right_password_alone(self):
        for command in (["log"], ["sessions"], ["token", "create", "--scope", "read", "--name", "x"],
                        ["unlock", "ann"]):
            asked = Terminal("-L", self.library.folder, "account", *command, "--as", "ann")
            asked.answer("Password of ann: ", "a guess")
            status, text = asked.end()
            self.assertEqual(4, status)
            self.assertNotIn("mnt_", text)

    def test_founding_asks_for_acceptance_and_twice_for_the_password(self):
        folder = self.library.base / "other"
        line = ["init", folder, "--organisation", "Example", "--admin", "eva:Eva"]
        refused = Terminal(*line)
        refused.answer("accept this statement? [y/N] ", "n")
        self.assertEqual(5, refused.end()[0])
        self.assertFalse(folder.exists())

        differing = Terminal(*line)
        differing.answer("[y/N] ", "y")
        differing.answer("New password of eva: ", "first secret of eva")
        differing.answer("Once more: ", "other secret")
        status, text = differing.end()
        self.assertEqual(2, status)
        self.assertIn("the two passwords differ", text)
        self.assertFalse(folder.exists())

        agreed = Terminal(*line)
        agreed.answer("[y/N] ", "yes")
        agreed.answer("New password of eva: ", "first secret of eva")
        agreed.answer("Once more: ", "first secret of eva")
        status, text = agreed.end()
        self.assertEqual(0, status, text)
        self.assertNotIn("first secret of eva", text)
        self.assertIn("registrar", text)

    def test_a_terminal_shows_again_what_is_typed_after_an_interruption(self):
        line = ["init", self.library.base / "other", "--organisation", "Example", "--admin", "eva:Eva"]
        for signal_number in [signal.SIGINT, signal.SIGTERM]:
            asked = Terminal(*line)
            asked.answer("[y/N] ", "y")
            while "New password of eva: " not in asked.text:
                asked.read()
            self.assertFalse(asked.echoes())
            if signal_number == signal.SIGINT:
                os.write(asked.terminal, b"\x03")  # as Ctrl-C does
            else:
                os.kill(asked.process, signal_number)
            _, status = os.waitpid(asked.process, 0)
            self.assertEqual(-signal_number, os.waitstatus_to_exitcode(status))
            self.assertTrue(asked.echoes())
            os.close(asked.terminal)

    def test_signing_shows_what_is_signed_and_asks(self):
        self.library.add_team()
        one = self.library.file("one.md", "# Mixer\n\nRinse with hot water.\x1b[31m\n")
        self.library.ok("draft", "create", "--type", "WI", "--from", one, by="joe")
        submitted = Terminal("-L", self.library.folder, "draft", "submit", "WI-0001", "--as", "joe")
        while "submit it? [y/N] " not in submitted.text:
            submitted.read()
        shown = submitted.text
        submitted.answer("[y/N] ", "y")
        submitted.answer("Password of joe: ", "secret words of joe")
        self.assertEqual(0, submitted.end()[0])
        done = self.library.ok("show", "WI-0001", "--draft", "--json").json()
        self.assertEqual("in_review", done["state"])
        for part in ["all of it is new", "+ Rinse with hot water.", done["digest"]]:
            self.assertIn(part, shown)
        line = ["-L", self.library.folder, "sign", "WI-0001", "--meaning", "approval", "--decision",
                "accept", "--as", "mia"]

        refused = Terminal(*line)
        while "[y/N] " not in refused.text:
            refused.read()
        for shown in ["Mixer", "revision 1.0", done["digest"], "all of it is new", "+ Rinse with hot water."]:
            self.assertIn(shown, refused.text)
        self.assertNotIn("\x1b[31m", refused.text)  # a document's text does not steer the terminal
        refused.answer("[y/N] ", "")
        self.assertEqual(5, refused.end()[0])

        wrong = Terminal(*line)
        wrong.answer("[y/N] ", "y")
        wrong.answer("Password of mia: ", "wrong words")
        self.assertEqual(4, wrong.end()[0])

        signed = Terminal(*line)
        signed.answer("[y/N] ", "y")
        signed.answer("Password of mia: ", "secret words of mia")
        status, text = signed.end()
        self.assertEqual(0, status, text)
        self.assertNotIn("secret words", text)
        self.assertIn("now approved", text)

    def test_found_words_are_bold(self):
        one = self.library.file("legacy/one.md", "# Mixer\n\nRinse with hot water.\n")
        self.library.ok("import", one.parent, "--type", "WI", "--as-effective", "--statement", "As it was",
                        by="ann")
        status, text = Terminal("-L", self.library.folder, "search", "rinse").end()
        self.assertEqual(0, status)
        self.assertIn("\x1b[1mRinse\x1b[0m with", text)
        self.assertNotIn("\x1b", self.library.ok("search", "rinse").out)


if __name__ == "__main__":
    program.main()
