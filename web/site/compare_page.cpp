// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/compare_page.h"

#include <map>

#include "core/text.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

const std::string* bytes_of(const std::map<std::string, const std::string*>& files,
                            const std::string& name) {
    const auto found = files.find(name);
    return found == files.end() ? nullptr : found->second;
}

std::map<std::string, const std::string*> attachments_of(const core::Files& files) {
    constexpr std::string_view folder = "attachments/";
    std::map<std::string, const std::string*> named;
    for (const auto& file : files) {
        if (file.path.compare(0, folder.size(), folder) == 0)
            named.emplace(file.path.substr(folder.size()), &file.bytes);
    }
    return named;
}

void add_attachments(const Wording& wording, const core::Files& older, const core::Files& newer,
                     std::vector<OtherChange>& changes) {
    const auto before = attachments_of(older);
    const auto after = attachments_of(newer);
    for (const auto& [name, bytes] : before) {
        const auto* now = bytes_of(after, name);
        if (now != nullptr && *now == *bytes) continue;
        changes.push_back({wording.text("document.attachments"), name,
                           now == nullptr ? wording.text("compare.gone")
                                          : wording.text("compare.other_content")});
    }
    for (const auto& [name, bytes] : after) {
        if (bytes_of(before, name) == nullptr)
            changes.push_back({wording.text("document.attachments"), "", name});
    }
}

std::string months_of(const core::Metadata& metadata) {
    return metadata.review_months ? std::to_string(*metadata.review_months) : std::string();
}

std::string related_of(const core::Metadata& metadata) {
    std::vector<std::string> ids;
    for (const auto& id : metadata.related) ids.push_back(id.text());
    return core::join(ids, ", ");
}

std::string origin_of(const Wording& wording, const core::Metadata& metadata) {
    if (!metadata.external) return {};
    const auto& origin = *metadata.external;
    const std::string date = origin.date ? ", " + wording.day(*origin.date) : std::string();
    return origin.publisher + (origin.edition.empty() ? "" : ", " + origin.edition) + date;
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

/// The two revisions to compare: as asked for, else the newest released one and its predecessor.
core::Result<std::pair<core::RevisionLabel, core::RevisionLabel>> pair_to_compare(
    Call& call, const core::Identifier& id, const Query& query) {
    MUNIMENT_TRY(const auto released, call.reader().released(call.viewer, id));
    std::pair<core::RevisionLabel, core::RevisionLabel> pair;
    if (const auto from = query.find("from")) {
        MUNIMENT_TRY(pair.first, label_in_address(call, id, *from));
    } else if (released.size() >= 2) {
        pair.first = released[released.size() - 2].revision;
    }
    if (const auto to = query.find("to")) {
        MUNIMENT_TRY(pair.second, label_in_address(call, id, *to));
    } else if (!released.empty()) {
        pair.second = released.back().revision;
    }
    if (pair.first.text().empty() || pair.second.text().empty()) {
        return core::fail(ErrorCode::not_found,
                          call.wording.texts().fill("not_found.pair", {{"identifier", id.text()}}),
                          call.text("not_found.revision_hint"));
    }
    return pair;
}

core::Status compare_texts(const core::Files& older, const core::Files& newer,
                           Comparison& comparison) {
    const auto& id = comparison.older.id;
    const auto* before = core::find_master(id, older);
    const auto* after = core::find_master(id, newer);
    if (before == nullptr || after == nullptr)
        return core::fail(ErrorCode::data_corrupt, id.text() + " has no master file");
    comparison.same_bytes = before->bytes == after->bytes;
    const bool text = core::is_markdown(before->path) && core::is_markdown(after->path);
    const bool policy_text = id.is_policy();
    if (!text && !policy_text) return {};
    auto redline = core::compare_documents(before->bytes, after->bytes);
    // What is refused as Markdown can still be told to differ or not.
    if (redline) comparison.redline = std::move(*redline);
    return {};
}

}  // namespace

