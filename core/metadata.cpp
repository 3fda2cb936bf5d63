// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/metadata.h"

#include "core/toml_text.h"

namespace muniment::core {
namespace {

Status read_lists(TomlReader& reader, Metadata& metadata) {
    metadata.clauses = reader.texts("clauses");
    metadata.keywords = reader.texts("keywords");
    for (const auto& text : reader.texts("related")) {
        MUNIMENT_TRY(auto identifier, Identifier::parse(text));
        metadata.related.push_back(std::move(identifier));
    }
    return {};
}

Status read_external(TomlReader& reader, Metadata& metadata) {
    const auto* table = reader.table("external");
    if (table == nullptr) return {};
    TomlReader inner(*table, "external");
    ExternalOrigin origin;
    origin.publisher = inner.text("publisher");
    origin.edition = inner.text("edition");
    origin.date = inner.date("date");
    metadata.external = std::move(origin);
    return inner.finish();
}

Status read_change(TomlReader& reader, Metadata& metadata) {
    const auto* table = reader.table("change");
    if (table == nullptr) return fail(ErrorCode::invalid_argument, "change: is missing");
    TomlReader inner(*table, "change");
    MUNIMENT_TRY(metadata.change_kind, parse_change_kind(inner.required_text("kind")));
    metadata.change_reason = inner.text("reason");
    return inner.finish();
}

Status read_links(TomlReader& reader, Metadata& metadata) {
    const auto* table = reader.table("links");
    if (table == nullptr) return {};
    for (const auto& [target, meaning] : *table) {
        const auto text = meaning.value_exact<std::string>();
        if (!text) return fail(ErrorCode::invalid_argument, "links: must be texts in quotes");
        metadata.links.emplace(std::string(target.str()), *text);
    }
    return {};
}

Result<Metadata> read_metadata(const toml::table& table) {
    TomlReader reader(table, "");
    Metadata metadata;
    metadata.title = reader.required_text("title");
    metadata.type = reader.required_text("type");
    MUNIMENT_TRY(metadata.owner, PersonId::parse(reader.required_text("owner")));
    metadata.department = reader.text("department");
    metadata.language = reader.text("language");
    metadata.reading_class = reader.required_text("class");
    const auto months = reader.integer("review_months", -1);
    if (months >= 0) metadata.review_months = static_cast<int>(months);
    metadata.former_identifier = reader.text("former_identifier");
    metadata.effective_date = reader.date("effective_date");
    MUNIMENT_CHECK(read_lists(reader, metadata));
    MUNIMENT_CHECK(read_change(reader, metadata));
    MUNIMENT_CHECK(read_external(reader, metadata));
    MUNIMENT_CHECK(read_links(reader, metadata));
    MUNIMENT_CHECK(reader.finish());
    return metadata;
}

/// A line of its own for what is there, nothing for what is not.
std::string line_unless_empty(std::string_view key, const std::string& value) {
    return value.empty() ? "" : std::string(key) + " = " + toml_quoted(value) + "\n";
}

std::string line_unless_empty(std::string_view key, const std::vector<std::string>& values) {
    return values.empty() ? "" : std::string(key) + " = " + toml_list(values) + "\n";
}

std::string line_unless_absent(std::string_view key, const std::optional<Date>& date) {
    return date ? std::string(key) + " = " + render(*date) + "\n" : "";
}

std::string render_tables(const Metadata& metadata) {
    std::string text = "\n[change]\nkind = " + toml_quoted(name_of(metadata.change_kind)) + "\n" +
                       line_unless_empty("reason", metadata.change_reason);
    if (metadata.external) {
        text += "\n[external]\n" + line_unless_empty("publisher", metadata.external->publisher) +
                line_unless_empty("edition", metadata.external->edition) +
                line_unless_absent("date", metadata.external->date);
    }
    if (!metadata.links.empty()) text += "\n[links]\n";
    for (const auto& [target, meaning] : metadata.links) {
        text += toml_quoted(target) + " = " + toml_quoted(meaning) + "\n";
    }
    return text;
}

}  // namespace

std::optional<Identifier> linked_document(const std::string& meaning) {
    if (meaning.starts_with("attachments/")) return std::nullopt;
    auto id = Identifier::parse(meaning.substr(0, meaning.find('#')));
    if (!id) return std::nullopt;
    return std::move(*id);
}

std::string render_metadata(const Metadata& metadata) {
    std::vector<std::string> related;
    for (const auto& identifier : metadata.related) related.push_back(identifier.text());
    std::string text = "title = " + toml_quoted(metadata.title) +
                       "\ntype = " + toml_quoted(metadata.type) +
                       "\nowner = " + toml_quoted(metadata.owner.text()) + "\n" +
                       line_unless_empty("department", metadata.department) +
                       line_unless_empty("language", metadata.language) +
                       "class = " + toml_quoted(metadata.reading_class) + "\n";
    if (metadata.review_months) {
        text += "review_months = " + std::to_string(*metadata.review_months) + "\n";
    }
    text += line_unless_empty("clauses", metadata.clauses) +
            line_unless_empty("keywords", metadata.keywords) +
            line_unless_empty("related", related) +
            line_unless_empty("former_identifier", metadata.former_identifier) +
            line_unless_absent("effective_date", metadata.effective_date);
    return text + render_tables(metadata);
}

Result<Metadata> parse_metadata(std::string_view text) {
    auto metadata = parse_toml(text, "the metadata").and_then(read_metadata);
    if (!metadata) {
        return fail(ErrorCode::data_corrupt, "the metadata file: " + metadata.error().message);
    }
    if (render_metadata(*metadata) != text) {
        return fail(ErrorCode::data_corrupt, "the metadata file is not in Muniment's spelling");
    }
    return metadata;
}

}  // namespace muniment::core
