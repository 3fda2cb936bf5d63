// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/act_fields.h"

#include <array>

#include "core/text.h"

namespace muniment::web {
namespace {

using core::DocumentAct;
using core::ErrorCode;

constexpr std::array outcomes{core::ReviewOutcome::keep, core::ReviewOutcome::revise,
                              core::ReviewOutcome::retire};

Field words(const Call& call, const char* name, bool required) {
    Field field;
    field.kind = Field::Kind::text;
    field.name = name;
    field.label = call.text("form." + std::string(name));
    field.required = required;
    if (!required) field.hint = call.text("form.optional");
    return field;
}

Field date(const Call& call, const char* hint, bool required) {
    Field field;
    field.kind = Field::Kind::date;
    field.name = "effective";
    field.label = call.text("form.effective");
    field.hint = call.text(hint);
    field.required = required;
    return field;
}

const core::RouteProgress* route_under_way(const core::DocumentState& state) {
    if (state.working) return &state.working->progress;
    return state.retirement ? &state.retirement->progress : nullptr;
}

/// The places of the route that are still open, as "1 reviewer": the stage and who fills it.
Field open_places(const Call& call, const core::DocumentState& state) {
    Field field;
    field.kind = Field::Kind::choice;
    field.name = "place";
    field.label = call.text("form.place");
    field.required = true;
    const auto* progress = route_under_way(state);
    if (progress == nullptr) return field;
    for (auto stage = static_cast<std::size_t>(progress->stage); stage <= progress->route.size();
         ++stage) {
        for (const auto& slot : progress->route[stage - 1].slots) {
            const std::string label = call.wording.texts().fill(
                "form.place_of",
                {{"stage", std::to_string(stage)},
                 {"meaning", call.text("stage." + std::string(core::name_of(
                                                      progress->route[stage - 1].meaning)))},
                 {"who", slot}});
            field.options.push_back({std::to_string(stage) + " " + slot, label});
        }
    }
    return field;
}

Field new_place(const Call& call) {
    Field field;
    field.name = "to";
    field.label = call.text("form.to");
    field.hint = call.text("form.to_hint");
    field.required = true;
    return field;
}

Field review_outcome(const Call& call) {
    Field field;
    field.kind = Field::Kind::choice;
    field.name = "outcome";
    field.label = call.text("form.outcome");
    field.required = true;
    for (const auto outcome : outcomes) {
        const std::string name(core::name_of(outcome));
        field.options.push_back({name, call.text("form.outcome_" + name)});
    }
    return field;
}

core::Error not_chosen(const Call& call) {
    return {ErrorCode::invalid_argument, call.text("form.not_chosen"), {}};
}

core::Result<core::Reassign> reassignment(const Call& call) {
    constexpr std::size_t most_stages = 99;
    const auto parts = core::split(call.form.get("place"), ' ');
    if (parts.size() != 2 || parts[0].empty() || parts[0].size() > 2 ||
        parts[0].find_first_not_of("0123456789") != std::string::npos)
        return core::fail(not_chosen(call));
    const auto stage = std::stoul(parts[0]);
    if (stage > most_stages) return core::fail(not_chosen(call));
    return core::Reassign{static_cast<int>(stage), parts[1], typed(call.form, "to"),
                          typed(call.form, "reason")};
}

core::Result<core::Done> submit(Call& call, const core::DocumentState& state) {
    MUNIMENT_TRY(const auto digest, core::Digest::parse(call.form.get("digest")));
    return call.library.writer().submit(call.acting(), state.id, typed(call.form, "comment"),
                                        digest);
}

core::Result<core::Done> release(Call& call, const core::DocumentState& state) {
    MUNIMENT_TRY(const auto effective, typed_date(call, "effective"));
    MUNIMENT_TRY(const auto digest, core::Digest::parse(call.form.get("digest")));
    MUNIMENT_TRY(auto done, call.library.writer().release(call.acting(), {{state.id, digest}},
                                                          effective, typed(call.form, "comment")));
    return std::move(done.front());
}

core::Result<core::Done> reschedule(Call& call, const core::DocumentState& state) {
    MUNIMENT_TRY(const auto effective, typed_date(call, "effective"));
    if (!effective) {
        return core::fail(ErrorCode::invalid_argument, call.text("form.bad_date"),
                          call.text("form.bad_date_hint"));
    }
    return call.library.writer().reschedule(call.acting(), state.id, *effective,
                                            typed(call.form, "reason"));
}

core::Result<core::Done> review(Call& call, const core::DocumentState& state) {
    const auto outcome = core::parse_review_outcome(call.form.get("outcome"));
    if (!outcome) return core::fail(not_chosen(call));
    return call.library.writer().review(call.acting(), state.id, *outcome,
                                        typed(call.form, "reason"));
}

core::Result<core::Done> acknowledge(Call& call, const core::DocumentState& state) {
    const auto* current = core::in_force(state, call.now);
    if (current == nullptr)
        return core::fail(ErrorCode::failed_precondition, call.text("not_found.revision_hint"));
    return call.library.writer().acknowledge(call.acting(), state.id, current->label);
}

core::Result<core::Done> retire(Call& call, const core::DocumentState& state) {
    MUNIMENT_TRY(const auto date, typed_date(call, "effective"));
    return call.library.writer().retire(call.acting(), state.id, typed(call.form, "reason"), date);
}

}  // namespace

std::vector<Field> fields_of(const Call& call, const core::DocumentState& state, DocumentAct act) {
    switch (act) {
        case DocumentAct::submit:
            return {words(call, "comment", false)};
        case DocumentAct::release:
            return {date(call, "form.effective_hint", false), words(call, "comment", false)};
        case DocumentAct::reschedule:
            return {date(call, "form.reschedule_hint", true), words(call, "reason", true)};
        case DocumentAct::retire:
            return {words(call, "reason", true), date(call, "form.retire_hint", false)};
        case DocumentAct::review:
            return {review_outcome(call), words(call, "reason", true)};
        case DocumentAct::reassign:
            return {open_places(call, state), new_place(call), words(call, "reason", true)};
        case DocumentAct::withdraw:
        case DocumentAct::cancel:
            return {words(call, "reason", true)};
        default:
            return {};
    }
}

core::Result<core::Done> carry_out(Call& call, const core::DocumentState& state, DocumentAct act) {
    auto& writer = call.library.writer();
    switch (act) {
        case DocumentAct::submit:
            return submit(call, state);
        case DocumentAct::withdraw:
            return writer.withdraw(call.acting(), state.id, typed(call.form, "reason"));
        case DocumentAct::cancel:
            return writer.cancel(call.acting(), state.id, typed(call.form, "reason"));
        case DocumentAct::reassign: {
            MUNIMENT_TRY(const auto command, reassignment(call));
            return writer.reassign(call.acting(), state.id, command);
        }
        case DocumentAct::release:
            return release(call, state);
        case DocumentAct::reschedule:
            return reschedule(call, state);
        case DocumentAct::review:
            return review(call, state);
        case DocumentAct::retire:
            return retire(call, state);
        case DocumentAct::acknowledge:
            return acknowledge(call, state);
        case DocumentAct::sign:
        case DocumentAct::edit:
        case DocumentAct::revise:
            break;
    }
    return core::fail(ErrorCode::internal, "this act has a page of its own");
}

}  // namespace muniment::web
