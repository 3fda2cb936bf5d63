// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/list_page.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/review_due.h"
#include "web/site/draft_forms.h"

namespace muniment::web {
namespace {

using core::DocumentRow;
using core::ErrorCode;

/// A column to sort by; absent dates come last in either order.
using Less = bool (*)(const DocumentRow&, const DocumentRow&);

struct Column {
    std::string_view name;
    Less less;
};

template <class Value>
bool absent_last(const std::optional<Value>& left, const std::optional<Value>& right) {
    return left && (!right || *left < *right);
}

constexpr std::array<Column, 6> columns{{
    {"id", [](const DocumentRow& l, const DocumentRow& r) { return l.id < r.id; }},
    {"title", [](const DocumentRow& l, const DocumentRow& r) { return l.title < r.title; }},
    {"state", [](const DocumentRow& l, const DocumentRow& r) { return l.state < r.state; }},
    {"owner", [](const DocumentRow& l, const DocumentRow& r) { return l.owner < r.owner; }},
    {"since",
     [](const DocumentRow& l, const DocumentRow& r) {
         return absent_last(r.effective_from, l.effective_from);  // newest first
     }},
    {"review", [](const DocumentRow& l,
                  const DocumentRow& r) { return absent_last(l.review_due, r.review_due); }},
}};

core::Status sort_rows(const std::string& by, std::vector<DocumentRow>& rows) {
    const auto column = std::find_if(columns.begin(), columns.end(), [&](const Column& known) {
        return known.name == (by.empty() ? "id" : by);
    });
    if (column == columns.end()) {
        return core::fail(ErrorCode::invalid_argument, "the list cannot be sorted by that",
                          "Sort by id, title, state, owner, since or review.");
    }
    std::sort(rows.begin(), rows.end(), [](const auto& l, const auto& r) { return l.id < r.id; });
    std::stable_sort(rows.begin(), rows.end(), column->less);
    return {};
}

core::Result<core::DocumentFilter> filter_of(const Query& query,
                                             std::optional<core::Instant> as_of) {
    core::DocumentFilter filter;
    filter.type = query.get("type");
    filter.as_of = as_of;
    if (const auto state = query.find("state")) {
        MUNIMENT_TRY(filter.state, core::parse_revision_state(*state));
    }
    if (const auto owner = query.find("owner")) {
        MUNIMENT_TRY(filter.owner, core::PersonId::parse(*owner));
    }
    const auto review = query.get("review");
    if (!review.empty() && review != "overdue") {
        return core::fail(ErrorCode::invalid_argument, "there is no such filter of reviews",
                          "The one that there is: review=overdue.");
    }
    return filter;
}

core::Result<ListPage> matching(Call& call) {
    ListPage page;
    MUNIMENT_TRY(page.query,
                 Query::check(call.visit.request.query, {"state", "type", "department", "owner",
                                                         "review", "sort", "page", "as-of"}));
    MUNIMENT_TRY(const auto as_of, call.as_of(page.query));
    MUNIMENT_TRY(const auto filter, filter_of(page.query, as_of));
    MUNIMENT_TRY(page.page, page.query.page());
    MUNIMENT_TRY(page.rows, call.reader().list(call.viewer, filter));
    MUNIMENT_TRY(page.day, core::day_asked_about(call.reader(), as_of));
    std::set<std::string> departments;
    for (const auto& row : page.rows)
        if (!row.department.empty()) departments.insert(row.department);
    page.departments.assign(departments.begin(), departments.end());
    const std::string department = page.query.get("department");
    const bool overdue_only = page.query.find("review").has_value();
    page.rows.erase(
        std::remove_if(page.rows.begin(), page.rows.end(),
                       [&](const DocumentRow& row) {
                           return (!department.empty() && row.department != department) ||
                                  (overdue_only && !core::is_review_overdue(row, page.day));
                       }),
        page.rows.end());
    MUNIMENT_CHECK(sort_rows(page.query.get("sort"), page.rows));
    for (const auto& type : call.policy.types)
        page.types.emplace_back(type.first, type.second.name);
    page.types.emplace_back("POLICY", call.policy.policy_document.name);
    return page;
}

Data option(const std::string& value, const std::string& word, const std::string& chosen) {
    Data data;
    data.set("value", value);
    data.set("word", word);
    data.set("selected", value == chosen);
    return data;
}

void set_filters(Data& data, const Wording& wording, const ListPage& page) {
    DataList states;
    for (const auto state : {core::RevisionState::effective, core::RevisionState::draft,
                             core::RevisionState::in_review, core::RevisionState::approved,
                             core::RevisionState::retired, core::RevisionState::withdrawn}) {
        states.push_back(option(std::string(core::name_of(state)), wording.state(state),
                                page.query.get("state")));
    }
    data.set("states", Data(states));
    DataList types;
    for (const auto& [code, name] : page.types) {
        std::string label = name;
        if (code != "POLICY") label.append(" (").append(code).append(")");
        types.push_back(option(code, label, page.query.get("type")));
    }
    data.set("types", Data(types));
    DataList departments;
    for (const auto& department : page.departments)
        departments.push_back(option(department, department, page.query.get("department")));
    if (!departments.empty()) data.set("departments", Data("department", Data(departments)));
    data.set("owner_filter", page.query.get("owner"));
    set_text(data, "as_of_kept", page.query.get("as-of"));
    set_text(data, "sort_kept", page.query.get("sort"));
    const bool filtered = page.query.find("state") || page.query.find("type") ||
                          page.query.find("department") || page.query.find("owner") ||
                          page.query.find("review");
    data.set("filtered", filtered);
    data.set("unfiltered", page.query.with({{"state", ""},
                                            {"type", ""},
                                            {"department", ""},
                                            {"owner", ""},
                                            {"review", ""},
                                            {"page", ""}}));
    set_text(data, "overdue_filter", page.query.get("review"));
}

Data row_data(const Wording& wording, const ListPage& page, const DocumentRow& row) {
    Data data;
    const std::string as_of =
        page.query.get("as-of").empty() ? "" : Query().with({{"as-of", page.query.get("as-of")}});
    data.set("id", row.id.text());
    data.set("address", address_of(row.id, as_of));
    data.set("row_title", row.title);
    data.set("state", std::string(core::name_of(row.state)));
    data.set("state_word", wording.state(row.state));
    data.set("revision", row.revision);
    set_text(data, "since", row.effective_from ? wording.day(*row.effective_from) : "");
    data.set("stated", row.imported);
    const auto name = page.owner_names.find(row.owner);
    data.set("owner", name == page.owner_names.end() ? row.owner.text() : name->second);
    set_text(data, "review", row.review_due ? wording.day(*row.review_due) : "");
    data.set("review_overdue", core::is_review_overdue(row, page.day));
    const bool draft_beside = row.draft_state && row.draft_revision != row.revision;
    set_text(data, "draft_state", draft_beside ? std::string(core::name_of(*row.draft_state)) : "");
    if (draft_beside) {
        data.set("draft_word",
                 wording.state(*row.draft_state) + " " + row.draft_revision.value_or(""));
        data.set("draft_address", address_of(row.id, "/draft"));
    }
    return data;
}

void set_sorting(Data& data, const ListPage& page) {
    for (const auto& column : columns) {
        data.set(
            "sort_" + std::string(column.name),
            "/documents" + page.query.with({{"sort", std::string(column.name)}, {"page", ""}}));
    }
}

}  // namespace

Data list_data(const Wording& wording, const ListPage& page) {
    Data data;
    data.set("count_text", wording.texts().counted("list.count", page.rows.size()));
    data.set("csv", "/documents.csv" + page.query.with({{"page", ""}}));
    set_filters(data, wording, page);
    set_sorting(data, page);
    const std::size_t first = std::min((page.page - 1) * rows_on_a_page, page.rows.size());
    const std::size_t last = std::min(first + rows_on_a_page, page.rows.size());
    DataList rows;
    for (std::size_t index = first; index < last; ++index)
        rows.push_back(row_data(wording, page, page.rows[index]));
    if (!rows.empty()) data.set("rows", Data("row", Data(rows)));
    const auto address = [&](std::size_t number) {
        return "/documents" +
               page.query.with({{"page", number == 1 ? "" : std::to_string(number)}});
    };
    if (page.page > 1) data.set("previous", address(page.page - 1));
    if (last < page.rows.size()) data.set("next", address(page.page + 1));
    return data;
}

core::Result<http::Response> list_page(Call& call) {
    call.frame.as_of_path = "/documents";
    MUNIMENT_TRY(auto page, matching(call));
    const std::size_t first = std::min((page.page - 1) * rows_on_a_page, page.rows.size());
    const std::size_t last = std::min(first + rows_on_a_page, page.rows.size());
    for (std::size_t index = first; index < last; ++index) {
        const auto& owner = page.rows[index].owner;
        if (page.owner_names.count(owner) > 0) continue;
        MUNIMENT_TRY(page.owner_names[owner], printed_name(call, owner));
    }
    for (const char* name : {"state", "type", "department", "owner", "review", "sort"})
        if (const auto value = page.query.find(name))
            call.frame.as_of_keep.emplace_back(name, *value);
    Data data = list_data(call.wording, page);
    if (check_may_create(call)) data.set("new_document", true);
    return call.answer(call.text("list.headline"), "documents", data);
}

core::Result<http::Response> list_download(Call& call) {
    MUNIMENT_TRY(const auto page, matching(call));
    auto response = http::make_response(200, "text/csv; charset=utf-8", list_csv(page.rows));
    response.headers.set("Content-Disposition", "attachment; filename=\"documents.csv\"");
    return response;
}

}  // namespace muniment::web
