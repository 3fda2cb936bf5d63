// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/site/call.h"

namespace muniment::web {

/// Writing in the browser, in plain forms: text and metadata. Files and attachments stay as they
/// are.

/// That the viewer may begin a document of some type; else why not.
[[nodiscard]] core::Status check_may_create(Call& call);

/// `/documents/new`: begins a document.
[[nodiscard]] core::Result<http::Response> new_document_page(Call& call);
/// `/documents/{id}/revise`: begins the next revision; of POLICY, the next rules.
[[nodiscard]] core::Result<http::Response> revise_page(Call& call);
/// `/documents/{id}/edit`: changes the draft.
[[nodiscard]] core::Result<http::Response> edit_page(Call& call);

}  // namespace muniment::web
