// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/document_state.h"
#include "core/ports/clock.h"
#include "web/pages/messages.h"

namespace muniment::web {

/// Says values of the library to a person: in their language, with dates and times of the site.
/// A plain value for one request; what it refers to must outlive it.
class Wording {
  public:
    Wording(const Messages& language, const core::Calendar& calendar, std::string zone)
        : language_(&language), calendar_(&calendar), zone_(std::move(zone)) {}

    [[nodiscard]] const Messages& texts() const { return *language_; }
    [[nodiscard]] const std::string& text(std::string_view key) const {
        return language_->get(key);
    }

    /// "3 May 2026".
    [[nodiscard]] std::string day(core::Date date) const;
    /// The date that the site's clocks show; in UTC, marked with Z, if the zone is unknown here.
    [[nodiscard]] std::string day(core::Instant instant) const;
    /// "3 May 2026, 14:02 CEST".
    [[nodiscard]] std::string moment(core::Instant instant) const;
    /// "14 KB".
    [[nodiscard]] std::string size(std::size_t bytes) const;

    [[nodiscard]] const std::string& state(core::RevisionState state) const;
    [[nodiscard]] const std::string& meaning(core::Meaning meaning) const;
    /// How a signature was made.
    [[nodiscard]] const std::string& means(core::Authentication authentication) const;

  private:
    const Messages* language_;
    const core::Calendar* calendar_;
    std::string zone_;
};

}  // namespace muniment::web
