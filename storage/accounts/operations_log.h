// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ports/clock.h"
#include "storage/accounts/origin.h"

namespace Poco::Data {
class Session;
}

namespace muniment::storage {

/// What happened to access: seen by those who watch over the installation. Never evidence about a
/// document; that is the register's.
enum class Operation {
    logged_in,
    logged_out,
    password_failed,
    locked,  ///< so many failures that the account is closed for a while
    unlocked,
    sessions_ended,
    token_made,
    token_revoked,
    password_changed,
    factor_set_up,
    factor_removed,
    recovery_codes_made,
    recovery_code_used,
    code_failed,        ///< the password was right, the code of the second factor was not
    token_failed,       ///< unknown, expired, revoked, or not for what was asked
    enrolment_failed,   ///< a wrong one-time code for an enrolment
    read_confidential,  ///< a revision of a reading class that is not everybody's
};
inline constexpr std::array all_operations{
    Operation::logged_in,          Operation::logged_out,
    Operation::password_failed,    Operation::locked,
    Operation::unlocked,           Operation::sessions_ended,
    Operation::token_made,         Operation::token_revoked,
    Operation::password_changed,   Operation::factor_set_up,
    Operation::factor_removed,     Operation::recovery_codes_made,
    Operation::recovery_code_used, Operation::code_failed,
    Operation::token_failed,       Operation::enrolment_failed,
    Operation::read_confidential};

[[nodiscard]] std::string_view name_of(Operation operation);
/// Error: invalid_argument, with the names there are.
[[nodiscard]] core::Result<Operation> parse_operation(std::string_view text);

struct OperationEntry {
    std::int64_t position = 0;  ///< ascending; no number comes twice
    core::Instant at{};
    std::string operation;  ///< as name_of
    std::string person;     ///< an id; `?` and a hash for a name that is nobody's
    std::string via;
    std::string address;
    std::string detail;
};

/// Failures that a person has not been told of.
struct FailedTries {
    std::int64_t count = 0;
    core::Instant since{};
};

/// The operations log of accounts.db. Entries are kept for `retention`. Durable on return; one
/// thread at a time. Errors: unavailable, data_corrupt.
class OperationsLog {
  public:
    struct Filter {
        std::string person;     ///< empty: everybody
        std::string operation;  ///< empty: every one
        std::optional<core::Instant> since;
        std::size_t limit = 1000;
    };

    /// `clock` must outlive this.
    OperationsLog(const Poco::Data::Session& session, const core::Clock& clock,
                  std::chrono::days retention);
    ~OperationsLog();

    [[nodiscard]] core::Status note(Operation operation, const std::string& person,
                                    const Origin& origin, const std::string& detail = {});

    /// Notes that the person reads this, unless it was noted within the last hour.
    [[nodiscard]] core::Status note_reading(const core::PersonId& person, const Origin& origin,
                                            const std::string& what);

    /// The newest first; none that is older than the retention.
    [[nodiscard]] core::Result<std::vector<OperationEntry>> list(const Filter& filter);

    /// Failures and lock-outs of the person since they were last told.
    [[nodiscard]] core::Result<FailedTries> news(const core::PersonId& person);
    [[nodiscard]] core::Status told(const core::PersonId& person);

    /// Forgets entries that are older than the retention.
    [[nodiscard]] core::Status forget_old();

  private:
    std::unique_ptr<Poco::Data::Session> session_;
    const core::Clock& clock_;
    std::chrono::days retention_;
};

}  // namespace muniment::storage
