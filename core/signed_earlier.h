// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <functional>

#include "core/event.h"
#include "core/person.h"

namespace muniment::core {

/// A subject is signed at most so long before its event.
inline constexpr std::chrono::minutes longest_signing{15};

/// When the newest event in the chain of a subject was, of those before the event in question.
using NewestEvent = std::function<Result<Instant>(const SubjectName&)>;

/// Whether `event`, which happens at `at`, may have been signed at `signed_at`. An act on a
/// document may be signed up to 15 minutes before its event, and who signs must be entitled to it
/// at both moments (docs/format.md, "Times"). At its event `decide` says so; when it was signed
/// they were too if what entitles them is no younger: their own record, the policy, and where they
/// act for somebody, that person's record and the delegation's first day. Acts on people are signed
/// at the moment of their event. Errors: conflict; failed_precondition for an act on a person;
/// those of `newest`. Pure but for `newest`.
[[nodiscard]] Status check_signed_earlier(const Event& event, Instant at, Instant signed_at,
                                          const Person& signer, const NewestEvent& newest);

}  // namespace muniment::core
