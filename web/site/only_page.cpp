// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/only_page.h"

namespace muniment::web {

core::Result<std::optional<std::string>> only_page_for(LibraryHandle& library,
                                                       const core::Person& person) {
    using Page = std::optional<std::string>;
    auto& accounts = library.accounts();
    if (accounts.settings().passwords.age.count() > 0) {
        MUNIMENT_TRY(const auto key, accounts.key_ring().key_here(person));
        MUNIMENT_TRY(const bool too_old, accounts.key_ring().is_too_old(person.id, key));
        if (too_old) return Page("/account/password");
    }
    if (accounts.settings().second_factor_required) {
        MUNIMENT_TRY(const auto factor, accounts.second_factors().of(person));
        if (!factor) return Page("/account/second-factor");
    }
    return Page();
}

}  // namespace muniment::web
