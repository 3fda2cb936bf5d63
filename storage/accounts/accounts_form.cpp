// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/accounts_form.h"

namespace muniment::storage {

namespace {

using Statements = std::vector<std::string>;

Statements version_1() {
    return {
        ("CREATE TABLE wrapped_keys (position INTEGER PRIMARY KEY AUTOINCREMENT, "
         "person TEXT NOT NULL, public_key TEXT NOT NULL, wrapped TEXT NOT NULL, "
         "proof TEXT NOT NULL, statement TEXT NOT NULL, UNIQUE (person, public_key)) STRICT"),
        "CREATE TABLE one_time_codes (person TEXT PRIMARY KEY, stored TEXT NOT NULL) STRICT",
        ("CREATE TABLE high_water (one INTEGER PRIMARY KEY CHECK (one = 1), "
         "sequence INTEGER NOT NULL, sha256 TEXT NOT NULL) STRICT"),
        ("CREATE TABLE sessions (token TEXT PRIMARY KEY, person TEXT NOT NULL, "
         "created INTEGER NOT NULL, last_used INTEGER NOT NULL) STRICT"),
    };
}

Statements to_version_2() {
    return {
        // Sessions: where from, and how many of the person's keys had ended at log-in.
        "ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE sessions ADD COLUMN keys_ended INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX sessions_person ON sessions (person)",
        // Guarding of passwords.
        ("CREATE TABLE tries (position INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, "
         "lane TEXT NOT NULL, at INTEGER NOT NULL) STRICT"),
        "CREATE INDEX tries_account ON tries (account)",
        ("CREATE TABLE doors (account TEXT NOT NULL, lane TEXT NOT NULL, "
         "failures INTEGER NOT NULL, latest INTEGER NOT NULL, closed_until INTEGER NOT NULL, "
         "PRIMARY KEY (account, lane)) STRICT"),
        ("CREATE TABLE known_browsers (stored TEXT PRIMARY KEY, person TEXT NOT NULL, "
         "until INTEGER NOT NULL) STRICT"),
        ("CREATE TABLE passes (person TEXT PRIMARY KEY, stored TEXT NOT NULL, "
         "until INTEGER NOT NULL) STRICT"),
        // What happened, for those who watch over the installation.
        ("CREATE TABLE operations (position INTEGER PRIMARY KEY AUTOINCREMENT, "
         "at INTEGER NOT NULL, operation TEXT NOT NULL, person TEXT NOT NULL, "
         "via TEXT NOT NULL, address TEXT NOT NULL, detail TEXT NOT NULL) STRICT"),
        "CREATE INDEX operations_person ON operations (person, operation, position)",
        "CREATE TABLE told (person TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT",
        ("CREATE TABLE api_tokens (stored TEXT PRIMARY KEY, person TEXT NOT NULL, "
         "name TEXT NOT NULL, scope TEXT NOT NULL, created INTEGER NOT NULL, "
         "until INTEGER NOT NULL, last_used INTEGER NOT NULL, keys_ended INTEGER NOT NULL) STRICT"),
        "CREATE INDEX api_tokens_person ON api_tokens (person)",
    };
}

Statements to_version_3() {
    return {
        // When the password was set (0: not known), and whether it is among the former ones.
        "ALTER TABLE wrapped_keys ADD COLUMN password_set INTEGER NOT NULL DEFAULT 0",
        "ALTER TABLE wrapped_keys ADD COLUMN remembered INTEGER NOT NULL DEFAULT 0",
        ("CREATE TABLE former_passwords (position INTEGER PRIMARY KEY AUTOINCREMENT, "
         "person TEXT NOT NULL, hash TEXT NOT NULL) STRICT"),
        "CREATE INDEX former_passwords_person ON former_passwords (person)",
        // Second factors: the secret in a box that the person's own key opens.
        ("CREATE TABLE second_factors (person TEXT PRIMARY KEY, public_key TEXT NOT NULL, "
         "box TEXT NOT NULL, last_step INTEGER NOT NULL, since INTEGER NOT NULL) STRICT"),
        ("CREATE TABLE recovery_codes (position INTEGER PRIMARY KEY AUTOINCREMENT, "
         "person TEXT NOT NULL, stored TEXT NOT NULL) STRICT"),
        "CREATE INDEX recovery_codes_person ON recovery_codes (person)",
    };
}

Statements to_version_4() {
    return {
        // What who watches is told with every page: found without reading the log.
        "CREATE INDEX doors_closed ON doors (closed_until)",
        "CREATE INDEX operations_locked ON operations (at) WHERE operation = 'locked'",
        "CREATE TABLE watched (person TEXT PRIMARY KEY, position INTEGER NOT NULL) STRICT",
    };
}

Statements to_version_5() {
    return {
        // When a one-time code ends. How old those from before are is not known: they end now.
        "ALTER TABLE one_time_codes ADD COLUMN until INTEGER NOT NULL DEFAULT 0",
    };
}

}  // namespace

DatabaseForm accounts_form() {
    DatabaseForm form;
    form.what = "accounts.db";
    form.application_id = 0x4D554E41;  // MUNA
    form.version = 5;
    form.schema = version_1();
    form.upgrades = {to_version_2(), to_version_3(), to_version_4(), to_version_5()};
    for (const auto& step : form.upgrades)
        form.schema.insert(form.schema.end(), step.begin(), step.end());
    // One file alone, so that a copy of it is whole. EXTRA flushes the folder too, without which a
    // commit could come undone when the power fails.
    form.settings = {"PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA",
                     "PRAGMA secure_delete = ON"};
    form.other_version_code = core::ErrorCode::failed_precondition;
    form.other_version_hint = "Run the version of Muniment that wrote it, or a later one.";
    form.damage_hint = "Restore accounts.db from a backup; without it, people enrol anew.";
    return form;
}

}  // namespace muniment::storage
