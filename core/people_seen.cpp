// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people_seen.h"

#include "core/offered_acts.h"

namespace muniment::core {

Result<bool> sees_everybody(LibraryReader& reader, const Viewer& viewer) {
    MUNIMENT_TRY(const auto* policy, reader.policy());
    if (may_read_all(*policy, viewer)) return true;
    if (!viewer.person) return false;
    OfferedActs offered(reader, viewer);
    return is_open(offered.check_add_person());
}

Result<std::vector<Person>> people_seen(LibraryReader& reader, const Viewer& viewer) {
    MUNIMENT_TRY(const bool everybody, sees_everybody(reader, viewer));
    if (everybody) return reader.people();
    std::vector<Person> own;
    if (viewer.person) own.push_back(*viewer.person);
    return own;
}

Result<std::optional<Person>> person_seen(LibraryReader& reader, const Viewer& viewer,
                                          const PersonId& id) {
    MUNIMENT_TRY(const bool everybody, sees_everybody(reader, viewer));
    const bool is_self = viewer.person && viewer.person->id == id;
    if (!everybody && !is_self) return std::optional<Person>();
    return reader.ports().reg.person(id);
}

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

}  // namespace muniment::core
