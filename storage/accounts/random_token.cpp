// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/random_token.h"

#include <sodium.h>

#include "storage/base64.h"
#include "storage/digest.h"

namespace muniment::storage {

core::Result<std::string> make_random_token() {
    MUNIMENT_CHECK(initialise_sodium());
    std::string bytes(32, '\0');
    randombytes_buf(bytes.data(), bytes.size());
    constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
    std::string token(sodium_base64_ENCODED_LEN(32, variant), '\0');
    sodium_bin2base64(token.data(), token.size(),
                      reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), variant);
    token.pop_back();  // the closing zero
    return token;
}

std::string stored_form_of_token(const std::string& token) {
    return sha256(token).text();
}

}  // namespace muniment::storage
