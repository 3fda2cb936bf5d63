// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/high_water.h"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

#include "storage/sqlite/database.h"
#include "storage/sqlite/sqlite_error.h"

namespace muniment::storage {

using core::ErrorCode;
using namespace Poco::Data::Keywords;

HighWater::HighWater(const Poco::Data::Session& session)
    : session_(std::make_unique<Poco::Data::Session>(session)) {}

HighWater::~HighWater() = default;

core::Result<std::optional<RegisterMark>> HighWater::stored() {
    Poco::UInt64 sequence = 0;
    std::string sha256;
    *session_ << "SELECT sequence, sha256 FROM high_water", into(sequence), into(sha256), now;
    if (sha256.empty()) return std::optional<RegisterMark>();
    const auto digest = core::Digest::parse(sha256);
    if (!digest) {
        return core::fail(ErrorCode::data_corrupt, "the register's high-water mark is damaged",
                          "Restore accounts.db from a backup.");
    }
    return std::optional(RegisterMark{sequence, *digest});
}

void HighWater::store(const RegisterMark& mark) {
    *session_ << "INSERT OR REPLACE INTO high_water (one, sequence, sha256) VALUES (1, ?, ?)",
        bind(Poco::UInt64{mark.sequence}), bind(mark.sha256.text()), now;
}

core::Result<std::optional<RegisterMark>> HighWater::read() {
    return sqlite_guarded("read the register's high-water mark", [&] { return stored(); });
}

core::Status HighWater::raise(const RegisterMark& mark) {
    return sqlite_guarded("raise the register's high-water mark", [&]() -> core::Status {
        WriteTransaction transaction(*session_);
        MUNIMENT_TRY(const auto before, stored());
        if (before && before->sequence == mark.sequence && before->sha256 != mark.sha256) {
            return core::fail(ErrorCode::data_corrupt,
                              "the register has forked: event " + std::to_string(mark.sequence) +
                                  " is not the one that was there before",
                              "Stop writing, and run `muniment verify`.");
        }
        if (before && before->sequence >= mark.sequence) return {};
        store(mark);
        transaction.commit();
        return {};
    });
}

core::Status HighWater::set(const RegisterMark& mark) {
    return sqlite_guarded("set the register's high-water mark", [&]() -> core::Status {
        store(mark);
        return {};
    });
}

}  // namespace muniment::storage
