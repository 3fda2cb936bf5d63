// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include <Poco/Data/Session.h>

#include "core/result.h"

namespace muniment::storage {

/// How a database is kept.
struct DatabaseForm {
    std::string what;  ///< "the catalogue", for messages
    std::int32_t application_id = 0;
    std::int32_t version = 1;         ///< of the schema
    std::vector<std::string> schema;  ///< statements that make it
    /// Statements that lead from version 1 to 2, from 2 to 3, and so on. Where there are none, a
    /// file of an older version is refused as one of a newer version is.
    std::vector<std::vector<std::string>> upgrades;
    std::vector<std::string> settings;     ///< statements for each connection
    core::ErrorCode other_version_code{};  ///< for a file of another version of the schema
    std::string other_version_hint;
    std::string damage_hint;  ///< what to do about a damaged or foreign file
};

/// One connection to an SQLite file of mode 0600, which it makes with its schema when there is
/// none; a lock of somebody else is waited for 10 seconds. One thread at a time; several processes
/// may have one file open.
/// Errors: data_corrupt (damaged, or not ours), the form's code for another schema version,
/// failed_precondition (others may read the file), unavailable.
[[nodiscard]] core::Result<Poco::Data::Session> open_database(const std::filesystem::path& file,
                                                              const DatabaseForm& form);

/// Holds the one right to write from its making to its end, and keeps what was written only when
/// commit() was called. Throws Poco::Exception.
class WriteTransaction {
  public:
    explicit WriteTransaction(Poco::Data::Session session);
    ~WriteTransaction();
    WriteTransaction(const WriteTransaction&) = delete;
    WriteTransaction& operator=(const WriteTransaction&) = delete;

    void commit();

  private:
    Poco::Data::Session session_;
    bool open_ = true;
};

}  // namespace muniment::storage
