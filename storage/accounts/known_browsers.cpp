// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/known_browsers.h"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

#include "storage/accounts/random_token.h"
#include "storage/one_time_code.h"
#include "storage/sqlite/sqlite_error.h"

namespace muniment::storage {

namespace {

using core::Instant;
using core::PersonId;
using core::Result;
using core::Status;
using namespace Poco::Data::Keywords;

Poco::Int64 seconds_of(Instant instant) {
    return instant.time_since_epoch().count();
}

/// Neither past its end, nor from a time when the clock was far ahead.
bool is_running(Poco::Int64 until, Instant at, std::chrono::seconds lifetime) {
    constexpr std::chrono::minutes tolerance{5};
    return until > seconds_of(at) && until <= seconds_of(at + lifetime + tolerance);
}

}  // namespace

KnownBrowsers::KnownBrowsers(const Poco::Data::Session& session)
    : session_(std::make_unique<Poco::Data::Session>(session)) {}

KnownBrowsers::~KnownBrowsers() = default;

Result<std::string> KnownBrowsers::remember(const PersonId& person, Instant at) {
    MUNIMENT_TRY(const std::string token, make_random_token());
    return sqlite_guarded("remember a browser", [&]() -> Result<std::string> {
        *session_ << "DELETE FROM known_browsers WHERE until <= ?", bind(seconds_of(at)), now;
        *session_ << "INSERT INTO known_browsers (stored, person, until) VALUES (?, ?, ?)",
            bind(stored_form_of_token(token)), bind(person.text()), bind(seconds_of(at + lifetime)),
            now;
        return token;
    });
}

Result<bool> KnownBrowsers::knows(const PersonId& person, const std::string& token, Instant at) {
    return sqlite_guarded("look for a browser", [&]() -> Result<bool> {
        Poco::Int64 until = 0;
        *session_ << "SELECT until FROM known_browsers WHERE stored = ? AND person = ?",
            into(until), bind(stored_form_of_token(token)), bind(person.text()), now;
        return is_running(until, at, lifetime);
    });
}

Result<std::string> KnownBrowsers::make_pass(const PersonId& person, Instant at) {
    MUNIMENT_TRY(const std::string pass, make_one_time_code());
    return sqlite_guarded("keep a pass", [&]() -> Result<std::string> {
        *session_ << "INSERT OR REPLACE INTO passes (person, stored, until) VALUES (?, ?, ?)",
            bind(person.text()), bind(stored_form_of_code(pass)),
            bind(seconds_of(at + pass_lifetime)), now;
        return pass;
    });
}

Result<bool> KnownBrowsers::is_pass(const PersonId& person, const std::string& pass, Instant at) {
    return sqlite_guarded("look for a pass", [&]() -> Result<bool> {
        std::string stored;
        Poco::Int64 until = 0;
        *session_ << "SELECT stored, until FROM passes WHERE person = ?", into(stored), into(until),
            bind(person.text()), now;
        return is_running(until, at, pass_lifetime) && is_code(pass, stored);
    });
}

Status KnownBrowsers::forget_pass(const PersonId& person) {
    return sqlite_guarded("forget a pass", [&]() -> Status {
        *session_ << "DELETE FROM passes WHERE person = ?", bind(person.text()), now;
        return {};
    });
}

}  // namespace muniment::storage
