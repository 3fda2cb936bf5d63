// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library_writer.h"

#include <algorithm>

#include "core/acting_right.h"
#include "core/signed_earlier.h"
#include "core/writer_session.h"

namespace muniment::core {
namespace {

/// How often an act is decided anew when somebody moved `main` from outside.
constexpr int attempts = 5;

/// A clock that stands further behind the newest event than this is wrong.
constexpr std::chrono::minutes tolerated_lag{15};

const NewContent* content_of(const DocumentCommand& command) {
    if (const auto* create = std::get_if<CreateDraft>(&command)) return &create->content;
    if (const auto* revision = std::get_if<DraftRevision>(&command)) return &revision->content;
    if (const auto* edit = std::get_if<EditDraft>(&command)) return &edit->content;
    if (const auto* import = std::get_if<Import>(&command)) return &import->content;
    return nullptr;
}

/// People whom a decision on the command looks at, besides the actor.
std::vector<PersonId> people_of(const DocumentCommand& command) {
    std::vector<PersonId> ids;
    if (const auto* content = content_of(command)) ids.push_back(content->metadata.owner);
    if (const auto* sign = std::get_if<Sign>(&command); sign != nullptr && sign->on_behalf_of) {
        ids.push_back(*sign->on_behalf_of);
    }
    if (const auto* reassign = std::get_if<Reassign>(&command)) {
        const bool named = !reassign->to.empty() && reassign->to[0] == '@';
        const auto id = PersonId::parse(named ? reassign->to.substr(1) : "");
        if (id) ids.push_back(*id);
    }
    return ids;
}

}  // namespace

Result<Instant> event_time(const Clock& clock, const Head& head) {
    const Instant now = clock.now();
    if (now + tolerated_lag < head.time) {
        return fail(ErrorCode::unavailable,
                    "this computer's clock says " + render(now) + ", but the newest event is of " +
                        render(head.time),
                    "Set the clock right and try again.");
    }
    return std::max(now, head.time);
}

ObjectId tree_of(const DocumentState& state, const RevisionLabel& label) {
    if (state.working && state.working->label == label) return state.working->content.tree;
    const auto* released = find_released(state, label);
    return released == nullptr ? ObjectId() : released->content.tree;
}

Result<NewSubject> decided_subject(const Circumstances& around, const DocumentState& state,
                                   const DocumentState& visible, const DocumentCommand& command) {
    MUNIMENT_TRY(auto event, decide_for(around, state, visible, command));
    NewSubject subject;
    const auto* content = content_of(command);
    subject.tree = content != nullptr ? content->content.tree : tree_of(state, *event.revision);
    subject.event = std::move(event);
    return subject;
}

Done done_with(const RegisterEntry& entry, const RecordedSubject& subject) {
    Done done;
    done.entry = entry;
    if (!subject.event.subject.is_person()) done.id = subject.event.subject.document();
    if (subject.event.revision) done.revision = subject.event.revision->text();
    done.state = subject.event.state.value_or(RevisionState::draft);
    done.digest = subject.event.content_sha256;
    return done;
}

Status LibraryWriter::Session::know(const PersonId& id) {
    if (people.count(id) > 0) return {};
    MUNIMENT_TRY(auto person, reader.ports().reg.person(id));
    if (person) people.emplace(id, std::move(*person));
    return {};
}

Status LibraryWriter::Session::know_all() {
    MUNIMENT_TRY(auto everyone, reader.people());
    for (auto& person : everyone) people.emplace(person.id, std::move(person));
    return {};
}

Status LibraryWriter::Session::know_proposal(const DocumentState& state) {
    if (!state.id.is_policy() || !state.working) return {};
    MUNIMENT_TRY(proposed, reader.proposed_policy(state));
    return know_all();
}

namespace {

/// The keys that a person may sign with, newest first. One of the near future counts: its event was
/// timed by a clock a little ahead.
std::vector<std::string> keys_to_sign_with(const Person& person, const std::string& ending) {
    std::vector<std::string> keys;
    for (auto key = person.keys.rbegin(); key != person.keys.rend(); ++key) {
        if (!key->until && key->public_key != ending) keys.push_back(key->public_key);
    }
    return keys;
}

Status check_own_key(const PersonId& person, const std::vector<std::string>& keys,
                     const PersonSigner& signer) {
    if (std::count(keys.begin(), keys.end(), signer.public_key()) > 0) return {};
    return fail(ErrorCode::permission_denied,
                "this key is none that " + person.text() + " may sign with",
                "Enrol it first: `muniment key enrol`; `muniment key list` shows what is valid.");
}

}  // namespace

Result<std::shared_ptr<const PersonSigner>> LibraryWriter::unlock(const Acting& acting,
                                                                  const std::string& ending) {
    if (!acting.password && !acting.own_key) {
        return fail(ErrorCode::permission_denied,
                    "this act needs your signature, and so your password",
                    "Give it at the prompt or with --password-file FILE, or sign with a key of "
                    "your own: --ssh-key FILE.");
    }
    MUNIMENT_TRY(const auto person, reader_.ports().reg.person(acting.person));
    if (!person) {
        return fail(ErrorCode::not_found, "there is no person '" + acting.person.text() + "'",
                    "`muniment person list` shows who there is.");
    }
    const auto keys = keys_to_sign_with(*person, ending);
    if (keys.empty()) {
        return fail(ErrorCode::permission_denied,
                    acting.person.text() + " has no key that may sign",
                    "Enrol first: `muniment person enrol " + acting.person.text() +
                        " --code CODE`; an administrator gives the code.");
    }
    if (acting.own_key) {
        MUNIMENT_CHECK(check_own_key(acting.person, keys, *acting.own_key));
        return acting.own_key;
    }
    for (std::size_t i = 0;; ++i) {
        auto signer = keys_.unlock(acting.person, keys[i], *acting.password);
        const bool elsewhere = !signer && signer.error().code == ErrorCode::failed_precondition;
        if (elsewhere && i + 1 < keys.size()) continue;
        if (!signer) return fail(signer.error());
        return std::shared_ptr<const PersonSigner>(std::move(*signer));
    }
}

Status LibraryWriter::check_secret(const Acting& acting) {
    MUNIMENT_TRY(const auto signer, unlock(acting));
    return {};
}

Status LibraryWriter::check_password(const PersonId& person, const std::string& password) {
    return check_secret({person, password, Authentication::none, Via::cli});
}

Status LibraryWriter::settle() {
    MUNIMENT_CHECK(reader_.catch_up());
    MUNIMENT_TRY(const auto due, reader_.ports().catalogue.due(reader_.now()));
    if (due.empty()) return {};
    MUNIMENT_TRY(const auto writer, gate_.open_writer());
    MUNIMENT_CHECK(settle(*writer));
    return {};
}

Result<Instant> LibraryWriter::settle(RegisterWriter& writer) {
    constexpr std::size_t most_subjects = 1000;
    MUNIMENT_CHECK(reader_.catch_up());
    while (true) {
        MUNIMENT_TRY(const auto head, reader_.ports().reg.head());
        MUNIMENT_TRY(const Instant now, event_time(reader_.ports().clock, head));
        MUNIMENT_TRY(auto due, reader_.ports().catalogue.due(now));
        if (due.empty()) return now;
        if (due.size() > most_subjects) due.resize(most_subjects);
        MUNIMENT_TRY(const auto* policy, reader_.policy());
        const People nobody;
        const Circumstances around{
            *policy, nobody, {registrar_id(), Authentication::none, {}}, now};
        std::vector<NewSubject> subjects;
        for (const auto& id : due) {
            MUNIMENT_TRY(const auto state, reader_.document({{}, true}, id));
            MUNIMENT_TRY(auto subject, decided_subject(around, state, state, TakeEffect{}));
            subjects.push_back(std::move(subject));
        }
        MUNIMENT_CHECK(writer.append(head, now, std::move(subjects), nullptr));
        MUNIMENT_CHECK(reader_.catch_up());
    }
}

/// Between the password and the lock somebody may have reset the key that was unlocked. What was
/// signed before its event is signed by a key that was valid then too.
Status LibraryWriter::check_key(const Session& session, const PersonSigner& signer) {
    const auto actor = session.people.find(session.actor.person);
    const bool known = actor != session.people.end();
    const auto valid_at = [&](Instant instant) {
        return known && valid_key(actor->second, signer.public_key(), instant) != nullptr;
    };
    if (valid_at(session.now) && valid_at(signer.prepared_at().value_or(session.now))) return {};
    return fail(ErrorCode::conflict, "your key was changed in this moment", "Try again.");
}

Status LibraryWriter::check_signer(const Session& session, const PersonSigner& signer,
                                   const std::vector<NewSubject>& subjects) {
    MUNIMENT_CHECK(check_key(session, signer));
    if (!signer.prepared_at()) return {};
    const auto newest = [&](const SubjectName& subject) -> Result<Instant> {
        MUNIMENT_TRY(const auto positions, reader_.ports().catalogue.positions(subject));
        return positions.empty() ? Instant() : positions.back().second.time;
    };
    const Person& person = session.people.at(session.actor.person);
    for (const auto& subject : subjects) {
        MUNIMENT_CHECK(check_signed_earlier(subject.event, session.now, *signer.prepared_at(),
                                            person, newest));
    }
    return {};
}

Result<LibraryWriter::Session> LibraryWriter::begin_session(RegisterWriter& writer, Instant now,
                                                            const Acting& acting,
                                                            Authentication authentication) {
    MUNIMENT_TRY(const auto head, reader_.ports().reg.head());
    MUNIMENT_TRY(const auto* policy, reader_.policy());
    MUNIMENT_TRY(const Date today, reader_.ports().calendar.local_date(policy->time_zone, now));
    Session session{
        reader_, writer, head, now, *policy, today, {acting.person, authentication, acting.via},
        {},      {}};
    MUNIMENT_CHECK(session.know(acting.person));
    return session;
}

Result<RegisterEntry> LibraryWriter::transact(const Acting& acting, bool signed_act,
                                              const Decide& decide, const std::string& ending) {
    std::shared_ptr<const PersonSigner> signer;
    if (signed_act) {
        MUNIMENT_TRY(signer, unlock(acting, ending));
    }
    const auto secret = acting.own_key ? Authentication::personal_key : Authentication::password;
    const auto authentication = signed_act ? secret : acting.authentication;
    for (int attempt = 1;; ++attempt) {
        MUNIMENT_TRY(const auto writer, gate_.open_writer());
        MUNIMENT_TRY(const Instant now, settle(*writer));
        MUNIMENT_TRY(auto session, begin_session(*writer, now, acting, authentication));
        MUNIMENT_TRY(auto subjects, decide(session));
        if (signer) MUNIMENT_CHECK(check_signer(session, *signer, subjects));
        auto entry = writer->append(session.head, session.now, std::move(subjects), signer.get());
        const bool raced = !entry && entry.error().code == ErrorCode::conflict;
        if (raced && attempt < attempts) continue;
        if (!entry) return entry;
        // The act is durable, so it is told as done. Where the projections cannot follow now, the
        // next call, which begins with catching up, says why.
        [[maybe_unused]] const auto followed = reader_.catch_up();
        return entry;
    }
}

Result<Done> LibraryWriter::act(
    const Acting& acting, bool signed_act, const Identifier& id,
    const std::function<Result<DocumentCommand>(Session&, const DocumentState&)>& command_for) {
    MUNIMENT_CHECK(reader_.catch_up());
    MUNIMENT_TRY(const auto viewer, reader_.viewer(acting.person));
    MUNIMENT_CHECK(reader_.document(viewer, id));
    const Decide decide_act = [&](Session& session) -> Result<std::vector<NewSubject>> {
        MUNIMENT_TRY(const auto state, reader_.document(viewer, id));
        const auto visible = visible_to(session.policy, viewer, state, session.now);
        MUNIMENT_TRY(const auto command, command_for(session, visible));
        for (const auto& person : people_of(command)) MUNIMENT_CHECK(session.know(person));
        MUNIMENT_CHECK(session.know_proposal(state));
        MUNIMENT_TRY(auto subject, decided_subject(session.around(), state, visible, command));
        return std::vector{std::move(subject)};
    };
    MUNIMENT_TRY(const auto entry, transact(acting, signed_act, decide_act));
    return done_with(entry, entry.subjects.front());
}

}  // namespace muniment::core
