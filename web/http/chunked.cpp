// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/chunked.h"

#include <algorithm>
#include <utility>

namespace muniment::web::http {
namespace {

int hex_digit(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    if (character >= 'A' && character <= 'F') return character - 'A' + 10;
    return -1;
}

}  // namespace

ChunkedDecoder::State ChunkedDecoder::feed(std::string_view& bytes, Body& body) {
    while (!bytes.empty()) {
        State state = State::more;
        if (expecting_ == Expecting::content) {
            state = take_content(bytes, body);
        } else {
            state = take_framing(bytes.front());
            bytes.remove_prefix(1);
        }
        if (state != State::more) return state;
    }
    return State::more;
}

ChunkedDecoder::State ChunkedDecoder::take_content(std::string_view& bytes, Body& body) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(remaining_, bytes.size()));
    if (auto kept = body.append(bytes.substr(0, count)); !kept) {
        why_ = std::move(kept.error().message);
        return State::failed;
    }
    bytes.remove_prefix(count);
    remaining_ -= count;
    if (remaining_ == 0) expecting_ = Expecting::content_cr;
    if (body.size() > max_bytes_) return State::too_large;
    return State::more;
}

ChunkedDecoder::State ChunkedDecoder::take_framing(char character) {
    switch (expecting_) {
        case Expecting::size:
            return take_size_digit(character);
        case Expecting::size_end:
            return step_if(character == '\n',
                           remaining_ == 0 ? Expecting::last_cr : Expecting::content);
        case Expecting::content_cr:
            return step_if(character == '\r', Expecting::content_lf);
        case Expecting::content_lf:
            digits_ = 0;
            return step_if(character == '\n', Expecting::size);
        case Expecting::last_cr:
            return step_if(character == '\r', Expecting::last_lf);
        case Expecting::last_lf:
            return character == '\n' ? State::done : State::malformed;
        case Expecting::content:
            break;
    }
    return State::malformed;
}

ChunkedDecoder::State ChunkedDecoder::take_size_digit(char character) {
    if (character == '\r') return step_if(digits_ > 0, Expecting::size_end);
    const int digit = hex_digit(character);
    if (digit < 0 || digits_ == 8) return State::malformed;
    remaining_ = remaining_ * 16 + static_cast<std::uint64_t>(digit);
    ++digits_;
    return remaining_ > max_bytes_ ? State::too_large : State::more;
}

ChunkedDecoder::State ChunkedDecoder::step_if(bool expected, Expecting next) {
    if (!expected) return State::malformed;
    expecting_ = next;
    return State::more;
}

}  // namespace muniment::web::http
