// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/decide_support.h"
#include "core/text.h"

namespace muniment::core::detail {
namespace {

/// What every new content must be, whoever brings it and however.
Status check_content(const Circumstances& around, const DocumentType& type,
                     const NewContent& content) {
    const Metadata& metadata = content.metadata;
    const auto& limits = around.policy.limits;
    const bool blank = trimmed(metadata.title).empty();
    if (blank || trimmed(metadata.title) != metadata.title || !is_single_line(metadata.title) ||
        character_count(metadata.title) > static_cast<std::size_t>(limits.title_characters)) {
        return fail(ErrorCode::invalid_argument,
                    blank ? "a document needs a title" : "this title cannot be used",
                    "A title is one line of at most " + std::to_string(limits.title_characters) +
                        " characters.");
    }
    if (content.bytes > limits.content_bytes) {
        return fail(ErrorCode::invalid_argument, "the files have " + std::to_string(content.bytes) +
                                                     " bytes; the policy allows " +
                                                     std::to_string(limits.content_bytes));
    }
    if (metadata.type != type.code) {
        return fail(ErrorCode::invalid_argument, "the metadata say type " + metadata.type +
                                                     ", the document is of type " + type.code);
    }
    if (around.policy.classes.count(metadata.reading_class) == 0) {
        std::vector<std::string> known;
        for (const auto& [name, unused] : around.policy.classes) known.push_back(name);
        return fail(ErrorCode::invalid_argument,
                    "there is no reading class '" + metadata.reading_class + "'",
                    "The policy knows: " + join(known, ", ") + ".");
    }
    const int months = metadata.review_months.value_or(0);
    if (months < 0 || months > 1200) {
        return fail(ErrorCode::invalid_argument, "a document is reviewed every 1 to 1200 months",
                    "0 means no periodic review.");
    }
    if (around.people.count(metadata.owner) == 0) {
        return fail(ErrorCode::not_found,
                    "the owner '" + metadata.owner.text() + "' is not a person of this library");
    }
    return {};
}

/// Label of a new revision of a document.
RevisionLabel label_for(const DocumentType& type, const DocumentState& state, ChangeKind kind) {
    const RevisionLabel base =
        state.released.empty() ? RevisionLabel() : state.released.back().label;
    return next_label(type.labels, kind, state.used_labels, base);
}

Event content_event(const Circumstances& around, const Person& person, EventKind kind,
                    const Identifier& id, const NewContent& content) {
    Event event = event_of(around, person, kind, SubjectName(id));
    event.type = content.metadata.type;
    event.change_kind = content.metadata.change_kind;
    event.content_sha256 = content.content.sha256;
    event.metadata = content.metadata;
    event.state = RevisionState::draft;
    return event;
}

/// Who may write a document as it is and as it will be: a limit to a department is no way to get
/// hold of another department's documents.
Result<const Person*> drafting_person(const Circumstances& around, EventKind kind,
                                      const Identifier& id,
                                      const std::vector<const Metadata*>& documents) {
    MUNIMENT_TRY(const Person* person, acting_person(around, kind, SubjectName(id)));
    MUNIMENT_CHECK(
        require_right(around, *person, right_for(id, Right::draft), "write drafts", documents));
    return person;
}

/// When an imported revision came into force, and whether that can be.
Result<std::optional<EffectiveDate>> imported_start(const Circumstances& around,
                                                    const DocumentState& state,
                                                    const Import& import) {
    if (!import.as_effective) return std::optional<EffectiveDate>();
    Instant start = around.now;
    EffectiveDate effective{import.today, {}};
    if (!import.stated_start) {
        MUNIMENT_CHECK(check_today(around, import.today));
    } else {
        start = import.stated_start->first_instant;
        effective = {import.stated_start->date, start};
        if (!is_plausible(*import.stated_start)) {
            return fail(ErrorCode::invalid_argument, "the date and its first instant do not match");
        }
    }
    if (start > around.now) {
        return fail(ErrorCode::invalid_argument,
                    "the stated date " + render(effective.date) + " lies ahead",
                    "A migration states what was in force; import it as a draft and release it.");
    }
    if (!state.released.empty() && start < state.released.back().start) {
        return fail(ErrorCode::invalid_argument,
                    "revisions must be in the order of their dates: " + render(effective.date) +
                        " comes after " + render(state.released.back().effective_date),
                    "Put the older revision first; give every revision of a document its date.");
    }
    return std::optional(effective);
}

/// What the source says of itself ends up in one line each.
Status check_statements(const Import& import) {
    std::vector<std::string> lines = import.stated_approvers;
    if (!import.stated_author.empty()) lines.push_back(import.stated_author);
    if (!import.stated_reason.empty()) lines.push_back(import.stated_reason);
    for (const auto& line : lines) {
        if (is_single_line(line) && !line.empty() && trimmed(line) == line) continue;
        return fail(ErrorCode::invalid_argument,
                    "a stated author, approver or reason is text on one line");
    }
    if (import.manifest.text().empty() || import.manifest_line < 1) {
        return fail(ErrorCode::invalid_argument,
                    "an import names its manifest and the line of this revision");
    }
    return {};
}

Status check_importable(const DocumentState& state, const RevisionLabel& label) {
    if (state.has_native_events || state.working) {
        return fail(ErrorCode::failed_precondition,
                    state.id.text() + " is controlled here already; an import does not touch it");
    }
    if (std::find(state.used_labels.begin(), state.used_labels.end(), label) !=
        state.used_labels.end()) {
        return fail(ErrorCode::already_exists,
                    state.id.text() + " has a revision " + label.text() + " already");
    }
    if (!leaves_room(label)) {
        return fail(ErrorCode::invalid_argument,
                    "after revision " + label.text() + " there would soon be no label left",
                    "Import it under a smaller one.");
    }
    return {};
}

}  // namespace

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const CreateDraft& command) {
    MUNIMENT_TRY(const auto* person, drafting_person(around, EventKind::draft_created, command.id,
                                                     {&command.content.metadata}));
    if (state.exists()) {
        return fail(ErrorCode::already_exists, command.id.text() + " exists already",
                    "An identifier is never used twice.");
    }
    MUNIMENT_TRY(const auto* type, around.policy.type(command.content.metadata.type));
    if (command.id.is_policy() || !type->pattern.fits(command.id)) {
        return fail(
            ErrorCode::invalid_argument,
            command.id.text() + " does not fit the numbering of type " + type->code,
            "Identifiers of this type look like " + type->pattern.identifier(1).text() + ".");
    }
    MUNIMENT_CHECK(check_content(around, *type, command.content));
    MUNIMENT_CHECK(check_comment(command.reason));
    Event event =
        content_event(around, *person, EventKind::draft_created, command.id, command.content);
    event.revision = label_for(*type, state, ChangeKind::major);
    event.comment = command.reason;
    return event;
}

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const DraftRevision& command) {
    MUNIMENT_TRY(const auto* person,
                 drafting_person(around, EventKind::revision_drafted, state.id,
                                 {&newest_metadata(state), &command.content.metadata}));
    if (state.working || state.retirement || state.planned_retirement) {
        return wrong_state(state, around.now, "a new draft cannot begin now",
                           "Go on with `muniment draft edit`, or withdraw first.");
    }
    MUNIMENT_TRY(const auto* type, around.policy.type(state.type));
    MUNIMENT_CHECK(check_content(around, *type, command.content));
    MUNIMENT_CHECK(require_reason(command.reason, "a new revision"));
    Event event =
        content_event(around, *person, EventKind::revision_drafted, state.id, command.content);
    event.revision = label_for(*type, state, command.content.metadata.change_kind);
    event.comment = command.reason;
    return event;
}

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const EditDraft& command) {
    MUNIMENT_TRY(const auto* person,
                 drafting_person(around, EventKind::draft_edited, state.id,
                                 {&newest_metadata(state), &command.content.metadata}));
    if (!state.working) {
        return wrong_state(state, around.now, "there is no draft to edit",
                           "Begin the next revision with `muniment draft create " +
                               state.id.text() + " --kind major|minor --reason ...`.");
    }
    if (command.shown) {
        MUNIMENT_CHECK(check_shown(*command.shown, state.working->content, "edit"));
    }
    MUNIMENT_TRY(const auto* type, around.policy.type(state.type));
    MUNIMENT_CHECK(check_content(around, *type, command.content));
    MUNIMENT_CHECK(require_reason(command.reason, "an edit"));
    if (command.content.metadata.change_kind != state.working->change_kind) {
        return fail(ErrorCode::failed_precondition,
                    "the kind of change decided the revision's number and stays as it is",
                    "Withdraw this draft and begin one of the other kind.");
    }
    if (command.content.content == state.working->content) {
        return fail(ErrorCode::failed_precondition, "nothing would change",
                    "The draft holds exactly this already.");
    }
    Event event =
        content_event(around, *person, EventKind::draft_edited, state.id, command.content);
    event.revision = state.working->label;
    event.comment = command.reason;
    return event;
}

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const Submit& command) {
    MUNIMENT_TRY(const auto* person, drafting_person(around, EventKind::submitted, state.id,
                                                     {&newest_metadata(state)}));
    if (!state.working || state.working->state != RevisionState::draft) {
        return wrong_state(state, around.now, "only a draft can be submitted");
    }
    MUNIMENT_CHECK(check_shown(command.shown, state.working->content, "submit"));
    MUNIMENT_CHECK(check_comment(command.comment));
    MUNIMENT_CHECK(check_usable(around, state));
    MUNIMENT_TRY(const auto* type, around.policy.type(state.type));
    Event event = event_of(around, *person, EventKind::submitted, SubjectName(state.id));
    set_revision(event, state.working->label,
                 type->self_released ? RevisionState::approved : RevisionState::in_review,
                 state.working->content);
    event.self_released = type->self_released;
    event.route = type->route;
    event.meaning = Meaning::authorship;
    event.comment = command.comment;
    return event;
}

