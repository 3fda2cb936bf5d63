// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/session_store.h"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <sodium.h>

#include "storage/base64.h"
#include "storage/digest.h"
#include "storage/sqlite/sqlite_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;
using core::Instant;
using namespace Poco::Data::Keywords;

Poco::Int64 seconds_of(Instant instant) {
    return instant.time_since_epoch().count();
}

Instant instant_of(Poco::Int64 seconds) {
    return Instant(std::chrono::seconds(seconds));
}

core::Result<std::string> new_token() {
    MUNIMENT_CHECK(initialise_sodium());
    std::string bytes(32, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string token(sodium_base64_ENCODED_LEN(32, variant), '\0');
    sodium_bin2base64(token.data(), token.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), variant);
    token.pop_back();  // the closing zero
    return token;
}

/// A plain hash is enough, because a token is random and cannot be guessed.
std::string stored_form(const std::string& token) {
    return sha256(token).text();
}

bool has_ended(const LoginSession& session, Instant now) {
    return now - session.last_used >= SessionStore::longest_idleness ||
           now - session.created >= SessionStore::longest_age;
}

tl::unexpected<core::Error> no_session() {
    return core::fail(ErrorCode::not_found, "there is no such session, or it has ended",
                      "Log in again.");
}

}  // namespace

SessionStore::SessionStore(const Poco::Data::Session& session)
    : session_(std::make_unique<Poco::Data::Session>(session)) {}

SessionStore::~SessionStore() = default;

core::Result<std::string> SessionStore::begin(const core::PersonId& person, Instant now) {
    MUNIMENT_TRY(const std::string token, new_token());
    return sqlite_guarded("begin a session", [&]() -> core::Result<std::string> {
        *session_ << "DELETE FROM sessions WHERE last_used <= ? OR created <= ?",
            bind(seconds_of(now - longest_idleness)), bind(seconds_of(now - longest_age)),
            Poco::Data::Keywords::now;
        *session_ << "INSERT INTO sessions (token, person, created, last_used) "
                     "VALUES (?, ?, ?, ?)",
            bind(stored_form(token)), bind(person.text()), bind(seconds_of(now)),
            bind(seconds_of(now)), Poco::Data::Keywords::now;
        return token;
    });
}

core::Result<LoginSession> SessionStore::use(const std::string& token, Instant now) {
    return sqlite_guarded("use a session", [&]() -> core::Result<LoginSession> {
        std::string person;
        Poco::Int64 created = 0;
        Poco::Int64 last_used = 0;
        *session_ << "SELECT person, created, last_used FROM sessions WHERE token = ?",
            into(person), into(created), into(last_used), bind(stored_form(token)),
            Poco::Data::Keywords::now;
        if (person.empty()) return no_session();
        MUNIMENT_TRY(auto id, core::PersonId::parse(person));
        LoginSession found{std::move(id), instant_of(created), instant_of(last_used)};
        if (has_ended(found, now)) return no_session();
        if (now - found.last_used >= precision) {
            *session_ << "UPDATE sessions SET last_used = ? WHERE token = ?", bind(seconds_of(now)),
                bind(stored_form(token)), Poco::Data::Keywords::now;
            found.last_used = now;
        }
        return found;
    });
}

core::Status SessionStore::end(const std::string& token) {
    return sqlite_guarded("end a session", [&]() -> core::Status {
        *session_ << "DELETE FROM sessions WHERE token = ?", bind(stored_form(token)),
            Poco::Data::Keywords::now;
        return {};
    });
}

core::Status SessionStore::end_all(const core::PersonId& person) {
    return sqlite_guarded("end a person's sessions", [&]() -> core::Status {
        *session_ << "DELETE FROM sessions WHERE person = ?", bind(person.text()),
            Poco::Data::Keywords::now;
        return {};
    });
}

}  // namespace muniment::storage
