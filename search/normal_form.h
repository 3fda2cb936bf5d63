// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace muniment::search {

/// The form in which words are compared: composed, compatibility forms and letter case folded
/// (NFKC_Casefold), so that a text and a query written in other ways meet. At most 120 bytes of
/// it, which is enough to tell words apart and far from Xapian's limit for a term. Text that is
/// not UTF-8 has the empty form.
[[nodiscard]] std::string normal_form(std::string_view word);

/// The normal form with Latin letters without their marks ("śliwa" is "sliwa", "łódź" is "lodz"),
/// for people who type without them. Words of other scripts stay as they are: there, marks are
/// letters.
[[nodiscard]] std::string folded_form(const std::string& normal);

}  // namespace muniment::search