Result<Event> decide_on(const Circumstances& around, const DocumentState& state,
                        const Import& command) {
    MUNIMENT_TRY(const auto* person,
                 acting_person(around, EventKind::imported, SubjectName(command.id)));
    std::vector<const Metadata*> documents{&command.content.metadata};
    if (state.exists()) documents.push_back(&newest_metadata(state));
    MUNIMENT_CHECK(require_right(around, *person, Right::import, "import", documents));
    MUNIMENT_TRY(const auto* type, around.policy.type(command.content.metadata.type));
    if (command.id.is_policy() || !type->pattern.fits(command.id) ||
        (state.exists() && state.type != type->code)) {
        return fail(ErrorCode::invalid_argument,
                    command.id.text() + " cannot be a document of type " + type->code);
    }
    const ChangeKind kind = command.content.metadata.change_kind;
    const RevisionLabel label = command.revision.value_or(label_for(*type, state, kind));
    MUNIMENT_CHECK(check_importable(state, label));
    MUNIMENT_CHECK(check_content(around, *type, command.content));
    MUNIMENT_CHECK(check_statements(command));
    MUNIMENT_CHECK(check_comment(command.statement));
    if (command.as_effective) {
        MUNIMENT_CHECK(require_reason(command.statement, "importing as in force"));
    }
    MUNIMENT_TRY(const auto effective, imported_start(around, state, command));
    Event event = content_event(around, *person, EventKind::imported, command.id, command.content);
    event.revision = label;
    if (effective) {
        event.state = RevisionState::effective;
        event.effective = effective;
        const int months = review_months(*type, command.content.metadata);
        if (months > 0) event.review_due = months_after(effective->date, months);
    }
    event.stated_author = command.stated_author;
    event.stated_approvers = command.stated_approvers;
    event.stated_reason = command.stated_reason;
    event.manifest = command.manifest;
    event.manifest_line = command.manifest_line;
    event.comment = command.statement;
    return event;
}

}  // namespace muniment::core::detail
