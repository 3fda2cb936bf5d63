// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/result.h"

namespace muniment::storage {

/// The encoding of RFC 4251: numbers big-endian, strings after their length. `Bytes` is any
/// sequence of char, so that secrets can be built in memory that is wiped.
template <class Bytes>
void put_uint32(Bytes& out, std::uint32_t value) {
    for (const int shift : {24, 16, 8, 0}) out.push_back(static_cast<char>(value >> shift));
}

template <class Bytes>
void put_string(Bytes& out, std::string_view value) {
    put_uint32(out, static_cast<std::uint32_t>(value.size()));
    out.insert(out.end(), value.begin(), value.end());
}

/// Reads the same. The views it gives are parts of the bytes that it was made on, which must
/// outlive them. Errors: data_corrupt when the bytes end early, or differ from what must stand.
class SshReader {
  public:
    explicit SshReader(std::string_view bytes) : rest_(bytes) {}

    [[nodiscard]] core::Result<std::string_view> take(std::size_t length) {
        if (length > rest_.size()) return core::fail(core::ErrorCode::data_corrupt, "cut off");
        const std::string_view part = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return part;
    }

    [[nodiscard]] core::Result<std::uint32_t> take_uint32() {
        MUNIMENT_TRY(const std::string_view bytes, take(4));
        std::uint32_t value = 0;
        for (const char byte : bytes) value = value << 8 | static_cast<unsigned char>(byte);
        return value;
    }

    [[nodiscard]] core::Result<std::string_view> take_string() {
        MUNIMENT_TRY(const std::uint32_t length, take_uint32());
        return take(length);
    }

    /// A string that has to be exactly this; `what` names the field in the error.
    [[nodiscard]] core::Status expect_string(std::string_view expected, std::string_view what) {
        MUNIMENT_TRY(const std::string_view actual, take_string());
        if (actual == expected) return {};
        return core::fail(core::ErrorCode::data_corrupt,
                          "its " + std::string(what) + " is not '" + std::string(expected) + "'");
    }

    [[nodiscard]] core::Status expect_end() const {
        if (rest_.empty()) return {};
        return core::fail(core::ErrorCode::data_corrupt, "bytes follow its end");
    }

  private:
    std::string_view rest_;
};

}  // namespace muniment::storage
