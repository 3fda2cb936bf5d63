// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/catalogue/stored_values.h"

#include "storage/catalogue/catalogue_form.h"

namespace muniment::storage {

core::Error unreadable_catalogue() {
    return {core::ErrorCode::data_corrupt, "the catalogue holds a value that it cannot have",
            catalogue_form().damage_hint};
}

core::Result<core::PersonId> stored_person(const std::string& text) {
    if (text.empty()) return core::PersonId();
    if (text == core::registrar_id().text()) return core::registrar_id();
    return known(core::PersonId::parse(text));
}

}  // namespace muniment::storage
