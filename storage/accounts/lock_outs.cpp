// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/lock_outs.h"

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

#include "storage/sqlite/sqlite_error.h"

namespace muniment::storage {

namespace {

using namespace Poco::Data::Keywords;

Poco::Int64 seconds_of(core::Instant instant) {
    return instant.time_since_epoch().count();
}

/// Not every way in has an address.
void add_address(LockOuts& found, const std::string& address) {
    found.addresses.insert(address.empty() ? "?" : address);
}

/// `account` as the guard counts it, also codes of a second factor and strangers by their address.
void add_account(LockOuts& found, const std::string& account) {
    const std::string stranger = PasswordGuard::account_of_stranger({});
    if (account.compare(0, stranger.size(), stranger) == 0) {
        add_address(found, account.substr(stranger.size()));
    } else if (account.compare(0, 1, "?") == 0) {
        found.nobodys.insert(account.substr(0, account.find(' ')));
    } else {
        found.people.insert(account.substr(0, account.find(' ')));
    }
}

}  // namespace

core::Status note_lock_outs(OperationsLog& log, const PasswordGuard::Closed& closed,
                            const Origin& origin) {
    for (const auto& [account, wait] : closed) {
        MUNIMENT_CHECK(log.note(Operation::locked, account, origin,
                                "for " + std::to_string(wait.count()) + " seconds"));
    }
    return {};
}

LockOutWatch::LockOutWatch(const Poco::Data::Session& session, const core::Clock& clock)
    : session_(std::make_unique<Poco::Data::Session>(session)), clock_(clock) {}

LockOutWatch::~LockOutWatch() = default;

core::Result<LockOuts> LockOutWatch::closed() {
    return sqlite_guarded("read what is closed", [&]() -> core::Result<LockOuts> {
        std::vector<std::string> accounts;
        std::vector<std::string> lanes;
        *session_ << query_of_closed, into(accounts), into(lanes), bind(seconds_of(clock_.now())),
            bind(most_read), now;
        LockOuts found;
        for (std::size_t at = 0; at < accounts.size(); ++at) {
            if (accounts[at].empty()) {
                add_address(found, lanes[at].substr(lanes[at].find(' ') + 1));
            } else {
                add_account(found, accounts[at]);
            }
        }
        return found;
    });
}

core::Result<LockOuts> LockOutWatch::unseen(const core::PersonId& watcher) {
    return sqlite_guarded("read the newest lock-outs", [&]() -> core::Result<LockOuts> {
        Poco::Int64 seen = 0;
        *session_ << "SELECT position FROM watched WHERE person = ?", into(seen),
            bind(watcher.text()), now;
        std::vector<std::string> accounts;
        *session_ << query_of_unseen, into(accounts), bind(seconds_of(clock_.now() - recent)),
            bind(seen), bind(most_read), now;
        LockOuts found;
        for (const auto& account : accounts) add_account(found, account);
        return found;
    });
}

core::Status LockOutWatch::seen(const core::PersonId& watcher,
                                const std::vector<OperationEntry>& shown) {
    if (shown.empty()) return {};
    return sqlite_guarded("note what was read of lock-outs", [&]() -> core::Status {
        *session_ << "INSERT OR REPLACE INTO watched (person, position) SELECT ?, ? "
                     "WHERE NOT EXISTS (SELECT 1 FROM operations WHERE operation = 'locked' "
                     "AND at > ? AND position < ? AND position > coalesce("
                     "(SELECT position FROM watched WHERE person = ?), 0))",
            bind(watcher.text()), bind(Poco::Int64{shown.front().position}),
            bind(seconds_of(clock_.now() - recent)), bind(Poco::Int64{shown.back().position}),
            bind(watcher.text()), now;
        return {};
    });
}

}  // namespace muniment::storage
