// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/offered_acts.h"
#include "web/site/call.h"

namespace muniment::web {

/// The page of an act on a person, `/people/{person}/SEGMENT`: shows its form and takes it.
struct PersonActPage {
    core::PersonAct act;
    std::string_view segment;  ///< also the key of its texts, below [person_act]
    PageHandler handler;
};

[[nodiscard]] const std::vector<PersonActPage>& person_act_pages();
[[nodiscard]] std::string person_act_address(const core::PersonId& id, core::PersonAct act);

/// What a form is about, for FormPage::about.
[[nodiscard]] Data about_person(const core::Person& person);

/// `/invite`: adds a person; the answer shows the link with their one-time code, this once.
[[nodiscard]] core::Result<http::Response> invite_page(Call& call);

/// `/delegate`: gives one's own right to sign to somebody, for a time.
[[nodiscard]] core::Result<http::Response> delegate_page(Call& call);

}  // namespace muniment::web
