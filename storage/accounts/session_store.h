// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/names.h"
#include "core/time.h"
#include "storage/accounts/origin.h"

namespace Poco::Data {
class Session;
}

namespace muniment::storage {

/// A person's stay in the web pages, from log-in to log-out.
struct LoginSession {
    std::string id;  ///< 16 hex digits, no way to the token
    core::PersonId person;
    core::Instant created{};
    core::Instant last_used{};
    std::string address;         ///< from which they logged in
    std::string browser;         ///< what it said of itself then
    std::size_t keys_ended = 0;  ///< see ended_keys(): the session is over when it has grown
};

/// When sessions end by themselves.
struct SessionLimits {
    std::chrono::seconds idleness = std::chrono::minutes(30);
    std::chrono::seconds age = std::chrono::hours(12);
};

/// The sessions of the web log-in. A session ends some time after its last use, and some time after
/// its log-in, whichever is first; and when it was begun at a moment that now lies ahead, because
/// the clock was set back. Its token is a secret; only the hash is kept. Durable on return;
/// one thread at a time. Errors: unavailable, data_corrupt, and as said.
class SessionStore {
  public:
    /// Last uses nearer than this are not written one by one.
    static constexpr std::chrono::seconds precision{30};

    explicit SessionStore(const Poco::Data::Session& session, SessionLimits limits = {});
    ~SessionStore();

    [[nodiscard]] const SessionLimits& limits() const { return limits_; }

    /// A new session; the answer is its token, 43 letters and digits, `-` and `_`. Forgets sessions
    /// that have ended.
    [[nodiscard]] core::Result<std::string> begin(const core::PersonId& person, core::Instant at,
                                                  const Origin& origin = {},
                                                  std::size_t keys_ended = 0);

    /// The session of the token, which is used at `at`. not_found when there is none, or when it
    /// has ended.
    [[nodiscard]] core::Result<LoginSession> use(const std::string& token, core::Instant at);

    /// The person's sessions, the newest first.
    [[nodiscard]] core::Result<std::vector<LoginSession>> list(const core::PersonId& person,
                                                               core::Instant at);

    /// Ends the session if there is one.
    [[nodiscard]] core::Status end(const std::string& token);
    /// Ends the person's session of that id; not_found when they have none.
    [[nodiscard]] core::Status end_one(const core::PersonId& person, const std::string& id);
    /// How many were ended.
    [[nodiscard]] core::Result<std::size_t> end_others(const core::PersonId& person,
                                                       const std::string& kept_id);
    [[nodiscard]] core::Status end_all(const core::PersonId& person);

  private:
    [[nodiscard]] bool has_ended(const LoginSession& session, core::Instant at) const;

    std::unique_ptr<Poco::Data::Session> session_;
    SessionLimits limits_;
};

}  // namespace muniment::storage
