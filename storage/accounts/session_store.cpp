// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/session_store.h"

#include "core/text.h"
#include "storage/accounts/random_token.h"
#include "storage/sqlite/row.h"
#include "storage/sqlite/sqlite_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;
using core::Instant;
using namespace Poco::Data::Keywords;

constexpr std::size_t id_length = 16;
/// Clocks are set back by so much without anything being wrong.
constexpr std::chrono::minutes tolerance{5};

struct SessionRow {
    std::string stored;
    std::string person;
    Poco::Int64 created = 0;
    Poco::Int64 last_used = 0;
    std::string address;
    std::string browser;
    Poco::Int64 keys_ended = 0;

    template <class Self>
    static auto columns(Self& row) {
        return std::tie(row.stored, row.person, row.created, row.last_used, row.address,
                        row.browser, row.keys_ended);
    }
};

constexpr const char* select_sessions =
    "SELECT token, person, created, last_used, address, browser, keys_ended FROM sessions ";

Poco::Int64 seconds_of(Instant instant) {
    return instant.time_since_epoch().count();
}

Instant instant_of(Poco::Int64 seconds) {
    return Instant(std::chrono::seconds(seconds));
}

core::Result<LoginSession> session_of(const SessionRow& row) {
    MUNIMENT_TRY(auto person, core::PersonId::parse(row.person));
    return LoginSession{row.stored.substr(0, id_length),
                        std::move(person),
                        instant_of(row.created),
                        instant_of(row.last_used),
                        row.address,
                        row.browser,
                        static_cast<std::size_t>(row.keys_ended)};
}

/// Browsers write long lines about themselves, and strangers anything at all.
std::string cleaned(const std::string& browser) {
    constexpr std::size_t longest = 200;
    if (!core::is_utf8(browser) || !core::is_single_line(browser)) return {};
    std::size_t size = std::min(browser.size(), longest);
    while (size > 0 && size < browser.size() &&
           (static_cast<unsigned char>(browser[size]) & 0xC0U) == 0x80U)
        --size;
    return browser.substr(0, size);
}

tl::unexpected<core::Error> no_session() {
    return core::fail(ErrorCode::not_found, "there is no such session, or it has ended",
                      "Log in again.");
}

}  // namespace

SessionStore::SessionStore(const Poco::Data::Session& session, SessionLimits limits)
    : session_(std::make_unique<Poco::Data::Session>(session)), limits_(limits) {}

SessionStore::~SessionStore() = default;

bool SessionStore::has_ended(const LoginSession& session, Instant at) const {
    const Instant latest = at + tolerance;
    return at - session.last_used >= limits_.idleness || at - session.created >= limits_.age ||
           session.created > latest || session.last_used > latest;
}

core::Result<std::string> SessionStore::begin(const core::PersonId& person, Instant at,
                                              const Origin& origin, std::size_t keys_ended) {
    MUNIMENT_TRY(const std::string token, make_random_token());
    return sqlite_guarded("begin a session", [&]() -> core::Result<std::string> {
        *session_ << "DELETE FROM sessions WHERE last_used <= ? OR created <= ?",
            bind(seconds_of(at - limits_.idleness)), bind(seconds_of(at - limits_.age)), now;
        *session_ << "INSERT INTO sessions (token, person, created, last_used, address, browser, "
                     "keys_ended) VALUES (?, ?, ?, ?, ?, ?, ?)",
            bind(stored_form_of_token(token)), bind(person.text()), bind(seconds_of(at)),
            bind(seconds_of(at)), bind(origin.address), bind(cleaned(origin.browser)),
            bind(static_cast<Poco::Int64>(keys_ended)), now;
        return token;
    });
}

core::Result<LoginSession> SessionStore::use(const std::string& token, Instant at) {
    return sqlite_guarded("use a session", [&]() -> core::Result<LoginSession> {
        std::vector<SessionRow> rows;
        *session_ << std::string(select_sessions) + "WHERE token = ?", into(rows),
            bind(stored_form_of_token(token)), now;
        if (rows.empty()) return no_session();
        MUNIMENT_TRY(auto found, session_of(rows.front()));
        if (has_ended(found, at)) return no_session();
        if (at - found.last_used >= precision) {
            *session_ << "UPDATE sessions SET last_used = ? WHERE token = ?", bind(seconds_of(at)),
                bind(rows.front().stored), now;
            found.last_used = at;
        }
        return found;
    });
}

core::Result<std::vector<LoginSession>> SessionStore::list(const core::PersonId& person,
                                                           Instant at) {
    using Sessions = std::vector<LoginSession>;
    return sqlite_guarded("list sessions", [&]() -> core::Result<Sessions> {
        std::vector<SessionRow> rows;
        *session_ << std::string(select_sessions) + "WHERE person = ? ORDER BY created DESC, token",
            into(rows), bind(person.text()), now;
        Sessions sessions;
        for (const auto& row : rows) {
            MUNIMENT_TRY(auto session, session_of(row));
            if (!has_ended(session, at)) sessions.push_back(std::move(session));
        }
        return sessions;
    });
}

core::Status SessionStore::end(const std::string& token) {
    return sqlite_guarded("end a session", [&]() -> core::Status {
        *session_ << "DELETE FROM sessions WHERE token = ?", bind(stored_form_of_token(token)), now;
        return {};
    });
}

core::Status SessionStore::end_one(const core::PersonId& person, const std::string& id) {
    return sqlite_guarded("end a session", [&]() -> core::Status {
        const std::size_t ended =
            (*session_ << "DELETE FROM sessions WHERE person = ? AND substr(token, 1, 16) = ?",
             bind(person.text()), bind(id))
                .execute();
        if (ended == 0) return no_session();
        return {};
    });
}

core::Result<std::size_t> SessionStore::end_others(const core::PersonId& person,
                                                   const std::string& kept_id) {
    return sqlite_guarded("end a person's sessions", [&]() -> core::Result<std::size_t> {
        return (*session_ << "DELETE FROM sessions WHERE person = ? AND substr(token, 1, 16) <> ?",
                bind(person.text()), bind(kept_id))
            .execute();
    });
}

core::Status SessionStore::end_all(const core::PersonId& person) {
    return end_others(person, "").map([](const auto&) {});
}

}  // namespace muniment::storage
