// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "core/digest.h"

namespace Poco::Data {
class Session;
}

namespace muniment::storage {

/// A position of the register that was once its newest.
struct RegisterMark {
    std::uint64_t sequence = 0;
    core::Digest sha256;  ///< of the register commit

    bool operator==(const RegisterMark&) const = default;
};

/// The newest position that this installation knows the register to have had, kept outside the
/// repository so that a register that was cut off or exchanged shows. Written after the event is
/// durable: it may lag, never lead. Durable on return; one thread at a time.
/// Errors: unavailable, data_corrupt.
class HighWater {
  public:
    explicit HighWater(const Poco::Data::Session& session);
    ~HighWater();

    /// Nothing before the first event was noted.
    [[nodiscard]] core::Result<std::optional<RegisterMark>> read();

    /// Notes a newer position; an older one changes nothing. data_corrupt when another event with
    /// that very sequence number was noted before: the register has forked.
    [[nodiscard]] core::Status raise(const RegisterMark& mark);

    /// Puts it where it shall be, lower too. For `restore` alone.
    [[nodiscard]] core::Status set(const RegisterMark& mark);

  private:
    [[nodiscard]] core::Result<std::optional<RegisterMark>> stored();
    void store(const RegisterMark& mark);

    std::unique_ptr<Poco::Data::Session> session_;
};

}  // namespace muniment::storage
