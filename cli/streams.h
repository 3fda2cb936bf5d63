// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <iosfwd>

namespace muniment::cli {

/// Where a run reads and writes. The streams are the caller's and outlive the run.
struct Streams {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    bool in_is_terminal = false;  ///< somebody can answer questions
    bool out_is_terminal = false;
    bool err_is_terminal = false;  ///< somebody watches progress
};

}  // namespace muniment::cli
