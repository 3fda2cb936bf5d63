// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/real_library.h"

namespace muniment::test {

/// A library that lived through every kind of event, most of them in several forms: founding,
/// people with their keys and delegations, drafts, signatures of every sort, releases now and
/// ahead, reviews, imports with several revisions of one document, retirements now and planned, and
/// a new policy. Some of its objects are in packs. Made once for the process: copy it to change it.
[[nodiscard]] const RealLibrary& eventful_library();

}  // namespace muniment::test
