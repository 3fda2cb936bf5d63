// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/operations_log.h"

#include <algorithm>

#include "core/text.h"
#include "storage/sqlite/row.h"
#include "storage/sqlite/sqlite_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;
using namespace Poco::Data::Keywords;

constexpr std::chrono::hours noted_once{1};  ///< a reading, by the same person of the same text
/// Among so many of the newest entries a reading is looked for.
constexpr Poco::Int64 looked_through = 10'000;

struct EntryRow {
    Poco::Int64 position = 0;
    Poco::Int64 at = 0;
    std::string operation;
    std::string person;
    std::string via;
    std::string address;
    std::string detail;

    template <class Self>
    static auto columns(Self& row) {
        return std::tie(row.position, row.at, row.operation, row.person, row.via, row.address,
                        row.detail);
    }
};

OperationEntry entry_of(const EntryRow& row) {
    return {row.position,  core::Instant(std::chrono::seconds(row.at)),
            row.operation, row.person,
            row.via,       row.address,
            row.detail};
}

}  // namespace

std::string_view name_of(Operation operation) {
    switch (operation) {
        case Operation::logged_in:
            return "logged-in";
        case Operation::logged_out:
            return "logged-out";
        case Operation::password_failed:
            return "password-failed";
        case Operation::locked:
            return "locked";
        case Operation::unlocked:
            return "unlocked";
        case Operation::sessions_ended:
            return "sessions-ended";
        case Operation::token_made:
            return "token-made";
        case Operation::token_revoked:
            return "token-revoked";
        case Operation::password_changed:
            return "password-changed";
        case Operation::factor_set_up:
            return "factor-set-up";
        case Operation::factor_removed:
            return "factor-removed";
        case Operation::recovery_codes_made:
            return "recovery-codes-made";
        case Operation::recovery_code_used:
            return "recovery-code-used";
        case Operation::code_failed:
            return "code-failed";
        case Operation::token_failed:
            return "token-failed";
        case Operation::enrolment_failed:
            return "enrolment-failed";
        case Operation::read_confidential:
            return "read-confidential";
    }
    return "";
}

core::Result<Operation> parse_operation(std::string_view text) {
    std::vector<std::string> names;
    for (const Operation operation : all_operations) {
        if (name_of(operation) == text) return operation;
        names.emplace_back(name_of(operation));
    }
    return core::fail(ErrorCode::invalid_argument, "the log knows no such operation",
                      "Name one of " + core::join(names, ", ") + ".");
}

OperationsLog::OperationsLog(const Poco::Data::Session& session, const core::Clock& clock,
                             std::chrono::days retention)
    : session_(std::make_unique<Poco::Data::Session>(session)),
      clock_(clock),
      retention_(retention) {}

OperationsLog::~OperationsLog() = default;

core::Status OperationsLog::note(Operation operation, const std::string& person,
                                 const Origin& origin, const std::string& detail) {
    return sqlite_guarded("write the operations log", [&]() -> core::Status {
        *session_ << "INSERT INTO operations (at, operation, person, via, address, detail) "
                     "VALUES (?, ?, ?, ?, ?, ?)",
            bind(Poco::Int64{clock_.now().time_since_epoch().count()}),
            bind(std::string(name_of(operation))), bind(person),
            bind(std::string(core::name_of(origin.via))), bind(origin.address), bind(detail), now;
        return {};
    });
}

core::Status OperationsLog::note_reading(const core::PersonId& person, const Origin& origin,
                                         const std::string& what) {
    const core::Instant at = clock_.now();
    MUNIMENT_TRY(
        const auto noted, sqlite_guarded("read the operations log", [&]() {
            Poco::Int64 count = 0;
            *session_ << "SELECT count(*) FROM operations WHERE person = ? AND operation = ? AND "
                         "position > (SELECT max(position) FROM operations) - ? AND detail = ? "
                         "AND at > ? AND at < ?",
                into(count), bind(person.text()),
                bind(std::string(name_of(Operation::read_confidential))),
                bind(Poco::Int64{looked_through}), bind(what),
                bind(Poco::Int64{(at - noted_once).time_since_epoch().count()}),
                bind(Poco::Int64{(at + noted_once).time_since_epoch().count()}), now;
            return core::Result<bool>(count > 0);
        }));
    return noted ? core::Status() : note(Operation::read_confidential, person.text(), origin, what);
}

core::Result<std::vector<OperationEntry>> OperationsLog::list(const Filter& filter) {
    using Entries = std::vector<OperationEntry>;
    return sqlite_guarded("read the operations log", [&]() -> core::Result<Entries> {
        const core::Instant kept = clock_.now() - retention_;
        const core::Instant first = filter.since ? std::max(*filter.since, kept) : kept;
        const Poco::Int64 since = first.time_since_epoch().count();
        std::vector<EntryRow> rows;
        *session_ << "SELECT position, at, operation, person, via, address, detail "
                     "FROM operations WHERE (person = ? OR ? = '') AND (operation = ? OR ? = '') "
                     "AND at >= ? ORDER BY position DESC LIMIT ?",
            into(rows), bind(filter.person), bind(filter.person), bind(filter.operation),
            bind(filter.operation), bind(since), bind(static_cast<Poco::Int64>(filter.limit)), now;
        Entries entries;
        for (const auto& row : rows) entries.push_back(entry_of(row));
        return entries;
    });
}

core::Result<FailedTries> OperationsLog::news(const core::PersonId& person) {
    return sqlite_guarded("read the operations log", [&]() -> core::Result<FailedTries> {
        Poco::Int64 told = 0;
        *session_ << "SELECT position FROM told WHERE person = ?", into(told), bind(person.text()),
            now;
        Poco::Int64 count = 0;
        Poco::Int64 since = 0;
        *session_ << "SELECT count(*), coalesce(min(at), 0) FROM operations WHERE person = ? "
                     "AND operation IN ('password-failed', 'code-failed') AND position > ?",
            into(count), into(since), bind(person.text()), bind(told), now;
        return FailedTries{count, core::Instant(std::chrono::seconds(since))};
    });
}

core::Status OperationsLog::told(const core::PersonId& person) {
    return sqlite_guarded("write the operations log", [&]() -> core::Status {
        *session_ << "INSERT OR REPLACE INTO told (person, position) VALUES (?, "
                     "(SELECT coalesce(max(position), 0) FROM operations))",
            bind(person.text()), now;
        return {};
    });
}

core::Status OperationsLog::forget_old() {
    return sqlite_guarded("forget old entries of the operations log", [&]() -> core::Status {
        const core::Instant before = clock_.now() - retention_;
        *session_ << "DELETE FROM operations WHERE at < ?",
            bind(Poco::Int64{before.time_since_epoch().count()}), now;
        return {};
    });
}

}  // namespace muniment::storage
