// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>

#include "core/person.h"
#include "storage/secret_key.h"

namespace muniment::web {

/// Secrets that wait for a person's next step: what opens their second factor between password and
/// code, and a new factor's secret until its first code. In memory alone, for some minutes; each is
/// found by a random token that only the page before has. Thread-safe.
class PendingSecrets {
  public:
    static constexpr std::chrono::minutes lifetime{10};
    /// Of all people together; the oldest make way.
    static constexpr std::size_t most = 1000;

    struct Pending {
        core::PersonId person;
        std::size_t keys_ended = 0;  ///< see storage::ended_keys
        storage::SecretBytes secret;
        core::Instant since{};
    };

    /// The token. Errors: unavailable.
    [[nodiscard]] core::Result<std::string> keep(Pending pending);
    /// What was kept under the token, if it is still there.
    [[nodiscard]] std::optional<Pending> find(const std::string& token, core::Instant at);
    void forget(const std::string& token);

  private:
    std::mutex mutex_;
    std::map<std::string, Pending> pending_;
};

}  // namespace muniment::web
