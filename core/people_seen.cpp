// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/people_seen.h"

#include "core/offered_acts.h"
#include "core/text.h"

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

std::string in_words(const RoleProposal& proposal) {
    std::vector<std::string> changes;
    for (const auto& role : proposal.add) changes.push_back("+" + role);
    for (const auto& role : proposal.remove) changes.push_back("-" + role);
    return join(changes, ", ");
}

}  // namespace muniment::core
