// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/list_page.h"

namespace muniment::web {
namespace {

std::string text_of(const std::optional<core::Date>& date) {
    return date ? core::render(*date) : std::string();
}

std::string csv_line(const std::vector<std::string>& cells) {
    std::string line;
    for (const auto& cell : cells) line += (line.empty() ? "" : ",") + csv_cell(cell);
    return line + "\r\n";
}

}  // namespace

std::string csv_cell(const std::string& text) {
    // Spreadsheets run what begins like a formula; the apostrophe makes it text.
    const bool formula =
        !text.empty() && std::string("=+-@\t\r").find(text[0]) != std::string::npos;
    std::string cell = formula ? "\"'" : "\"";
    for (const char c : text) {
        if (c == '"') cell += '"';
        cell += c;
    }
    return cell + '"';
}

std::string list_csv(const std::vector<core::DocumentRow>& rows) {
    std::string csv = csv_line({"id", "title", "type", "state", "revision", "effective_from",
                                "stated_by_migration", "owner", "department", "class", "review_due",
                                "draft_revision", "draft_state"});
    for (const auto& row : rows) {
        csv += csv_line({row.id.text(), row.title, row.type, std::string(core::name_of(row.state)),
                         row.revision, text_of(row.effective_from), row.imported ? "yes" : "no",
                         row.owner.text(), row.department, row.reading_class,
                         text_of(row.review_due), row.draft_revision.value_or(""),
                         row.draft_state ? std::string(core::name_of(*row.draft_state)) : ""});
    }
    return csv;
}

}  // namespace muniment::web
