// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/stored_key_ring.h"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

#include "storage/accounts/key_proof.h"
#include "storage/accounts/password_rules.h"
#include "storage/digest.h"
#include "storage/one_time_code.h"
#include "storage/sqlite/sqlite_error.h"
#include "storage/ssh_signature.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;
using core::PersonId;
using namespace Poco::Data::Keywords;

class UnwrappedSigner : public core::PersonSigner {
  public:
    explicit UnwrappedSigner(SecretKey key)
        : key_(std::move(key)), public_key_(key_.public_key().line()) {}

    [[nodiscard]] const std::string& public_key() const override { return public_key_; }
    [[nodiscard]] core::Result<std::string> sign(const std::string& payload) const override {
        return storage::sign(key_, git_namespace, payload);
    }

  private:
    SecretKey key_;
    std::string public_key_;
};

core::Result<core::Digest> read_digest(const std::string& text) {
    auto digest = core::Digest::parse(text);
    if (digest) return digest;
    return core::fail(ErrorCode::data_corrupt, "the digest of a statement is damaged",
                      "Restore accounts.db from a backup, or have the person enrol anew.");
}

}  // namespace

StoredKeyRing::StoredKeyRing(const Poco::Data::Session& session, PasswordCost cost,
                             PasswordGuard& guard, OperationsLog& log)
    : session_(std::make_unique<Poco::Data::Session>(session)),
      cost_(cost),
      guard_(guard),
      log_(log) {}

StoredKeyRing::~StoredKeyRing() = default;

core::Result<std::string> StoredKeyRing::make_code(const PersonId& person) {
    MUNIMENT_TRY(const std::string code, make_one_time_code());
    return sqlite_guarded("keep a one-time code", [&]() -> core::Result<std::string> {
        *session_ << "INSERT OR REPLACE INTO one_time_codes (person, stored) VALUES (?, ?)",
            bind(person.text()), bind(stored_form_of_code(code)), now;
        return code;
    });
}

core::Status StoredKeyRing::check_code(const PersonId& person, const std::string& code) {
    return sqlite_guarded("read a one-time code", [&]() -> core::Status {
        std::string stored;
        *session_ << "SELECT stored FROM one_time_codes WHERE person = ?", into(stored),
            bind(person.text()), now;
        if (is_code(code, stored)) return {};
        return core::fail(ErrorCode::permission_denied, "the one-time code is wrong",
                          "Ask an administrator for a fresh code; each works once.");
    });
}

core::Status StoredKeyRing::forget_code(const PersonId& person) {
    return sqlite_guarded("forget a one-time code", [&]() -> core::Status {
        *session_ << "DELETE FROM one_time_codes WHERE person = ?", bind(person.text()), now;
        return {};
    });
}

core::Result<core::NewKey> StoredKeyRing::make_key(const PersonId& person,
                                                   const std::string& password,
                                                   const core::Digest& founding,
                                                   std::string_view statement) {
    MUNIMENT_CHECK(check_new_password(person, password));
    MUNIMENT_TRY(const SecretKey key, SecretKey::generate());
    MUNIMENT_TRY(const WrappedKey wrapped, wrap(key, password, cost_));
    MUNIMENT_TRY(const std::string proof, make_key_proof(person, founding, key));
    const core::NewKey made{key.public_key().line(), proof, sha256(statement)};
    return sqlite_guarded("keep a private key", [&]() -> core::Result<core::NewKey> {
        *session_ << "INSERT INTO wrapped_keys (person, public_key, wrapped, proof, statement) "
                     "VALUES (?, ?, ?, ?, ?)",
            bind(person.text()), bind(made.public_key), bind(render(wrapped)), bind(made.proof),
            bind(made.statement.text()), now;
        return made;
    });
}

core::Result<std::optional<core::NewKey>> StoredKeyRing::newest_key(const PersonId& person) {
    using Found = std::optional<core::NewKey>;
    return sqlite_guarded("read a public key", [&]() -> core::Result<Found> {
        core::NewKey key;
        std::string statement;
        *session_ << "SELECT public_key, proof, statement FROM wrapped_keys WHERE person = ? "
                     "ORDER BY position DESC LIMIT 1",
            into(key.public_key), into(key.proof), into(statement), bind(person.text()), now;
        if (key.public_key.empty()) return Found();
        MUNIMENT_TRY(key.statement, read_digest(statement));
        return Found(key);
    });
}

core::Result<std::unique_ptr<core::PersonSigner>> StoredKeyRing::unlock(
    const PersonId& person, const std::string& public_key, const std::string& password) {
    std::string stored;
    MUNIMENT_CHECK(sqlite_guarded("read a private key", [&]() -> core::Status {
        *session_ << "SELECT wrapped FROM wrapped_keys WHERE person = ? AND public_key = ?",
            into(stored), bind(person.text()), bind(public_key), now;
        return {};
    }));
    if (stored.empty()) {
        return core::fail(ErrorCode::failed_precondition,
                          "the private key of " + person.text() + " is not kept here",
                          "Sign with the key on your own machine, or ask an administrator for a "
                          "fresh code and enrol anew.");
    }
    MUNIMENT_TRY(const WrappedKey wrapped, parse_wrapped_key(stored));
    MUNIMENT_TRY(const auto attempt, guard_.admit(person.text(), origin_));
    auto key = unwrap(wrapped, password);
    if (!key) {
        if (key.error().code == ErrorCode::permission_denied) MUNIMENT_CHECK(note_failure(attempt));
        return core::fail(key.error());
    }
    MUNIMENT_CHECK(guard_.succeeded(attempt));
    return std::make_unique<UnwrappedSigner>(std::move(*key));
}

core::Status StoredKeyRing::note_failure(const PasswordGuard::Try& attempt) {
    MUNIMENT_CHECK(log_.note(Operation::password_failed, attempt.account, attempt.origin));
    MUNIMENT_TRY(const auto wait, guard_.failed(attempt));
    if (wait.count() == 0) return {};
    return log_.note(Operation::locked, attempt.account, attempt.origin,
                     "for " + std::to_string(wait.count()) + " seconds");
}

std::string StoredKeyRing::account_of_nobody(const std::string& typed_id) {
    return "?" + sha256(typed_id).text().substr(0, 16);
}

core::Status StoredKeyRing::refuse(const std::string& typed_id, const std::string& password) {
    MUNIMENT_TRY(const auto attempt, guard_.admit(account_of_nobody(typed_id), origin_));
    MUNIMENT_TRY(const SecretKey key, SecretKey::from_seed(std::string(SecretKey::seed_size, 'x')));
    const bool possible = !password.empty() && password.size() <= longest_password;
    MUNIMENT_CHECK(wrap(key, possible ? password : "x", cost_));
    MUNIMENT_CHECK(note_failure(attempt));
    return core::fail(ErrorCode::permission_denied, "the password is wrong",
                      "Try again; an administrator can reset a forgotten one.");
}

core::Status StoredKeyRing::check_proof(const PersonId& person, const core::Digest& founding,
                                        const core::NewKey& key) const {
    MUNIMENT_TRY(const PublicKey parsed, PublicKey::parse(key.public_key));
    return check_key_proof(person, founding, parsed, key.proof);
}

}  // namespace muniment::storage
