// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/site/call.h"

namespace muniment::web {

/// A stored file as a download: a type that no browser runs, never sniffed, in a sandbox. Raster
/// pictures keep their type, so that a page can show them. `name` is what it is saved as.
[[nodiscard]] http::Response download(const std::string& name, std::string bytes);

/// `/documents/{id}/attachments/{name...}`; `?revision=` or the one in force.
[[nodiscard]] core::Result<http::Response> attachment_download(Call& call);

/// `/documents/{id}/file`: the master file; `?revision=` or the one in force.
[[nodiscard]] core::Result<http::Response> master_download(Call& call);

}  // namespace muniment::web
