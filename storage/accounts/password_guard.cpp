// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/password_guard.h"

#include <algorithm>
#include <vector>

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

#include "storage/sqlite/database.h"
#include "storage/sqlite/sqlite_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;
using std::chrono::seconds;
using Connection = Poco::Data::Session;
using namespace Poco::Data::Keywords;

constexpr Poco::Int64 reserved_places = 2;  ///< of each lane but `open`
constexpr Poco::Int64 shared_places = 6;    ///< with the reserved ones of two lanes: ten

/// Something that failures close for a while.
struct Door {
    std::string account;  ///< empty: whatever the account
    std::string lane;
    Poco::Int64 threshold;  ///< so many failures close it, and so many more again
};

std::string lane_of(const Origin& origin) {
    if (origin.is_known) return "known";
    return origin.via == core::Via::cli ? "cli" : "open";
}

/// Whoever has an IPv6 address has a whole network of them.
std::string network_of(const std::string& address) {
    if (std::count(address.begin(), address.end(), ':') < 2) return address;
    std::size_t end = 0;
    for (int part = 0; part < 4 && end != std::string::npos; ++part)
        end = address.find(':', end == 0 ? 0 : end + 1);
    return address.substr(0, end);
}

std::vector<Door> doors_of(const std::string& account, const Origin& origin) {
    const std::string lane = lane_of(origin);
    if (lane != "open") return {{account, lane, 5}};
    std::vector<Door> doors{{account, lane, 10}};
    if (origin.address.empty()) return doors;
    const std::string from = lane + " " + network_of(origin.address);
    doors.push_back({account, from, 5});
    doors.push_back({"", from, 30});
    return doors;
}

Poco::Int64 seconds_of(core::Instant instant) {
    return instant.time_since_epoch().count();
}

Poco::Int64 number(Connection& session, const std::string& query, const std::string& account,
                   const std::string& lane) {
    Poco::Int64 answer = 0;
    session << query, into(answer), bind(account), bind(lane), now;
    return answer;
}

/// After the clock was set back, what was just now lies ahead: it counts as of this moment.
void pull_back(Connection& session, Poco::Int64 at) {
    const Poco::Int64 latest = at + std::chrono::seconds(PasswordGuard::longest_wait).count();
    session << "UPDATE tries SET at = ? WHERE at > ?", bind(at), bind(at), now;
    session << "UPDATE doors SET latest = ? WHERE latest > ?", bind(at), bind(at), now;
    session << "UPDATE doors SET closed_until = ? WHERE closed_until > ?", bind(latest),
        bind(latest), now;
}

void forget_old(Connection& session, Poco::Int64 at) {
    session << "DELETE FROM tries WHERE at <= ?", bind(at - PasswordGuard::window.count()), now;
    session << "DELETE FROM doors WHERE latest <= ? AND closed_until <= ?",
        bind(at - seconds(PasswordGuard::memory).count()), bind(at), now;
}

Poco::Int64 tries_in(Connection& session, const std::string& account, const std::string& lane) {
    return number(session, "SELECT count(*) FROM tries WHERE account = ? AND lane = ?", account,
                  lane);
}

bool has_room(Connection& session, const std::string& account, const std::string& lane) {
    const Poco::Int64 open = tries_in(session, account, "open");
    const Poco::Int64 known = tries_in(session, account, "known");
    const Poco::Int64 local = tries_in(session, account, "cli");
    if (lane == "known" && known < reserved_places) return true;
    if (lane == "cli" && local < reserved_places) return true;
    const auto beyond = [](Poco::Int64 tries) {
        return std::max<Poco::Int64>(0, tries - reserved_places);
    };
    return open + beyond(known) + beyond(local) < shared_places;
}

/// Seconds until the doors are open and there is room.
Poco::Int64 seconds_to_wait(Connection& session, const std::string& account, const Origin& origin,
                            Poco::Int64 at) {
    Poco::Int64 until = at;
    for (const auto& door : doors_of(account, origin)) {
        until = std::max(
            until, number(session, "SELECT closed_until FROM doors WHERE account = ? AND lane = ?",
                          door.account, door.lane));
    }
    if (until > at || has_room(session, account, lane_of(origin))) return until - at;
    const Poco::Int64 oldest =
        number(session, "SELECT min(at) FROM tries WHERE account = ? AND ? <> ''", account, "any");
    return std::max<Poco::Int64>(1, oldest + PasswordGuard::window.count() - at);
}

std::string spelled(Poco::Int64 count) {
    const Poco::Int64 minutes = (count + 59) / 60;
    if (count <= 60) return std::to_string(count) + (count == 1 ? " second" : " seconds");
    return std::to_string(minutes) + " minutes";
}

