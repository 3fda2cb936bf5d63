// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/one_time_code.h"

#include <sodium.h>

#include "storage/base64.h"

namespace muniment::storage {

namespace {

constexpr std::string_view alphabet = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
constexpr std::size_t code_length = 20;
constexpr std::string_view use = "muniment one-time code 1";

}  // namespace

core::Result<std::string> make_one_time_code() {
    MUNIMENT_CHECK(initialise_sodium());
    std::string code(code_length, '\0');
    for (char& c : code) c = alphabet[randombytes_uniform(alphabet.size())];
    return code;
}

std::string stored_form_of_code(std::string_view code) {
    std::string hash(crypto_generichash_BYTES, '\0');
    crypto_generichash(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                       reinterpret_cast<const unsigned char*>(code.data()), code.size(),
                       reinterpret_cast<const unsigned char*>(use.data()), use.size());
    return base64_encode(hash);
}

bool is_code(std::string_view code, std::string_view stored_form) {
    const std::string computed = stored_form_of_code(code);
    return computed.size() == stored_form.size() &&
           sodium_memcmp(computed.data(), stored_form.data(), computed.size()) == 0;
}

}  // namespace muniment::storage
