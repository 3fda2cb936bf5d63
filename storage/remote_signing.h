// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "core/ports/register.h"

namespace muniment::storage {

/// Signing where the register is not: the same act is asked for twice. First with a
/// PreparingSigner, which fails the act and then has the text to be signed; the person signs it
/// with `ssh-keygen -Y sign -n git`; then with a PreparedSigner, which brings the signature. The
/// register is as it was until the second call has returned success. Values for one thread.
class PreparingSigner : public core::PersonSigner {
  public:
    /// Any key that the person may sign with; the text is the same for each.
    PreparingSigner(std::string public_key, core::Instant at)
        : public_key_(std::move(public_key)), at_(at) {}

    [[nodiscard]] const std::string& public_key() const override { return public_key_; }
    [[nodiscard]] std::optional<core::Instant> prepared_at() const override { return at_; }
    /// Keeps the text. Always fails, with failed_precondition.
    [[nodiscard]] core::Result<std::string> sign(const std::string& payload) const override;

    /// Empty when the act was refused before it came to signing.
    [[nodiscard]] const std::string& text() const { return text_; }

  private:
    std::string public_key_;
    core::Instant at_;
    mutable std::string text_;
};

/// What was prepared: the text, and the moment that stands in it.
struct PreparedText {
    std::string text;
    core::Instant at{};
};

class PreparedSigner : public core::PersonSigner {
  public:
    /// Errors: invalid_argument when the armour is no signature of `git` over the text; conflict
    /// when the text is older than may be, or of a moment that lies ahead of `now`.
    [[nodiscard]] static core::Result<std::shared_ptr<const PreparedSigner>> make(
        PreparedText prepared, std::string armour, core::Instant now);

    [[nodiscard]] const std::string& public_key() const override { return public_key_; }
    [[nodiscard]] std::optional<core::Instant> prepared_at() const override { return prepared_.at; }
    /// The signature. conflict when the act has become another one since it was prepared.
    [[nodiscard]] core::Result<std::string> sign(const std::string& payload) const override;

    /// That conflict, once it has been met.
    [[nodiscard]] const std::optional<core::Error>& overtaken() const { return overtaken_; }

  private:
    PreparedSigner(PreparedText prepared, std::string armour, std::string public_key)
        : prepared_(std::move(prepared)),
          armour_(std::move(armour)),
          public_key_(std::move(public_key)) {}

    PreparedText prepared_;
    std::string armour_;
    std::string public_key_;
    mutable std::optional<core::Error> overtaken_;
};

}  // namespace muniment::storage
