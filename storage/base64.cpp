// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/base64.h"

#include <algorithm>

#include <sodium.h>

namespace muniment::storage {

namespace {

using core::ErrorCode;

constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
constexpr std::size_t line_length = 70;

std::string marker(std::string_view word, std::string_view kind) {
    return "-----" + std::string(word) + " " + std::string(kind) + "-----\n";
}

}  // namespace

core::Status initialise_sodium() {
    static const int started = sodium_init();
    if (started < 0) {
        return core::fail(ErrorCode::unavailable, "could not start libsodium",
                          "Check that the system's random source works.");
    }
    return {};
}

std::string base64_encode(std::string_view bytes) {
    std::string text(sodium_base64_ENCODED_LEN(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), variant);
    text.pop_back();  // the closing NUL that libsodium counts
    return text;
}

core::Result<std::string> base64_decode(std::string_view text) {
    std::string bytes(text.size() / 4 * 3 + 3, '\0');
    std::size_t length = 0;
    const char* end = nullptr;
    const int result =
        sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &length, &end, variant);
    if (result != 0 || end != text.data() + text.size())
        return core::fail(ErrorCode::data_corrupt, "not base64");
    bytes.resize(length);
    if (base64_encode(bytes) != text)
        return core::fail(ErrorCode::data_corrupt, "not base64 in its one canonical form");
    return bytes;
}

std::string armour(std::string_view kind, std::string_view bytes) {
    const std::string text = base64_encode(bytes);
    std::string lines = marker("BEGIN", kind);
    for (std::size_t at = 0; at < text.size(); at += line_length)
        lines += text.substr(at, line_length) + "\n";
    return lines + marker("END", kind);
}

core::Result<std::string> dearmour(std::string_view kind, std::string_view text) {
    const std::string begin = marker("BEGIN", kind);
    const std::string end = marker("END", kind);
    if (text.size() < begin.size() + end.size() || !text.starts_with(begin) ||
        !text.ends_with(end)) {
        return core::fail(ErrorCode::data_corrupt,
                          "the lines that mark an " + std::string(kind) + " are missing");
    }
    std::string joined(text.substr(begin.size(), text.size() - begin.size() - end.size()));
    joined.erase(std::remove(joined.begin(), joined.end(), '\n'), joined.end());
    MUNIMENT_TRY(std::string bytes, base64_decode(joined));
    if (armour(kind, bytes) != text) {
        return core::fail(ErrorCode::data_corrupt, "the lines of the " + std::string(kind) +
                                                       " are not as OpenSSH breaks them");
    }
    return bytes;
}

}  // namespace muniment::storage
