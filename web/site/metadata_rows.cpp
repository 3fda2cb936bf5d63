// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/metadata_rows.h"

#include "core/text.h"

namespace muniment::web {
namespace {

std::string months_of(const core::Metadata& metadata) {
    return metadata.review_months ? std::to_string(*metadata.review_months) : std::string();
}

std::string related_of(const core::Metadata& metadata) {
    std::vector<std::string> ids;
    for (const auto& id : metadata.related) ids.push_back(id.text());
    return core::join(ids, ", ");
}

std::string asked_date(const Wording& wording, const core::Metadata& metadata) {
    return metadata.effective_date ? wording.day(*metadata.effective_date) : std::string();
}

std::string links_of(const core::Metadata& metadata) {
    std::vector<std::string> links;
    for (const auto& [target, meaning] : metadata.links) {
        links.push_back(target);
        links.back().append(" = ").append(meaning);
    }
    return core::join(links, ", ");
}

}  // namespace

std::string origin_text(const Wording& wording, const core::Metadata& metadata) {
    if (!metadata.external) return {};
    const auto& origin = *metadata.external;
    std::vector<std::string> parts{origin.publisher};
    if (!origin.edition.empty()) parts.push_back(origin.edition);
    if (origin.date) parts.push_back(wording.day(*origin.date));
    return core::join(parts, ", ");
}

std::vector<MetadataRow> metadata_rows(const Wording& wording, const core::Metadata& metadata) {
    return {
        {wording.text("list.title"), metadata.title},
        {wording.text("document.type"), metadata.type},
        {wording.text("document.owner"), metadata.owner.text()},
        {wording.text("document.department"), metadata.department},
        {wording.text("document.language"), metadata.language},
        {wording.text("document.reading_class"), metadata.reading_class},
        {wording.text("document.review_months"), months_of(metadata)},
        {wording.text("document.clauses"), core::join(metadata.clauses, ", ")},
        {wording.text("document.keywords"), core::join(metadata.keywords, ", ")},
        {wording.text("document.related"), related_of(metadata)},
        {wording.text("document.former"), metadata.former_identifier},
        {wording.text("document.origin"), origin_text(wording, metadata)},
        {wording.text("document.asked_date"), asked_date(wording, metadata)},
        {wording.text("document.links"), links_of(metadata)},
    };
}

}  // namespace muniment::web
