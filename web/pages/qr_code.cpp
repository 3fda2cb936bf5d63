// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/pages/qr_code.h"

#include <cerrno>
#include <memory>

#include <qrencode.h>

namespace muniment::web {

core::Result<QrCode> make_qr_code(const std::string& text) {
    constexpr int edge = 4;
    const std::unique_ptr<QRcode, decltype(&QRcode_free)> code(
        QRcode_encodeString8bit(text.c_str(), 0, QR_ECLEVEL_M), &QRcode_free);
    if (!code && errno == ENOMEM)
        return core::fail(core::ErrorCode::unavailable, "not enough memory for a QR code");
    if (!code)
        return core::fail(core::ErrorCode::invalid_argument, "the text is too long for a QR code");
    QrCode drawn{code->width + 2 * edge, {}};
    for (int module = 0; module < code->width * code->width; ++module) {
        if ((code->data[module] & 1U) == 0) continue;
        drawn.path += "M" + std::to_string(module % code->width + edge) + " " +
                      std::to_string(module / code->width + edge) + "h1v1h-1z";
    }
    return drawn;
}

}  // namespace muniment::web
