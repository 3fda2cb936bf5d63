// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/login_throttle.h"

namespace muniment::web {

bool LoginThrottle::allow(const std::string& name, Time now) {
    const std::lock_guard lock(mutex_);
    if (attempts_.size() >= most_names && attempts_.count(name) == 0) {
        make_room(now);
        // So many names at once are no people; nobody new gets in until the minute is over.
        if (attempts_.size() >= most_names) return false;
    }
    auto& recent = attempts_[name];
    while (!recent.empty() && now - recent.front() >= window) recent.pop_front();
    if (recent.size() >= attempts) return false;
    recent.push_back(now);
    return true;
}

void LoginThrottle::forget(const std::string& name) {
    const std::lock_guard lock(mutex_);
    attempts_.erase(name);
}

void LoginThrottle::make_room(Time now) {
    for (auto entry = attempts_.begin(); entry != attempts_.end();) {
        const bool over = entry->second.empty() || now - entry->second.back() >= window;
        entry = over ? attempts_.erase(entry) : std::next(entry);
    }
}

}  // namespace muniment::web
