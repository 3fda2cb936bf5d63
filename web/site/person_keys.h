// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/site/call.h"

namespace muniment::web {

/// `/people/{person}/keys/enrol`: a key of one's own, in two steps: the key, then its proof.
[[nodiscard]] core::Result<http::Response> enrol_key_page(Call& call);

/// `/people/{person}/keys/revoke?key=FINGERPRINT`.
[[nodiscard]] core::Result<http::Response> revoke_key_page(Call& call);
/// Its address.
[[nodiscard]] std::string revoke_key_address(const core::PersonId& person,
                                             const core::PersonKey& key);

}  // namespace muniment::web
