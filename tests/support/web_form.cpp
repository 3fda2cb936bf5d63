// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/web_form.h"

#include <algorithm>

namespace muniment::test {
namespace {

/// The value of an attribute of the tag that begins at `tag`.
std::string attribute(const std::string& html, std::size_t tag, const std::string& name) {
    const auto end = html.find('>', tag);
    const auto at = html.find(" " + name + "=\"", tag);
    if (at == std::string::npos || at > end) return {};
    const auto start = at + name.size() + 3;
    return html.substr(start, html.find('"', start) - start);
}

}  // namespace

FormFields hidden_fields(const std::string& html, const std::string& action) {
    FormFields fields;
    const auto form = html.find("action=\"" + action + "\" method=\"post\"");
    if (form == std::string::npos) return fields;
    const auto end = html.find("</form>", form);
    const std::string start = "<input type=\"hidden\"";
    for (auto at = html.find(start, form); at < end; at = html.find(start, at + 1))
        fields.emplace_back(attribute(html, at, "name"), attribute(html, at, "value"));
    return fields;
}

std::string encoded(FormFields fields, const FormFields& changes) {
    for (const auto& change : changes) {
        fields.erase(std::remove_if(fields.begin(), fields.end(),
                                    [&](const auto& field) { return field.first == change.first; }),
                     fields.end());
    }
    fields.insert(fields.end(), changes.begin(), changes.end());
    std::string text;
    for (const auto& [name, value] : fields)
        text += (text.empty() ? "" : "&") + form_value(name) + "=" + form_value(value);
    return text;
}

WebAnswer fill_in(ServedLibrary& served, const std::string& address, const std::string& person,
                  const FormFields& fields) {
    auto page = served.get(address, person);
    if (page.status != 200) return page;
    const std::string action = address.substr(0, address.find('?'));
    return served.post(action, encoded(hidden_fields(page.body, action), fields),
                       served.cookie_of(person));
}

WebAnswer send_form(ServedLibrary& served, const std::string& address, const std::string& person,
                    const FormFields& fields) {
    return served.post(address, encoded(fields), served.cookie_of(person));
}

}  // namespace muniment::test
