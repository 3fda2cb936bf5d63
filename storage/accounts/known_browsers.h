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

/// How strangers are told from owners who log in: a browser from which a person has logged in
/// carries a token, and a person who was shut out gets a pass from an administrator. Neither opens
/// anything; tries at the password are only counted apart (see PasswordGuard). Only hashes are
/// kept. Durable on return; one thread at a time. Errors: unavailable, data_corrupt.
class KnownBrowsers {
  public:
    static constexpr std::chrono::days lifetime{180};
    static constexpr std::chrono::hours pass_lifetime{1};

    explicit KnownBrowsers(const Poco::Data::Session& session);
    ~KnownBrowsers();

    /// A token for a browser from which the person has just logged in.
    [[nodiscard]] core::Result<std::string> remember(const core::PersonId& person,
                                                     core::Instant at);
    /// Whether it is such a token, of this person.
    [[nodiscard]] core::Result<bool> knows(const core::PersonId& person, const std::string& token,
                                           core::Instant at);

    /// A pass for a person; an earlier one no longer works.
    [[nodiscard]] core::Result<std::string> make_pass(const core::PersonId& person,
                                                      core::Instant at);
    [[nodiscard]] core::Result<bool> is_pass(const core::PersonId& person, const std::string& pass,
                                             core::Instant at);
    [[nodiscard]] core::Status forget_pass(const core::PersonId& person);

  private:
    std::unique_ptr<Poco::Data::Session> session_;
};

}  // namespace muniment::storage
