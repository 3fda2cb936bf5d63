// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "tests/support/served_library.h"

namespace muniment::test {

using FormFields = std::vector<std::pair<std::string, std::string>>;

/// The hidden fields of the form on a page that is sent to `action`; none when there is no such
/// form.
[[nodiscard]] FormFields hidden_fields(const std::string& html, const std::string& action);

/// `a=1&b=2`, encoded; later fields of one name replace earlier ones.
[[nodiscard]] std::string encoded(FormFields fields, const FormFields& changes = {});

/// Opens the page as this person and sends its form with these fields, as a browser would.
[[nodiscard]] WebAnswer fill_in(ServedLibrary& served, const std::string& address,
                                const std::string& person, const FormFields& fields);

/// Sends fields to an address as this person, whatever any page shows.
[[nodiscard]] WebAnswer send_form(ServedLibrary& served, const std::string& address,
                                  const std::string& person, const FormFields& fields);

}  // namespace muniment::test
