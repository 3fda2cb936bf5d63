// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/library_pool.h"

#include <utility>

namespace muniment::web {
namespace {

core::Status follow(LibraryHandle& handle) {
    MUNIMENT_CHECK(handle.check_register());
    return handle.reader().catch_up();
}

}  // namespace

LibraryPool::Lease::~Lease() {
    if (!handle_) return;
    const std::lock_guard lock(pool_->mutex_);
    pool_->idle_.push_back(std::move(handle_));
}

core::Result<LibraryPool::Lease> LibraryPool::lease_as_is() {
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            auto handle = std::move(idle_.back());
            idle_.pop_back();
            return Lease(*this, std::move(handle));
        }
    }
    MUNIMENT_TRY(auto handle, open_());
    return Lease(*this, std::move(handle));
}

core::Result<LibraryPool::Lease> LibraryPool::lease() {
    MUNIMENT_TRY(auto leased, lease_as_is());
    auto followed = follow(*leased);
    if (!followed && followed.error().code == core::ErrorCode::data_corrupt) {
        // A file exchanged under an open handle looks damaged; a fresh one tells whether it is.
        leased.discard();
        MUNIMENT_TRY(auto fresh, open_());
        followed = follow(*fresh);
        if (followed) return Lease(*this, std::move(fresh));
    }
    if (!followed) {
        leased.discard();
        return core::fail(std::move(followed.error()));
    }
    return leased;
}

}  // namespace muniment::web
