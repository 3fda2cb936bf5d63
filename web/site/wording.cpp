// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/wording.h"

namespace muniment::web {

std::string Wording::day(core::Date date) const {
    const std::string month = std::to_string(static_cast<unsigned>(date.month()));
    return language_->fill("date." + month,
                           {{"day", std::to_string(static_cast<unsigned>(date.day()))},
                            {"year", std::to_string(static_cast<int>(date.year()))}});
}

std::string Wording::day(core::Instant instant) const {
    const auto date = calendar_->local_date(zone_, instant);
    return date ? day(*date) : core::render(instant);
}

std::string Wording::moment(core::Instant instant) const {
    const auto manifest = calendar_->manifest(zone_, instant);
    if (!manifest) return core::render(instant);
    // "28 Apr 2026 14:02 CEST": the clock time and the zone are the same in every language.
    std::size_t start = 0;
    for (int word = 0; word < 3 && start != std::string::npos; ++word)
        start = manifest->find(' ', start + 1);
    if (start == std::string::npos) return *manifest;
    return day(instant) + "," + manifest->substr(start);
}

std::string Wording::size(std::size_t bytes) const {
    constexpr std::size_t kilo = 1024;
    if (bytes < kilo) return std::to_string(bytes) + " B";
    if (bytes < kilo * kilo) return std::to_string((bytes + kilo / 2) / kilo) + " KB";
    const std::size_t tenths = (bytes * 10 + kilo * kilo / 2) / (kilo * kilo);
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " MB";
}

const std::string& Wording::state(core::RevisionState state) const {
    return text("state." + std::string(core::name_of(state)));
}

const std::string& Wording::meaning(core::Meaning meaning) const {
    return text("meaning." + std::string(core::name_of(meaning)));
}

const std::string& Wording::means(core::Authentication authentication) const {
    switch (authentication) {
        case core::Authentication::password:
            return text("document.key_wrapped");
        case core::Authentication::personal_key:
            return text("document.key_personal");
        default:
            return text("document.key_none");
    }
}

}  // namespace muniment::web
