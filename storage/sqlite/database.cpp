// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/sqlite/database.h"

#include <cerrno>

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/Statement.h>
#include <sys/stat.h>
#include <unistd.h>

#include "storage/durable_file.h"
#include "storage/sqlite/sqlite_error.h"
#include "storage/system_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;
using namespace Poco::Data::Keywords;
using Poco::Data::Session;

/// SQLite itself would make the file readable for others, and Poco would try for a minute to open
/// what cannot be opened. The file is made and looked at without being opened: to close it would
/// take away the locks that SQLite holds on it elsewhere in this process.
core::Status ensure_private_file(const std::filesystem::path& file, const std::string& what) {
    const bool made = ::mknod(file.c_str(), S_IFREG | S_IRUSR | S_IWUSR, 0) == 0;
    if (!made && errno != EEXIST) return core::fail(system_failure(errno, "make " + what));
    struct stat status {};
    if (::lstat(file.c_str(), &status) != 0)
        return core::fail(system_failure(errno, "open " + what));
    if (!S_ISREG(status.st_mode))
        return core::fail(ErrorCode::unavailable, file.string() + " is not a plain file");
    if ((status.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return core::fail(ErrorCode::failed_precondition,
                          "others than its owner may use " + file.string(),
                          "Run `chmod 600` on it.");
    }
    if (::access(file.c_str(), R_OK | W_OK) != 0)
        return core::fail(system_failure(errno, "open " + what));
    if (status.st_size != 0) return {};
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    return flush_folder(folder);
}

Session connect(const std::filesystem::path& file) {
    Poco::Data::SQLite::Connector::registerConnector();
    constexpr std::size_t seconds_to_open = 1;
    Session session(Poco::Data::SQLite::Connector::KEY, file.string(), seconds_to_open);
    int milliseconds = 0;
    session << "PRAGMA busy_timeout = 10000", into(milliseconds), now;
    return session;
}

std::int32_t number(Session& session, const std::string& query) {
    std::int32_t answer = 0;
    session << query, into(answer), now;
    return answer;
}

bool is_empty(Session& session) {
    return number(session, "SELECT count(*) FROM sqlite_schema") == 0 &&
           number(session, "PRAGMA application_id") == 0 &&
           number(session, "PRAGMA user_version") == 0;
}

/// Two processes may find the file empty at once: the second one finds it made.
void make_schema(Session& session, const DatabaseForm& form) {
    WriteTransaction transaction(session);
    if (!is_empty(session)) return;
    for (const std::string& statement : form.schema) session << statement, now;
    session << "PRAGMA application_id = " + std::to_string(form.application_id), now;
    session << "PRAGMA user_version = " + std::to_string(form.version), now;
    transaction.commit();
}

bool is_older(Session& session, const DatabaseForm& form) {
    const std::int32_t version = number(session, "PRAGMA user_version");
    return !form.upgrades.empty() && version >= 1 && version < form.version &&
           number(session, "PRAGMA application_id") == form.application_id;
}

/// All steps or none. Two processes may find the file old at once: the second finds it done.
void upgrade(Session& session, const DatabaseForm& form) {
    WriteTransaction transaction(session);
    if (!is_older(session, form)) return;
    const auto version = static_cast<std::size_t>(number(session, "PRAGMA user_version"));
    for (std::size_t step = version - 1; step < form.upgrades.size(); ++step) {
        for (const std::string& statement : form.upgrades[step]) session << statement, now;
    }
    session << "PRAGMA user_version = " + std::to_string(form.version), now;
    transaction.commit();
}

core::Status check_schema(Session& session, const DatabaseForm& form) {
    if (number(session, "PRAGMA application_id") != form.application_id) {
        return core::fail(ErrorCode::data_corrupt, "the file of " + form.what + " is another's",
                          form.damage_hint);
    }
    const std::int32_t version = number(session, "PRAGMA user_version");
    if (version == form.version) return {};
    return core::fail(form.other_version_code,
                      form.what + " has version " + std::to_string(version) +
                          " of its form, and this program knows " + std::to_string(form.version),
                      form.other_version_hint);
}

}  // namespace

core::Result<Session> open_database(const std::filesystem::path& file, const DatabaseForm& form) {
    MUNIMENT_CHECK(ensure_private_file(file, form.what));
    auto opened = sqlite_guarded("open " + form.what, [&]() -> core::Result<Session> {
        Session session = connect(file);
        if (is_empty(session)) make_schema(session, form);
        if (is_older(session, form)) upgrade(session, form);
        MUNIMENT_CHECK(check_schema(session, form));
        for (const std::string& setting : form.settings) session << setting, now;
        return session;
    });
    if (!opened && opened.error().code == ErrorCode::data_corrupt)
        opened.error().hint = form.damage_hint;
    return opened;
}

WriteTransaction::WriteTransaction(Session session) : session_(std::move(session)) {
    session_ << "BEGIN IMMEDIATE", now;
}

WriteTransaction::~WriteTransaction() {
    if (!open_) return;
    try {
        session_ << "ROLLBACK", now;
    } catch (const Poco::Exception&) {
        open_ = false;  // SQLite has given the transaction up by itself: the disk is full, or fails
    }
}

void WriteTransaction::commit() {
    session_ << "COMMIT", now;
    open_ = false;
}

}  // namespace muniment::storage
