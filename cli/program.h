// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <CLI/App.hpp>

#include "cli/context.h"

namespace muniment::cli {

/// The whole command line: global options, commands, help. Parsing it sets `context.action`.
[[nodiscard]] std::unique_ptr<CLI::App> build_app(Context& context);

/// Runs one command and returns its exit status. Failures are told on the error stream, as
/// `muniment: what was wrong` and a line that says what to do. Only defects throw.
[[nodiscard]] int run(int argc, const char* const* argv, const Streams& streams);

}  // namespace muniment::cli