std::vector<OtherChange> other_changes(const Wording& wording, const core::RevisionView& older,
                                       const core::Files& older_files,
                                       const core::RevisionView& newer,
                                       const core::Files& newer_files) {
    std::vector<OtherChange> changes;
    const auto compare = [&](const char* key, const std::string& before, const std::string& after) {
        if (before != after) changes.push_back({wording.text(key), before, after});
    };
    const auto& before = older.metadata;
    const auto& after = newer.metadata;
    compare("list.title", before.title, after.title);
    compare("document.owner", before.owner.text(), after.owner.text());
    compare("document.department", before.department, after.department);
    compare("document.language", before.language, after.language);
    compare("document.review_months", months_of(before), months_of(after));
    compare("document.related", related_of(before), related_of(after));
    compare("document.origin", origin_of(wording, before), origin_of(wording, after));
    compare("document.asked_date", asked_date(wording, before), asked_date(wording, after));
    compare("document.reading_class", before.reading_class, after.reading_class);
    compare("document.clauses", core::join(before.clauses, ", "), core::join(after.clauses, ", "));
    compare("document.keywords", core::join(before.keywords, ", "),
            core::join(after.keywords, ", "));
    compare("document.former", before.former_identifier, after.former_identifier);
    compare("document.links", links_of(before), links_of(after));
    add_attachments(wording, older_files, newer_files, changes);
    return changes;
}

Data compare_data(const Wording& wording, const Comparison& comparison) {
    Data data = band_data(wording, comparison.newer);
    const auto& newer = comparison.newer.view;
    data.set("address", address_of(newer.id));
    data.set("from", comparison.older.revision.text());
    data.set("to", newer.revision.text());
    set_text(data, "reason", newer.metadata.change_reason);
    if (comparison.redline && comparison.redline->shows_changes()) {
        const auto& redline = *comparison.redline;
        data.set("redline", redline.html);
        data.set("summary",
                 wording.texts().counted("compare.inserted", redline.words_inserted) + ", " +
                     wording.texts().counted("compare.deleted", redline.words_deleted) + ", " +
                     wording.texts().counted("compare.paragraphs", redline.paragraphs_inserted +
                                                                       redline.paragraphs_deleted +
                                                                       redline.paragraphs_changed));
    } else if (comparison.redline) {
        data.set("same", wording.text(comparison.same_bytes ? "compare.same" : "compare.layout"));
    } else {
        data.set("same",
                 wording.text(comparison.same_bytes ? "compare.same_file" : "compare.other_file"));
    }
    DataList changes;
    for (const auto& change : comparison.changes) {
        Data row;
        row.set("what", change.what);
        set_text(row, "before", change.before);
        set_text(row, "after", change.after);
        changes.push_back(row);
    }
    if (!changes.empty()) data.set("changes", Data("change", Data(changes)));
    return data;
}

core::Status read_comparison(Call& call, Comparison& comparison) {
    const auto& newer = comparison.newer.view;
    MUNIMENT_TRY(const auto older_files, call.reader().files(comparison.older));
    MUNIMENT_TRY(const auto newer_files, call.reader().files(newer));
    MUNIMENT_CHECK(compare_texts(older_files, newer_files, comparison));
    comparison.changes =
        other_changes(call.wording, comparison.older, older_files, newer, newer_files);
    return {};
}

core::Result<http::Response> compare_page(Call& call) {
    MUNIMENT_TRY(const auto query, Query::check(call.visit.request.query, {"from", "to"}));
    MUNIMENT_TRY(const auto state, find_document(call, call.visit.path.get("id")));
    if (auto elsewhere = to_own_spelling(call, state.id)) return std::move(*elsewhere);
    MUNIMENT_TRY(const auto pair, pair_to_compare(call, state.id, query));
    core::RevisionChoice choice;
    choice.label = pair.first;
    Comparison comparison;
    MUNIMENT_TRY(comparison.older, find_revision(call, state.id, choice));
    choice.label = pair.second;
    auto& newer = comparison.newer;
    MUNIMENT_TRY(newer.view, find_revision(call, state.id, choice));
    newer.now = call.now;
    newer.today = call.today;
    MUNIMENT_TRY(newer.released, call.reader().released(call.viewer, state.id));
    MUNIMENT_CHECK(read_comparison(call, comparison));
    return call.answer(call.text("compare.headline") + ": " + state.id.text(), "compare",
                       compare_data(call.wording, comparison));
}

}  // namespace muniment::web
