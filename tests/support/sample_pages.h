// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "web/pages/templates.h"

namespace muniment::test {

/// Pages with plausible contents: every template with all that its description names, for tests and
/// for looking at.
struct SamplePage {
    std::string file;  ///< a name for it
    std::string name;  ///< of the template
    web::Data data;
};

[[nodiscard]] std::vector<SamplePage> sample_pages();

}  // namespace muniment::test
