// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/master_file.h"
#include "core/people_seen.h"
#include "storage/accounts/reading_note.h"
#include "web/api/operation.h"
#include "web/json/json_readings.h"

namespace muniment::web {
namespace {

using Type = ApiParameter::Type;

constexpr std::size_t usual_hits = 20;
constexpr std::size_t most_hits = 1000;

core::Result<std::optional<core::Instant>> moment(ApiCall& call, std::string_view name) {
    if (!call.arguments.has(name)) return std::optional<core::Instant>();
    MUNIMENT_TRY(const auto instant, call.reader().moment(call.arguments.get(name)));
    return std::optional(instant);
}

/// A date's first instant in the site's zone, or the instant itself.
core::Result<std::optional<core::Instant>> first_moment(ApiCall& call, std::string_view name) {
    if (!call.arguments.has(name)) return std::optional<core::Instant>();
    const auto date = core::parse_date(call.arguments.get(name));
    if (!date) return moment(call, name);
    MUNIMENT_TRY(const auto* policy, call.reader().policy());
    MUNIMENT_TRY(const auto resolved,
                 call.reader().ports().calendar.resolve(policy->time_zone, *date));
    return std::optional(resolved.first_instant);
}

core::Result<JsonObject> list(ApiCall& call) {
    core::DocumentFilter filter;
    const auto& given = call.arguments;
    if (given.has("state")) {
        MUNIMENT_TRY(filter.state, core::parse_revision_state(given.get("state")));
    }
    if (given.has("type")) {
        MUNIMENT_TRY(const auto* policy, call.reader().policy());
        MUNIMENT_CHECK(policy->type(given.get("type")));
        filter.type = given.get("type");
    }
    if (given.has("owner")) {
        MUNIMENT_TRY(filter.owner, core::PersonId::parse(given.get("owner")));
    }
    MUNIMENT_TRY(filter.as_of, moment(call, "as-of"));
    MUNIMENT_TRY(const auto rows, call.reader().list(call.viewer, filter));
    JsonArray documents;
    for (const auto& row : rows) documents.add(json_document(row));
    JsonObject answer = json_answer();
    answer.set("as_of", json_instant(filter.as_of));
    answer.set("planned", filter.as_of && *filter.as_of > call.reader().now());
    answer.set("documents", documents);
    return answer;
}

core::Status note_reading(ApiCall& call, const core::RevisionView& view) {
    MUNIMENT_TRY(const auto* policy, call.reader().policy());
    return storage::note_reading(call.library.accounts(), *policy, call.viewer, view);
}

core::Result<JsonObject> shown(ApiCall& call, const core::Identifier& id,
                               const core::RevisionChoice& choice) {
    MUNIMENT_TRY(const auto view, call.reader().show(call.viewer, id, choice));
    MUNIMENT_CHECK(note_reading(call, view));
    MUNIMENT_TRY(const auto master, core::master_of(call.reader(), view));
    JsonObject answer = json_revision(view);
    set_master(answer, master);
    return answer;
}

core::Result<JsonObject> show(ApiCall& call) {
    MUNIMENT_TRY(const auto id, call.reader().identifier(call.viewer, call.path.get("id")));
    core::RevisionChoice choice;
    if (call.arguments.has("revision")) {
        MUNIMENT_TRY(choice.label, core::RevisionLabel::parse(call.arguments.get("revision")));
    }
    MUNIMENT_TRY(choice.draft, call.arguments.flag("draft"));
    MUNIMENT_TRY(choice.as_of, moment(call, "as-of"));
    return shown(call, id, choice);
}

core::Result<JsonObject> policy(ApiCall& call) {
    return shown(call, core::policy_identifier(), {});
}

core::Result<core::RevisionView> labelled(ApiCall& call, const core::Identifier& id,
                                          std::string_view parameter) {
    core::RevisionChoice choice;
    MUNIMENT_TRY(choice.label, core::RevisionLabel::parse(call.arguments.get(parameter)));
    MUNIMENT_TRY(auto view, call.reader().show(call.viewer, id, choice));
    MUNIMENT_CHECK(note_reading(call, view));
    return view;
}

core::Result<JsonObject> compare(ApiCall& call) {
    MUNIMENT_TRY(const auto id, call.reader().identifier(call.viewer, call.path.get("id")));
    MUNIMENT_TRY(const auto from, labelled(call, id, "from"));
    MUNIMENT_TRY(const auto to, labelled(call, id, "to"));
    MUNIMENT_TRY(const auto found, core::difference(call.reader(), from, to));
    return json_difference(found);
}

core::Result<JsonObject> trace(ApiCall& call) {
    MUNIMENT_TRY(const auto id, call.reader().identifier(call.viewer, call.path.get("id")));
    std::optional<core::RevisionLabel> revision;
    if (call.arguments.has("revision")) {
        MUNIMENT_TRY(revision, core::RevisionLabel::parse(call.arguments.get("revision")));
    }
    MUNIMENT_TRY(const auto found, core::trace_document(call.reader(), call.viewer, id, revision));
    MUNIMENT_CHECK(note_reading(call, found.chain.back()));
    return json_trace(found);
}

core::Result<JsonObject> people(ApiCall& call) {
    MUNIMENT_TRY(const auto seen, core::people_seen(call.reader(), call.viewer));
    return json_people(seen);
}

core::Result<JsonObject> trail(ApiCall& call, core::TrailFilter filter) {
    if (call.arguments.has("event")) {
        MUNIMENT_TRY(filter.event, core::parse_event_kind(call.arguments.get("event")));
    }
    if (call.arguments.has("person")) {
        MUNIMENT_TRY(filter.person, core::PersonId::parse(call.arguments.get("person")));
    }
    MUNIMENT_TRY(filter.since, first_moment(call, "since"));
    MUNIMENT_TRY(filter.until, moment(call, "until"));
    MUNIMENT_TRY(const auto rows, call.reader().history(call.viewer, filter));
    JsonArray events;
    for (const auto& row : rows) events.add(json_event(row));
    JsonObject answer = json_answer();
    answer.set("events", events);
    return answer;
}

core::Result<JsonObject> history(ApiCall& call) {
    return trail(call, {});
}

core::Result<JsonObject> document_history(ApiCall& call) {
    MUNIMENT_TRY(const auto id, call.reader().identifier(call.viewer, call.path.get("id")));
    MUNIMENT_CHECK(call.reader().document(call.viewer, id));
    core::TrailFilter filter;
    filter.subject = core::SubjectName(id);
    return trail(call, filter);
}

core::Result<JsonObject> search(ApiCall& call) {
    MUNIMENT_TRY(const auto as_of, moment(call, "as-of"));
    core::SearchQuery query;
    query.text = call.arguments.get("q");
    query.at = as_of.value_or(call.reader().now());
    MUNIMENT_TRY(query.all_states, call.arguments.flag("all-states"));
    MUNIMENT_TRY(query.limit, call.arguments.number("limit", usual_hits, most_hits));
    MUNIMENT_TRY(const auto found, call.reader().search(call.viewer, query));
    JsonArray hits;
    for (const auto& hit : found.hits) hits.add(json_hit(hit));
    JsonObject answer = json_answer();
    answer.set("query", query.text);
    answer.set("as_of", json_instant(as_of));
    answer.set("planned", query.at > call.reader().now());
    answer.set("total", found.total);
    answer.set("hits", hits);
    return answer;
}

core::Result<JsonObject> tasks(ApiCall& call) {
    MUNIMENT_TRY(const auto waiting, core::waiting_tasks(call.reader(), call.viewer));
    return json_tasks(waiting);
}

}  // namespace

std::vector<ApiOperation> reading_operations() {
    const ApiParameter as_of{"as-of", false, Type::instant, "A date or an instant"};
    const std::vector<ApiParameter> of_trail{
        {"event", false, Type::text, "Events of this name"},
        {"person", false, Type::text, "Acts of this person"},
        {"since", false, Type::instant, "From this date or instant on"},
        {"until", false, Type::instant, "Up to this date or instant"}};
    const auto get = http::Method::get;
    return {
        {get,
         "/documents",
         "The master list",
         "list",
         {{"state", false, Type::text, "A state of a revision"},
          {"type", false, Type::text, "Such as SOP"},
          {"owner", false, Type::text, "A person"},
          as_of},
         list},
        {get,
         "/documents/{id}",
         "A revision with its text: the one in force, unless another is asked for",
         "show",
         {{"revision", false, Type::text, "Such as 1.0"},
          {"draft", false, Type::flag, "The one being worked on"},
          as_of},
         show},
        {get, "/documents/{id}/history", "The trail of a document", "history", of_trail,
         document_history},
        {get,
         "/documents/{id}/compare",
         "What changed between two revisions",
         "compare",
         {{"from", true, Type::text, "Such as 1.0"}, {"to", true, Type::text, "Such as 2.0"}},
         compare},
        {get,
         "/documents/{id}/trace",
         "For each paragraph: since which revision, whose change, approved by whom",
         "trace",
         {{"revision", false, Type::text, "The newest released one unless told"}},
         trace},
        {get, "/policy", "The policy in force", "show", {}, policy},
        {get,
         "/people",
         "The people that one sees, with roles and standing: oneself, or everybody",
         "person-list",
         {},
         people},
        {get, "/history", "The trail of the library", "history", of_trail, history},
        {get,
         "/search",
         "Find documents by their words",
         "search",
         {{"q", true, Type::text, "Words, a phrase in quotation marks, an identifier"},
          as_of,
          {"all-states", false, Type::flag, "Also what is not in force"},
          {"limit", false, Type::number, "Of hits, 20 unless told"}},
         search},
        {get, "/tasks", "What waits for the acting person", "tasks", {}, tasks},
    };
}

}  // namespace muniment::web
