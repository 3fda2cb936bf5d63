// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/event.h"

namespace muniment::test {

/// The trailers of a field, as docs/format.md names them.
[[nodiscard]] inline std::vector<std::string> keys_of(core::Field field) {
    using core::Field;
    static const std::map<Field, std::vector<std::string>> keys{
        {Field::revision, {"Revision"}},
        {Field::state, {"State"}},
        {Field::type, {"Type"}},
        {Field::change_kind, {"Kind"}},
        {Field::self_released, {"Self-Released"}},
        {Field::route, {"Route"}},
        {Field::stage, {"Stage"}},
        {Field::meaning, {"Meaning"}},
        {Field::decision, {"Decision"}},
        {Field::slots, {"Slots"}},
        {Field::on_behalf_of, {"On-Behalf-Of"}},
        {Field::outcome, {"Outcome"}},
        {Field::local_date, {"Local-Date"}},
        {Field::effective, {"Effective-Date"}},
        {Field::review_due, {"Review-Due"}},
        {Field::reassigned, {"Reassigned-From", "Reassigned-To"}},
        {Field::acknowledges, {"Acknowledges"}},
        {Field::stated, {"Stated-Author", "Stated-Approver", "Stated-Reason"}},
        {Field::manifest, {"Manifest-SHA256", "Manifest-Line"}},
        {Field::printed_name, {"Printed-Name"}},
        {Field::added_roles, {"Added-Roles"}},
        {Field::removed_roles, {"Removed-Roles"}},
        {Field::proposed_roles, {"Proposed-Roles"}},
        {Field::key, {"Key", "Key-Proof"}},
        {Field::revoked_key, {"Revoked-Key"}},
        {Field::registrar_key, {"Registrar-Key", "Registrar-Key-Proof"}},
        {Field::compromised_since, {"Compromised-Since"}},
        {Field::statement, {"Statement-SHA256"}},
        {Field::enrolment, {"Enrolment"}},
        {Field::delegation, {"Delegated-From", "Delegated-Until"}},
        {Field::via, {"Via"}},
    };
    return keys.at(field);
}

}  // namespace muniment::test
