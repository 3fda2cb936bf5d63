// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/pending_secrets.h"

#include <algorithm>

#include "storage/accounts/random_token.h"

namespace muniment::web {
namespace {

bool is_over(const PendingSecrets::Pending& pending, core::Instant at) {
    return at - pending.since >= PendingSecrets::lifetime ||
           pending.since - at >= PendingSecrets::lifetime;
}

}  // namespace

core::Result<std::string> PendingSecrets::keep(Pending pending) {
    MUNIMENT_TRY(auto token, storage::make_random_token());
    const std::lock_guard lock(mutex_);
    const auto at = pending.since;
    for (auto one = pending_.begin(); one != pending_.end();)
        one = is_over(one->second, at) ? pending_.erase(one) : std::next(one);
    if (pending_.size() >= most) {
        pending_.erase(std::min_element(pending_.begin(), pending_.end(),
                                        [](const auto& left, const auto& right) {
                                            return left.second.since < right.second.since;
                                        }));
    }
    pending_.insert_or_assign(token, std::move(pending));
    return token;
}

std::optional<PendingSecrets::Pending> PendingSecrets::find(const std::string& token,
                                                            core::Instant at) {
    const std::lock_guard lock(mutex_);
    const auto found = pending_.find(token);
    if (found == pending_.end() || is_over(found->second, at)) return std::nullopt;
    return found->second;
}

void PendingSecrets::forget(const std::string& token) {
    const std::lock_guard lock(mutex_);
    pending_.erase(token);
}

}  // namespace muniment::web
