#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every text of the pages is asked for somewhere: by a template, or by a source of the web layer."""
import functools
import re
import tomllib
import unittest

import tree

FOLDER = "web/messages/"
PLURAL = re.compile(r"\.(?:one|few|many)$")
STRING = re.compile(r'"([\w.-]+)"')
IN_TEMPLATE = re.compile(r"\{\{[#^{]?t\.([\w.-]+)\}")


def keys_of(table, before=""):
    for name, value in table.items():
        if isinstance(value, dict):
            yield from keys_of(value, before + name + ".")
        else:
            yield before + name


def is_joined(rest, pieces):
    """Whether `rest` is nothing, a number or some of the pieces in a row."""
    @functools.lru_cache(maxsize=None)
    def from_here(at):
        return rest[at:] == "" or rest[at:].isdigit() or any(
            rest[at:end] in pieces and from_here(end) for end in range(at + 1, len(rest) + 1))
    return from_here(0)


def is_asked_for(key, asked, pieces):
    """As it stands, or put together from words of the sources, the first with the table's name."""
    key = PLURAL.sub("", key)
    return key in asked or any("." in start and key.startswith(start) and start[-1] in "._" and
                               is_joined(key[len(start):], pieces) for start in asked)


class Messages(unittest.TestCase):
    maxDiff = None

    def test_every_text_is_asked_for(self):
        asked, pieces = set(), set()
        for path in tree.tracked_files():
            if path.parts[0] not in tree.LAYERS:
                continue
            if path.suffix in (".cpp", ".h"):
                found = set(STRING.findall(tree.text_of(path)))
                pieces |= found
                asked |= found if path.parts[0] == "web" else set()
            if path.suffix == ".html":
                asked |= set(IN_TEMPLATE.findall(tree.text_of(path)))
        files = [path for path in tree.tracked_files() if str(path).startswith(FOLDER)]
        self.assertGreater(len(files), 0)
        self.assertEqual([], [f"{path.stem}: {key}" for path in files
                              for key in keys_of(tomllib.loads(tree.text_of(path)))
                              if not is_asked_for(key, asked, pieces)])


class Samples(unittest.TestCase):
    """The search above finds what it is for."""

    def test_keys(self):
        self.assertEqual(["a.b", "a.c.one"], list(keys_of({"a": {"b": "x", "c": {"one": "y"}}})))

    def test_asked_for(self):
        asked, pieces = {"list.title", "act.", "date."}, {"submit", ".", "link"}
        for good in ("list.title", "list.title.many", "act.submit.link", "date.12"):
            self.assertTrue(is_asked_for(good, asked, pieces), good)
        for bad in ("list.titles", "list.title.other", "act.submit.links", "state.submit"):
            self.assertFalse(is_asked_for(bad, asked, pieces), bad)


if __name__ == "__main__":
    tree.main()
