// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/text.h"
#include "web/site/document_acts.h"
#include "web/site/metadata_rows.h"
#include "web/site/revision_page.h"

namespace muniment::web {
namespace {

using core::RevisionState;

const core::RevisionView* now_in_force(const RevisionPage& page) {
    const auto found =
        std::find_if(page.released.begin(), page.released.end(),
                     [](const auto& view) { return view.state == RevisionState::effective; });
    return found == page.released.end() ? nullptr : &*found;
}

/// For a revision that was in force at the moment asked about, but is not now.
std::string notice_of_another_time(const Wording& wording, const RevisionPage& page) {
    const auto& view = page.view;
    if (view.in_force && view.in_force->start > page.now) {
        return wording.texts().fill("band.planned", {{"date", wording.day(view.in_force->start)}});
    }
    const core::Interval interval = view.in_force.value_or(core::Interval{});
    return wording.texts().fill("band.then",
                                {{"from", wording.day(interval.start)},
                                 {"until", wording.day(interval.end.value_or(page.now))}});
}

std::string notice(const Wording& wording, const RevisionPage& page) {
    const auto& view = page.view;
    const auto& texts = wording.texts();
    const std::string end =
        view.in_force && view.in_force->end ? wording.day(*view.in_force->end) : std::string();
    switch (view.state) {
        case RevisionState::effective:
            return notice_of_another_time(wording, page);
        case RevisionState::superseded:
            if (view.superseded_by) {
                return texts.fill("band.superseded",
                                  {{"revision", view.superseded_by->text()}, {"date", end}});
            }
            return texts.fill("band.superseded_plain", {{"date", end}});
        case RevisionState::retired:
            return texts.fill("band.retired", {{"date", end}});
        case RevisionState::approved:
            if (!view.in_force) return texts.get("band.approved");
            return texts.fill("band.future", {{"date", wording.day(view.in_force->start)}});
        case RevisionState::draft:
            return texts.fill("band.draft", {{"revision", view.revision.text()}});
        case RevisionState::in_review:
            return texts.fill("band.in_review", {{"revision", view.revision.text()}});
        case RevisionState::withdrawn:
            break;
    }
    return texts.get("band.withdrawn");
}

/// "As stated by the migration of 2 March 2026: written by Nina Old, approved by Omar Early."
std::string stated_sentence(const Wording& wording, const core::RevisionView& view) {
    const auto& texts = wording.texts();
    std::vector<std::string> parts;
    if (!view.stated_author.empty())
        parts.push_back(texts.fill("document.stated_author", {{"person", view.stated_author}}));
    if (!view.stated_approvers.empty()) {
        parts.push_back(texts.fill("document.stated_approvers",
                                   {{"people", core::join(view.stated_approvers, ", ")}}));
    }
    const std::string sentence =
        texts.fill("document.stated_sentence", {{"date", wording.day(view.imported_at)}});
    return sentence + (parts.empty() ? "" : ": " + core::join(parts, ", ")) + ".";
}

bool starts_with_number(const std::string& text) {
    return !text.empty() && text[0] >= '0' && text[0] <= '9';
}

/// The contents list: three levels, numbered unless the author numbers, without the title.
Data contents_data(const Article& article) {
    std::vector<core::Heading> headings = article.contents;
    const auto tops = std::count_if(headings.begin(), headings.end(),
                                    [](const auto& heading) { return heading.level == 1; });
    if (tops == 1 && headings.front().level == 1) headings.erase(headings.begin());
    int top = 6;
    for (const auto& heading : headings) top = std::min(top, heading.level);
    const bool numbered_by_author =
        std::any_of(headings.begin(), headings.end(),
                    [](const auto& heading) { return starts_with_number(heading.text); });
    DataList entries;
    std::vector<int> numbers(3, 0);
    for (const auto& heading : headings) {
        const int depth = heading.level - top;
        if (depth > 2) continue;
        ++numbers[static_cast<std::size_t>(depth)];
        std::string number;
        for (int level = 0; level < 3; ++level) {
            auto& count = numbers[static_cast<std::size_t>(level)];
            if (level > depth) count = 0;
            if (level > depth || count == 0) continue;
            number += (number.empty() ? "" : ".") + std::to_string(count);
        }
        Data entry;
        entry.set("anchor", heading.anchor);
        set_text(entry, "number", numbered_by_author ? "" : number);
        entry.set("depth", std::to_string(depth));
        entry.set("text", heading.text);
        entries.push_back(entry);
    }
    return Data(entries);
}

void set_contents(Data& data, const Article& article) {
    Data entries = contents_data(article);
    if (!entries.is_empty_list()) data.set("contents", Data("toc", entries));
}

Data released_data(const Wording& wording, const RevisionPage& page) {
    DataList rows;
    for (auto view = page.released.rbegin(); view != page.released.rend(); ++view) {
        Data row;
        row.set("label", view->revision.text());
        row.set("state", std::string(core::name_of(view->state)));
        row.set("state_word", wording.state(view->state));
        row.set("revision_address", view->state == RevisionState::effective
                                        ? address_of(view->id)
                                        : address_of(view->id, view->revision));
        row.set("shown", view->revision == page.view.revision);
        set_text(row, "begin", view->effective_from ? wording.day(*view->effective_from) : "");
        rows.push_back(row);
    }
    return Data(rows);
}

void set_files(Data& data, const Wording& wording, const RevisionPage& page) {
    const auto& view = page.view;
    const Article& article = *page.article;
    if (!article.file.empty()) {
        Data file;
        file.set("file_name", article.file);
        file.set("file_address", file_address(view.id, view.revision));
        file.set("size", wording.size(article.file_bytes));
        data.set("file", file);
    }
    if (article.attachments.empty()) return;
    DataList list;
    for (const auto& attachment : article.attachments) {
        Data entry;
        entry.set("file_name", attachment.name);
        entry.set("file_address", attachment_address(view.id, view.revision, attachment.name));
        entry.set("size", wording.size(attachment.bytes));
        list.push_back(entry);
    }
    data.set("attachments", Data("attachment", Data(list)));
}

void set_facts(Data& data, const Wording& wording, const RevisionPage& page) {
    const auto& view = page.view;
    const auto& metadata = view.metadata;
    data.set("owner", page.owner_name);
    set_text(data, "department", metadata.department);
    data.set("type_name", page.type_name);
    set_text(data, "class_name", metadata.reading_class);
    set_text(data, "former", metadata.former_identifier);
    set_text(data, "clauses", core::join(metadata.clauses, ", "));
    set_text(data, "why", metadata.change_reason);
    if (view.effective_from) data.set("effective_from", wording.day(*view.effective_from));
    set_text(data, "origin", origin_text(wording, metadata));
    const auto* current = now_in_force(page);
    if (view.review_due && current != nullptr && current->revision == view.revision) {
        data.set("next_review", wording.day(*view.review_due));
        if (*view.review_due < page.today) {
            data.set("review_overdue", true);
            data.set("overdue_notice",
                     wording.texts().fill("document.overdue_notice",
                                          {{"date", wording.day(*view.review_due)}}));
        }
    }
    if (page.related.empty()) return;
    DataList links;
    for (const auto& [id, title] : page.related) {
        Data link;
        link.set("link_id", id.text());
        link.set("link_title", title);
        link.set("link_address", address_of(id));
        links.push_back(link);
    }
    data.set("related", Data("link", Data(links)));
}

void set_evidence(Data& data, const Wording& wording, const RevisionPage& page) {
    DataList signatures;
    for (const auto& signature : page.view.signatures)
        signatures.push_back(
            signature_data(wording, signature, page.view.self_released, page.delegators));
    data.set("signatures", Data(signatures));
    if (page.view.self_released) data.set("self_released", true);
    if (page.view.imported) data.set("stated_sentence", stated_sentence(wording, page.view));
    if (!page.waiting_stage) return;
    std::vector<std::string> places;
    for (const auto& slot : page.waiting_stage->slots) places.push_back(slot);
    data.set("waiting", wording.texts().fill(page.waiting_stage->meaning == core::Meaning::review
                                                 ? "document.waits_review"
                                                 : "document.waits_approval",
                                             {{"places", core::join(places, ", ")}}));
}

/// The pair of revisions that a reader of this one wants compared.
void set_comparison(Data& data, const RevisionPage& page) {
    const core::RevisionView* before = nullptr;
    for (const auto& view : page.released) {
        if (view.revision == page.view.revision) break;
        before = &view;
    }
    if (before != nullptr)
        data.set("compare", compare_address(page.view.id, before->revision, page.view.revision));
}

/// The first act is the obvious one; the rest is quieter.
void set_acts(Data& data, const Wording& wording, const RevisionPage& page) {
    if (page.acts.empty()) return;
    DataList acts;
    for (const auto act : page.acts) {
        Data entry;
        entry.set("act_label", act_label(wording, act));
        entry.set("act_address", act_address(page.view.id, act));
        entry.set("act_first", acts.empty() && is_expected(act));
        acts.push_back(entry);
    }
    data.set("acts", Data("act", Data(acts)));
}

}  // namespace

Data signature_data(const Wording& wording, const core::Signature& signature, bool self_released,
                    const PrintedNames& delegators) {
    Data data;
    const bool rejected = signature.decision == core::Decision::reject;
    data.set("meaning_word",
             rejected ? wording.text("meaning.rejected") : wording.meaning(signature.meaning));
    data.set("name", signature.name);
    set_text(data, "role", core::join({signature.roles.begin(), signature.roles.end()}, ", "));
    data.set("time", wording.moment(signature.time));
    data.set("how", wording.means(signature.authentication));
    set_text(data, "behalf",
             signature.on_behalf_of
                 ? wording.texts().fill("document.on_behalf",
                                        {{"person", delegators.at(*signature.on_behalf_of)}})
                 : std::string());
    set_text(data, "comment", signature.comment);
    set_text(data, "alone", self_released ? wording.text("document.self_released") : std::string());
    return data;
}

Data band_data(const Wording& wording, const RevisionPage& page) {
    const auto& view = page.view;
    const auto* current = now_in_force(page);
    const bool calm = view.state == RevisionState::effective && current != nullptr &&
                      current->revision == view.revision;
    Data data;
    data.set("id", view.id.text());
    data.set("title", view.metadata.title);
    data.set("state", std::string(core::name_of(view.state)));
    data.set("state_word", wording.state(view.state));
    data.set("revision", view.revision.text());
    set_text(data, "since", view.effective_from ? wording.day(*view.effective_from) : "");
    data.set("stated", view.imported);
    if (calm) {
        data.set("calm", true);
        return data;
    }
    data.set("notice", notice(wording, page));
    if (view.state == RevisionState::effective) {
        // What the word of the badge says was true at another time.
        data.set("state",
                 view.in_force && view.in_force->start > page.now ? "approved" : "superseded");
        data.set("state_word", wording.text("band.not_now"));
    }
    if (current != nullptr && current->revision != view.revision)
        data.set("current_link", address_of(view.id));
    return data;
}

Data revision_data(const Wording& wording, const RevisionPage& page) {
    Data data = band_data(wording, page);
    data.set("address", address_of(page.view.id));
    set_contents(data, *page.article);
    data.set("article", page.article->html);
    data.set("repeats_title", page.article->repeats_title);
    data.set("not_rendered", page.article->not_rendered);
    set_facts(data, wording, page);
    set_evidence(data, wording, page);
    set_files(data, wording, page);
    set_comparison(data, page);
    if (!page.released.empty()) data.set("releases", Data("release", released_data(wording, page)));
    const bool is_draft =
        page.view.state == RevisionState::draft || page.view.state == RevisionState::in_review;
    if (is_draft) data.set("draft_notice", true);
    set_acts(data, wording, page);
    if (page.draft && *page.draft != page.view.revision) {
        Data draft;
        draft.set("draft_label", page.draft->text());
        draft.set("draft_address", address_of(page.view.id, "/draft"));
        data.set("open_draft", draft);
    }
    return data;
}

}  // namespace muniment::web
