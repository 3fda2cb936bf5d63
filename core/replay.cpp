// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/replay.h"

#include <algorithm>

#include "core/signed_earlier.h"

namespace muniment::core {
namespace {

tl::unexpected<Error> another_event() {
    return fail(ErrorCode::data_corrupt, "the rules would have given another event than this one");
}

/// The files of a subject must be those of the revision that it speaks of.
Status check_same_tree(const DocumentState& state, const RecordedSubject& subject) {
    const RevisionLabel& label = *subject.event.revision;
    ObjectId tree;
    if (state.working && state.working->label == label) tree = state.working->content.tree;
    if (const auto* released = find_released(state, label)) tree = released->content.tree;
    if (tree == subject.tree) return {};
    return fail(ErrorCode::data_corrupt, "its files are not those of revision " + label.text());
}

}  // namespace

Status Replay::found(const Founding& founding, const std::string& registrar_key, Instant time) {
    founding_ = founding;
    time_ = time;
    sequence_ = 1;
    MUNIMENT_CHECK(inspect(policy_identifier(), policy_files(founding)));
    const Person& administrator = founding.administrator;
    const bool one_key =
        administrator.keys.size() == 1 &&
        administrator.keys.front() == PersonKey{administrator.keys.front().public_key, time, {}};
    if (!one_key || administrator.enrolment != Enrolment::enrolled || !administrator.enabled ||
        administrator.was_reset || administrator.code_from || !administrator.delegations.empty()) {
        return fail(ErrorCode::data_corrupt, "the founding administrator has not one valid key");
    }
    keys_.insert(registrar_key);
    keys_.insert(administrator.keys.front().public_key);
    people_.emplace(administrator.id, administrator);
    return {};
}

Status Replay::begin(std::uint64_t sequence, EventKind kind, Instant time) {
    for (const auto& subject : touched_) newest_[subject] = time_;
    touched_.clear();
    previous_time_ = time_;
    sequence_ = sequence;
    time_ = time;
    policy_ = nullptr;
    const bool acceptance = kind == EventKind::library_accepted;
    if (acceptance != (sequence == 2)) {
        return fail(ErrorCode::data_corrupt, "a founding is accepted in event 2 and nowhere else");
    }
    const bool of_registrar =
        kind == EventKind::registrar_rotated || kind == EventKind::registrar_replaced;
    if (ends_a_key(kind) && time < previous_time_ + std::chrono::seconds(of_registrar ? 2 : 1)) {
        return fail(ErrorCode::data_corrupt,
                    "an event that ends a key comes a second later at least");
    }
    registrar_events_.clear();
    // Without the registrar's key nothing that became due could be registered.
    if (kind == EventKind::took_effect || kind == EventKind::registrar_replaced) return {};
    for (const auto& [id, instant] : due_) {
        if (instant > time) continue;
        return fail(ErrorCode::data_corrupt,
                    id.text() + " should have taken effect before this event");
    }
    return {};
}

const Person* Replay::person(const PersonId& id) const {
    const auto found = people_.find(id);
    return found == people_.end() ? nullptr : &found->second;
}

Result<const Policy*> Replay::policy_in_force() {
    const auto document = documents_.find(policy_identifier());
    const auto* current =
        document == documents_.end() ? nullptr : in_force(document->second, time_);
    const auto known = current == nullptr ? policies_.end() : policies_.find(current->content.tree);
    if (known == policies_.end()) return fail(ErrorCode::data_corrupt, "no policy is in force");
    return &known->second;
}

const Policy* Replay::proposed_by(const DocumentState& state) const {
    if (!state.id.is_policy() || !state.working) return nullptr;
    const auto known = policies_.find(state.working->content.tree);
    return known == policies_.end() ? nullptr : &known->second;
}

Result<const Policy*> Replay::policy() {
    if (policy_ == nullptr) {
        MUNIMENT_TRY(policy_, policy_in_force());
    }
    return policy_;
}

Status Replay::judge(const Evidence& evidence) {
    const SubjectName& name = evidence.subject.event.subject;
    const bool in_chain = evidence.subject.event.kind != EventKind::acknowledged;
    if (in_chain && (name.is_person() || name.document().is_policy())) touched_.insert(name);
    if (refused_.count(name) > 0) return {};
    auto judged = sequence_ == 2     ? judge_acceptance(evidence)
                  : name.is_person() ? judge_person(evidence)
                                     : judge_document(evidence);
    if (!judged) refused_.insert(name);
    return judged;
}

Status Replay::judge_acceptance(const Evidence& evidence) {
    const RecordedSubject& subject = evidence.subject;
    const auto& event = subject.event;
    MUNIMENT_TRY(const auto rules, parse_policy(founding_.policy_rules));
    MUNIMENT_CHECK(check_printed_name(founding_.administrator.name));
    const auto& roles = founding_.administrator.roles;
    if (!std::includes(rules.roles.begin(), rules.roles.end(), roles.begin(), roles.end())) {
        return fail(ErrorCode::data_corrupt, "the founding administrator has unknown roles");
    }
    if (event.effective && !is_somewhere(event.effective->date, time_)) {
        return fail(ErrorCode::data_corrupt, "the policy is not in force from the founding's day");
    }
    const auto expected = accept_founding(founding_, rules, {subject.tree, event.content_sha256},
                                          event.statement.value_or(Digest()),
                                          event.effective ? event.effective->date : Date());
    const auto same = [&](NewSubject wanted) {
        if (event.subject.is_person()) wanted.event.content_sha256 = event.content_sha256;
        return wanted.event == event;
    };
    if (std::none_of(expected.begin(), expected.end(), same)) return another_event();
    if (event.subject.is_person()) return {};
    if (evidence.files != policy_files(founding_)) {
        return fail(ErrorCode::data_corrupt, "POLICY is not what was founded");
    }
    policies_.emplace(subject.tree, rules);
    take_in(evidence);
    return {};
}

Status Replay::judge_document(const Evidence& evidence) {
    const RecordedSubject& subject = evidence.subject;
    const Identifier id = subject.event.subject.document();
    DocumentState& state = documents_[id];
    state.id = id;
    std::int64_t bytes = 0;
    if (rule_of(subject.event.kind).brings_content) {
        MUNIMENT_TRY(const auto inspected, inspect(id, evidence.files));
        bytes = inspected.bytes;
        if (inspected.metadata != subject.event.metadata) return another_event();
    }
    MUNIMENT_TRY(const auto* rules, policy());
    const Circumstances around{
        *rules,
        people_,
        {subject.event.person, subject.event.authentication, subject.event.via},
        time_,
        proposed_by(state)};
    auto command = command_of(subject.event, {subject.tree, subject.event.content_sha256}, bytes);
    const std::string acknowledgement = id.text() + " " +
                                        subject.event.revision.value_or(RevisionLabel()).text() +
                                        " " + subject.event.person.text();
    if (auto* acknowledge = std::get_if<Acknowledge>(&command)) {
        acknowledge->already = acknowledged_.count(acknowledgement) > 0;
    }
    MUNIMENT_TRY(const auto decided, decide(around, state, command));
    if (decided != subject.event) return another_event();
    MUNIMENT_CHECK(check_time(subject));
    if (!rule_of(subject.event.kind).brings_content)
        MUNIMENT_CHECK(check_same_tree(state, subject));
    if (subject.event.kind == EventKind::acknowledged) {
        acknowledged_.insert(acknowledgement);
        return {};
    }
    if (id.is_policy() && rule_of(subject.event.kind).brings_content) {
        MUNIMENT_TRY(auto proposed, parse_policy(find_master(id, evidence.files)->bytes));
        policies_.emplace(subject.tree, std::move(proposed));
    }
    take_in(evidence);
    return {};
}

Status Replay::check_time(const RecordedSubject& subject) const {
    if (subject.time >= time_) return {};
    const Event& event = subject.event;
    const auto* signer = is_signature(event.authentication) ? person(event.person) : nullptr;
    if (signer == nullptr) {
        return fail(ErrorCode::data_corrupt, "it is older than its event, and nobody signed it");
    }
    const auto newest = [&](const SubjectName& ground) -> Result<Instant> {
        const auto found = newest_.find(ground);
        return found == newest_.end() ? Instant() : found->second;
    };
    return check_signed_earlier(event, time_, subject.time, *signer, newest);
}

void Replay::take_in(const Evidence& evidence) {
    const RecordedSubject& subject = evidence.subject;
    const Identifier id = subject.event.subject.document();
    DocumentState& state = documents_[id];
    state =
        apply(std::move(state), subject.event, {sequence_, time_, subject.commit, subject.tree});
    due_.erase(id);
    if (const auto due = next_due(state)) due_.emplace(id, *due);
}

Result<const Event*> Replay::registrar_change() {
    if (registrar_events_.empty()) return nullptr;
    MUNIMENT_TRY(const auto* rules, policy());
    MUNIMENT_CHECK(check_registrar_change(*rules, registrar_events_));
    const Event& change = registrar_events_.front();
    if (!keys_.insert(change.registrar_key).second) {
        return fail(ErrorCode::data_corrupt, "this key stands in the register already");
    }
    return &change;
}

Status Replay::judge_person(const Evidence& evidence) {
    const Event& event = evidence.subject.event;
    const PersonId id = event.subject.person();
    MUNIMENT_TRY(const auto* rules, policy());
    const Circumstances around{
        *rules, people_, {event.person, event.authentication, event.via}, time_};
    MUNIMENT_TRY(auto decided, decide(around, id, person(id), command_of_person(event)));
    // People's files are written by the register, which also says their digest.
    decided.content_sha256 = event.content_sha256;
    if (decided != event) return another_event();
    if (!event.key.empty() && !keys_.insert(event.key).second) {
        return fail(ErrorCode::data_corrupt, "this key stands in the register already");
    }
    if (!event.registrar_key.empty()) registrar_events_.push_back(event);
    people_[id] = apply(people_[id], event, time_);
    for (const auto& key : people_[id].keys) {
        if (!key.until || *key.until - key.from >= std::chrono::seconds(2)) continue;
        return fail(ErrorCode::data_corrupt, "a key ends less than two seconds after it began");
    }
    return {};
}

}  // namespace muniment::core
