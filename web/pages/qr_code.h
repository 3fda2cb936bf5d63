// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "core/result.h"

namespace muniment::web {

/// A QR code to be drawn as SVG, in a square of `extent` units with the white edge that readers
/// need.
struct QrCode {
    int extent = 0;
    std::string path;  ///< of the dark modules: the `d` of a path
};

/// Errors: invalid_argument (too long a text), unavailable (no memory).
[[nodiscard]] core::Result<QrCode> make_qr_code(const std::string& text);

}  // namespace muniment::web
