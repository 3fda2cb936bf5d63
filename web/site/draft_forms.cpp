// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/draft_forms.h"

#include <algorithm>

#include "core/text.h"
#include "storage/accounts/reading_note.h"
#include "web/site/document_acts.h"
#include "web/site/form.h"

namespace muniment::web {
namespace {

using core::DocumentAct;
using core::ErrorCode;

constexpr int text_rows = 24;

/// What a draft begins with: the newest content, as the form shows it at first.
struct Base {
    core::Metadata metadata;
    const core::File* master = nullptr;  ///< in `files`
    core::Files files;
    bool is_text = true;
};

Field line(const Call& call, const char* name, const std::string& value, bool required) {
    Field field;
    field.name = name;
    field.label = call.text("draft_form." + std::string(name));
    field.required = required;
    if (!value.empty()) field.chosen = {value};
    return field;
}

Field body(const Call& call, const std::string& text) {
    Field field = line(call, "text", text, true);
    field.kind = Field::Kind::text;
    field.rows = text_rows;
    return field;
}

Field reason(const Call& call) {
    Field field = line(call, "reason", {}, true);
    field.kind = Field::Kind::text;
    field.hint = call.text("draft_form.reason_hint");
    return field;
}

Field reading_class(const Call& call, const std::string& chosen) {
    Field field = line(call, "class", chosen, true);
    field.kind = Field::Kind::choice;
    for (const auto& [name, unused] : call.policy.classes) field.options.push_back({name, name});
    return field;
}

Field kind_of_change(const Call& call) {
    Field field = line(call, "kind", "major", true);
    field.kind = Field::Kind::choice;
    for (const char* kind : {"major", "minor"})
        field.options.push_back({kind, call.text("draft_form.kind_" + std::string(kind))});
    return field;
}

void add_metadata(const Call& call, const core::Metadata& metadata, std::vector<Field>& fields) {
    fields.push_back(line(call, "title", metadata.title, true));
    fields.push_back(line(call, "owner", metadata.owner.text(), true));
    fields.push_back(line(call, "department", metadata.department, false));
    fields.push_back(reading_class(call, metadata.reading_class));
}

/// The text as somebody typed it: line ends as line feeds, and one at the end.
std::string text_sent(const Call& call) {
    std::string text;
    for (const char c : call.form.get("text"))
        if (c != '\r') text += c;
    if (!text.empty() && text.back() != '\n') text += '\n';
    return text;
}

std::string without_returns(std::string text) {
    text.erase(std::remove(text.begin(), text.end(), '\r'), text.end());
    return text;
}

/// What the form changes: a text that is as it was keeps its bytes.
core::Result<core::DraftChange> change_sent(const Call& call, const Base& base,
                                            const std::string& extension) {
    core::DraftChange change;
    const bool is_policy = extension == ".toml";
    const std::string text = text_sent(call);
    const bool same = base.master != nullptr && without_returns(base.master->bytes) == text;
    if (base.is_text && !same) change.master = core::MasterFile{extension, text};
    if (is_policy) {
        MUNIMENT_CHECK(core::parse_policy(text));
        return change;
    }
    change.title = typed(call.form, "title");
    change.department = typed(call.form, "department");
    change.reading_class = call.form.get("class");
    MUNIMENT_TRY(change.owner, core::PersonId::parse(typed(call.form, "owner")));
    return change;
}

core::Result<Base> base_of(Call& call, const core::DocumentState& state) {
    Base base;
    core::ObjectId tree;
    core::RevisionLabel label;
    if (state.working) {
        label = state.working->label;
        base.metadata = state.working->metadata;
        tree = state.working->content.tree;
    } else if (!state.released.empty()) {
        label = state.released.back().label;
        base.metadata = state.released.back().metadata;
        tree = state.released.back().content.tree;
    } else {
        label = state.withdrawn.back().label;
        base.metadata = state.withdrawn.back().metadata;
        tree = state.withdrawn.back().content.tree;
    }
    MUNIMENT_CHECK(storage::note_reading(call.library.accounts(), call.policy, call.viewer,
                                         state.id, label, base.metadata));
    MUNIMENT_TRY(base.files, call.reader().ports().reg.files(tree));
    base.master = core::find_master(state.id, base.files);
    base.is_text =
        state.id.is_policy() || (base.master != nullptr && core::is_markdown(base.master->path));
    return base;
}

FormPage form_for(const Call& call, const core::DocumentState& state, DocumentAct act,
                  const Base& base) {
    const bool edits = act == DocumentAct::edit;
    const std::string key = edits ? "act.edit." : "act.revise.";
    FormPage page;
    page.headline = call.text(key + "headline");
    page.explanation = call.text(state.id.is_policy() ? "draft_form.policy" : key + "explanation");
    page.button = call.text(key + "button");
    page.action = act_address(state.id, act);
    page.cancel = address_of(state.id, edits ? "/draft" : "");
    page.about = about_document(call, state, edits);
    page.hidden = {{"digest", digest_shown(state, edits, call.now).text()}};
    if (!state.id.is_policy()) add_metadata(call, base.metadata, page.fields);
    if (base.is_text && base.master != nullptr)
        page.fields.push_back(body(call, base.master->bytes));
    if (!edits) page.fields.push_back(kind_of_change(call));
    page.fields.push_back(reason(call));
    if (state.id.is_policy()) page.fields.push_back(signing_field(call));
    page.sent = call.sent;
    return page;
}

core::Result<core::Done> carry_out(Call& call, const core::DocumentState& state, DocumentAct act,
                                   const Base& base) {
    MUNIMENT_TRY(auto change, change_sent(call, base, state.id.is_policy() ? ".toml" : ".md"));
    const std::string why = typed(call.form, "reason");
    auto& writer = call.library.writer();
    if (act == DocumentAct::edit) {
        MUNIMENT_TRY(const auto shown, core::Digest::parse(call.form.get("digest")));
        return writer.edit_draft(call.acting(), state.id, change, why, shown);
    }
    MUNIMENT_TRY(change.change_kind, core::parse_change_kind(call.form.get("kind")));
    return writer.draft_revision(call.acting(), state.id, change, why);
}

core::Result<http::Response> refused(Call& call, FormPage page, const core::Error& error) {
    if (error.code == ErrorCode::internal || error.code == ErrorCode::data_corrupt)
        return core::fail(error);
    page.problem = error;
    page.problem_field = field_at_fault(error, {});
    return answer_form(call, page);
}

core::Result<http::Response> answer_draft(Call& call, DocumentAct act) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const auto found, find_document(call, call.visit.path.get("id")));
    const auto state = core::visible_to(call.policy, call.viewer, found, call.reader().now());
    core::OfferedActs offered(call.reader(), call.viewer);
    MUNIMENT_CHECK(offered.check(state, act));
    MUNIMENT_TRY(const auto base, base_of(call, state));
    const auto page = form_for(call, state, act, base);
    if (!call.sent) return answer_form(call, page);
    MUNIMENT_TRY(const auto shown, core::Digest::parse(call.form.get("digest")));
    // What was typed stays in the form, so it is sent anew only after a look at what is there.
    if (shown != digest_shown(state, act == DocumentAct::edit, call.now)) {
        return refused(call, page,
                       {ErrorCode::conflict, call.text("draft_form.moved_on"),
                        call.text("draft_form.moved_on_hint")});
    }
    const auto done = carry_out(call, state, act, base);
    if (!done) return refused(call, page, done.error());
    return call.done(address_of(state.id, "/draft"),
                     call.wording.texts().fill("draft_form.done", {{"identifier", state.id.text()},
                                                                   {"revision", done->revision}}));
}

