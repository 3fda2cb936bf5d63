// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <tuple>

#include <Poco/Nullable.h>
#include <Poco/Types.h>

namespace muniment::storage {

// Rows as the catalogue's columns have them; catalogue_form.cpp says what the columns mean.

struct EventRow {
    Poco::UInt64 sequence = 0;
    Poco::Int64 time = 0;
    std::string event;
    std::string subject;
    std::string revision;
    std::string person;
    std::string name;
    std::string meaning;
    std::string decision;
    std::string on_behalf_of;
    std::string detail;
    std::string reason;
    std::string commit;
    int in_chain = 1;

    template <class Self>
    static auto columns(Self& row) {
        return std::tie(row.sequence, row.time, row.event, row.subject, row.revision, row.person,
                        row.name, row.meaning, row.decision, row.on_behalf_of, row.detail,
                        row.reason, row.commit, row.in_chain);
    }
};

struct PositionRow {
    std::string commit;
    Poco::UInt64 sequence = 0;
    Poco::Int64 time = 0;

    template <class Self>
    static auto columns(Self& row) {
        return std::tie(row.commit, row.sequence, row.time);
    }
};

struct AcknowledgementRow {
    std::string document;
    std::string revision;
    std::string person;

    template <class Self>
    static auto columns(Self& row) {
        return std::tie(row.document, row.revision, row.person);
    }
};

struct ImportedLineRow {
    std::string manifest;
    Poco::Int64 line = 0;

    template <class Self>
    static auto columns(Self& row) {
        return std::tie(row.manifest, row.line);
    }
};

struct FormerIdentifierRow {
    std::string former;
    std::string document;

    template <class Self>
    static auto columns(Self& row) {
        return std::tie(row.former, row.document);
    }
};

struct StoredDocument {
    std::string id;
    std::string type;
    Poco::Nullable<Poco::Int64> next_due;

    template <class Self>
    static auto columns(Self& row) {
        return std::tie(row.id, row.type, row.next_due);
    }
};

struct RevisionRow {
    std::string document;
    int kind = 0;
    int position = 0;
    std::string label;
    std::string state;
    Poco::Nullable<Poco::Int64> starts;
    Poco::Nullable<Poco::Int64> ends;
    Poco::Nullable<Poco::Int64> retired_at;
    std::string first_date;
    std::string lapse_date;
    int imported = 0;
    std::string title;
    std::string owner;
    std::string department;
    std::string reading_class;
    std::string review_due;

    template <class Self>
    static auto columns(Self& row) {
        return std::tie(row.document, row.kind, row.position, row.label, row.state, row.starts,
                        row.ends, row.retired_at, row.first_date, row.lapse_date, row.imported,
                        row.title, row.owner, row.department, row.reading_class, row.review_due);
    }
};

struct WorkRow {
    std::string document;
    std::string kind;
    int retirement = 0;
    std::string revision;
    Poco::Int64 since = 0;

    template <class Self>
    static auto columns(Self& row) {
        return std::tie(row.document, row.kind, row.retirement, row.revision, row.since);
    }
};

/// Work with the date by which it is due.
struct OpenWorkRow : WorkRow {
    std::string due;

    template <class Self>
    static auto columns(Self& row) {
        return std::tuple_cat(WorkRow::columns(row), std::tie(row.due));
    }
};

/// A row of the master list.
struct ListRow {
    std::string id;
    std::string type;
    std::string state;
    std::string label;
    std::string first_date;
    int imported = 0;
    std::string title;
    std::string owner;
    std::string department;
    std::string reading_class;
    std::string review_due;
    std::string draft_label;
    std::string draft_state;

    template <class Self>
    static auto columns(Self& row) {
        return std::tie(row.id, row.type, row.state, row.label, row.first_date, row.imported,
                        row.title, row.owner, row.department, row.reading_class, row.review_due,
                        row.draft_label, row.draft_state);
    }
};

}  // namespace muniment::storage
