// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/reading_note.h"

namespace muniment::storage {
namespace {

/// Whether a reading class is for some of the people only.
bool is_confidential(const core::Policy& policy, const std::string& reading_class) {
    const auto found = policy.classes.find(reading_class);
    // A class that the policy no longer has is for those alone who read everything.
    if (found == policy.classes.end()) return true;
    return !found->second.anyone && !found->second.all_people;
}

}  // namespace

core::Status note_reading(Accounts& accounts, const core::Policy& policy,
                          const core::Viewer& viewer, const core::Identifier& id,
                          const core::RevisionLabel& revision, const core::Metadata& metadata) {
    if (!viewer.person || !is_confidential(policy, metadata.reading_class)) return {};
    const auto noted = accounts.log().note_reading(viewer.person->id, accounts.origin(),
                                                   id.text() + " " + revision.text());
    if (noted) return {};
    return core::fail(core::ErrorCode::unavailable,
                      "this document is confidential, and it cannot be noted now who reads it: " +
                          noted.error().message,
                      "Try again later; whoever runs this installation can see why.");
}

core::Status note_reading(Accounts& accounts, const core::Policy& policy,
                          const core::Viewer& viewer, const core::RevisionView& view) {
    return note_reading(accounts, policy, viewer, view.id, view.revision, view.metadata);
}

}  // namespace muniment::storage
