// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/offered_acts.h"

#include <array>

namespace muniment::core {
namespace {

constexpr const char* some_reason = "-";

/// Whether the refusal is about who and when, not about the values given.
bool is_closed(ErrorCode code) {
    return code == ErrorCode::permission_denied || code == ErrorCode::failed_precondition ||
           code == ErrorCode::not_found || code == ErrorCode::already_exists;
}

template <class T>
Status open_unless_closed(const Result<T>& decided) {
    if (decided || !is_closed(decided.error().code)) return {};
    return fail(decided.error());
}

/// A day that certainly lies ahead.
ResolvedDate late(Date today) {
    constexpr int months = 1200;
    const Date date = months_after(today, months);
    return {date, std::chrono::sys_days(date)};
}

NewContent other_content(const Metadata& metadata) {
    NewContent content;
    content.metadata = metadata;
    return content;
}

/// The signature that the document waits for, if it waits for one.
Sign awaited(const DocumentState& state, Instant now) {
    Sign sign;
    const auto* current = in_force(state, now);
    const RouteProgress* progress = nullptr;
    if (state.retirement && current != nullptr && !state.working) {
        sign.request = Request::retirement;
        sign.shown = current->content.sha256;
        progress = &state.retirement->progress;
    } else if (state.working) {
        sign.shown = state.working->content.sha256;
        progress = &state.working->progress;
    }
    const auto stage = progress == nullptr ? 0 : static_cast<std::size_t>(progress->stage);
    if (stage >= 1 && stage <= progress->route.size())
        sign.meaning = progress->route[stage - 1].meaning;
    return sign;
}

/// Gives each open place in turn to each role, until one of these would do.
Status check_reassign(const Circumstances& around, const DocumentState& state) {
    Status refused = open_unless_closed(decide(around, state, Reassign{}));
    const RouteProgress* progress = nullptr;
    if (state.working) {
        progress = &state.working->progress;
    } else if (state.retirement) {
        progress = &state.retirement->progress;
    }
    if (!refused || progress == nullptr) return refused;
    for (auto stage = progress->stage; stage <= static_cast<int>(progress->route.size()); ++stage) {
        for (const auto& from : progress->route[static_cast<std::size_t>(stage - 1)].slots) {
            for (const auto& role : around.policy.roles) {
                if (decide(around, state, Reassign{stage, from, role, some_reason})) return {};
            }
        }
    }
    return fail(ErrorCode::failed_precondition, "no place of this route is open");
}

DocumentCommand command_for(DocumentAct act, const DocumentState& state, Date today) {
    switch (act) {
        case DocumentAct::submit:
            return Submit{state.working ? state.working->content.sha256 : Digest(), ""};
        case DocumentAct::edit:
            return EditDraft{other_content(newest_metadata(state)), some_reason};
        case DocumentAct::release:
            return Release{state.working ? state.working->content.sha256 : Digest(), late(today),
                           today, ""};
        case DocumentAct::revise:
            return DraftRevision{other_content(newest_metadata(state)), some_reason};
        case DocumentAct::review:
            return PeriodicReview{ReviewOutcome::keep, today, some_reason};
        case DocumentAct::reschedule:
            return Reschedule{late(today), today, some_reason};
        case DocumentAct::cancel:
            return CancelRelease{some_reason};
        case DocumentAct::retire:
            return RequestRetirement{{}, today, some_reason};
        case DocumentAct::sign:
        case DocumentAct::reassign:
        case DocumentAct::acknowledge:
        case DocumentAct::withdraw:
            break;
    }
    return Withdraw{some_reason};
}

/// The document as the viewer may know it: an offer, and a refusal, tell of nothing else.
Result<DocumentState> visible_state(LibraryReader& reader, const Viewer& viewer,
                                    const DocumentState& state) {
    MUNIMENT_TRY(const auto* policy, reader.policy());
    return visible_to(*policy, viewer, state, reader.now());
}

/// How somebody is known who does this: drafts alone are not signed, unless they are the policy's.
Authentication way_of(DocumentAct act, const DocumentState& state) {
    const bool writes = act == DocumentAct::edit || act == DocumentAct::revise;
    return writes && !state.id.is_policy() ? Authentication::session : Authentication::password;
}

PersonCommand command_for(PersonAct act, const Policy& policy, const Person& subject, Date today) {
    const auto instant = [](Date date) { return ResolvedDate{date, std::chrono::sys_days(date)}; };
    switch (act) {
        case PersonAct::reset:
            return ResetKey{some_reason};
        case PersonAct::confirm:
            if (subject.was_reset) return ReplaceKey{};
            return ConfirmPerson{};
        case PersonAct::change_roles: {
            ChangeRoles change;
            for (const auto& role : policy.roles) {
                if (subject.roles.count(role) == 0) change.add.insert(role);
            }
            if (change.add.empty()) change.remove.insert(*subject.roles.begin());
            return change;
        }
        case PersonAct::accept_roles:
        case PersonAct::reject_roles: {
            DecideRoles decide;
            const bool accept = act == PersonAct::accept_roles;
            decide.decision = accept ? Decision::accept : Decision::reject;
            decide.comment = some_reason;
            if (subject.proposal) decide.add = subject.proposal->add;
            if (subject.proposal) decide.remove = subject.proposal->remove;
            return decide;
        }
        case PersonAct::disable:
            return DisablePerson{some_reason};
        case PersonAct::delegate:
            break;
    }
    return Delegate{instant(months_after(today, 1)), instant(months_after(today, 2))};
}

}  // namespace

Result<bool> is_open(const Status& checked) {
    if (checked) return true;
    const auto code = checked.error().code;
    if (code == ErrorCode::data_corrupt || code == ErrorCode::unavailable)
        return fail(checked.error());
    return false;
}

Result<OfferedActs::Ground> OfferedActs::ground() {
    const Person& person = *viewer_.person;
    MUNIMENT_TRY(const auto* policy, reader_.policy());
    MUNIMENT_TRY(const Date today, reader_.today());
    Ground ground{*policy,
                  today,
                  reader_.now(),
                  {person.id, Authentication::password, Via::web},
                  {{person.id, person}},
                  {}};
    for (const auto& delegation : person.delegations)
        MUNIMENT_CHECK(know(ground, delegation.delegator));
    return ground;
}

Status OfferedActs::know(Ground& ground, const PersonId& id) {
    MUNIMENT_TRY(auto person, reader_.ports().reg.person(id));
    if (person) ground.people.emplace(id, std::move(*person));
    return {};
}

Status OfferedActs::know_all(Ground& ground) {
    MUNIMENT_TRY(auto everyone, reader_.people());
    for (auto& person : everyone) ground.people.emplace(person.id, std::move(person));
    return {};
}

Status OfferedActs::check_acknowledge(const Ground& ground, const DocumentState& state) {
    Acknowledge command;
    if (const auto* current = in_force(state, ground.now)) {
        MUNIMENT_TRY(command.already, reader_.ports().catalogue.has_acknowledged(
                                          state.id, current->label, ground.actor.person));
    }
    return open_unless_closed(decide(ground.around(), state, command));
}

Result<OfferedActs::Ground> OfferedActs::ground_for(const DocumentState& state) {
    MUNIMENT_TRY(auto ground, this->ground());
    MUNIMENT_CHECK(know(ground, newest_metadata(state).owner));
    if (!state.id.is_policy() || !state.working) return ground;
    MUNIMENT_TRY(ground.proposed, reader_.proposed_policy(state));
    MUNIMENT_CHECK(know_all(ground));
    return ground;
}

Result<Sign> OfferedActs::signature(const Ground& ground, const DocumentState& state) {
    Sign sign = awaited(state, ground.now);
    auto own = decide(ground.around(), state, sign);
    if (own) return sign;
    for (const auto& delegation : viewer_.person->delegations) {
        Sign for_other = sign;
        for_other.on_behalf_of = delegation.delegator;
        if (decide(ground.around(), state, for_other)) return for_other;
    }
    return fail(own.error());
}

Result<Sign> OfferedActs::signature(const DocumentState& state) {
    MUNIMENT_TRY(const auto visible, visible_state(reader_, viewer_, state));
    MUNIMENT_TRY(const auto ground, ground_for(visible));
    return signature(ground, visible);
}

Status OfferedActs::check(const Ground& ground, const DocumentState& state, DocumentAct act) {
    if (act == DocumentAct::sign) return signature(ground, state).map([](const auto&) {});
    if (act == DocumentAct::acknowledge) return check_acknowledge(ground, state);
    if (act == DocumentAct::reassign) return check_reassign(ground.around(), state);
    return open_unless_closed(
        decide(ground.around(way_of(act, state)), state, command_for(act, state, ground.today)));
}

Status OfferedActs::check(const DocumentState& state, DocumentAct act) {
    MUNIMENT_TRY(const auto visible, visible_state(reader_, viewer_, state));
    MUNIMENT_TRY(const auto ground, ground_for(visible));
    return check(ground, visible, act);
}

Result<std::vector<DocumentAct>> OfferedActs::of(const DocumentState& state) {
    constexpr std::array all{DocumentAct::sign,    DocumentAct::submit,   DocumentAct::edit,
                             DocumentAct::release, DocumentAct::reassign, DocumentAct::acknowledge,
                             DocumentAct::revise,  DocumentAct::review,   DocumentAct::reschedule,
                             DocumentAct::cancel,  DocumentAct::retire,   DocumentAct::withdraw};
    MUNIMENT_TRY(const auto visible, visible_state(reader_, viewer_, state));
    MUNIMENT_TRY(const auto ground, ground_for(visible));
    std::vector<DocumentAct> open;
    for (const auto act : all) {
        MUNIMENT_TRY(const bool is, is_open(check(ground, visible, act)));
        if (is) open.push_back(act);
    }
    return open;
}

Status OfferedActs::check_create(const DocumentType& type) {
    MUNIMENT_TRY(const auto ground, this->ground());
    CreateDraft create;
    create.id = type.pattern.identifier(1);
    create.content.metadata.type = type.code;
    create.content.metadata.title = some_reason;
    create.content.metadata.owner = ground.actor.person;
    create.content.metadata.reading_class = ground.policy.default_class;
    DocumentState state;
    state.id = create.id;
    auto open = open_unless_closed(decide(ground.around(Authentication::session), state, create));
    for (const auto& text : viewer_.person->roles) {
        // Who may write for a department begins documents of that one.
        const auto grant = parse_grant(text);
        if (open || !grant || grant->department.empty()) continue;
        create.content.metadata.department = grant->department;
        open = open_unless_closed(decide(ground.around(Authentication::session), state, create));
    }
    return open;
}

Status OfferedActs::check(const Person& subject, PersonAct act) {
    MUNIMENT_TRY(auto ground, this->ground());
    MUNIMENT_CHECK(know_all(ground));
    // Who never enrolled has nothing to be reset: they are given a fresh code, by whom may invite.
    const bool never_enrolled = subject.keys.empty() && subject.enabled;
    if (act == PersonAct::reset && never_enrolled) return check_add_person();
    return open_unless_closed(decide(ground.around(), subject.id, &subject,
                                     command_for(act, ground.policy, subject, ground.today)));
}

Status OfferedActs::check_revoke_key(const Person& owner, const std::string& public_key) {
    MUNIMENT_TRY(const auto ground, this->ground());
    return open_unless_closed(
        decide(ground.around(), owner.id, &owner, RevokeKey{public_key, some_reason, {}}));
}

Status OfferedActs::check_add_person() {
    MUNIMENT_TRY(const auto ground, this->ground());
    MUNIMENT_TRY(const auto id, PersonId::parse("somebody-new"));
    const AddPerson add{id, "Somebody New", {*ground.policy.roles.begin()}};
    return open_unless_closed(decide(ground.around(), id, nullptr, add));
}

}  // namespace muniment::core
