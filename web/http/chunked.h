// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "web/http/body.h"

namespace muniment::web::http {

/// Decodes a chunked body, strictly: a size is one to eight hexadecimal digits, lines end in CR LF,
/// and extensions and trailers (which nobody here uses, and which proxies read differently) are
/// refused.
class ChunkedDecoder {
  public:
    enum class State { more, done, malformed, too_large, failed };

    explicit ChunkedDecoder(std::uint64_t max_bytes) : max_bytes_(max_bytes) {}

    /// Takes what it can use off the front of `bytes` and appends the content to `body`. `failed`:
    /// the body could not be stored, and why() says what stopped it.
    State feed(std::string_view& bytes, Body& body);
    [[nodiscard]] const std::string& why() const { return why_; }

  private:
    enum class Expecting { size, size_end, content, content_cr, content_lf, last_cr, last_lf };

    State take_content(std::string_view& bytes, Body& body);
    State take_framing(char character);
    State take_size_digit(char character);
    State step_if(bool expected, Expecting next);

    std::uint64_t max_bytes_;
    std::string why_;
    std::uint64_t remaining_ = 0;
    int digits_ = 0;
    Expecting expecting_ = Expecting::size;
};

}  // namespace muniment::web::http
