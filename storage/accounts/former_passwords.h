// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "core/names.h"
#include "storage/wrapped_key.h"

namespace Poco::Data {
class Session;
}

namespace muniment::storage {

/// The last passwords of each person, so that they are not taken again: argon2id hashes, each of
/// which costs a guess as much work as the wrapped key does. Durable on return; one thread at a
/// time. Errors: unavailable, data_corrupt.
class FormerPasswords {
  public:
    /// `kept` is how many of a person are kept; zero: none.
    FormerPasswords(const Poco::Data::Session& session, PasswordCost cost, std::size_t kept);
    ~FormerPasswords();

    /// Whether it is one of them. Takes as long for each that is kept as the cost says.
    [[nodiscard]] core::Result<bool> knows(const core::PersonId& person, std::string_view password);

    /// Keeps one more and forgets those before the last `kept`.
    [[nodiscard]] core::Status remember(const core::PersonId& person, std::string_view password);

  private:
    std::unique_ptr<Poco::Data::Session> session_;
    PasswordCost cost_;
    std::size_t kept_;
};

}  // namespace muniment::storage
