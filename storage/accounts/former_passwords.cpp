// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/former_passwords.h"

#include <array>
#include <vector>

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <sodium.h>

#include "storage/base64.h"
#include "storage/sqlite/database.h"
#include "storage/sqlite/sqlite_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;
using namespace Poco::Data::Keywords;

core::Result<std::string> hash_of(std::string_view password, const PasswordCost& cost) {
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    if (crypto_pwhash_str(hash.data(), password.data(), password.size(), cost.operations,
                          static_cast<std::size_t>(cost.memory)) != 0) {
        return core::fail(ErrorCode::unavailable, "not enough memory to keep a password's hash",
                          "Try again when fewer people sign at once, or add memory.");
    }
    return std::string(hash.data());
}

}  // namespace

FormerPasswords::FormerPasswords(const Poco::Data::Session& session, PasswordCost cost,
                                 std::size_t kept)
    : session_(std::make_unique<Poco::Data::Session>(session)), cost_(cost), kept_(kept) {}

FormerPasswords::~FormerPasswords() = default;

core::Result<bool> FormerPasswords::knows(const core::PersonId& person, std::string_view password) {
    MUNIMENT_CHECK(initialise_sodium());
    return sqlite_guarded("read former passwords", [&]() -> core::Result<bool> {
        std::vector<std::string> hashes;
        *session_ << "SELECT hash FROM former_passwords WHERE person = ? "
                     "ORDER BY position DESC LIMIT ?",
            into(hashes), bind(person.text()), bind(static_cast<Poco::Int64>(kept_)), now;
        for (const auto& hash : hashes) {
            if (crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0)
                return true;
        }
        return false;
    });
}

core::Status FormerPasswords::remember(const core::PersonId& person, std::string_view password) {
    std::string hash;
    if (kept_ > 0) {
        MUNIMENT_CHECK(initialise_sodium());
        MUNIMENT_TRY(hash, hash_of(password, cost_));
    }
    return sqlite_guarded("keep a former password", [&]() -> core::Status {
        WriteTransaction transaction(*session_);
        if (kept_ > 0) {
            *session_ << "INSERT INTO former_passwords (person, hash) VALUES (?, ?)",
                bind(person.text()), bind(hash), now;
        }
        *session_ << "DELETE FROM former_passwords WHERE person = ? AND position NOT IN "
                     "(SELECT position FROM former_passwords WHERE person = ? "
                     "ORDER BY position DESC LIMIT ?)",
            bind(person.text()), bind(person.text()), bind(static_cast<Poco::Int64>(kept_)), now;
        transaction.commit();
        return {};
    });
}

}  // namespace muniment::storage
