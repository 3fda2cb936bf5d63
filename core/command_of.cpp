// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/decide.h"

namespace muniment::core {
namespace {

NewContent new_content(const Event& event, const Content& content, std::int64_t bytes) {
    return {content, event.metadata.value_or(Metadata()), bytes};
}

/// Without an instant the act took effect at once: stand in the earliest first instant that the
/// date can have anywhere, which lies in the past of any act of that day.
ResolvedDate resolved(const EffectiveDate& effective) {
    const Instant earliest = std::chrono::sys_days(effective.date) - std::chrono::hours(14);
    return {effective.date, effective.first_instant.value_or(earliest)};
}

Sign sign_of(const Event& event, Request request) {
    Sign sign;
    sign.request = request;
    sign.meaning = event.meaning.value_or(Meaning::approval);
    sign.decision = event.decision.value_or(Decision::accept);
    sign.shown = event.content_sha256;
    sign.on_behalf_of = event.on_behalf_of;
    sign.comment = event.comment;
    return sign;
}

Release release_of(const Event& event) {
    const EffectiveDate effective = event.effective.value_or(EffectiveDate());
    return {event.content_sha256, resolved(effective), effective.date, event.comment};
}

RequestRetirement retirement_of(const Event& event) {
    RequestRetirement request;
    request.reason = event.comment;
    if (event.effective) {
        request.date = resolved(*event.effective);
        request.today = event.effective->date;
    }
    return request;
}

Import import_of(const Event& event, const Content& content, std::int64_t bytes) {
    Import import;
    import.id = event.subject.document();
    import.content = new_content(event, content, bytes);
    import.revision = event.revision;
    import.as_effective = event.state == RevisionState::effective;
    if (event.effective && event.effective->first_instant) {
        import.stated_start = resolved(*event.effective);
    } else if (event.effective) {
        import.today = event.effective->date;
    }
    import.stated_author = event.stated_author;
    import.stated_approvers = event.stated_approvers;
    import.stated_reason = event.stated_reason;
    import.manifest = event.manifest.value_or(Digest());
    import.manifest_line = event.manifest_line.value_or(0);
    import.statement = event.comment;
    return import;
}

}  // namespace

DocumentCommand command_of(const Event& event, const Content& content, std::int64_t content_bytes) {
    const auto fresh = [&] { return new_content(event, content, content_bytes); };
    switch (event.kind) {
        case EventKind::draft_created:
            return CreateDraft{event.subject.document(), fresh(), event.comment};
        case EventKind::revision_drafted:
            return DraftRevision{fresh(), event.comment};
        case EventKind::draft_edited:
            return EditDraft{fresh(), event.comment};
        case EventKind::submitted:
            return Submit{event.content_sha256, event.comment};
        case EventKind::withdrawn:
        case EventKind::retirement_withdrawn:
            return Withdraw{event.comment};
        case EventKind::draft_signed:
            return sign_of(event, Request::draft);
        case EventKind::retirement_signed:
            return sign_of(event, Request::retirement);
        case EventKind::released:
            return release_of(event);
        case EventKind::rescheduled: {
            const EffectiveDate effective = event.effective.value_or(EffectiveDate());
            return Reschedule{resolved(effective), effective.date, event.comment};
        }
        case EventKind::release_cancelled:
            return CancelRelease{event.comment};
        case EventKind::stage_reassigned:
            return Reassign{event.stage.value_or(0), event.reassigned_from.value_or(""),
                            event.reassigned_to.value_or(""), event.comment};
        case EventKind::periodic_review:
            return PeriodicReview{event.outcome.value_or(ReviewOutcome::keep),
                                  event.local_date.value_or(Date()), event.comment};
        case EventKind::acknowledged:
            return Acknowledge{event.revision, false};
        case EventKind::retirement_requested:
            return retirement_of(event);
        case EventKind::imported:
            return import_of(event, content, content_bytes);
        default:
            return TakeEffect{};
    }
}

PersonCommand command_of_person(const Event& event) {
    switch (event.kind) {
        case EventKind::person_added:
            return AddPerson{
                event.subject.person(), event.printed_name,
                event.proposed_roles.empty() ? event.added_roles : event.proposed_roles,
                event.comment};
        case EventKind::person_enrolled:
            return EnrolPerson{event.key, event.key_proof, event.statement.value_or(Digest())};
        case EventKind::key_reset:
            return ResetKey{event.comment};
        case EventKind::key_replaced:
            return ReplaceKey{event.key, event.key_proof, event.statement.value_or(Digest()),
                              event.comment};
        case EventKind::roles_changed:
        case EventKind::roles_proposed:
            return ChangeRoles{event.added_roles, event.removed_roles, event.comment};
        case EventKind::roles_decided:
            return DecideRoles{event.decision.value_or(Decision::accept), event.added_roles,
                               event.removed_roles, event.comment};
        case EventKind::person_disabled:
            return DisablePerson{event.comment};
        case EventKind::delegation_given:
            return Delegate{event.delegated_from.value_or(ResolvedDate()),
                            event.delegated_until.value_or(ResolvedDate())};
        case EventKind::key_enrolled:
            return EnrolKey{event.key, event.key_proof, false};
        case EventKind::key_revoked:
            return RevokeKey{event.revoked_key, event.comment, event.compromised_since};
        case EventKind::registrar_rotated:
            return RotateRegistrar{event.registrar_key, event.registrar_key_proof, event.comment};
        case EventKind::registrar_replaced:
            return ReplaceRegistrar{event.registrar_key, event.registrar_key_proof, event.comment,
                                    event.compromised_since};
        default:
            return ConfirmPerson{event.comment};
    }
}

}  // namespace muniment::core
