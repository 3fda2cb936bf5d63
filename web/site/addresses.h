// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/names.h"
#include "core/revision_label.h"

namespace muniment::web {

/// Addresses of pages, encoded for a Location header or an attribute (where `&` is escaped still).

/// `/documents/SOP-0001`, with `rest` ("/history") behind it.
[[nodiscard]] std::string address_of(const core::Identifier& id, std::string_view rest = {});
/// `/documents/SOP-0001/revisions/2.0`.
[[nodiscard]] std::string address_of(const core::Identifier& id, const core::RevisionLabel& label);
/// Of an attachment, by its name below `attachments/`.
[[nodiscard]] std::string attachment_address(const core::Identifier& id,
                                             const core::RevisionLabel& label,
                                             std::string_view name);
/// Of a revision's master file.
[[nodiscard]] std::string file_address(const core::Identifier& id,
                                       const core::RevisionLabel& label);
[[nodiscard]] std::string compare_address(const core::Identifier& id,
                                          const core::RevisionLabel& from,
                                          const core::RevisionLabel& to);

}  // namespace muniment::web
