// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "web/site/call.h"

namespace muniment::web {

/// The person named in the address, if the viewer may see them; else not_found, in the same words
/// for somebody hidden and for nobody.
[[nodiscard]] core::Result<core::Person> find_person(Call& call);

/// `/people`: who there is, for those who may know; else oneself.
[[nodiscard]] core::Result<http::Response> people_page(Call& call);
/// `/people/{person}`: name, roles, keys, delegations, and what may be done.
[[nodiscard]] core::Result<http::Response> person_page(Call& call);

}  // namespace muniment::web
