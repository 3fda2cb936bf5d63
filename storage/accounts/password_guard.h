// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <memory>
#include <string>

#include "core/ports/clock.h"
#include "storage/accounts/origin.h"

namespace Poco::Data {
class Session;
}

namespace muniment::storage {

/// Limits how often passwords are tried, for all processes together (21 CFR 11.300(d)).
///
/// At most ten failing tries a minute come through for one account, however they come. They are
/// counted in three lanes: `known` (from where the person has proved who they are), `cli` (on this
/// machine) and `open` (anybody on the network). `known` and `cli` keep two places each that
/// nobody else can use up, so that strangers cannot keep the owner out. Failures in one lane, from
/// one address, and from one address over all accounts, close it for 1, 2, 4 and then 8 minutes at
/// a time. What succeeds is not limited.
///
/// A clock that jumps back neither opens anything early nor closes it for longer than 8 minutes:
/// what lies ahead is counted as of now. Durable on return; one thread at a time.
/// Errors: unavailable, data_corrupt, and as said.
class PasswordGuard {
  public:
    static constexpr std::chrono::seconds window{60};
    static constexpr std::chrono::minutes longest_wait{8};
    /// Failures that lie back so far no longer make waits longer.
    static constexpr std::chrono::hours memory{1};

    /// A try that was let through. It counts as failed until it is forgiven.
    struct Try {
        std::int64_t position = 0;
        std::string account;
        Origin origin;
    };

    /// What a failure closed, and for how long: the account that was tried, and the address from
    /// where, as account_of_stranger() names it.
    using Closed = std::map<std::string, std::chrono::seconds>;

    /// `clock` must outlive this.
    PasswordGuard(const Poco::Data::Session& session, const core::Clock& clock);
    ~PasswordGuard();

    /// Counts a try before it is made, so that many at once are no more than one after the other.
    /// unavailable when it is one too many; the message says how long to wait.
    [[nodiscard]] core::Result<Try> admit(const std::string& account, const Origin& origin);

    /// The secret was right.
    [[nodiscard]] core::Status succeeded(const Try& attempt);
    /// The secret was wrong; what that closed, empty if nothing.
    [[nodiscard]] core::Result<Closed> failed(const Try& attempt);

    /// The account under which wrong tokens and codes from an address are counted, which are
    /// nobody's in particular; to be used with an origin without an address.
    [[nodiscard]] static std::string account_of_stranger(const Origin& origin);

    /// How long a try would have to wait; zero: not at all.
    [[nodiscard]] core::Result<std::chrono::seconds> wait(const std::string& account,
                                                          const Origin& origin);

    /// Where the wrong codes of an account's second factor are counted besides.
    [[nodiscard]] static std::string codes_of(const std::string& account) {
        return account + " code";
    }

    /// Opens what failures have closed for the account, also its codes. The ten a minute stay.
    [[nodiscard]] core::Status reopen(const std::string& account);

  private:
    std::unique_ptr<Poco::Data::Session> session_;
    const core::Clock& clock_;
};

}  // namespace muniment::storage
