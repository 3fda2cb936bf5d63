#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
# needs: shared
"""Imports real handbooks and a real history with the program itself, and looks at what came of it."""
import collections
import gzip
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

BINARY = os.environ["MUNIMENT_BINARY"]
SHARED = pathlib.Path(os.environ["MUNIMENT_SHARED"])
CORPORA = ["handbook-18f", "languages", "policies-comply", "qms-openregulatory"]
WORD = re.compile(r"[A-Za-zÀ-žА-я]{6,20}")
# What separates words for a reader but not in the source: markup, addresses, templates.
NO_TEXT = re.compile(r"<[^>]*>|\]\([^)]*\)|\]\[[^\]]*\]|(?m:^\[[^\]]*\]:.*$)|https?://\S+|\{%.*?%\}|\{\{.*?\}\}|`[^`]*`|[\w.+-]+@[\w.-]+",
                     re.DOTALL)


class Library:
    """A library in a folder of its own, and its administrator, who may import."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="muniment-"))
        self.path = self.folder / "library"
        self.password = self.folder / "password"
        self.password.write_text("a long enough secret\n")
        self.run("init", str(self.path), "--organisation", "Example", "--admin", "ida:Ida Example",
                 "--time-zone", "UTC", "--new-password-file", str(self.password), library=False)

    def close(self):
        shutil.rmtree(self.folder)

    def command(self, *arguments, library=True):
        place = ["-L", str(self.path)] if library else []
        return [BINARY, *place, *arguments]

    def run(self, *arguments, expect=0, library=True, text=True):
        done = subprocess.run(self.command(*arguments, library=library), capture_output=True, check=False,
                              stdin=subprocess.DEVNULL)
        if done.returncode != expect:
            raise AssertionError(f"{arguments}: status {done.returncode}, not {expect}\n"
                                 + done.stdout.decode(errors="replace")[-2000:]
                                 + done.stderr.decode(errors="replace")[-2000:])
        return done.stdout.decode() if text else done.stdout

    def json(self, *arguments, expect=0):
        return json.loads(self.run(*arguments, "--json", expect=expect))

    def import_arguments(self, source, *more):
        return ["import", str(source), "--statement", "As it was in force.", "--as", "ida",
                "--password-file", str(self.password), *more]

    def bring(self, source, *more, expect=0):
        return self.json(*self.import_arguments(source, *more), expect=expect)

    def check(self, case):
        """Neither the program nor the independent auditor finds a fault."""
        verified = self.json("verify")
        case.assertEqual(verified["faults"], [])
        audit = subprocess.run([sys.executable, str(SHARED / "auditor/audit.py"), str(self.path / "repository.git")],
                               capture_output=True, text=True, check=False)
        case.assertEqual(audit.returncode, 0, audit.stdout[-2000:] + audit.stderr[-2000:])


class LibraryCase(unittest.TestCase):
    def setUp(self):
        self.library = Library()
        self.addCleanup(self.library.close)


def rare_words(folder, paths):
    """For each document a word of its body that few others have."""
    texts = {path: NO_TEXT.sub(" ", (folder / path).read_text(encoding="utf-8-sig")) for path in paths}
    words = {path: set(WORD.findall(re.split(r"^---\s*$", text, flags=re.MULTILINE)[-1])) for path, text in texts.items()}
    count = collections.Counter(word.lower() for found in words.values() for word in {w.lower() for w in found})
    return {path: min(found, key=lambda word: (count[word.lower()], word)) for path, found in words.items() if found}


def has_body(path):
    """Some pages only lead elsewhere, by their front matter."""
    body = re.sub(r"\A\ufeff?---\n.*?^---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return bool(body.strip())


class Corpus(LibraryCase):
    def check_corpus(self, name):
        folder = SHARED / "corpus" / name
        paths = sorted(str(path.relative_to(folder)) for path in folder.rglob("*.md"))
        report = self.library.bring(folder, "--type", "SOP", "--as-effective", expect=0)
        self.assertEqual(report["imported"], len(paths))
        self.assertEqual(sorted(report["identifiers"]), paths)
        rows = {row["id"]: row for row in self.library.json("list")["documents"]}
        self.assertEqual(set(rows), set(report["identifiers"].values()) | {"POLICY"} & set(rows))
        words = rare_words(folder, paths)
        for path in paths:
            with self.subTest(document=path):
                identifier = report["identifiers"][path]
                self.assertEqual(rows[identifier]["state"], "effective")
                markdown = self.library.run("show", identifier, "--format", "markdown", text=False)
                self.assertEqual(markdown, (folder / path).read_bytes())
                html = self.library.run("show", identifier, "--format", "html")
                self.assertEqual("<p" in html or "<li" in html or "<h" in html, has_body(folder / path))
                self.assert_found(identifier, "title", rows[identifier]["title"])
                if path in words:
                    self.assert_found(identifier, "word", words[path])
        again = self.library.bring(folder, "--type", "SOP", "--as-effective")
        self.assertEqual((again["imported"], again["already_there"]), (0, len(paths)))
        self.assertEqual(again["identifiers"], report["identifiers"])
        self.library.check(self)

    def assert_found(self, identifier, what, text):
        # As a person types it: no query operators.
        query = " ".join(re.findall(r"\w+(?:[.,]\d+)*", text))
        hits = self.library.json("search", query, "--limit", "100")["hits"]
        self.assertIn(identifier, [hit["id"] for hit in hits], f"by its {what} {query!r}")


for corpus in CORPORA:
    setattr(Corpus, "test_" + re.sub(r"\W", "_", corpus), lambda self, name=corpus: self.check_corpus(name))


def history_lines():
    """The real history as import lines: a renamed file keeps the key of its document."""
    with gzip.open(SHARED / "corpus/handbook-18f/history-sample.jsonl.gz", "rt", encoding="utf-8") as file:
        for text in file:
            entry = json.loads(text)
            title = re.search(r"^title:\s*(.+)$", entry["text"], re.MULTILINE)
            line = {"key": entry["doc"], "type": "SOP", "content": entry["text"],
                    "title": title.group(1).strip("'\" ") if title else pathlib.PurePath(entry["path"]).stem,
                    "effective_from": entry["date"], "author": entry["author"], "reason": entry["subject"]}
            if entry["merged_by"]:
                line["approved_by"] = [entry["merged_by"]]
            yield line


class History(LibraryCase):
    def test_a_real_history_comes_in_as_it_was(self):
        lines = list(history_lines())
        # The log is in the order of commits; dates of one document must not go back.
        for key in {line["key"] for line in lines}:
            latest = ""
            for line in (line for line in lines if line["key"] == key):
                latest = max(latest, line["effective_from"][:10])
                line["effective_from"] = latest
        source = self.library.folder / "history.jsonl"
        source.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        report = self.library.bring(source)
        self.assertEqual(report["faults"], [])
        self.assertEqual(report["imported"], len(lines))
        documents = collections.defaultdict(list)
        for line in lines:
            documents[line["key"]].append(line)
        self.assertEqual(set(report["identifiers"]), set(documents))
        for key, revisions in list(documents.items())[::6]:
            with self.subTest(document=key):
                self.check_document(report["identifiers"][key], revisions)
        self.library.check(self)

    def check_document(self, identifier, revisions):
        events = self.library.json("history", identifier)["events"]
        self.assertEqual(len(events), len(revisions))
        self.assertEqual({event["person"] for event in events}, {"ida"})
        by_day = {line["effective_from"]: line for line in revisions}
        for day, line in by_day.items():
            shown = self.library.json("show", identifier, "--as-of", day)
            self.assertEqual(shown["content"], line["content"])
            self.assertEqual(shown["effective_from"], day)
        self.library.run("show", identifier, "--as-of", "2010-01-01", expect=3)


def many_lines(count):
    for number in range(1, count + 1):
        yield {"key": f"old/{number}", "type": "SOP", "title": f"Document {number}", "author": "ann", "reason": "moved",
               "effective_from": "2024-01-01", "content": f"# Document {number}\n\nSee [next](../old/{number + 1}.md).\n"}


class Interruption(LibraryCase):
    COUNT = 3000

    def setUp(self):
        super().setUp()
        self.source = self.library.folder / "many.jsonl"
        self.source.write_text("".join(json.dumps(line) + "\n" for line in many_lines(self.COUNT)))

    def events(self):
        return self.library.json("verify")["events"]

    def start(self):
        return subprocess.Popen(self.library.command(*self.library.import_arguments(self.source)),
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def stop_after_first_event(self, number):
        """Ends the program by a signal as soon as the register shows more than the founding."""
        main = self.library.path / "repository.git/refs/heads/main"
        founded = main.read_bytes()
        process = self.start()
        while process.poll() is None and main.read_bytes() == founded:
            time.sleep(0.005)
        process.send_signal(number)
        output, _ = process.communicate(timeout=300)
        return process.returncode, output.decode()

    def check_whole(self):
        report = self.library.bring(self.source)
        self.assertEqual(report["faults"], [])
        self.assertGreater(report["already_there"], 0)
        self.assertEqual(report["imported"] + report["already_there"], self.COUNT)
        self.assertEqual(len(set(report["identifiers"].values())), self.COUNT)
        for number in (1, 999, 1000, 1001, 2999):
            shown = self.library.json("show", report["identifiers"][f"old/{number}"])
            self.assertEqual(shown["title"], f"Document {number}")
            html = self.library.run("show", shown["id"], "--format", "html")
            self.assertIn(report["identifiers"][f"old/{number + 1}"], html)
        again = self.library.bring(self.source)
        self.assertEqual((again["imported"], again["already_there"]), (0, self.COUNT))
        self.assertEqual(self.library.json("verify")["faults"], [])

    def test_interrupted_at_the_terminal_it_goes_on_when_run_again(self):
        status, output = self.stop_after_first_event(signal.SIGINT)
        self.assertEqual(status, 1, output)
        self.assertIn("run the same command", output)
        self.check_whole()

    def test_killed_it_goes_on_when_run_again(self):
        status, _ = self.stop_after_first_event(signal.SIGKILL)
        self.assertEqual(status, -signal.SIGKILL)
        self.check_whole()


class Hostile(LibraryCase):
    def test_strange_titles_and_names(self):
        folder = self.library.folder / "source"
        expected = 0
        with open(SHARED / "adversarial/naughty-strings.jsonl", encoding="utf-8") as file:
            for number, text in enumerate(file):
                title = json.loads(text)["input"]
                path = folder / f"title {number}.md"
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(f"# {title}\n\nText\n".encode("utf-8", "replace"))
                expected += 1
        report = self.library.bring(folder, "--type", "SOP", "--as-effective")
        self.assertEqual(report["imported"], expected)
        self.library.check(self)

    def test_front_matter(self):
        folder = self.library.folder / "source"
        folder.mkdir()
        with open(SHARED / "adversarial/front-matter.jsonl", encoding="utf-8") as file:
            entries = [json.loads(line) for line in file]
        for number, entry in enumerate(entries):
            (folder / f"{number}.md").write_text(entry["input"], encoding="utf-8")
        report = self.library.bring(folder, "--type", "SOP", "--as-effective")
        self.assertEqual(report["imported"], len(entries))
        for number, entry in enumerate(entries):
            shown = self.library.json("show", report["identifiers"][f"{number}.md"])
            self.assertEqual(shown["content"].encode(), entry["input"].encode())
        self.library.check(self)

    def test_faults_are_reported_one_by_one_and_the_rest_comes_in(self):
        folder = self.library.folder / "source"
        (folder / ".git").mkdir(parents=True)
        (folder / ".git/notes.md").write_text("# Git\n")
        (folder / "latin1.md").write_bytes(b"# Caf\xe9\n")
        (folder / "empty.md").write_bytes(b"")
        (folder / "large.md").write_bytes(b"x" * (21 * 1024 * 1024))
        (folder / "leak.md").symlink_to("/etc/hostname")
        (folder / "good.md").write_text("# Good\n")
        report = self.library.bring(folder, "--type", "SOP", expect=1)
        self.assertEqual(report["imported"], 1)
        self.assertEqual(sorted(fault["key"] for fault in report["faults"]),
                         [".git/notes.md", "empty.md", "large.md", "latin1.md", "leak.md"])

    def test_lines_that_cannot_be(self):
        lines = [{"title": "x" * 5_000_000}, {"effective_from": "2999-01-01"}, {"type": "NONE"},
                 {"owner": "nobody"}, {"class": "nowhere"}, {"title": "x" * 201}, {"key": "POLICY", "type": "POLICY"}, {}]
        source = self.library.folder / "lines.jsonl"
        with open(source, "w", encoding="utf-8") as file:
            for number, line in enumerate(lines):
                whole = {"key": f"k{number}", "type": "SOP", "title": "T", "author": "a", "reason": "r", "content": "x"}
                file.write(json.dumps({**whole, **line}) + "\n")
        report = self.library.bring(source, expect=1)
        self.assertEqual(report["imported"], 1)
        self.assertEqual([fault["line"] for fault in report["faults"]], [1, 2, 3, 4, 5, 6, 7])
        self.library.check(self)

    def test_who_may_not_import_and_what_is_no_source(self):
        folder = self.library.folder / "source"
        folder.mkdir()
        (folder / "a.md").write_text("# A\n")
        wrong = self.library.folder / "wrong"
        wrong.write_text("another secret\n")
        self.library.run("import", str(folder), "--type", "SOP", "--as", "ida", "--password-file", str(wrong), expect=4)
        self.library.bring(folder, "--type", "NONE", expect=1)
        self.library.run(*self.library.import_arguments(folder), expect=2)
        self.library.run(*self.library.import_arguments(folder / "gone", "--type", "SOP"), expect=3)


class Counted(unittest.TextTestResult):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.passed = 0

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed += 1


if __name__ == "__main__":
    program = unittest.main(exit=False, testRunner=unittest.TextTestRunner(resultclass=Counted))
    failed = program.result.testsRun - program.result.passed
    print(f"cases: {program.result.passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
