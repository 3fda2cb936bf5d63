// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import_source/front_matter_metadata.h"

#include <charconv>

#include "core/text.h"
#include "storage/import_source/stated_text.h"

namespace muniment::storage {
namespace {

using core::FrontMatterFields;

constexpr int most_months = 1200;

/// Reads single fields and remembers what was passed over.
class FieldTaker {
  public:
    explicit FieldTaker(const FrontMatterFields& fields) : fields_(fields) {}

    /// One line of text; nothing without the key, or when it is empty or cannot be used.
    std::optional<std::string> line(const std::string& key) {
        const auto* field = fields_.find(key);
        if (field == nullptr) return {};
        if (field->is_list) {
            pass_over(key, "it is a list");
            return {};
        }
        return usable(key, field->values.empty() ? std::string() : field->values.front());
    }

    std::optional<std::vector<std::string>> lines(const std::string& key) {
        if (fields_.find(key) == nullptr) return {};
        std::vector<std::string> usable_lines;
        for (const auto& value : fields_.texts(key)) {
            if (auto text = usable(key, value)) usable_lines.push_back(std::move(*text));
        }
        return usable_lines;
    }

    void pass_over(const std::string& key, const std::string& why) {
        passed_over.push_back("front matter: '" + key + "' is passed over: " + why);
    }

    std::vector<std::string> passed_over;

  private:
    std::optional<std::string> usable(const std::string& key, const std::string& value) {
        auto text = stated_line("it", value);
        if (text && !text->empty()) return std::move(*text);
        if (!text) pass_over(key, text.error().message);
        return {};
    }

    const FrontMatterFields& fields_;
};

void take_owner(FieldTaker& taker, const ImportSourceOptions& options, core::DraftChange& change) {
    const auto text = taker.line("owner");
    if (!text) return;
    const auto owner = core::PersonId::parse(*text);
    if (!owner || (options.people && options.people->count(*owner) == 0)) {
        taker.pass_over("owner",
                        "'" + shown(*text) + "' is not the id of a person of this library");
        return;
    }
    change.owner = *owner;
}

void take_class(FieldTaker& taker, const ImportSourceOptions& options, core::DraftChange& change) {
    const auto name = taker.line("class");
    if (!name) return;
    if (options.classes && options.classes->count(*name) == 0) {
        taker.pass_over("class", "the policy has no reading class '" + shown(*name) + "'");
        return;
    }
    change.reading_class = *name;
}

void take_review_months(FieldTaker& taker, core::DraftChange& change) {
    const auto text = taker.line("review_months");
    if (!text) return;
    int months = -1;
    const auto* const end = text->data() + text->size();
    const auto read = std::from_chars(text->data(), end, months);
    if (read.ec != std::errc() || read.ptr != end || months < 0 || months > most_months) {
        taker.pass_over("review_months", "'" + shown(*text) + "' is no number from 0 to 1200");
        return;
    }
    change.review_months = months;
}

}  // namespace

std::vector<std::string> take_front_matter(const FrontMatterFields& fields,
                                           const ImportSourceOptions& options,
                                           core::DraftChange& change) {
    FieldTaker taker(fields);
    take_owner(taker, options, change);
    change.department = taker.line("department");
    change.language = taker.line("language");
    take_class(taker, options, change);
    take_review_months(taker, change);
    change.clauses = taker.lines("clauses");
    change.keywords = taker.lines("keywords");
    if (!change.keywords) change.keywords = taker.lines("tags");
    return std::move(taker.passed_over);
}

}  // namespace muniment::storage
