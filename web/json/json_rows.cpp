// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/text.h"
#include "web/json/json_values.h"

namespace muniment::web {
namespace {

constexpr char found_begins = '\x02';  // see core::SearchHit
constexpr char found_ends = '\x03';

JsonValue json_interval(const core::RevisionView& view) {
    if (!view.in_force) return {};
    JsonObject interval = json_object();
    interval.set("from", json_instant(view.in_force->start));
    interval.set("until", json_instant(view.in_force->end));
    return interval;
}

JsonValue json_migration(const core::RevisionView& view) {
    if (!view.imported) return {};
    JsonObject stated = json_object();
    stated.set("imported_at", json_instant(view.imported_at));
    stated.set("author", json_text(view.stated_author));
    stated.set("approved_by", json_texts(view.stated_approvers));
    return stated;
}

}  // namespace

std::string without_marks(std::string snippet) {
    snippet.erase(std::remove_if(snippet.begin(), snippet.end(),
                                 [](char c) { return c == found_begins || c == found_ends; }),
                  snippet.end());
    return snippet;
}

JsonObject json_revision(const core::RevisionView& view) {
    JsonArray signatures;
    for (const auto& signature : view.signatures) signatures.add(json_signature(signature));
    JsonObject answer = json_answer();
    answer.set("id", view.id.text());
    answer.set("title", view.metadata.title);
    answer.set("revision", view.revision.text());
    answer.set("state", std::string(name_of(view.state)));
    answer.set("effective_from", json_date(view.effective_from));
    answer.set("in_force", json_interval(view));
    answer.set("planned", view.planned);
    answer.set("superseded_by",
               view.superseded_by ? json_text(view.superseded_by->text()) : JsonValue());
    answer.set("review_due", json_date(view.review_due));
    answer.set("released_without_second_person", view.self_released);
    answer.set("stated_by_migration", json_migration(view));
    answer.set("digest", view.content.sha256.text());
    answer.set("signatures", signatures);
    answer.set("metadata", json_metadata(view.metadata));
    return answer;
}

void set_master(JsonObject& answer, const core::File& master) {
    answer.set("file", master.path);
    answer.set("content", core::is_utf8(master.bytes) ? JsonValue(master.bytes) : JsonValue());
}

JsonObject json_document(const core::DocumentRow& row) {
    JsonValue draft;
    if (row.draft_revision && row.draft_state) {
        JsonObject beside = json_object();
        beside.set("revision", *row.draft_revision);
        beside.set("state", std::string(name_of(*row.draft_state)));
        draft = beside;
    }
    JsonObject object = json_object();
    object.set("id", row.id.text());
    object.set("title", row.title);
    object.set("type", row.type);
    object.set("state", std::string(name_of(row.state)));
    object.set("revision", row.revision);
    object.set("effective_from", json_date(row.effective_from));
    object.set("stated_by_migration", row.imported);
    object.set("owner", row.owner.text());
    object.set("department", json_text(row.department));
    object.set("review_due", json_date(row.review_due));
    object.set("draft", draft);
    return object;
}

JsonObject json_event(const core::TrailRow& row) {
    JsonObject object = json_object();
    object.set("sequence", row.sequence);
    object.set("time", json_instant(row.time));
    object.set("event", std::string(name_of(row.event)));
    const bool document = row.subject && !row.subject->is_person();
    object.set("document", document ? json_text(row.subject->text()) : JsonValue());
    object.set("about_person",
               row.subject && !document ? json_text(row.subject->person().text()) : JsonValue());
    object.set("revision", json_text(row.revision));
    object.set("person", json_text(row.person.text()));
    object.set("name", json_text(row.name));
    object.set("meaning",
               row.meaning ? JsonValue(std::string(name_of(*row.meaning))) : JsonValue());
    object.set("decision",
               row.decision ? JsonValue(std::string(name_of(*row.decision))) : JsonValue());
    object.set("on_behalf_of",
               row.on_behalf_of ? json_text(row.on_behalf_of->text()) : JsonValue());
    object.set("detail", json_text(row.detail));
    object.set("reason", json_text(row.reason));
    object.set("commit", row.commit.hex());
    return object;
}

JsonObject json_hit(const core::SearchHit& hit) {
    JsonObject object = json_object();
    object.set("id", hit.id.text());
    object.set("title", hit.title);
    object.set("revision", hit.revision.text());
    object.set("state", std::string(name_of(hit.state)));
    object.set("section", json_text(hit.section));
    object.set("snippet", without_marks(hit.snippet));
    object.set("score", hit.score);
    return object;
}

JsonObject json_done_answer(const std::vector<core::Done>& done) {
    JsonArray acts;
    for (const auto& act : done) acts.add(json_done(act));
    JsonObject answer = json_answer();
    answer.set("done", acts);
    return answer;
}

}  // namespace muniment::web
