// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/pages/templates.h"

#include <utility>

namespace muniment::web {
namespace {

constexpr int deepest_partial = 8;

core::Error malformed(const std::string& name, const std::string& why) {
    return {core::ErrorCode::internal, "the page template " + name + " is malformed: " + why, {}};
}

/// The licence lines and the description at the top are for who edits the file, not for readers.
std::string without_comments(std::string text) {
    for (auto start = text.find("{{!"); start != std::string::npos; start = text.find("{{!")) {
        const auto end = text.find("}}", start);
        if (end == std::string::npos) break;
        const auto line_end = text.compare(end + 2, 1, "\n") == 0 ? end + 3 : end + 2;
        text.erase(start, line_end - start);
    }
    return text;
}

}  // namespace

core::Result<std::string> Templates::expand(const std::string& name) const {
    return expand(name, 0);
}

core::Result<std::string> Templates::expand(const std::string& name, int depth) const {
    if (depth > deepest_partial) return core::fail(malformed(name, "partials include each other"));
    MUNIMENT_TRY(auto text, assets_.read("templates/" + name + ".html"));
    text = without_comments(std::move(text));
    std::string expanded;
    std::size_t done = 0;
    for (auto start = text.find("{{>"); start != std::string::npos;
         start = text.find("{{>", done)) {
        const auto end = text.find("}}", start);
        const auto first = text.find_first_not_of(' ', start + 3);
        if (end == std::string::npos || first >= end)
            return core::fail(malformed(name, "an unfinished partial"));
        const auto last = text.find_first_of(" }", first);
        MUNIMENT_TRY(const auto partial, expand(text.substr(first, last - first), depth + 1));
        expanded.append(text, done, start - done);
        expanded += partial;
        done = end + 2;
    }
    expanded.append(text, done);
    return expanded;
}

core::Result<Templates::Parsed> Templates::parsed(const std::string& name) const {
    const std::lock_guard lock(mutex_);
    const auto known = parsed_.find(name);
    if (known != parsed_.end() && !assets_.from_disk()) return known->second;
    MUNIMENT_TRY(const auto text, expand(name));
    auto fresh = std::make_shared<kainjow::mustache::mustache>(text);
    if (!fresh->is_valid()) return core::fail(malformed(name, fresh->error_message()));
    parsed_[name] = fresh;
    return fresh;
}

core::Result<std::string> Templates::render(const std::string& name, const Data& data,
                                            const Data& common) const {
    MUNIMENT_TRY(const auto page, parsed(name));
    kainjow::mustache::context<std::string> context;
    context.push(&common);
    context.push(&data);
    // Rendering changes nothing in a parsed template as long as there are no lambdas and no
    // partials left in it, so several threads may use one.
    return page->render(context);
}

}  // namespace muniment::web
