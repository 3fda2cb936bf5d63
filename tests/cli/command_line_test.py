#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Help, options, exit statuses and messages of the program."""
import os
import pathlib
import shutil
import sqlite3
import subprocess
import tempfile
import unittest

import program


def commands_of(*path):
    """The commands below a path, from its help."""
    text = program.run(*path, "--help").out
    if "Subcommands:" not in text:
        return []
    lines = text.split("Subcommands:\n", 1)[1].split("\n\n", 1)[0].splitlines()
    return [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "]


def all_commands(*path):
    below = commands_of(*path)
    return [found for name in below for found in all_commands(*path, name)] if below else [path]


class Help(unittest.TestCase):
    def test_every_command_has_help_with_an_example(self):
        commands = all_commands()
        self.assertGreater(len(commands), 30)
        for command in commands:
            with self.subTest(command=" ".join(command)):
                answer = program.run(*command, "--help")
                self.assertEqual(0, answer.status)
                self.assertIn("Example:\n  ", answer.out)
                self.assertIn(" ".join(command), answer.out.split("Example:")[1])

    def test_version(self):
        self.assertRegex(program.run("--version").out, r"^muniment \d+\.\d+\.\d+\n$")

    def test_works_when_copied_alone(self):
        with tempfile.TemporaryDirectory() as folder:
            copy = shutil.copy(program.BINARY, folder)
            done = subprocess.run([copy, "--version"], cwd=folder, env={}, capture_output=True, check=False)
            self.assertEqual(0, done.returncode)

    def test_near_words_are_suggested(self):
        self.assertIn("Did you mean show?", program.run("shwo").err)
        self.assertIn("Did you mean --draft?", program.run("show", "SOP-0001", "--drfat").err)
        self.assertIn("Did you mean create?", program.run("draft", "craete").err)

    def test_wrong_lines_are_usage_errors(self):
        for line in [[], ["shwo"], ["person"], ["show"], ["show", "A", "B"], ["list", "--nosuch"],
                     ["sign", "SOP-0001", "--meaning", "joy", "--decision", "accept"], ["search"],
                     ["verify", "--from", "0"], ["completion", "fish"]]:
            with self.subTest(line=line):
                answer = program.run(*line)
                self.assertEqual((2, ""), (answer.status, answer.out))
                self.assertRegex(answer.err, r"^muniment: .+\n.+\n$")

    def test_bash_completes_commands_options_and_values(self):
        with tempfile.TemporaryDirectory() as folder:
            script = pathlib.Path(folder, "completion")
            script.write_bytes(program.run("completion", "bash").bytes)
            for words, expected in [(["muniment", "dra"], "draft"), (["muniment", "draft", "cr"], "create"),
                                    (["muniment", "draft", "create", "--ti"], "--title"),
                                    (["muniment", "draft", "create", "--pass"], "--password-file"),
                                    (["muniment", "show", "--from", "comp"], "completion")]:
                asked = (f"source {script}; COMP_WORDS=({' '.join(words)}); COMP_CWORD={len(words) - 1}; "
                         "_muniment; echo ${COMPREPLY[*]}")
                done = subprocess.run(["bash", "-c", asked], cwd=folder, capture_output=True, text=True, check=False)
                self.assertEqual((expected, ""), (done.stdout.strip(), done.stderr), words)


class Messages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.library = program.Library(options=["--solo"])
        cls.library.file("one.md", "# One\n\nText.\n")
        cls.library.ok("draft", "create", "--type", "SOP", "--from", cls.library.base / "one.md", by="ann")

    @classmethod
    def tearDownClass(cls):
        cls.library.close()

    def refused(self, status, message, *line, **more):
        before = self.library.ok("verify", "--json").json()["head"]
        answer = self.library.run(*line, **more)
        self.assertEqual((status, ""), (answer.status, answer.out), (line, answer.err))
        self.assertRegex(answer.err, r"(?m)^muniment: .*\n(.+\n)?\Z")
        self.assertIn(message, answer.err)
        self.assertEqual(before, self.library.ok("verify", "--json").json()["head"])

    def test_what_is_unknown(self):
        for message, line in [("Did you mean SOP-0001?", ["show", "SOP-0002"]),
                              ("no document", ["show", "../../etc/passwd"]),
                              ("no document", ["show", "SOP-0001\x1b[31m"]),
                              ("no person 'bob'", ["list", "--as", "bob"]),
                              ("no person 'bob'", ["history", "--person", "bob"]),
                              ("type", ["list", "--type", "XYZ"]),
                              ("no revision 9.0", ["show", "SOP-0001", "--revision", "9.0"]),
                              ("cannot read", ["draft", "create", "--type", "SOP", "--from", "nosuch", "--as", "ann"])]:
            with self.subTest(line=line):
                self.refused(3, message, *line)

    def test_what_can_never_be(self):
        one = self.library.base / "one.md"
        empty = self.library.file("empty.md", "")
        latin = self.library.file("latin.md", b"# Caf\xe9\n")
        for message, line in [("nobody is named", ["draft", "create", "--type", "SOP", "--from", one]),
                              ("needs a text", ["draft", "create", "--type", "SOP", "--as", "ann"]),
                              ("is a folder", ["draft", "create", "--type", "SOP", "--from", self.library.base, "--as", "ann"]),
                              ("is empty", ["draft", "create", "--type", "SOP", "--from", empty, "--title", "T", "--as", "ann"]),
                              ("not UTF-8", ["draft", "create", "--type", "SOP", "--from", latin, "--title", "T", "--as", "ann"]),
                              ("say what to draft", ["draft", "create", "--from", one, "--as", "ann"]),
                              ("--kind", ["draft", "create", "SOP-0001", "--as", "ann"]),
                              ("does not exist", ["list", "--as-of", "2026-02-30"]),
                              ("person's id", ["list", "--as", "../ann"]),
                              ("no terminal", ["draft", "submit", "SOP-0001", "--as", "ann"]),
                              ("tasks are somebody's", ["tasks"]),
                              ("is not a pin", ["verify", "--expect", "1:00"])]:
            with self.subTest(line=line):
                self.refused(2, message, *line)

    def test_input_that_cannot_be_read_to_its_end(self):
        # The first page of a process is never mapped, so this file opens and fails at the first read.
        mem = "/proc/self/mem"
        create = ["draft", "create", "--type", "SOP", "--title", "T", "--as", "ann", "--from"]
        self.refused(7, f"cannot read '{mem}': Input/output error", *create, mem)
        self.refused(7, f"cannot read '{mem}': Input/output error", "draft", "submit", "SOP-0001", "--as",
                     "ann", "--password-file", mem)
        before = self.library.ok("verify", "--json").json()["head"]
        with open(mem, "rb") as unreadable:
            done = subprocess.run([program.BINARY, "-L", self.library.folder, *create, "-"], stdin=unreadable,
                                  capture_output=True, text=True, env=program.environment(), check=False)
        self.assertEqual((7, ""), (done.returncode, done.stdout))
        self.assertIn("cannot read standard input: Input/output error", done.stderr)
        self.assertEqual(before, self.library.ok("verify", "--json").json()["head"])

    def test_wrong_password(self):
        wrong = self.library.file("wrong", "not the password\n")
        for line in [["draft", "submit", "SOP-0001"], ["draft", "edit", "SOP-0001", "--title", "X", "--reason", "r"]]:
            self.refused(4, "password is wrong", *line, "--as", "ann", "--password-file", wrong)

    def test_wrong_state(self):
        self.refused(5, "only an approved revision", "release", "SOP-0001", by="ann")
        self.refused(5, "there already", "init", self.library.folder, "--organisation", "X", "--admin", "a:A",
                     "--new-password-file", self.library.people["ann"])

    def test_a_refused_password_founds_nothing(self):
        short = self.library.file("short", "short\n")
        folder = self.library.base / "refused"
        self.refused(2, "shorter than 8", "init", folder, "--organisation", "X", "--admin", "a:A",
                     "--new-password-file", short)
        self.assertFalse(folder.exists())

    def test_options_before_and_after_the_command(self):
        person = ["--as", "ann"]
        library = ["-L", self.library.folder]
        expected = program.run(*library, *person, "--json", "list").out
        self.assertIn("SOP-0001", expected)
        self.assertEqual(expected, program.run("list", "--json", *person, *library).out)
        self.assertEqual(expected, program.run(*person, "list", *library, "--json").out)
        by_environment = program.environment(MUNIMENT_LIBRARY=str(self.library.folder), MUNIMENT_PERSON="ann")
        self.assertEqual(expected, program.run("list", "--json", env=by_environment).out)
        self.assertEqual(expected, program.run("list", "--json", *person, cwd=self.library.folder).out)

    def test_what_is_no_library(self):
        with tempfile.TemporaryDirectory() as folder:
            for command in [["list"], ["verify"], ["reindex"]]:
                answer = program.run("-L", folder, *command)
                self.assertEqual(3, answer.status)
                self.assertIn("$MUNIMENT_LIBRARY", answer.err)

    def test_a_library_of_a_newer_program(self):
        settings = self.library.folder / "muniment.toml"
        before = settings.read_text(encoding="utf-8")
        settings.write_text(before.replace("format = 1", "format = 2"), encoding="utf-8")
        try:
            answer = self.library.run("list")
            self.assertEqual(5, answer.status)
            self.assertIn("newer", answer.err)
            settings.write_text("format = [", encoding="utf-8")
            self.assertEqual(6, self.library.run("list").status)
        finally:
            settings.write_text(before, encoding="utf-8")

    def test_settings_that_nobody_reads_are_refused(self):
        settings = self.library.folder / "muniment.toml"
        before = settings.read_text(encoding="utf-8")
        self.addCleanup(settings.write_text, before, encoding="utf-8")
        for wrong, message in [("[serve]\nlisten = 8080\n", "serve.listen"),
                               ("[server]\nlisten = \"127.0.0.1:0\"\n", "server"),
                               ("[serve]\nlisen = \"127.0.0.1:0\"\n", "serve.lisen"),
                               ("serve = \"127.0.0.1:0\"\n", "serve")]:
            settings.write_text("format = 1\n" + wrong, encoding="utf-8")
            for line in [["serve"], ["serve", "--listen", "127.0.0.1:0"]]:
                with self.subTest(wrong=wrong, line=line):
                    answer = self.library.run(*line)
                    self.assertEqual((2, ""), (answer.status, answer.out), answer.err)
                    self.assertIn("muniment.toml: " + message, answer.err)
                    self.assertIn("Correct the file", answer.err)

    def test_passwords_do_not_cross_the_network_unencrypted_unless_that_is_wanted(self):
        for address in ["0.0.0.0:0", "[::]:0", "192.0.2.7:8080", "localhost.example:8080"]:
            with self.subTest(address=address):
                answer = self.library.run("serve", "--listen", address)
                self.assertEqual((2, ""), (answer.status, answer.out), answer.err)
                self.assertIn("unencrypted", answer.err)
                self.assertIn("--behind-tls", answer.err)

    def test_output_that_cannot_be_written(self):
        with open("/dev/full", "wb") as full:
            done = subprocess.run([program.BINARY, "-L", self.library.folder, "list"], stdout=full,
                                  stderr=subprocess.PIPE, env=program.environment(), check=False)
        self.assertEqual(7, done.returncode)
        self.assertIn(b"could not be written", done.stderr)


class Register(unittest.TestCase):
    """A register that is not what this installation has seen is refused, by every command."""

    def setUp(self):
        self.library = program.Library(options=["--solo"])
        self.addCleanup(self.library.close)
        self.repository = self.library.folder / "repository.git"
        one = self.library.file("one.md", "# One\n\nText.\n")
        self.before = self.git("rev-parse", "main")
        self.library.ok("draft", "create", "--type", "SOP", "--from", one, by="ann")
        self.after = self.git("rev-parse", "main")

    def git(self, *arguments):
        return subprocess.run(["git", "-C", self.repository, *arguments], check=True, capture_output=True,
                              text=True, env=program.environment()).stdout.strip()

    def test_a_shorter_register(self):
        self.git("update-ref", "refs/heads/main", self.before)
        for command in [["list"], ["show", "POLICY"], ["reindex"]]:
            answer = self.library.run(*command)
            self.assertEqual(6, answer.status, answer.err)
            self.assertIn("ends at event 2", answer.err)
        verified = self.library.run("verify", "--json")
        self.assertEqual(1, verified.status)
        self.assertIn("truncated", [fault["code"] for fault in verified.json()["faults"]])
        self.git("update-ref", "refs/heads/main", self.after)
        self.library.ok("list")

    def test_a_forked_register(self):
        fork = self.library.base / "fork"  # goes on from the same event with another one
        shutil.copytree(self.library.folder, fork)
        (fork / "repository.git/refs/heads/main").write_text(self.before + "\n", encoding="ascii")
        accounts = sqlite3.connect(fork / "accounts.db")
        accounts.execute("DELETE FROM high_water")
        accounts.commit()
        accounts.close()
        two = self.library.file("two.md", "# Two\n\nText.\n")
        drafted = program.run("-L", fork, "draft", "create", "--type", "SOP", "--from", two, "--as", "ann")
        self.assertEqual(0, drafted.status, drafted.err)
        shutil.rmtree(self.repository)
        shutil.copytree(fork / "repository.git", self.repository)
        answer = self.library.run("list")
        self.assertEqual(6, answer.status, answer.err)
        self.assertIn("not the one", answer.err)
        faults = self.library.run("verify", "--json").json()["faults"]
        self.assertIn("forked", [fault["code"] for fault in faults])

    def test_verify_says_whether_the_high_water_mark_was_compared(self):
        events = self.library.ok("verify", "--json").json()["events"]
        self.assertEqual({"compared": True, "sequence": events, "missing": None},
                         self.library.ok("verify", "--json").json()["high_water"])
        self.assertIn(f"up to event {events}\n", self.library.ok("verify").out)
        accounts = self.library.folder / "accounts.db"
        self.git("update-ref", "refs/heads/main", self.before)  # what the mark would have shown

        def overwrite():
            accounts.write_bytes(b"overwritten " * 1000)

        def empty():
            accounts.write_bytes(b"")

        def unreachable():  # stands for a file that may not be looked at
            accounts.unlink()
            accounts.symlink_to(accounts)

        for lose in [overwrite, empty, unreachable, accounts.unlink]:
            with self.subTest(lose=lose.__name__):
                lose()
                answer = self.library.run("verify", "--json")
                found = answer.json()
                self.assertEqual((1, False, []), (answer.status, found["ok"], found["faults"]))
                self.assertFalse(found["high_water"]["compared"])
                self.assertIn("accounts.db", found["high_water"]["missing"])
                told = self.library.run("verify")
                self.assertEqual(1, told.status)
                self.assertIn("The high-water mark is not compared: ", told.out)
                self.assertIn("head  ", told.out)

    def test_verify_needs_the_repository_alone(self):
        pin = self.library.ok("verify", "--json").json()
        expect = f"{pin['head']['sequence']}:{pin['head']['sha256']}"
        shutil.rmtree(self.library.folder / "projections")
        (self.library.folder / "accounts.db").unlink()
        pinned = ["--expect", expect, "--registrar", pin["registrar"]]
        self.assertEqual(1, self.library.run("verify", *pinned).status)  # no high-water mark
        self.assertEqual(["keys", "lock", "muniment.toml", "repository.git"],
                         sorted(os.listdir(self.library.folder)))
        bare = self.library.base / "bare"
        shutil.copytree(self.repository, bare)
        self.assertEqual(0, program.run("-L", bare, "verify", *pinned).status)
        self.assertIsNone(program.run("-L", bare, "verify", "--json").json()["high_water"])
        self.assertEqual(1, program.run("-L", bare, "verify", "--registrar", "SHA256:" + "A" * 43).status)
        self.assertEqual(1, program.run("-L", bare, "verify", "--expect", "2:" + "0" * 64).status)


if __name__ == "__main__":
    program.main()
