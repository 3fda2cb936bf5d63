// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/addresses.h"

#include "core/text.h"
#include "web/http/percent.h"

namespace muniment::web {

using http::percent_encode;

std::string address_of(const core::Identifier& id, std::string_view rest) {
    return "/documents/" + id.text() + std::string(rest);
}

std::string address_of(const core::Identifier& id, const core::RevisionLabel& label) {
    return address_of(id, "/revisions/" + percent_encode(label.text()));
}

std::string attachment_address(const core::Identifier& id, const core::RevisionLabel& label,
                               std::string_view name) {
    std::string address = address_of(id, "/attachments");
    for (const auto& part : core::split(name, '/')) address += "/" + percent_encode(part);
    return address + "?revision=" + percent_encode(label.text());
}

std::string file_address(const core::Identifier& id, const core::RevisionLabel& label) {
    return address_of(id, "/file?revision=" + percent_encode(label.text()));
}

std::string compare_address(const core::Identifier& id, const core::RevisionLabel& from,
                            const core::RevisionLabel& to) {
    return address_of(
        id, "/compare?from=" + percent_encode(from.text()) + "&to=" + percent_encode(to.text()));
}

}  // namespace muniment::web
