// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/site/call.h"

namespace muniment::web {

/// `/documents/{id}/sign`: shows exactly what is signed - a draft's content beside what is in
/// force, or the document whose retirement was asked for - and takes the signature (21
/// CFR 11.50, 11.200).
[[nodiscard]] core::Result<http::Response> sign_page(Call& call);

}  // namespace muniment::web
