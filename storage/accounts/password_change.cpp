// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/password_change.h"

namespace muniment::storage {

core::Status change_password(Accounts& accounts, const PasswordChange& change) {
    const core::Person& person = change.person;
    MUNIMENT_TRY(const auto key, accounts.key_ring().key_here(person));
    MUNIMENT_CHECK(
        accounts.key_ring().change_password({person.id, person.name, change.organisation}, key,
                                            change.old_password, change.new_password));
    MUNIMENT_TRY(const auto ended, accounts.sessions().end_others(person.id, change.kept_session));
    return accounts.log().note(Operation::password_changed, person.id.text(), accounts.origin(),
                               std::to_string(ended) + " other sessions ended");
}

}  // namespace muniment::storage
