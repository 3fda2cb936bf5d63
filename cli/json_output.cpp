// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json_output.h"

#include <ostream>

namespace muniment::cli {

void print_json(const Streams& streams, const JsonObject& answer) {
    streams.out << web::json_rendered(answer);
}

}  // namespace muniment::cli
