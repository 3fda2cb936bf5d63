// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/search_page.h"

#include "core/rendition/heading_anchor.h"
#include "core/rendition/html_escape.h"
#include "core/text.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

constexpr std::string_view path_separator = " > ";

/// The place of the passage found: the last heading of its path.
std::string place_of(const std::string& section) {
    const std::size_t last = section.rfind(path_separator);
    const std::string heading =
        last == std::string::npos ? section : section.substr(last + path_separator.size());
    return heading.empty() ? std::string() : "#" + core::anchor_for(heading);
}

/// The heading path of the passage; the title needs not stand there twice.
std::string below_title(const core::SearchHit& hit) {
    const std::string start = hit.title + std::string(path_separator);
    const bool repeats = hit.section.compare(0, start.size(), start) == 0;
    return repeats ? hit.section.substr(start.size()) : hit.section;
}

std::string revision_address(const core::SearchHit& hit, const std::string& as_of) {
    if (hit.state != core::RevisionState::effective) return address_of(hit.id, hit.revision);
    return address_of(hit.id, as_of.empty() ? "" : Query().with({{"as-of", as_of}}));
}

Data hit_data(const Wording& wording, const SearchPage& page, const core::SearchHit& hit) {
    const std::string address = revision_address(hit, page.query.get("as-of"));
    Data data;
    data.set("id", hit.id.text());
    data.set("hit_title", hit.title);
    data.set("address", address);
    data.set("state", std::string(core::name_of(hit.state)));
    data.set("state_word", wording.state(hit.state));
    data.set("revision", hit.revision.text());
    set_text(data, "heading", below_title(hit));
    data.set("section_address", address + place_of(hit.section));
    data.set("snippet", snippet_html(hit.snippet));
    return data;
}

core::Result<core::SearchQuery> search_query(Call& call, const Query& query) {
    core::SearchQuery asked;
    asked.text = query.get("q");
    MUNIMENT_TRY(const auto as_of, call.as_of(query));
    asked.at = as_of.value_or(call.now);
    const auto all = query.get("all_states");
    if (!all.empty() && all != "1") {
        return core::fail(ErrorCode::invalid_argument, "all_states is 1 or is left out");
    }
    asked.all_states = all == "1";
    MUNIMENT_TRY(const auto page, query.page());
    asked.limit = hits_on_a_page;
    asked.offset = (page - 1) * hits_on_a_page;
    return asked;
}

/// How many more there would be with revisions that are not in force.
core::Result<std::size_t> others_of(Call& call, core::SearchQuery asked, std::size_t total) {
    if (asked.all_states) return std::size_t{0};
    asked.all_states = true;
    asked.offset = 0;
    asked.limit = 1;
    MUNIMENT_TRY(const auto everything, call.reader().search(call.viewer, asked));
    return everything.total > total ? everything.total - total : 0;
}

}  // namespace

std::string snippet_html(const std::string& snippet) {
    constexpr char begin_mark = '\x02';
    constexpr char end_mark = '\x03';
    std::string html;
    bool marked = false;
    std::size_t done = 0;
    while (done < snippet.size()) {
        const char sign = snippet[done];
        if (sign == begin_mark || sign == end_mark) {
            const bool begins = sign == begin_mark;
            if (begins != marked) html += begins ? "<mark>" : "</mark>";
            marked = begins;
            ++done;
            continue;
        }
        const std::size_t next = std::min(snippet.find_first_of("\x02\x03", done), snippet.size());
        core::append_html_escaped(html, std::string_view(snippet).substr(done, next - done));
        done = next;
    }
    return marked ? html + "</mark>" : html;
}

Data search_data(const Wording& wording, const SearchPage& page) {
    Data data;
    data.set("query", page.query.get("q"));
    data.set("asked", !page.query.get("q").empty());
    data.set("count_text", wording.texts().counted("search.count", page.answer.total));
    set_text(data, "as_of_kept", page.query.get("as-of"));
    data.set("all_states", !page.query.get("all_states").empty());
    DataList hits;
    for (const auto& hit : page.answer.hits) hits.push_back(hit_data(wording, page, hit));
    if (!hits.empty()) data.set("hits", Data("hit", Data(hits)));
    const auto address = [&](std::size_t number) {
        return "/search" + page.query.with({{"page", number == 1 ? "" : std::to_string(number)}});
    };
    if (page.page > 1) data.set("previous", address(page.page - 1));
    if (page.page * hits_on_a_page < page.answer.total) data.set("next", address(page.page + 1));
    if (page.others > 0) {
        Data others;
        others.set("others_count", std::to_string(page.others));
        others.set("others_address",
                   "/search" + page.query.with({{"all_states", "1"}, {"page", ""}}));
        data.set("others", others);
    }
    return data;
}

core::Result<http::Response> search_page(Call& call) {
    call.frame.as_of_path = "/search";
    SearchPage page;
    MUNIMENT_TRY(page.query,
                 Query::check(call.visit.request.query, {"q", "all_states", "as-of", "page"}));
    call.frame.query = page.query.get("q");
    for (const char* name : {"q", "all_states"})
        if (const auto value = page.query.find(name))
            call.frame.as_of_keep.emplace_back(name, *value);
    MUNIMENT_TRY(const auto asked, search_query(call, page.query));
    MUNIMENT_TRY(page.page, page.query.page());
    if (!core::trimmed(asked.text).empty()) {
        MUNIMENT_TRY(page.answer, call.reader().search(call.viewer, asked));
        MUNIMENT_TRY(page.others, others_of(call, asked, page.answer.total));
    }
    return call.answer(call.text("search.headline"), "search", search_data(call.wording, page));
}

}  // namespace muniment::web
