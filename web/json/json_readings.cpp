// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/json/json_readings.h"

namespace muniment::web {
namespace {

JsonObject json_paragraph(const core::TracedParagraph& paragraph, const core::RevisionView& view,
                          const core::Provenance& provenance) {
    JsonObject object = json_object();
    object.set("first_line", paragraph.first_line);
    object.set("last_line", paragraph.last_line);
    object.set("revision", view.revision.text());
    object.set("person", json_text(provenance.person));
    object.set("approved_by", json_texts(provenance.approved_by));
    object.set("effective_from", json_date(view.effective_from));
    object.set("stated_by_migration", view.imported);
    return object;
}

void set_proposal(JsonObject& object, const core::RoleProposal& proposal) {
    object.set("add", json_texts(proposal.add));
    object.set("remove", json_texts(proposal.remove));
    object.set("by", proposal.by.text());
}

JsonValue json_proposal(const std::optional<core::RoleProposal>& proposal) {
    if (!proposal) return {};
    JsonObject object = json_object();
    set_proposal(object, *proposal);
    return object;
}

JsonObject json_person(const core::Person& person) {
    JsonObject object = json_object();
    object.set("id", person.id.text());
    object.set("name", person.name);
    object.set("roles", json_texts(person.roles));
    object.set("proposal", json_proposal(person.proposal));
    object.set("enabled", person.enabled);
    object.set("enrolment", std::string(name_of(person.enrolment)));
    return object;
}

JsonObject json_task(const core::Task& task) {
    JsonObject object = json_object();
    object.set("kind", task.kind);
    object.set("id", task.id.text());
    object.set("title", task.title);
    object.set("revision", json_text(task.revision));
    object.set("retirement", task.retirement);
    object.set("due", json_date(task.due));
    object.set("since", json_instant(task.since));
    return object;
}

JsonObject json_role_change(const core::Person& person) {
    JsonObject object = json_object();
    object.set("person", person.id.text());
    object.set("name", person.name);
    set_proposal(object, *person.proposal);
    return object;
}

}  // namespace

JsonObject json_difference(const core::Difference& difference) {
    JsonObject answer = json_answer();
    answer.set("id", difference.to.id.text());
    answer.set("from", difference.from.revision.text());
    answer.set("to", difference.to.revision.text());
    answer.set("same", difference.same);
    answer.set("layout_only", difference.layout_only);
    const auto redline = difference.redline.value_or(core::Redline());
    answer.set("words_inserted", redline.words_inserted);
    answer.set("words_deleted", redline.words_deleted);
    answer.set("metadata", json_text(difference.metadata));
    answer.set("attachments", json_text(core::render(difference.attachments)));
    answer.set("text", json_text(difference.text));
    answer.set("html", json_text(redline.html));
    return answer;
}

JsonObject json_trace(const core::DocumentTrace& trace) {
    JsonArray rows;
    for (const auto& paragraph : trace.paragraphs) {
        const auto& view = trace.chain[paragraph.revision];
        rows.add(json_paragraph(paragraph, view, core::provenance_of(trace.state, view)));
    }
    JsonObject answer = json_answer();
    answer.set("id", trace.state.id.text());
    answer.set("revision", trace.chain.back().revision.text());
    answer.set("paragraphs", rows);
    return answer;
}

JsonObject json_people(const std::vector<core::Person>& people) {
    JsonArray rows;
    for (const auto& person : people) rows.add(json_person(person));
    JsonObject answer = json_answer();
    answer.set("people", rows);
    return answer;
}

JsonObject json_tasks(const core::WaitingTasks& tasks) {
    JsonArray documents;
    for (const auto& task : tasks.documents) documents.add(json_task(task));
    JsonArray role_changes;
    for (const auto& person : tasks.role_changes) role_changes.add(json_role_change(person));
    JsonObject answer = json_answer();
    answer.set("tasks", documents);
    answer.set("role_changes", role_changes);
    return answer;
}

}  // namespace muniment::web
