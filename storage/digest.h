// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string_view>

#include "core/digest.h"

namespace muniment::storage {

/// SHA-256 over bytes that come in parts; finish() once, at the end. One thread at a time.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;

    void update(std::string_view bytes);
    [[nodiscard]] core::Digest finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// SHA-256 of bytes: what `sha256sum` prints.
[[nodiscard]] core::Digest sha256(std::string_view bytes);

}  // namespace muniment::storage
