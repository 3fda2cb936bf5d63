#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
# when: full
"""Every header of the five layers compiles alone, warnings being errors."""
import concurrent.futures
import json
import os
import pathlib
import shlex
import subprocess
import unittest

import tree

# What a compile command says beyond how to find and read headers.
WITH_VALUE = {"-o", "-c", "-include", "-MF", "-MT", "-MQ", "-x"}
ALONE = {"-MD", "-MMD", "-Winvalid-pch", "-fpch-preprocess"}


def flags_by_layer(database):
    """For each layer the compiler and the flags of one of its sources."""
    flags = {}
    for entry in json.loads(pathlib.Path(database).read_text(encoding="utf-8")):
        path = pathlib.Path(entry["file"])
        if tree.ROOT in path.parents:
            layer = path.relative_to(tree.ROOT).parts[0]
            flags.setdefault(layer, reading_flags(shlex.split(entry["command"]), str(path)))
    return flags


def reading_flags(words, source):
    if pathlib.Path(words[0]).name == "ccache":
        words = words[1:]
    kept, skip = [], False
    for word in words:
        if skip or word in ALONE or word == source:
            skip = False
        elif word in WITH_VALUE:
            skip = True
        else:
            kept.append(word)
    return kept


def compile_alone(flags, name):
    """The compiler's complaint about a header, "" when there is none."""
    done = subprocess.run([*flags, "-O0", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-x", "c++", "-"],
                          input=f'#include "{name}"\n', stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False)
    return "" if done.returncode == 0 else f"{name}:\n{done.stdout or 'failed silently'}"


class HeadersAlone(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.flags = flags_by_layer(os.environ["MUNIMENT_COMPILE_COMMANDS"])

    def test_every_header_compiles_alone(self):
        headers = [path for path in tree.tracked_files()
                   if path.suffix == ".h" and path.parts[0] in tree.LAYERS]
        self.assertGreater(len(headers), 0)
        with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            jobs = [pool.submit(compile_alone, self.flags[path.parts[0]], str(path)) for path in headers]
            complaints = [job.result() for job in jobs]
        self.assertEqual("", "\n".join(complaint for complaint in complaints if complaint))

    def test_a_header_that_leans_on_others_is_found(self):
        sample = "tests/structure/samples/leans_on_others.h"
        self.assertIn("string", compile_alone(self.flags["core"], sample))


if __name__ == "__main__":
    tree.main()
