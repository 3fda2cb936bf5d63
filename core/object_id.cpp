// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/object_id.h"

#include <algorithm>

namespace muniment::core {

Result<ObjectId> ObjectId::parse(std::string_view text) {
    const auto is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    if (text.size() != 40 || !std::all_of(text.begin(), text.end(), is_digit))
        return fail(ErrorCode::invalid_argument, "an object id has 40 digits 0-9 and a-f");
    ObjectId id(text);
    if (id.is_none()) return fail(ErrorCode::invalid_argument, "the object id is all zeros");
    return id;
}

}  // namespace muniment::core
