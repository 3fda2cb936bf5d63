// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/sqlite_error.h"

#include <string>
#include <typeinfo>

#include <Poco/Data/DataException.h>
#include <Poco/Data/SQLite/SQLiteException.h>

namespace muniment::storage {

namespace {

using core::ErrorCode;
namespace sqlite = Poco::Data::SQLite;

struct Verdict {
    ErrorCode code;
    std::string_view hint;
};

template <class... Kinds>
bool is_any(const Poco::Exception& failure) {
    return ((dynamic_cast<const Kinds*>(&failure) != nullptr) || ...);
}

Verdict verdict_on(const Poco::Exception& failure) {
    if (is_any<sqlite::DBLockedException, sqlite::TableLockedException,
               sqlite::LockProtocolException>(failure))
        return {ErrorCode::unavailable, "Another program is writing: try again."};
    // Our statements are right: one that does not fit meets tables that are not ours.
    if (is_any<sqlite::CorruptImageException, sqlite::IOErrorException,
               sqlite::InvalidSQLStatementException>(failure))
        return {ErrorCode::data_corrupt, "Check the disk, then restore from a backup."};
    if (is_any<sqlite::DatabaseFullException>(failure))
        return {ErrorCode::unavailable, "Make room on the disk and try again."};
    if (is_any<sqlite::ReadOnlyException>(failure)) {
        return {ErrorCode::unavailable,
                "Mount the file system writable, or give this account the right to write."};
    }
    if (is_any<sqlite::CantOpenDBFileException, sqlite::DBAccessDeniedException,
               sqlite::AuthorizationDeniedException, Poco::Data::ConnectionFailedException>(
            failure))
        return {ErrorCode::unavailable, "Run as the account that owns the library."};
    if (is_any<sqlite::NoMemoryException>(failure))
        return {ErrorCode::unavailable, "Give it more memory and try again."};
    return {ErrorCode::internal, ""};
}

}  // namespace

core::Error sqlite_failure(const Poco::Exception& failure, std::string_view doing) {
    const Verdict verdict = verdict_on(failure);
    const std::string reason = failure.message().empty() ? failure.name() : failure.message();
    return {verdict.code, "could not " + std::string(doing) + ": " + reason,
            std::string(verdict.hint)};
}

}  // namespace muniment::storage
