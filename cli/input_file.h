// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cli/streams.h"
#include "core/draft_change.h"
#include "core/result.h"

namespace muniment::cli {

/// The bytes of a file that somebody named; `-` is the standard input. not_found, unavailable;
/// invalid_argument for a folder.
[[nodiscard]] core::Result<std::string> read_input(const Streams& streams, const std::string& path);

/// The first line of a file, without its end (LF or CR LF).
[[nodiscard]] core::Result<std::string> read_first_line(const Streams& streams,
                                                        const std::string& path);

/// A document's text: bytes and extension; what has no extension is Markdown.
[[nodiscard]] core::Result<core::MasterFile> read_master(const Streams& streams,
                                                         const std::string& path);

/// An attachment under the name of the file.
[[nodiscard]] core::Result<core::File> read_attachment(const Streams& streams,
                                                       const std::string& path);

}  // namespace muniment::cli
