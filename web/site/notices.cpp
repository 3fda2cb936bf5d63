// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/notices.h"

#include <utility>

namespace muniment::web {

void Notices::leave(const std::string& session, std::string text) {
    const std::lock_guard lock(mutex_);
    if (texts_.size() >= most) texts_.clear();
    texts_[session] = std::move(text);
}

std::string Notices::waiting(const std::string& session) {
    const std::lock_guard lock(mutex_);
    const auto found = texts_.find(session);
    return found == texts_.end() ? std::string() : found->second;
}

void Notices::forget(const std::string& session) {
    const std::lock_guard lock(mutex_);
    texts_.erase(session);
}

}  // namespace muniment::web
