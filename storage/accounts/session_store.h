// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "core/names.h"
#include "core/time.h"

namespace Poco::Data {
class Session;
}

namespace muniment::storage {

/// A person's stay in the web pages, from log-in to log-out.
struct LoginSession {
    core::PersonId person;
    core::Instant created{};
    core::Instant last_used{};
};

/// The sessions of the web log-in. A session ends 30 minutes after its last use, and 12 hours after
/// its log-in, whichever is first. Its token is a secret; only the hash is kept. Durable on return;
/// one thread at a time. Errors: unavailable, data_corrupt, and as said.
class SessionStore {
  public:
    static constexpr std::chrono::minutes longest_idleness{30};
    static constexpr std::chrono::hours longest_age{12};
    /// Last uses nearer than this are not written one by one.
    static constexpr std::chrono::seconds precision{30};

    explicit SessionStore(const Poco::Data::Session& session);
    ~SessionStore();

    /// A new session; the answer is its token, 43 letters and digits, `-` and `_`. Forgets sessions
    /// that have ended.
    [[nodiscard]] core::Result<std::string> begin(const core::PersonId& person, core::Instant now);

    /// The session of the token, which is used at `now`. not_found when there is none, or when it
    /// has ended.
    [[nodiscard]] core::Result<LoginSession> use(const std::string& token, core::Instant now);

    /// Ends the session if there is one.
    [[nodiscard]] core::Status end(const std::string& token);
    [[nodiscard]] core::Status end_all(const core::PersonId& person);

  private:
    std::unique_ptr<Poco::Data::Session> session_;
};

}  // namespace muniment::storage
