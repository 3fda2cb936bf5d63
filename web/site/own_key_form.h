// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/site/call.h"

namespace muniment::web {

/// Answers as the handler does. A form that was sent `with=own-key` is answered in two steps, see
/// storage/remote_signing.h: with the text to sign, and then, when its signature comes along, by
/// the act.
[[nodiscard]] core::Result<http::Response> answer_signed(Call& call, PageHandler handler);

}  // namespace muniment::web
