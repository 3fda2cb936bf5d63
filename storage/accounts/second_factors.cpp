// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/second_factors.h"

#include <algorithm>

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <sodium.h>

#include "storage/accounts/lock_outs.h"
#include "storage/accounts/totp.h"
#include "storage/base64.h"
#include "storage/one_time_code.h"
#include "storage/sqlite/database.h"
#include "storage/sqlite/sqlite_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;
using core::PersonId;
using namespace Poco::Data::Keywords;
using Codes = std::vector<std::string>;

constexpr std::size_t nonce_size = crypto_secretbox_NONCEBYTES;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

core::Result<std::string> boxed(const SecretBytes& secret, const SecretBytes& opener) {
    MUNIMENT_CHECK(initialise_sodium());
    std::string box(nonce_size + secret.size() + crypto_secretbox_MACBYTES, '\0');
    auto* start = reinterpret_cast<unsigned char*>(box.data());
    randombytes_buf(start, nonce_size);
    crypto_secretbox_easy(start + nonce_size, bytes_of(view(secret)), secret.size(), start,
                          bytes_of(view(opener)));
    return base64_encode(box);
}

core::Result<SecretBytes> opened(const std::string& box, const SecretBytes& opener) {
    MUNIMENT_CHECK(initialise_sodium());
    const auto bytes = base64_decode(box);
    SecretBytes secret(totp_secret_size);
    const bool fits =
        bytes && bytes->size() == nonce_size + totp_secret_size + crypto_secretbox_MACBYTES;
    if (fits && crypto_secretbox_open_easy(
                    reinterpret_cast<unsigned char*>(secret.data()), bytes_of(*bytes) + nonce_size,
                    bytes->size() - nonce_size, bytes_of(*bytes), bytes_of(view(opener))) == 0)
        return secret;
    return core::fail(ErrorCode::data_corrupt, "the secret of a second factor is damaged",
                      "Restore accounts.db from a backup, or have the person's key reset.");
}

/// As people type it: `123 456`.
std::string without_blanks(std::string code) {
    code.erase(std::remove(code.begin(), code.end(), ' '), code.end());
    return code;
}

bool is_by_the_clock(const std::string& code) {
    return code.size() == totp_digits &&
           std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The step around this moment that the code is of: clocks differ a little, and people are slow.
core::Result<std::optional<std::int64_t>> step_of(const SecretBytes& secret,
                                                  const std::string& code, core::Instant at) {
    std::optional<std::int64_t> found;
    if (!is_by_the_clock(code)) return found;
    const std::int64_t current = totp_step(at);
    for (std::int64_t step = current - 1; step <= current + 1; ++step) {
        MUNIMENT_TRY(const auto right, totp_code(view(secret), step));
        if (sodium_memcmp(right.data(), code.data(), totp_digits) == 0) found = step;
    }
    return found;
}

core::Result<Codes> new_recovery_codes() {
    Codes codes;
    while (codes.size() < SecondFactors::recovery_codes) {
        MUNIMENT_TRY(auto code, make_one_time_code());
        codes.push_back(std::move(code));
    }
    return codes;
}

void replace_recovery_codes(Poco::Data::Session& session, const PersonId& person,
                            const Codes& codes) {
    session << "DELETE FROM recovery_codes WHERE person = ?", bind(person.text()), now;
    for (const auto& code : codes) {
        session << "INSERT INTO recovery_codes (person, stored) VALUES (?, ?)", bind(person.text()),
            bind(stored_form_of_code(code)), now;
    }
}

}  // namespace

SecondFactors::SecondFactors(const Poco::Data::Session& session, const core::Clock& clock,
                             PasswordGuard& guard, OperationsLog& log)
    : session_(std::make_unique<Poco::Data::Session>(session)),
      clock_(clock),
      guard_(guard),
      log_(log) {}

SecondFactors::~SecondFactors() = default;

core::Result<std::optional<SecondFactor>> SecondFactors::of(const core::Person& person) {
    using Found = std::optional<SecondFactor>;
    return sqlite_guarded("read a second factor", [&]() -> core::Result<Found> {
        SecondFactor factor;
        Poco::Int64 since = 0;
        *session_ << "SELECT public_key, since FROM second_factors WHERE person = ?",
            into(factor.public_key), into(since), bind(person.id.text()), now;
        const bool rests =
            std::any_of(person.keys.begin(), person.keys.end(), [&](const core::PersonKey& key) {
                return !key.until && key.public_key == factor.public_key;
            });
        if (!rests) return Found();
        Poco::Int64 left = 0;
        *session_ << "SELECT count(*) FROM recovery_codes WHERE person = ?", into(left),
            bind(person.id.text()), now;
        factor.since = core::Instant(std::chrono::seconds(since));
        factor.recovery_codes = static_cast<std::size_t>(left);
        return Found(factor);
    });
}

