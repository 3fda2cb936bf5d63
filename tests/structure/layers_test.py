#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Includes run one way, and each foreign library is known in one place."""
import re
import unittest

import tree

MAY_INCLUDE = {
    "core": {"core"},
    "storage": {"core", "storage"},
    "search": {"core", "search"},
    "web": {"core", "storage", "search", "web"},
    "cli": {"core", "storage", "search", "web", "cli"},
}
# A header whose name begins so may be included only below these folders.
HOMES = {
    "git2": "storage/",
    "sqlite3": "storage/",
    "sodium": "storage/",
    "zxcvbn": "storage/",
    "liboath": "storage/",
    "qrencode": "web/pages/",
    "Poco/Data": "storage/",
    "xapian": "search/",
    "Poco/Net": "web/",
    "cmark": "core/rendition/",
}
# Besides its own headers and those in HOMES, core sees the standard library and two others.
STANDARD = re.compile(r"^[a-z_0-9]+$")
CORE_LIBRARIES = ("tl/", "toml++/")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)


def fault_of_own(path, header):
    """Why a file may not include this header of ours, or None."""
    layer, target = path.split("/")[0], header.split("/")[0]
    if target not in MAY_INCLUDE:
        return "our includes are written from the source root"
    if target not in MAY_INCLUDE[layer]:
        return f"{layer} may not know {target}"
    return None


def fault_of_foreign(path, header):
    """Why a file may not include this header of a library, or None."""
    for name, home in HOMES.items():
        if header.startswith(name):
            return None if path.startswith(home) else f"only {home} may include {name}"
    if path.startswith("core/") and not STANDARD.match(header) and not header.startswith(CORE_LIBRARIES):
        return "core uses the standard library, tl::expected and toml++ only"
    return None


def faults(path, text):
    """Every forbidden include of one source file."""
    found = []
    for bracket, header in INCLUDE.findall(text):
        fault = fault_of_own(path, header) if bracket == '"' else fault_of_foreign(path, header)
        if fault:
            found.append(f"{path}: {header}: {fault}")
    return found


class Layers(unittest.TestCase):
    def test_includes_run_one_way(self):
        found, looked_at = [], 0
        for path in tree.tracked_files():
            if path.parts[0] in tree.LAYERS and path.suffix in (".cpp", ".h"):
                looked_at += 1
                found += faults(str(path), tree.text_of(path))
        self.assertGreater(looked_at, 0)
        self.assertEqual([], found)

    def test_each_bad_sample_is_found(self):
        samples = [
            ("core/a.h", '#include "storage/git_register.h"'),
            ("core/a.h", "#include <git2.h>"),
            ("core/a.cpp", "#include <cmark-gfm.h>"),
            ("core/a.cpp", "#include <Poco/JSON/Object.h>"),
            ("core/a.cpp", "#include <unistd.h>"),
            ("core/a.cpp", "#include <date/tz.h>"),
            ("storage/a.cpp", '#include "search/index.h"'),
            ("storage/a.cpp", '#include "web/routes.h"'),
            ("storage/a.cpp", "#include <xapian.h>"),
            ("search/a.cpp", '#include "storage/catalogue.h"'),
            ("search/a.cpp", "#include <sqlite3.h>"),
            ("web/a.cpp", '#include "cli/exit_status.h"'),
            ("web/a.cpp", "#include <git2/refs.h>"),
            ("web/a.cpp", "#include <sodium.h>"),
            ("web/a.cpp", "#include <Poco/Data/Session.h>"),
            ("cli/a.cpp", "  #  include <Poco/Net/HTTPRequest.h>"),
            ("cli/a.cpp", '#include "exit_status.h"'),
            ("cli/a.cpp", '#include "../core/error.h"'),
        ]
        for path, text in samples:
            with self.subTest(path=path, text=text):
                self.assertEqual(1, len(faults(path, "// first line\n" + text + "\n")))

    def test_good_samples_are_not_found(self):
        samples = [
            ("core/a.h", '#include <string>\n#include <tl/expected.hpp>\n#include "core/error.h"'),
            ("core/a.cpp", "#include <toml++/toml.h>"),
            ("core/rendition/a.cpp", "#include <cmark-gfm.h>"),
            ("storage/a.cpp", '#include <git2.h>\n#include <Poco/Data/Session.h>\n#include "core/error.h"'),
            ("search/a.cpp", '#include <xapian.h>\n#include "search/fields.h"'),
            ("web/a.cpp", '#include <Poco/Net/HTTPRequest.h>\n#include "storage/catalogue.h"'),
            ("cli/a.cpp", '#include <CLI/CLI.hpp>\n#include "web/server.h"'),
        ]
        for path, text in samples:
            with self.subTest(path=path):
                self.assertEqual([], faults(path, text))


if __name__ == "__main__":
    tree.main()
