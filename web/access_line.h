// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "web/http/connection.h"

namespace muniment::web {

/// One answer as a line of the access log. What stands after the `?` of an enrolment link is left
/// out: it is a secret, and logs are read by others. Pure but for the date.
[[nodiscard]] std::string access_line(const http::AccessRecord& record);

}  // namespace muniment::web