core::Result<Codes> SecondFactors::set_up(const SetUp& made, const Origin& origin) {
    MUNIMENT_TRY(const auto step, step_of(made.secret, without_blanks(made.code), clock_.now()));
    if (!step) {
        return core::fail(ErrorCode::invalid_argument,
                          "this is not the code that belongs to this secret and moment",
                          "Look at the device again; its clock must be right to the minute.");
    }
    MUNIMENT_TRY(const auto box, boxed(made.secret, made.opener));
    MUNIMENT_TRY(const auto codes, new_recovery_codes());
    MUNIMENT_CHECK(sqlite_guarded("keep a second factor", [&]() -> core::Status {
        WriteTransaction transaction(*session_);
        *session_ << "INSERT OR REPLACE INTO second_factors (person, public_key, box, last_step, "
                     "since) VALUES (?, ?, ?, ?, ?)",
            bind(made.person.text()), bind(made.public_key), bind(box), bind(Poco::Int64{*step}),
            bind(Poco::Int64{clock_.now().time_since_epoch().count()}), now;
        replace_recovery_codes(*session_, made.person, codes);
        transaction.commit();
        return {};
    }));
    MUNIMENT_CHECK(log_.note(Operation::factor_set_up, made.person.text(), origin));
    return codes;
}

core::Result<bool> SecondFactors::use_code(const PersonId& person, const SecretBytes& opener,
                                           const std::string& code) {
    return sqlite_guarded("use a code", [&]() -> core::Result<bool> {
        std::string box;
        *session_ << "SELECT box FROM second_factors WHERE person = ?", into(box),
            bind(person.text()), now;
        MUNIMENT_TRY(const auto secret, opened(box, opener));
        MUNIMENT_TRY(const auto step, step_of(secret, code, clock_.now()));
        if (!step) return false;
        // One statement, so that of two who show it at once only one comes in.
        return (*session_ << "UPDATE second_factors SET last_step = ? "
                             "WHERE person = ? AND box = ? AND last_step < ?",
                bind(Poco::Int64{*step}), bind(person.text()), bind(box), bind(Poco::Int64{*step}))
                   .execute() == 1;
    });
}

core::Result<bool> SecondFactors::use_recovery_code(const PersonId& person,
                                                    const std::string& code) {
    return sqlite_guarded("use a recovery code", [&]() -> core::Result<bool> {
        Codes stored;
        *session_ << "SELECT stored FROM recovery_codes WHERE person = ?", into(stored),
            bind(person.text()), now;
        for (const auto& one : stored) {
            if (!is_code(code, one)) continue;
            return (*session_ << "DELETE FROM recovery_codes WHERE person = ? AND stored = ?",
                    bind(person.text()), bind(one))
                       .execute() == 1;
        }
        return false;
    });
}

core::Status SecondFactors::refuse(const std::vector<PasswordGuard::Try>& attempts) {
    const auto& [position, account, origin] = attempts.back();
    MUNIMENT_CHECK(log_.note(Operation::code_failed, account, origin));
    PasswordGuard::Closed closed;
    for (const auto& attempt : attempts) {
        MUNIMENT_TRY(const auto by_this, guard_.failed(attempt));
        for (const auto& [name, wait] : by_this) {
            auto& longest = closed[name == PasswordGuard::codes_of(account) ? account : name];
            longest = std::max(longest, wait);
        }
    }
    MUNIMENT_CHECK(note_lock_outs(log_, closed, origin));
    return core::fail(ErrorCode::permission_denied, "the code is wrong, or it was used before",
                      "Wait for the next one, or give a recovery code.");
}

core::Status SecondFactors::check(const core::Person& person, const SecretBytes& opener,
                                  const std::string& code, const Origin& origin) {
    MUNIMENT_TRY(const auto factor, of(person));
    if (!factor) {
        return core::fail(ErrorCode::failed_precondition,
                          person.id.text() + " has no second factor",
                          "It is set up in the browser, on the page /account.");
    }
    const std::string account = person.id.text();
    std::vector<PasswordGuard::Try> attempts;
    // A right password, which comes before each code, opens again what failures have closed for the
    // account; so codes are counted by themselves too.
    for (const auto& counted : {PasswordGuard::codes_of(account), account}) {
        MUNIMENT_TRY(auto attempt, guard_.admit(counted, origin));
        attempts.push_back(std::move(attempt));
    }
    const std::string given = without_blanks(code);
    const bool by_the_clock = is_by_the_clock(given);
    MUNIMENT_TRY(const bool right, by_the_clock ? use_code(person.id, opener, given)
                                                : use_recovery_code(person.id, given));
    if (!right) return refuse(attempts);
    for (const auto& attempt : attempts) MUNIMENT_CHECK(guard_.succeeded(attempt));
    if (by_the_clock) return {};
    return log_.note(Operation::recovery_code_used, account, origin,
                     std::to_string(factor->recovery_codes - 1) + " left");
}

core::Result<Codes> SecondFactors::renew_recovery_codes(const PersonId& person,
                                                        const Origin& origin) {
    MUNIMENT_TRY(const auto codes, new_recovery_codes());
    MUNIMENT_CHECK(sqlite_guarded("keep recovery codes", [&]() -> core::Status {
        WriteTransaction transaction(*session_);
        replace_recovery_codes(*session_, person, codes);
        transaction.commit();
        return {};
    }));
    MUNIMENT_CHECK(log_.note(Operation::recovery_codes_made, person.text(), origin));
    return codes;
}

core::Status SecondFactors::remove(const PersonId& person, const Origin& origin) {
    MUNIMENT_CHECK(sqlite_guarded("remove a second factor", [&]() -> core::Status {
        WriteTransaction transaction(*session_);
        *session_ << "DELETE FROM second_factors WHERE person = ?", bind(person.text()), now;
        replace_recovery_codes(*session_, person, {});
        transaction.commit();
        return {};
    }));
    return log_.note(Operation::factor_removed, person.text(), origin);
}

}  // namespace muniment::storage
