// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>

#include "core/writer_session.h"

namespace muniment::core {
namespace {

/// The content that a signature on this request is about, if there is any.
std::optional<Digest> digest_of(const DocumentState& state, Request request, Instant now) {
    if (request == Request::retirement) {
        const auto* current = in_force(state, now);
        return current == nullptr ? std::nullopt : std::optional(current->content.sha256);
    }
    return state.working ? std::optional(state.working->content.sha256) : std::nullopt;
}

Status check_each_once(const std::vector<LibraryWriter::Releasing>& documents) {
    if (documents.empty()) {
        return fail(ErrorCode::invalid_argument, "name at least one document to release");
    }
    std::set<Identifier> named;
    for (const auto& document : documents) {
        if (named.insert(document.id).second) continue;
        return fail(ErrorCode::invalid_argument, document.id.text() + " is named twice",
                    "Name each document once.");
    }
    return {};
}

/// The signature for oneself or, where that has no place, for somebody who delegated. Who names
/// themselves wants no other name than their own, whatever changed since they decided.
template <class Session>
Result<Sign> fitting_signature(Session& session, const DocumentState& state, Sign sign) {
    const bool named = sign.on_behalf_of.has_value();
    if (sign.on_behalf_of == session.actor.person) sign.on_behalf_of.reset();
    if (named) return sign;
    const auto own = decide(session.around(), state, sign);
    if (own || own.error().code != ErrorCode::permission_denied) return sign;
    const auto actor = session.people.find(session.actor.person);
    if (actor == session.people.end()) return sign;
    const auto delegations = actor->second.delegations;
    for (const auto& delegation : delegations) {
        MUNIMENT_CHECK(session.know(delegation.delegator));
        Sign for_other = sign;
        for_other.on_behalf_of = delegation.delegator;
        if (decide(session.around(), state, for_other)) return for_other;
    }
    return sign;
}

}  // namespace

Result<Done> LibraryWriter::sign(const Acting& acting, const Identifier& id,
                                 const Signing& signing) {
    return act(acting, true, id,
               [&](Session& session, const DocumentState& state) -> Result<DocumentCommand> {
                   Sign sign;
                   sign.request = signing.request;
                   sign.meaning = signing.meaning;
                   sign.decision = signing.decision;
                   sign.comment = signing.comment;
                   sign.on_behalf_of = signing.on_behalf_of;
                   const auto there = digest_of(state, signing.request, session.now);
                   sign.shown = signing.digest ? *signing.digest : there.value_or(Digest());
                   MUNIMENT_TRY(const auto fitting, fitting_signature(session, state, sign));
                   return fitting;
               });
}

Result<std::vector<Done>> LibraryWriter::release(const Acting& acting,
                                                 const std::vector<Releasing>& documents,
                                                 std::optional<Date> effective,
                                                 const std::string& comment) {
    MUNIMENT_CHECK(check_each_once(documents));
    MUNIMENT_CHECK(reader_.catch_up());
    MUNIMENT_TRY(const auto viewer, reader_.viewer(acting.person));
    for (const auto& document : documents) MUNIMENT_CHECK(reader_.document(viewer, document.id));
    const Decide decide_release = [&](Session& session) -> Result<std::vector<NewSubject>> {
        Release release;
        release.comment = comment;
        release.today = session.today;
        MUNIMENT_TRY(release.start, session.resolve(effective.value_or(session.today)));
        std::vector<NewSubject> subjects;
        for (const auto& document : documents) {
            MUNIMENT_TRY(const auto state, reader_.document(viewer, document.id));
            const auto visible = visible_to(session.policy, viewer, state, session.now);
            const auto there = digest_of(visible, Request::draft, session.now);
            MUNIMENT_CHECK(session.know_proposal(state));
            release.shown = document.digest.value_or(there.value_or(Digest()));
            MUNIMENT_TRY(auto subject, decided_subject(session.around(), state, visible, release));
            subjects.push_back(std::move(subject));
        }
        return subjects;
    };
    MUNIMENT_TRY(const auto entry, transact(acting, true, decide_release));
    std::vector<Done> done;
    for (const auto& subject : entry.subjects) done.push_back(done_with(entry, subject));
    return done;
}

Result<Done> LibraryWriter::reschedule(const Acting& acting, const Identifier& id, Date effective,
                                       const std::string& reason) {
    return act(acting, true, id,
               [&](Session& session, const DocumentState&) -> Result<DocumentCommand> {
                   MUNIMENT_TRY(const auto start, session.resolve(effective));
                   return Reschedule{start, session.today, reason};
               });
}

Result<Done> LibraryWriter::cancel(const Acting& acting, const Identifier& id,
                                   const std::string& reason) {
    return act(acting, true, id, [&](Session&, const DocumentState&) -> Result<DocumentCommand> {
        return CancelRelease{reason};
    });
}

Result<Done> LibraryWriter::reassign(const Acting& acting, const Identifier& id,
                                     const Reassign& command) {
    return act(acting, true, id,
               [&](Session&, const DocumentState&) -> Result<DocumentCommand> { return command; });
}

Result<Done> LibraryWriter::review(const Acting& acting, const Identifier& id,
                                   ReviewOutcome outcome, const std::string& reason) {
    return act(acting, true, id,
               [&](Session& session, const DocumentState&) -> Result<DocumentCommand> {
                   return PeriodicReview{outcome, session.today, reason};
               });
}

Result<Done> LibraryWriter::acknowledge(const Acting& acting, const Identifier& id,
                                        std::optional<RevisionLabel> revision) {
    return act(acting, true, id,
               [&](Session& session, const DocumentState& state) -> Result<DocumentCommand> {
                   Acknowledge command{revision, false};
                   if (const auto* current = in_force(state, session.now)) {
                       MUNIMENT_TRY(command.already,
                                    session.reader.ports().catalogue.has_acknowledged(
                                        id, current->label, acting.person));
                   }
                   return command;
               });
}

Result<Done> LibraryWriter::retire(const Acting& acting, const Identifier& id,
                                   const std::string& reason, std::optional<Date> date) {
    return act(acting, true, id,
               [&](Session& session, const DocumentState&) -> Result<DocumentCommand> {
                   RequestRetirement command;
                   command.reason = reason;
                   command.today = session.today;
                   if (date) {
                       MUNIMENT_TRY(command.date, session.resolve(*date));
                   }
                   return command;
               });
}

}  // namespace muniment::core
