// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/catalogue/catalogue_form.h"

namespace muniment::storage {

namespace {

/// `in_chain` is 0 for acknowledgements, which hang beside their document's chain: ten thousand
/// of them do not slow the reading of a history.
std::vector<std::string> trail_tables() {
    return {
        R"(CREATE TABLE applied (one INTEGER PRIMARY KEY CHECK (one = 1),
           sequence INTEGER NOT NULL) STRICT)",
        "INSERT INTO applied VALUES (1, 0)",
        R"(CREATE TABLE events (position INTEGER PRIMARY KEY, sequence INTEGER NOT NULL,
           time INTEGER NOT NULL, event TEXT NOT NULL, subject TEXT NOT NULL,
           revision TEXT NOT NULL, person TEXT NOT NULL, name TEXT NOT NULL,
           meaning TEXT NOT NULL, decision TEXT NOT NULL, on_behalf_of TEXT NOT NULL,
           detail TEXT NOT NULL, reason TEXT NOT NULL, hash TEXT NOT NULL, in_chain INTEGER NOT NULL) STRICT)",
        "CREATE INDEX events_of_subject ON events (subject, in_chain, position)",
        "CREATE INDEX events_of_person ON events (person, position)",
        "CREATE INDEX events_of_kind ON events (event, position)",
        "CREATE INDEX events_at_time ON events (time, position)",
        R"(CREATE TABLE acknowledgements (document TEXT NOT NULL, revision TEXT NOT NULL,
           person TEXT NOT NULL, PRIMARY KEY (document, revision, person)) STRICT, WITHOUT ROWID)",
        R"(CREATE TABLE imported_lines (manifest TEXT NOT NULL, line INTEGER NOT NULL,
           PRIMARY KEY (manifest, line)) STRICT, WITHOUT ROWID)",
        R"(CREATE TABLE former_identifiers (former TEXT PRIMARY KEY, document TEXT NOT NULL)
           STRICT, WITHOUT ROWID)",
    };
}

/// A revision's `kind`: 0 released, 1 working, 2 withdrawn; `position` counts within its kind.
/// `starts`, `ends` and `retired_at` are those of its interval; `state` is only that of
/// revisions without one. On `first_date` it is first in force, and from `lapse_date` on no
/// longer: in the site's dates, for what is due by date.
std::vector<std::string> document_tables() {
    return {
        "CREATE TABLE documents (id TEXT PRIMARY KEY, type TEXT NOT NULL, next_due INTEGER) STRICT",
        "CREATE INDEX documents_of_type ON documents (type, id)",
        "CREATE INDEX documents_due ON documents (next_due) WHERE next_due IS NOT NULL",
        R"(CREATE TABLE revisions (document TEXT NOT NULL, kind INTEGER NOT NULL,
           position INTEGER NOT NULL, label TEXT NOT NULL, state TEXT NOT NULL, starts INTEGER,
           ends INTEGER, retired_at INTEGER, first_date TEXT NOT NULL, lapse_date TEXT NOT NULL,
           imported INTEGER NOT NULL, title TEXT NOT NULL, owner TEXT NOT NULL,
           department TEXT NOT NULL, reading_class TEXT NOT NULL, review_due TEXT NOT NULL) STRICT)",
        "CREATE UNIQUE INDEX revisions_of_document ON revisions (document, kind, position)",
        "CREATE INDEX revisions_of_owner ON revisions (owner)",
        "CREATE INDEX revisions_in_state ON revisions (kind, state)",
        "CREATE INDEX revisions_starting ON revisions (kind, starts)",
        "CREATE INDEX revisions_retired ON revisions (retired_at) WHERE retired_at IS NOT NULL",
        R"(CREATE INDEX revisions_reviewed ON revisions (lapse_date, review_due)
           WHERE review_due <> '')",
        R"(CREATE TABLE work (document TEXT NOT NULL, kind TEXT NOT NULL,
           retirement INTEGER NOT NULL, revision TEXT NOT NULL, since INTEGER NOT NULL) STRICT)",
        "CREATE INDEX work_of_document ON work (document)",
    };
}

DatabaseForm make_form() {
    DatabaseForm form;
    form.what = "the catalogue";
    form.application_id = 0x4D554E43;  // MUNC
    form.version = 2;
    form.schema = trail_tables();
    for (std::string& statement : document_tables()) form.schema.push_back(std::move(statement));
    // Derived data: what a power failure takes is read again from the register.
    form.settings = {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = NORMAL",
                     "PRAGMA cache_size = -16384"};
    form.other_version_code = core::ErrorCode::data_corrupt;
    form.damage_hint = "Run `muniment reindex`: it is made anew from the register.";
    form.other_version_hint = form.damage_hint;
    return form;
}

}  // namespace

const DatabaseForm& catalogue_form() {
    static const DatabaseForm form = make_form();
    return form;
}

const std::vector<std::string>& catalogue_tables() {
    static const std::vector<std::string> tables{"events",
                                                 "acknowledgements",
                                                 "imported_lines",
                                                 "former_identifiers",
                                                 "documents",
                                                 "revisions",
                                                 "work"};
    return tables;
}

}  // namespace muniment::storage
