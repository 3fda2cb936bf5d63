// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "storage/accounts/totp.h"
#include "tests/support/real_library.h"

namespace muniment::test {

/// A telephone that took the secret of a page, with the library's clock.
class TotpDevice {
  public:
    /// `text` is base32, as the page shows it.
    TotpDevice(const std::string& text, const core::Clock& clock) : clock_(clock) {
        std::uint32_t bits = 0;
        int held = 0;
        for (const char c : text) {
            bits = (bits << 5U) | static_cast<std::uint32_t>(c >= 'A' ? c - 'A' : c - '2' + 26);
            held += 5;
            if (held < 8) continue;
            held -= 8;
            secret_ += static_cast<char>((bits >> static_cast<unsigned>(held)) & 0xFFU);
        }
    }

    /// The code of the moment, or of one so many steps from now.
    [[nodiscard]] std::string code(std::int64_t steps = 0) const {
        return must(storage::totp_code(secret_, storage::totp_step(clock_.now()) + steps));
    }
    /// Six digits that are the code of no step near this one.
    [[nodiscard]] std::string wrong_code() const {
        for (int number = 0;; ++number) {
            const std::string digits = std::to_string(1'000'000 + number).substr(1);
            bool right = false;
            for (int step = -3; step <= 3; ++step) right = right || code(step) == digits;
            if (!right) return digits;
        }
    }

  private:
    const core::Clock& clock_;
    std::string secret_;
};

}  // namespace muniment::test
