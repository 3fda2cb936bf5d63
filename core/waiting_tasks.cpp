// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/waiting_tasks.h"

#include "core/offered_acts.h"

namespace muniment::core {
namespace {

Result<std::vector<Person>> role_changes_waiting(LibraryReader& reader, const Viewer& viewer) {
    std::vector<Person> waiting;
    MUNIMENT_TRY(const auto* policy, reader.policy());
    if (!viewer.person || !policy->two_person_rule ||
        !allows(*policy, Right::manage_people, roles_everywhere(viewer.person->roles)))
        return waiting;
    MUNIMENT_TRY(auto everyone, reader.people());
    OfferedActs offered(reader, viewer);
    for (auto& person : everyone) {
        // Taking back what one proposed is open, but nobody waits for it.
        if (!person.proposal || person.proposal->by == viewer.person->id) continue;
        MUNIMENT_TRY(const bool open, is_open(offered.check(person, PersonAct::reject_roles)));
        if (open) waiting.push_back(std::move(person));
    }
    return waiting;
}

}  // namespace

Result<WaitingTasks> waiting_tasks(LibraryReader& reader, const Viewer& viewer) {
    WaitingTasks waiting;
    MUNIMENT_TRY(waiting.documents, reader.tasks(viewer));
    MUNIMENT_TRY(waiting.role_changes, role_changes_waiting(reader, viewer));
    return waiting;
}

}  // namespace muniment::core
