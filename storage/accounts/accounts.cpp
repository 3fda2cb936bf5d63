// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/accounts.h"

#include "storage/sqlite/database.h"

namespace muniment::storage {

namespace {

DatabaseForm accounts_form() {
    DatabaseForm form;
    form.what = "accounts.db";
    form.application_id = 0x4D554E41;  // MUNA
    form.version = 1;
    form.schema = {
        "CREATE TABLE wrapped_keys (position INTEGER PRIMARY KEY AUTOINCREMENT, "
        "person TEXT NOT NULL, public_key TEXT NOT NULL, wrapped TEXT NOT NULL, "
        "proof TEXT NOT NULL, statement TEXT NOT NULL, UNIQUE (person, public_key)) STRICT",
        "CREATE TABLE one_time_codes (person TEXT PRIMARY KEY, stored TEXT NOT NULL) STRICT",
        "CREATE TABLE high_water (one INTEGER PRIMARY KEY CHECK (one = 1), "
        "sequence INTEGER NOT NULL, sha256 TEXT NOT NULL) STRICT",
        "CREATE TABLE sessions (token TEXT PRIMARY KEY, person TEXT NOT NULL, "
        "created INTEGER NOT NULL, last_used INTEGER NOT NULL) STRICT",
    };
    // One file alone, so that a copy of it is whole. EXTRA flushes the folder too, without which a
    // commit could come undone when the power fails.
    form.settings = {"PRAGMA journal_mode = DELETE", "PRAGMA synchronous = EXTRA",
                     "PRAGMA secure_delete = ON"};
    form.other_version_code = core::ErrorCode::failed_precondition;
    form.other_version_hint = "Run the version of Muniment that wrote it, or a later one.";
    form.damage_hint = "Restore accounts.db from a backup; without it, people enrol anew.";
    return form;
}

}  // namespace

core::Result<Accounts> Accounts::open(const std::filesystem::path& file, PasswordCost cost) {
    MUNIMENT_TRY(const auto session, open_database(file, accounts_form()));
    return Accounts(session, cost);
}

Accounts::Accounts(const Poco::Data::Session& session, PasswordCost cost)
    : key_ring_(std::make_unique<StoredKeyRing>(session, cost)),
      sessions_(std::make_unique<SessionStore>(session)),
      high_water_(std::make_unique<HighWater>(session)) {}

core::Result<std::unique_ptr<core::KeyRing>> open_key_ring(const LibraryLayout& layout) {
    MUNIMENT_TRY(const auto session, open_database(layout.accounts(), accounts_form()));
    return std::make_unique<StoredKeyRing>(session, PasswordCost{});
}

}  // namespace muniment::storage
