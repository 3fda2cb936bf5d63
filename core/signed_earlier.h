// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>

#include "core/event.h"
#include "core/person.h"

namespace muniment::core {

/// When the newest event about a subject was, of those before the event in question.
using NewestEvent = std::function<Result<Instant>(const SubjectName&)>;

/// An act on a document may be signed up to 15 minutes before its event, and who signs must be
/// entitled to it at both moments (docs/format.md, "Times"). At its event `decide` says so; when it
/// was signed they were too if what entitles them is no younger: their own record, the policy, and
/// where they act for somebody, that person's record and the delegation's first day. Acts on people
/// are signed at the moment of their event. Errors: conflict; failed_precondition for an act on a
/// person; those of `newest`. Pure but for `newest`.
[[nodiscard]] Status check_signed_earlier(const Event& event, Instant signed_at,
                                          const Person& signer, const NewestEvent& newest);

}  // namespace muniment::core
