// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/person.h"

namespace Poco::Data {
class Session;
}

namespace muniment::storage {

/// What a token is good for; each scope is for itself alone.
enum class TokenScope {
    read,   ///< the reading commands of the API
    act,    ///< these, and the acts
    clone,  ///< the read-only clone of the register
};
[[nodiscard]] std::string_view name_of(TokenScope scope);
/// Error: invalid_argument.
[[nodiscard]] core::Result<TokenScope> parse_token_scope(std::string_view text);

/// A token as its owner sees it in a list.
struct ApiToken {
    std::string id;  ///< 16 hex digits, no way to the token
    core::PersonId person;
    std::string name;  ///< what the owner calls it
    TokenScope scope = TokenScope::read;
    core::Instant created{};
    core::Instant until{};
    core::Instant last_used{};  ///< as `created` while it was never used
    std::size_t keys_ended = 0;
};

/// How many of the person's keys have ended. Sessions and tokens remember it and are over when
/// it grows: a key was reset, replaced or revoked.
[[nodiscard]] std::size_t ended_keys(const core::Person& person);

/// The tokens by which programs use the API in a person's name. Only hashes are kept. Whoever uses
/// one still has to ask the register whether the person is enabled and `keys_ended` is unchanged.
/// Durable on return; one thread at a time. Errors: unavailable, data_corrupt, and as said.
class TokenStore {
  public:
    static constexpr std::chrono::days longest_life{366};
    static constexpr std::chrono::days usual_life{90};
    static constexpr std::size_t most_of_a_person = 100;
    /// Last uses nearer than this are not written one by one.
    static constexpr std::chrono::seconds precision{60};

    struct Wish {
        std::string name;
        TokenScope scope = TokenScope::read;
        core::Instant until{};
    };

    explicit TokenStore(const Poco::Data::Session& session);
    ~TokenStore();

    /// A new token, `mnt_` and 43 letters, digits, `-` and `_`: shown this once. invalid_argument
    /// for a name that is not one line of 1 to 100 characters, and for an end that is past or more
    /// than a year ahead; failed_precondition for more tokens than anybody needs.
    [[nodiscard]] core::Result<std::string> create(const core::Person& person, const Wish& wish,
                                                   core::Instant at);

    /// The token, used at `at`. not_found when there is none, or it has expired.
    [[nodiscard]] core::Result<ApiToken> use(const std::string& token, core::Instant at);

    /// The person's tokens that have not expired, the newest first.
    [[nodiscard]] core::Result<std::vector<ApiToken>> list(const core::PersonId& person,
                                                           core::Instant at);

    /// not_found when the person has no such token.
    [[nodiscard]] core::Status revoke(const core::PersonId& person, const std::string& id);

  private:
    std::unique_ptr<Poco::Data::Session> session_;
};

}  // namespace muniment::storage
