// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/stored_key_ring.h"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

#include "storage/accounts/key_proof.h"
#include "storage/accounts/lock_outs.h"
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
    UnwrappedSigner(SecretKey key, bool too_old)
        : key_(std::move(key)), public_key_(key_.public_key().line()), too_old_(too_old) {}

    [[nodiscard]] const std::string& public_key() const override { return public_key_; }
    [[nodiscard]] core::Result<std::string> sign(const std::string& payload) const override {
        if (too_old_) {
            return core::fail(ErrorCode::failed_precondition,
                              "your password is too old to sign with; change it first",
                              "`muniment account password` changes it, or the page /account.");
        }
        return storage::sign(key_, git_namespace, payload);
    }

  private:
    SecretKey key_;
    std::string public_key_;
    bool too_old_;
};

Poco::Int64 seconds_of(core::Instant instant) {
    return instant.time_since_epoch().count();
}

core::Result<core::Digest> read_digest(const std::string& text) {
    auto digest = core::Digest::parse(text);
    if (digest) return digest;
    return core::fail(ErrorCode::data_corrupt, "the digest of a statement is damaged",
                      "Restore accounts.db from a backup, or have the person enrol anew.");
}

}  // namespace

StoredKeyRing::StoredKeyRing(const Poco::Data::Session& session, const Options& options,
                             const core::Clock& clock, PasswordGuard& guard, OperationsLog& log)
    : session_(std::make_unique<Poco::Data::Session>(session)),
      options_(options),
      clock_(clock),
      guard_(guard),
      log_(log),
      former_(session, options.cost, options.passwords.remembered) {}

StoredKeyRing::~StoredKeyRing() = default;

core::Result<std::string> StoredKeyRing::make_code(const PersonId& person) {
    MUNIMENT_TRY(const std::string code, make_one_time_code());
    return sqlite_guarded("keep a one-time code", [&]() -> core::Result<std::string> {
        *session_ << "INSERT OR REPLACE INTO one_time_codes (person, stored, until) "
                     "VALUES (?, ?, ?)",
            bind(person.text()), bind(stored_form_of_code(code)),
            bind(seconds_of(clock_.now() + code_lifetime)), now;
        return code;
    });
}

core::Status StoredKeyRing::check_code(const PersonId& person, const std::string& code) {
    return sqlite_guarded("read a one-time code", [&]() -> core::Status {
        std::string stored;
        // One that has ended is as one that was never given: its answer tells nobody more. One from
        // a time when the clock was far ahead would never end.
        const core::Instant at = clock_.now();
        const core::Instant latest = at + code_lifetime + std::chrono::minutes(5);
        *session_ << "SELECT stored FROM one_time_codes WHERE person = ? AND until > ? "
                     "AND until <= ?",
            into(stored), bind(person.text()), bind(seconds_of(at)), bind(seconds_of(latest)), now;
        if (is_code(code, stored)) return {};
        MUNIMENT_CHECK(note_wrong_code(person));
        return core::fail(ErrorCode::permission_denied, "the one-time code is wrong",
                          "Each works once and ends after " +
                              std::to_string(code_lifetime.count()) +
                              " days. Ask an administrator for a fresh one.");
    });
}

core::Status StoredKeyRing::note_wrong_code(const PersonId& person) {
    const Origin stranger{origin_.via, {}, {}, false};
    const auto account = PasswordGuard::account_of_stranger(origin_);
    const auto admitted = guard_.admit(account, stranger);
    if (!admitted) {
        if (admitted.error().code != ErrorCode::unavailable) return core::fail(admitted.error());
        return core::fail(ErrorCode::unavailable,
                          "there were too many wrong codes; this one is wrong too",
                          "Wait some minutes, and type the code that an administrator gave you.");
    }
    const auto& attempt = *admitted;
    MUNIMENT_CHECK(log_.note(Operation::enrolment_failed, person.text(), origin_));
    MUNIMENT_TRY(const auto closed, guard_.failed(attempt));
    return note_lock_outs(log_, closed, origin_);
}