FormPage new_document(const Call& call) {
    core::Metadata metadata;
    metadata.owner = call.viewer.person->id;
    metadata.reading_class = call.policy.default_class;
    FormPage page;
    page.headline = call.text("draft_form.new_headline");
    page.explanation = call.text("draft_form.new_explanation");
    page.button = call.text("draft_form.new_button");
    page.action = "/documents/new";
    page.cancel = "/documents";
    Field type = line(call, "type", {}, true);
    type.kind = Field::Kind::choice;
    for (const auto& [code, kind] : call.policy.types)
        type.options.push_back({code, code + " - " + kind.name});
    page.fields.push_back(std::move(type));
    add_metadata(call, metadata, page.fields);
    page.fields.push_back(body(call, {}));
    page.sent = call.sent;
    return page;
}

}  // namespace

core::Result<http::Response> revise_page(Call& call) {
    return answer_draft(call, DocumentAct::revise);
}

core::Result<http::Response> edit_page(Call& call) {
    return answer_draft(call, DocumentAct::edit);
}

core::Status check_may_create(Call& call) {
    core::OfferedActs offered(call.reader(), call.viewer);
    core::Status open;
    for (const auto& [code, type] : call.policy.types) {
        open = offered.check_create(type);
        if (open) break;
    }
    return open;
}

core::Result<http::Response> new_document_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_CHECK(check_may_create(call));
    const auto page = new_document(call);
    if (!call.sent) return answer_form(call, page);
    const auto done = [&]() -> core::Result<core::Done> {
        MUNIMENT_TRY(const auto change, change_sent(call, {}, ".md"));
        return call.library.writer().create_draft(call.acting(), call.form.get("type"), change);
    }();
    if (!done) return refused(call, page, done.error());
    return call.done(address_of(done->id, "/draft"),
                     call.wording.texts().fill("draft_form.done", {{"identifier", done->id.text()},
                                                                   {"revision", done->revision}}));
}

}  // namespace muniment::web
