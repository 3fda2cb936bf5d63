// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include <kainjow/mustache.hpp>

#include "core/result.h"
#include "web/assets/assets.h"

namespace muniment::web {

/// What a template is filled with. Mind: an empty string counts as present in `{{#name}}`, so leave
/// out what is absent; and a name that an item of a list does not have is looked for further out.
/// No lambdas: templates have no logic.
using Data = kainjow::mustache::data;
using DataList = kainjow::mustache::list;

/// Sets a text. One that is empty counts as absent, even where an outer list has that name:
/// sections of it are left out.
inline void set_text(Data& data, const std::string& name, const std::string& text) {
    data.set(name, text.empty() ? Data(Data::type::bool_false) : Data(text));
}

/// The page templates (mustache): `templates/NAME.html`, with partials `{{> NAME}}` put in when a
/// template is first used. `{{name}}` is escaped for HTML; `{{{name}}}` is for what already is
/// HTML. Thread safe.
class Templates {
  public:
    /// `assets` must outlive this.
    explicit Templates(const Assets& assets) : assets_(assets) {}

    /// Names are looked for in `data`, then in `common`. Errors: not_found (no such template),
    /// internal (malformed), from a developer's folder unavailable.
    [[nodiscard]] core::Result<std::string> render(const std::string& name, const Data& data,
                                                   const Data& common) const;

    /// The text of a template with its partials in place. Errors as render().
    [[nodiscard]] core::Result<std::string> expand(const std::string& name) const;

  private:
    using Parsed = std::shared_ptr<kainjow::mustache::mustache>;

    core::Result<std::string> expand(const std::string& name, int depth) const;
    core::Result<Parsed> parsed(const std::string& name) const;

    const Assets& assets_;
    mutable std::mutex mutex_;
    mutable std::map<std::string, Parsed, std::less<>> parsed_;
};

}  // namespace muniment::web
