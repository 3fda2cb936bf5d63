# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A running server of the program, with a clock that tests set, and what a browser or a program says
to it."""
import http.client
import re
import subprocess
import urllib.parse

import program

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Reply:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.text = response.read().decode(errors="replace")

    def cookie(self, name):
        """The `name=value` of a cookie that was set."""
        for line in self.headers.get_all("Set-Cookie") or []:
            if line.startswith(name + "="):
                return line.split(";")[0]
        return ""

    def hidden(self, name):
        """The value of a hidden field of the page."""
        return re.search(f'name="{name}" value="([^"]*)"', self.text).group(1)


def preloaded(moment_file):
    """The environment in which a program believes the time that stands in the file, whenever it looks."""
    library = program.at_time("2026-01-01", ["sh", "-c", "echo $LD_PRELOAD"], "-m").stdout.decode().strip()
    return program.environment(LD_PRELOAD=library, FAKETIME_TIMESTAMP_FILE=str(moment_file),
                               FAKETIME_NO_CACHE="1", DONT_FAKE_MONOTONIC="1",
                               FAKETIME_DONT_FAKE_MONOTONIC="1", NO_FAKE_STAT="1")


class Server:
    """`muniment serve` on a free port until close(); `clock` is a program.Clock that stands still."""

    def __init__(self, library, clock=None):
        self.clock = clock
        self.moment = library.base / "moment"
        self.set_time()
        environment = preloaded(self.moment) if clock else program.environment()
        self.process = subprocess.Popen(
            [program.BINARY, "-L", str(library.folder), "serve", "--listen", "127.0.0.1:0"],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, text=True)
        self.url = self.process.stdout.readline().split()[-1].rstrip("/")
        self.address = self.url.split("//")[1]

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()

    def set_time(self):
        if self.clock:
            self.moment.write_text(self.clock.text() + "\n", encoding="utf-8")

    def pass_time(self, seconds):
        self.clock.seconds += seconds
        self.set_time()

    def ask(self, method, path, headers=None, body=None):
        connection = http.client.HTTPConnection(self.address)
        try:
            connection.request(method, path, body=body, headers=headers or {})
            return Reply(connection.getresponse())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", path, headers)

    def send(self, path, fields, cookie=""):
        """Sends a form."""
        headers = dict(FORM, Cookie=cookie) if cookie else FORM
        return self.ask("POST", path, headers, urllib.parse.urlencode(fields))

    def log_in(self, person, password, cookie="", **more):
        return self.send("/login", {"person": person, "password": password, **more}, cookie)
