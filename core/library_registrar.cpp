// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/writer_session.h"

namespace muniment::core {
namespace {

/// The subject by which the acting person signs for the registrar's key.
Result<NewSubject> signed_for_registrar(const Circumstances& around, const PersonCommand& command) {
    const PersonId& id = around.actor.person;
    const auto found = around.people.find(id);
    const Person* person = found == around.people.end() ? nullptr : &found->second;
    MUNIMENT_TRY(auto event, decide(around, id, person, command));
    NewSubject subject;
    subject.person = *person;
    subject.event = std::move(event);
    return subject;
}

}  // namespace

Result<std::string> LibraryWriter::rotate_registrar(const Acting& acting,
                                                    const std::string& reason) {
    std::string made;
    const Decide rotate = [&](Session& session) -> Result<std::vector<NewSubject>> {
        MUNIMENT_CHECK(move_past_newest_event(session));
        MUNIMENT_TRY(const auto founding, session.reader.ports().reg.founding());
        MUNIMENT_TRY(const auto key, session.writer.make_successor(founding));
        made = key.public_key;
        MUNIMENT_TRY(auto subject,
                     signed_for_registrar(session.around(),
                                          RotateRegistrar{key.public_key, key.proof, reason}));
        MUNIMENT_CHECK(check_registrar_change(session.policy, {subject.event}));
        return std::vector{std::move(subject)};
    };
    MUNIMENT_CHECK(transact(acting, true, rotate));
    return made;
}

Result<std::string> LibraryWriter::replace_registrar(const std::vector<Acting>& acting,
                                                     const std::string& reason,
                                                     std::optional<Instant> compromised_since) {
    if (acting.empty()) return fail(ErrorCode::internal, "nobody signs for the registrar's key");
    MUNIMENT_CHECK(reader_.catch_up());
    MUNIMENT_TRY(const auto founding, reader_.ports().reg.founding());
    std::vector<std::shared_ptr<const PersonSigner>> signers;
    for (const auto& who : acting) {
        MUNIMENT_TRY(auto signer, unlock(who));
        signers.push_back(std::move(signer));
    }
    MUNIMENT_TRY(const auto writer, gate_.open_writer_without_key());
    MUNIMENT_CHECK(reader_.catch_up());
    MUNIMENT_TRY(const auto head, reader_.ports().reg.head());
    MUNIMENT_TRY(const Instant earliest, event_time(reader_.ports().clock, head));
    // As move_past_newest_event, but what is due waits for the new key.
    const Instant now = std::max(earliest, head.time + std::chrono::seconds(2));
    MUNIMENT_TRY(const auto key, writer->make_successor(founding));
    const ReplaceRegistrar command{key.public_key, key.proof, reason, compromised_since};
    std::vector<NewSubject> subjects;
    std::vector<Event> events;
    MUNIMENT_TRY(const auto* policy, reader_.policy());
    for (std::size_t i = 0; i < acting.size(); ++i) {
        const auto how =
            acting[i].own_key ? Authentication::personal_key : Authentication::password;
        MUNIMENT_TRY(auto session, begin_session(*writer, now, acting[i], how));
        MUNIMENT_TRY(auto subject, signed_for_registrar(session.around(), command));
        MUNIMENT_CHECK(check_key(session, *signers[i]));
        subject.signer = signers[i];
        events.push_back(subject.event);
        subjects.push_back(std::move(subject));
    }
    MUNIMENT_CHECK(check_registrar_change(*policy, events));
    MUNIMENT_CHECK(writer->append(head, now, std::move(subjects), nullptr));
    MUNIMENT_CHECK(reader_.catch_up());
    return key.public_key;
}

}  // namespace muniment::core
