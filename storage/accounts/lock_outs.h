// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "core/person.h"
#include "core/ports/clock.h"
#include "storage/accounts/operations_log.h"
#include "storage/accounts/password_guard.h"

namespace Poco::Data {
class Session;
}

namespace muniment::storage {

/// What failures closed.
struct LockOuts {
    std::set<std::string> people;     ///< ids
    std::set<std::string> nobodys;    ///< hashes of names that nobody has
    std::set<std::string> addresses;  ///< or networks: whoever comes from there

    [[nodiscard]] bool empty() const {
        return people.empty() && nobodys.empty() && addresses.empty();
    }
};

/// Notes in the log each lock-out that failed tries from `origin` made. Durable on return. Errors:
/// those of the log.
[[nodiscard]] core::Status note_lock_outs(OperationsLog& log, const PasswordGuard::Closed& closed,
                                          const Origin& origin);

/// Lock-outs as those are told who watch over the installation (21 CFR 11.300(d)). Cheap enough to
/// be asked for every page: it reads what is closed and what was lately, not the log. One thread at
/// a time. Errors: unavailable, data_corrupt.
class LockOutWatch {
  public:
    /// Lock-outs that lie back so far are no news, seen or not.
    static constexpr std::chrono::hours recent{24};
    /// So many of the newest are looked at: under attack, who watches has to read the log anyway.
    static constexpr int most_read = 500;
    /// What is asked for every page, so that indexes alone have to serve it.
    static constexpr const char* query_of_closed =
        "SELECT account, lane FROM doors WHERE closed_until > ? LIMIT ?";
    static constexpr const char* query_of_unseen =
        "SELECT person FROM operations WHERE operation = 'locked' AND at > ? AND position > ? "
        "ORDER BY at DESC LIMIT ?";

    /// `clock` must outlive this.
    LockOutWatch(const Poco::Data::Session& session, const core::Clock& clock);
    ~LockOutWatch();

    /// Closed at this moment.
    [[nodiscard]] core::Result<LockOuts> closed();
    /// Closed lately, for a while, and not seen yet by who watches.
    [[nodiscard]] core::Result<LockOuts> unseen(const core::PersonId& watcher);
    /// They were shown these entries: the newest of the whole log or of its lock-outs, the newest
    /// first. Changes nothing unless these reach back to the oldest lock-out that unseen() still
    /// tells of. Durable on return.
    [[nodiscard]] core::Status seen(const core::PersonId& watcher,
                                    const std::vector<OperationEntry>& shown);

  private:
    std::unique_ptr<Poco::Data::Session> session_;
    const core::Clock& clock_;
};

}  // namespace muniment::storage
