// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signed_earlier.h"

#include <algorithm>
#include <vector>

namespace muniment::core {
namespace {

tl::unexpected<Error> changed_since() {
    return fail(ErrorCode::conflict,
                "what entitles you to this has changed since you were given the text to sign",
                "Begin the act again.");
}

}  // namespace

Status check_signed_earlier(const Event& event, Instant at, Instant signed_at, const Person& signer,
                            const NewestEvent& newest) {
    if (event.subject.is_person()) {
        return fail(ErrorCode::failed_precondition,
                    "an act about people is signed at the moment when it happens",
                    "Sign it with your password, or on the server with --ssh-key.");
    }
    if (signed_at > at || at - signed_at > longest_signing) {
        return fail(ErrorCode::conflict, "this was signed too long before it happens, or after",
                    "Begin the act again.");
    }
    std::vector<SubjectName> grounds{SubjectName(signer.id), SubjectName(policy_identifier())};
    if (event.on_behalf_of) grounds.emplace_back(*event.on_behalf_of);
    for (const auto& ground : grounds) {
        MUNIMENT_TRY(const Instant changed, newest(ground));
        if (changed > signed_at) return changed_since();
    }
    const bool lent_later = std::any_of(signer.delegations.begin(), signer.delegations.end(),
                                        [&](const Delegation& delegation) {
                                            return event.on_behalf_of == delegation.delegator &&
                                                   delegation.from.first_instant > signed_at;
                                        });
    if (lent_later) return changed_since();
    return {};
}

}  // namespace muniment::core
