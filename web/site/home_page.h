// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "web/site/tasks_page.h"

namespace muniment::web {

/// A revision that came, or will come, into force.
struct Arrival {
    core::Identifier id;
    std::string title;
    std::string revision;
    core::Date date{};
    std::string reason;
    bool soon = false;
};

struct HomePage {
    core::WaitingTasks tasks;
    std::vector<Arrival> recent;                 ///< in force since less than 30 days, newest first
    std::vector<Arrival> soon;                   ///< released for a date ahead, nearest first
    std::optional<std::size_t> overdue_reviews;  ///< for who reads everything
    std::optional<std::size_t> waiting;          ///< signatures and releases, for the same
    core::Date today{};
};

/// Template `home`. Pure.
[[nodiscard]] Data home_data(const Wording& wording, const HomePage& page);

/// `/`.
[[nodiscard]] core::Result<http::Response> home_page(Call& call);

}  // namespace muniment::web