/// One more failure at this door; for how many seconds it closes.
Poco::Int64 count_failure(Connection& session, const Door& door, Poco::Int64 at) {
    const Poco::Int64 failures =
        1 + number(session, "SELECT failures FROM doors WHERE account = ? AND lane = ?",
                   door.account, door.lane);
    // A try that was let in before the door closed may fail after it.
    Poco::Int64 closed_until =
        number(session, "SELECT closed_until FROM doors WHERE account = ? AND lane = ?",
               door.account, door.lane);
    Poco::Int64 wait = 0;
    if (failures % door.threshold == 0) {
        const auto doublings = std::min<Poco::Int64>(3, failures / door.threshold - 1);
        wait = PasswordGuard::window.count() << doublings;
        closed_until = std::max(closed_until, at + wait);
    }
    session << "INSERT OR REPLACE INTO doors (account, lane, failures, latest, closed_until) "
               "VALUES (?, ?, ?, ?, ?)",
        bind(door.account), bind(door.lane), bind(failures), bind(at), bind(closed_until), now;
    return wait;
}

}  // namespace

PasswordGuard::PasswordGuard(const Connection& session, const core::Clock& clock)
    : session_(std::make_unique<Connection>(session)), clock_(clock) {}

PasswordGuard::~PasswordGuard() = default;

core::Result<PasswordGuard::Try> PasswordGuard::admit(const std::string& account,
                                                      const Origin& origin) {
    return sqlite_guarded("count a try at a password", [&]() -> core::Result<Try> {
        const Poco::Int64 at = seconds_of(clock_.now());
        WriteTransaction transaction(*session_);
        pull_back(*session_, at);
        forget_old(*session_, at);
        const Poco::Int64 wait = seconds_to_wait(*session_, account, origin, at);
        if (wait > 0) {
            transaction.commit();
            return core::fail(ErrorCode::unavailable,
                              "there were too many wrong passwords; this one was not looked at",
                              "Wait " + spelled(wait) +
                                  ", then try again. An administrator can help at once with "
                                  "`muniment account unlock`.");
        }
        *session_ << "INSERT INTO tries (account, lane, at) VALUES (?, ?, ?)", bind(account),
            bind(lane_of(origin)), bind(at), now;
        Try attempt{0, account, origin};
        Poco::Int64 position = 0;
        *session_ << "SELECT last_insert_rowid()", into(position), now;
        transaction.commit();
        attempt.position = position;
        return attempt;
    });
}

core::Status PasswordGuard::succeeded(const Try& attempt) {
    return sqlite_guarded("count a right password", [&]() -> core::Status {
        WriteTransaction transaction(*session_);
        *session_ << "DELETE FROM tries WHERE position = ?", bind(Poco::Int64{attempt.position}),
            now;
        for (const auto& door : doors_of(attempt.account, attempt.origin)) {
            // Whoever has one account must not get an address more guesses at others.
            if (door.account.empty()) continue;
            *session_ << "DELETE FROM doors WHERE account = ? AND lane = ?", bind(door.account),
                bind(door.lane), now;
        }
        transaction.commit();
        return {};
    });
}

core::Result<PasswordGuard::Closed> PasswordGuard::failed(const Try& attempt) {
    return sqlite_guarded("count a wrong password", [&]() -> core::Result<Closed> {
        const Poco::Int64 at = seconds_of(clock_.now());
        WriteTransaction transaction(*session_);
        pull_back(*session_, at);
        Closed closed;
        for (const auto& door : doors_of(attempt.account, attempt.origin)) {
            const seconds wait(count_failure(*session_, door, at));
            if (wait.count() == 0) continue;
            auto& longest =
                closed[door.account.empty() ? account_of_stranger(attempt.origin) : door.account];
            longest = std::max(longest, wait);
        }
        transaction.commit();
        return closed;
    });
}

core::Result<seconds> PasswordGuard::wait(const std::string& account, const Origin& origin) {
    return sqlite_guarded("read the tries at a password", [&]() -> core::Result<seconds> {
        const Poco::Int64 at = seconds_of(clock_.now());
        WriteTransaction transaction(*session_);
        pull_back(*session_, at);
        forget_old(*session_, at);
        const seconds answer(seconds_to_wait(*session_, account, origin, at));
        transaction.commit();
        return answer;
    });
}

std::string PasswordGuard::account_of_stranger(const Origin& origin) {
    return "?from " + network_of(origin.address);
}

core::Status PasswordGuard::reopen(const std::string& account) {
    return sqlite_guarded("open an account again", [&]() -> core::Status {
        *session_ << "DELETE FROM doors WHERE account = ? OR account = ?", bind(account),
            bind(codes_of(account)), now;
        return {};
    });
}

}  // namespace muniment::storage
