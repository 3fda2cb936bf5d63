// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/completions.h"

#include <cerrno>
#include <utility>

#include <sys/eventfd.h>

namespace muniment::web::http {

void ring(int event) noexcept {
    const int before = errno;
    // It fails only when the counter is full, and then it is readable anyway.
    (void)::eventfd_write(event, 1);
    errno = before;
}

void silence(int event) noexcept {
    eventfd_t count = 0;
    (void)::eventfd_read(event, &count);
}

void Completions::push(std::unique_ptr<Exchange> answered) {
    bool first = false;
    {
        const std::lock_guard lock(mutex_);
        first = answered_.empty();
        answered_.push_back(std::move(answered));
    }
    if (first) ring(event_);
}

std::vector<std::unique_ptr<Exchange>> Completions::take_all() {
    silence(event_);
    const std::lock_guard lock(mutex_);
    return std::exchange(answered_, {});
}

}  // namespace muniment::web::http
