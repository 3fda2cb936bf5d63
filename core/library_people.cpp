// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/writer_session.h"

namespace muniment::core {

std::string_view accountability_statement() {
    return "I accept that my signature in this library is the legally binding equivalent of my "
           "handwritten signature. I keep my password to myself, nobody else may use it, and I "
           "answer for every act that is signed with my key.";
}

namespace {

bool ends_a_key(const PersonCommand& command) {
    return std::holds_alternative<ResetKey>(command) ||
           std::holds_alternative<ReplaceKey>(command) ||
           std::holds_alternative<RevokeKey>(command) ||
           std::holds_alternative<DisablePerson>(command);
}

}  // namespace

Result<RegisterEntry> LibraryWriter::act_on_person(
    const Acting& acting, bool signed_act, const PersonId& id,
    const std::function<Result<PersonCommand>(Session&, const Person*)>& command_for,
    const std::string& ending) {
    const Decide decide_act = [&](Session& session) -> Result<std::vector<NewSubject>> {
        MUNIMENT_CHECK(session.know(id));
        const auto found = session.people.find(id);
        const Person* subject = found == session.people.end() ? nullptr : &found->second;
        MUNIMENT_TRY(const auto command, command_for(session, subject));
        if (ends_a_key(command)) MUNIMENT_CHECK(move_past_newest_event(session));
        MUNIMENT_TRY(auto event, decide(session.around(), id, subject, command));
        NewSubject changed;
        changed.person = apply(subject == nullptr ? Person() : *subject, event, session.now);
        changed.event = std::move(event);
        return std::vector{std::move(changed)};
    };
    return transact(acting, signed_act, decide_act, ending);
}

Result<std::string> LibraryWriter::add_person(const Acting& acting, const PersonId& id,
                                              const std::string& name, const GrantSet& roles,
                                              const std::string& comment) {
    MUNIMENT_CHECK(
        act_on_person(acting, true, id, [&](Session&, const Person*) -> Result<PersonCommand> {
            return AddPerson{id, name, roles, comment};
        }));
    return keys_.make_code(id);
}

Result<bool> LibraryWriter::enrol(const PersonId& id, const std::string& code,
                                  const std::string& password, Via via) {
    MUNIMENT_TRY(const auto person, reader_.ports().reg.person(id));
    if (!person) {
        return fail(ErrorCode::not_found, "there is no person '" + id.text() + "'",
                    "An administrator adds people with `muniment person add`.");
    }
    MUNIMENT_CHECK(keys_.check_code(id, code));
    MUNIMENT_TRY(const auto founding, reader_.ports().reg.founding());
    MUNIMENT_TRY(const auto* policy, reader_.policy());
    const KeyOwner owner{id, person->name, policy->organisation};
    MUNIMENT_TRY(const auto key,
                 keys_.make_key(owner, password, founding, accountability_statement()));
    if (person->was_reset) {
        MUNIMENT_CHECK(keys_.forget_code(id));
        return true;
    }
    const Acting acting{id, {}, Authentication::token, via};
    MUNIMENT_CHECK(
        act_on_person(acting, false, id, [&](Session&, const Person*) -> Result<PersonCommand> {
            return EnrolPerson{key.public_key, key.proof, key.statement};
        }));
    MUNIMENT_CHECK(keys_.forget_code(id));
    MUNIMENT_TRY(const auto after, reader_.ports().reg.person(id));
    return after && after->enrolment == Enrolment::unconfirmed;
}

Status LibraryWriter::confirm(const Acting& acting, const PersonId& id,
                              const std::string& comment) {
    MUNIMENT_TRY(const auto key, keys_.newest_key(id));
    MUNIMENT_TRY(const auto founding, reader_.ports().reg.founding());
    return act_on_person(
               acting, true, id,
               [&](Session&, const Person* person) -> Result<PersonCommand> {
                   if (person == nullptr || !person->was_reset) return ConfirmPerson{comment};
                   const bool fresh =
                       key && std::none_of(person->keys.begin(), person->keys.end(),
                                           [&](const PersonKey& known) {
                                               return known.public_key == key->public_key;
                                           });
                   if (!fresh) {
                       return fail(ErrorCode::failed_precondition,
                                   id.text() + " has not made a new key yet",
                                   "They enrol with their code first; then confirm.");
                   }
                   MUNIMENT_CHECK(keys_.check_proof(id, founding, *key));
                   return ReplaceKey{key->public_key, key->proof, key->statement, comment};
               })
        .map([](const auto&) {});
}

Result<std::string> LibraryWriter::reset(const Acting& acting, const PersonId& id,
                                         const std::string& reason) {
    MUNIMENT_CHECK(act_on_person(
        acting, true, id,
        [&](Session&, const Person*) -> Result<PersonCommand> { return ResetKey{reason}; }));
    return keys_.make_code(id);
}

Result<bool> LibraryWriter::change_roles(const Acting& acting, const PersonId& id,
                                         const GrantSet& add, const GrantSet& remove,
                                         const std::string& reason) {
    return act_on_person(acting, true, id,
                         [&](Session& session, const Person*) -> Result<PersonCommand> {
                             MUNIMENT_CHECK(session.know_all());
                             return ChangeRoles{add, remove, reason};
                         })
        .map([](const RegisterEntry& entry) { return entry.kind == EventKind::roles_proposed; });
}

Status LibraryWriter::decide_roles(const Acting& acting, const PersonId& id, Decision decision,
                                   const std::string& reason,
                                   const std::optional<RoleProposal>& shown) {
    return act_on_person(acting, true, id,
                         [&](Session& session, const Person* person) -> Result<PersonCommand> {
                             MUNIMENT_CHECK(session.know_all());
                             auto proposal = shown;
                             if (!proposal && person != nullptr) proposal = person->proposal;
                             const RoleProposal about = proposal.value_or(RoleProposal());
                             return DecideRoles{decision, about.add, about.remove, reason};
                         })
        .map([](const auto&) {});
}

Status LibraryWriter::disable(const Acting& acting, const PersonId& id, const std::string& reason) {
    return act_on_person(acting, true, id,
                         [&](Session& session, const Person*) -> Result<PersonCommand> {
                             MUNIMENT_CHECK(session.know_all());
                             return DisablePerson{reason};
                         })
        .map([](const auto&) {});
}

Status LibraryWriter::delegate(const Acting& acting, const PersonId& to, Date from, Date until) {
    return act_on_person(acting, true, to,
                         [&](Session& session, const Person*) -> Result<PersonCommand> {
                             const Date after(std::chrono::sys_days(until) + std::chrono::days(1));
                             Delegate command;
                             MUNIMENT_TRY(command.from, session.resolve(from));
                             MUNIMENT_TRY(command.until, session.resolve(after));
                             return command;
                         })
        .map([](const auto&) {});
}

Status LibraryWriter::enrol_key(const Acting& acting, const std::string& public_key,
                                const std::string& proof) {
    MUNIMENT_TRY(const auto founding, reader_.ports().reg.founding());
    MUNIMENT_CHECK(keys_.check_proof(acting.person, founding, {public_key, proof, {}}));
    return act_on_person(acting, true, acting.person,
                         [&](Session& session, const Person*) -> Result<PersonCommand> {
                             EnrolKey command{public_key, proof, false};
                             auto& reg = session.reader.ports().reg;
                             MUNIMENT_TRY(command.known, reg.knows_key(public_key));
                             return command;
                         })
        .map([](const auto&) {});
}

Status LibraryWriter::revoke_key(const Acting& acting, const PersonId& owner,
                                 const std::string& public_key, const std::string& reason,
                                 std::optional<Instant> compromised_since) {
    return act_on_person(
               acting, true, owner,
               [&](Session&, const Person*) -> Result<PersonCommand> {
                   return RevokeKey{public_key, reason, compromised_since};
               },
               public_key)
        .map([](const auto&) {});
}

}  // namespace muniment::core