core::Status StoredKeyRing::forget_code(const PersonId& person) {
    return sqlite_guarded("forget a one-time code", [&]() -> core::Status {
        *session_ << "DELETE FROM one_time_codes WHERE person = ?", bind(person.text()), now;
        return {};
    });
}

core::Status StoredKeyRing::check_choice(const core::KeyOwner& owner, const std::string& password) {
    MUNIMENT_CHECK(check_new_password(owner, password));
    MUNIMENT_TRY(const bool used, former_.knows(owner.id, password));
    if (!used) return {};
    return core::fail(ErrorCode::invalid_argument, "the password is one that you had before",
                      "Choose one that is new: the last " +
                          std::to_string(options_.passwords.remembered) + " are remembered.");
}

core::Result<core::NewKey> StoredKeyRing::make_key(const core::KeyOwner& owner,
                                                   const std::string& password,
                                                   const core::Digest& founding,
                                                   std::string_view statement) {
    MUNIMENT_CHECK(check_choice(owner, password));
    MUNIMENT_TRY(const SecretKey key, SecretKey::generate());
    MUNIMENT_TRY(const WrappedKey wrapped, wrap(key, password, options_.cost));
    MUNIMENT_TRY(const std::string proof, make_key_proof(owner.id, founding, key));
    const core::NewKey made{key.public_key().line(), proof, sha256(statement)};
    return sqlite_guarded("keep a private key", [&]() -> core::Result<core::NewKey> {
        *session_ << "INSERT INTO wrapped_keys (person, public_key, wrapped, proof, statement, "
                     "password_set) VALUES (?, ?, ?, ?, ?, ?)",
            bind(owner.id.text()), bind(made.public_key), bind(render(wrapped)), bind(made.proof),
            bind(made.statement.text()), bind(seconds_of(clock_.now())), now;
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

core::Result<StoredKeyRing::Stored> StoredKeyRing::find(const PersonId& person,
                                                        const std::string& public_key) {
    Stored stored;
    MUNIMENT_CHECK(sqlite_guarded("read a private key", [&]() -> core::Status {
        Poco::Int64 password_set = 0;
        *session_ << "SELECT wrapped, password_set, remembered FROM wrapped_keys "
                     "WHERE person = ? AND public_key = ?",
            into(stored.wrapped), into(password_set), into(stored.remembered), bind(person.text()),
            bind(public_key), now;
        stored.password_set = password_set;
        return {};
    }));
    if (!stored.wrapped.empty()) return stored;
    return core::fail(ErrorCode::failed_precondition,
                      "the private key of " + person.text() + " is not kept here",
                      "Sign with the key on your own machine, or ask an administrator for a "
                      "fresh code and enrol anew.");
}

core::Result<SecretKey> StoredKeyRing::open(const PersonId& person, const Stored& stored,
                                            const std::string& password) {
    MUNIMENT_TRY(const WrappedKey wrapped, parse_wrapped_key(stored.wrapped));
    MUNIMENT_TRY(const auto attempt, guard_.admit(person.text(), origin_));
    auto key = unwrap(wrapped, password);
    if (!key) {
        if (key.error().code == ErrorCode::permission_denied) MUNIMENT_CHECK(note_failure(attempt));
        return core::fail(key.error());
    }
    MUNIMENT_CHECK(guard_.succeeded(attempt));
    if (stored.remembered) return key;
    // At its first use, and not when it was set: an enrolment that failed halfway may be tried
    // again with the same password.
    MUNIMENT_CHECK(former_.remember(person, password));
    MUNIMENT_CHECK(sqlite_guarded("remember a password", [&]() -> core::Status {
        *session_ << "UPDATE wrapped_keys SET remembered = 1 WHERE person = ? AND wrapped = ?",
            bind(person.text()), bind(stored.wrapped), now;
        return {};
    }));
    return key;
}

core::Result<std::unique_ptr<core::PersonSigner>> StoredKeyRing::unlock(
    const PersonId& person, const std::string& public_key, const std::string& password) {
    MUNIMENT_TRY(const auto stored, find(person, public_key));
    MUNIMENT_TRY(auto key, open(person, stored, password));
    return std::make_unique<UnwrappedSigner>(std::move(key), is_too_old(stored));
}

core::Result<std::string> StoredKeyRing::key_here(const core::Person& person) {
    for (auto key = person.keys.rbegin(); key != person.keys.rend(); ++key) {
        if (key->until) continue;
        const auto stored = find(person.id, key->public_key);
        if (stored) return key->public_key;
        if (stored.error().code != ErrorCode::failed_precondition)
            return core::fail(stored.error());
    }
    return core::fail(ErrorCode::failed_precondition,
                      person.id.text() + " has no key under a password here",
                      "Enrol first, with a code from an administrator.");
}

core::Status StoredKeyRing::change_password(const core::KeyOwner& owner,
                                            const std::string& public_key,
                                            const std::string& old_password,
                                            const std::string& new_password) {
    MUNIMENT_TRY(const auto stored, find(owner.id, public_key));
    MUNIMENT_TRY(const SecretKey key, open(owner.id, stored, old_password));
    if (new_password == old_password) {
        return core::fail(ErrorCode::invalid_argument, "the new password is the old one",
                          "Choose one that is new.");
    }
    MUNIMENT_CHECK(check_choice(owner, new_password));
    MUNIMENT_TRY(const WrappedKey wrapped, wrap(key, new_password, options_.cost));
    return sqlite_guarded("keep a private key", [&]() -> core::Status {
        const std::size_t changed =
            (*session_ << "UPDATE wrapped_keys SET wrapped = ?, password_set = ?, remembered = 0 "
                          "WHERE person = ? AND public_key = ? AND wrapped = ?",
             bind(render(wrapped)), bind(seconds_of(clock_.now())), bind(owner.id.text()),
             bind(public_key), bind(stored.wrapped))
                .execute();
        if (changed == 1) return {};
        return core::fail(ErrorCode::conflict, "the password was changed in this moment",
                          "Try again.");
    });
}

bool StoredKeyRing::is_too_old(const Stored& stored) const {
    constexpr std::chrono::minutes tolerance{5};
    if (options_.passwords.age.count() == 0) return false;
    const core::Instant set{std::chrono::seconds(stored.password_set)};
    const core::Instant at = clock_.now();
    // One from a time when the clock was far ahead would never grow old.
    return at - set > options_.passwords.age || set > at + tolerance;
}

core::Result<bool> StoredKeyRing::is_too_old(const PersonId& person,
                                             const std::string& public_key) {
    return find(person, public_key).map([&](const Stored& stored) { return is_too_old(stored); });
}

core::Result<SecretBytes> StoredKeyRing::derive_secret(const PersonId& person,
                                                       const std::string& public_key,
                                                       const std::string& password,
                                                       std::string_view use) {
    MUNIMENT_TRY(const auto stored, find(person, public_key));
    MUNIMENT_TRY(const SecretKey key, open(person, stored, password));
    return key.derive(use);
}

core::Result<bool> StoredKeyRing::holds(const PersonId& person, const std::string& public_key) {
    return sqlite_guarded("look for a private key", [&]() -> core::Result<bool> {
        int kept = 0;
        *session_ << "SELECT count(*) FROM wrapped_keys WHERE person = ? AND public_key = ?",
            into(kept), bind(person.text()), bind(public_key), now;
        return kept > 0;
    });
}

core::Status StoredKeyRing::note_failure(const PasswordGuard::Try& attempt) {
    MUNIMENT_CHECK(log_.note(Operation::password_failed, attempt.account, attempt.origin));
    MUNIMENT_TRY(const auto closed, guard_.failed(attempt));
    return note_lock_outs(log_, closed, attempt.origin);
}

std::string StoredKeyRing::account_of_nobody(const std::string& typed_id) {
    return "?" + sha256(typed_id).text().substr(0, 16);
}

core::Status StoredKeyRing::refuse(const std::string& typed_id, const std::string& password) {
    MUNIMENT_TRY(const auto attempt, guard_.admit(account_of_nobody(typed_id), origin_));
    MUNIMENT_TRY(const SecretKey key, SecretKey::from_seed(std::string(SecretKey::seed_size, 'x')));
    const bool possible = !password.empty() && password.size() <= longest_password;
    MUNIMENT_CHECK(wrap(key, possible ? password : "x", options_.cost));
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
