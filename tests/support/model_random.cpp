// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/model_random.h"

#include <algorithm>
#include <array>

namespace muniment::test {
namespace {

const std::vector<std::string>& people_ids() {
    static const std::vector<std::string> ids{"ann", "bob",  "rita", "rolf", "adam",
                                              "eva", "olga", "otto", "carl", "reed"};
    return ids;
}

/// What one random act looks at.
struct Turn {
    ModelLibrary& library;
    const RandomStep& step;
    std::string id;
    std::string person;
    std::string subject;  ///< for commands about people

    [[nodiscard]] int variation(int of) const { return step.variation % of; }
    [[nodiscard]] core::NewContent content() const {
        return library.content(id, "text " + std::to_string(step.variation));
    }
    [[nodiscard]] std::string reason() const { return step.variation == 7 ? " " : "reason"; }
    [[nodiscard]] core::ResolvedDate some_day() const { return library.in_days(variation(9) - 1); }
};

core::Submit submission(const Turn& turn) {
    auto submit = turn.library.submission(turn.id);
    if (turn.variation(8) == 0) submit.shown = digest_of("something else");
    return submit;
}

core::Sign signature(const Turn& turn) {
    core::Sign sign = turn.library.approve(turn.id);
    if (turn.variation(8) == 0) sign.shown = digest_of("something else");
    if (turn.variation(7) == 0)
        sign.on_behalf_of = person_id(people_ids()[static_cast<std::size_t>(turn.variation(10))]);
    if (turn.variation(6) == 0) {
        sign.decision = core::Decision::reject;
        sign.comment = turn.reason();
    }
    const auto& working = turn.library.document(turn.id).working;
    if (working && !working->progress.route.empty()) {
        const auto stage = static_cast<std::size_t>(working->progress.stage);
        const auto last = working->progress.route.size();
        sign.meaning = working->progress.route[std::min(stage, last) - 1].meaning;
    }
    if (turn.variation(11) == 0) sign.meaning = core::Meaning::review;
    return sign;
}

core::Import import_of(const Turn& turn) {
    core::Import import;
    import.id = identifier(turn.id);
    import.content = turn.content();
    import.as_effective = turn.variation(3) > 0;
    if (turn.variation(4) > 0) import.stated_start = turn.library.in_days(turn.variation(20) - 18);
    import.today = turn.library.today();
    import.manifest = digest_of("manifest");
    import.statement = "taken over";
    if (turn.variation(5) == 0) import.stated_approvers = {"Dr Who"};
    return import;
}

core::Slot some_slot(int number) {
    static const std::vector<core::Slot> slots{"reviewer", "approver", "@rolf", "@eva",
                                               "author",   "@ann",     "nobody"};
    return slots[static_cast<std::size_t>(number) % slots.size()];
}

core::DocumentCommand command_of(const Turn& turn, int number) {
    auto& library = turn.library;
    const auto today = library.today();
    switch (number) {
        case 0:
            return core::CreateDraft{identifier(turn.id), turn.content(), ""};
        case 1:
            return core::DraftRevision{turn.content(), turn.reason()};
        case 2:
            return core::EditDraft{turn.content(), turn.reason()};
        case 3:
            return submission(turn);
        case 4:
            return core::Withdraw{turn.reason()};
        case 5:
            return signature(turn);
        case 6: {
            auto release = library.release(turn.id);
            if (turn.variation(2) == 0) release.start = turn.some_day();
            return release;
        }
        case 7:
            return core::Reschedule{turn.some_day(), today, turn.reason()};
        case 8:
            return core::CancelRelease{turn.reason()};
        case 9:
            return core::Reassign{1 + turn.variation(2), some_slot(turn.variation(4)),
                                  some_slot(turn.variation(7)), turn.reason()};
        case 10:
            return core::PeriodicReview{static_cast<core::ReviewOutcome>(turn.variation(3)), today,
                                        turn.reason()};
        case 11:
            return core::Acknowledge{};
        case 12: {
            core::RequestRetirement request{{}, today, turn.reason()};
            if (turn.variation(2) == 0) request.date = turn.some_day();
            return request;
        }
        case 13:
            return library.sign_retirement(
                turn.id, turn.variation(4) == 0 ? core::Decision::reject : core::Decision::accept);
        case 14:
            return import_of(turn);
        default:
            return core::TakeEffect{};
    }
}

/// About whoever has something proposed; mostly as it was shown.
core::DecideRoles decision_about_roles(const Turn& turn) {
    core::DecideRoles decide;
    if (turn.variation(3) == 0) decide.decision = core::Decision::reject;
    decide.comment = turn.reason();
    const auto& people = turn.library.people;
    const auto subject = people.find(person_id(turn.subject));
    if (subject == people.end() || !subject->second.proposal) return decide;
    decide.add = subject->second.proposal->add;
    if (turn.variation(9) > 0) decide.remove = subject->second.proposal->remove;
    return decide;
}

/// Sometimes one that somebody has already; the register then knows it.
core::EnrolKey further_key(const Turn& turn) {
    const std::string key = "ssh-ed25519 O" + std::to_string(turn.step.variation);
    const auto has_it = [&](const auto& person) {
        const auto& keys = person.second.keys;
        return std::any_of(keys.begin(), keys.end(),
                           [&](const auto& known) { return known.public_key == key; });
    };
    const auto& people = turn.library.people;
    return {key, "proof", std::any_of(people.begin(), people.end(), has_it)};
}

core::RevokeKey end_of_a_key(const Turn& turn) {
    core::RevokeKey revoke{"ssh-ed25519 nobody's", turn.reason(), {}};
    const auto owner = turn.library.people.find(person_id(turn.subject));
    if (owner != turn.library.people.end() && !owner->second.keys.empty())
        revoke.key = owner->second.keys.back().public_key;
    if (turn.variation(3) == 0) revoke.compromised_since = turn.library.now;
    return revoke;
}

constexpr int person_commands = 13;
constexpr int role_decision = 9;

bool decides_about_roles(const Turn& turn) {
    return turn.variation(person_commands) == role_decision;
}

/// Somebody whose roles wait for a decision, and a second person to decide.
void choose_proposal(Turn& turn) {
    for (const auto& [id, person] : turn.library.people) {
        if (!person.proposal) continue;
        turn.subject = id.text();
        turn.person = person.proposal->by.text() == "otto" ? "olga" : "otto";
        return;
    }
}

core::PersonCommand person_command(const Turn& turn) {
    static const std::vector<core::Role> roles{"author", "reviewer", "approver", "administrator",
                                               "document-controller"};
    const auto& role = roles[static_cast<std::size_t>(turn.variation(5))];
    // What takes people away is rare, or nobody would be left to do anything.
    const bool harsh = turn.step.hours > 0;
    switch (turn.variation(person_commands)) {
        case 0:
            return core::AddPerson{person_id("newcomer"), "New Comer", {role}};
        case 1:
            return core::EnrolPerson{"ssh-ed25519 K" + std::to_string(turn.step.variation), "proof",
                                     digest_of("statement")};
        case 2:
            return core::ConfirmPerson{};
        case 3:
            if (!harsh) return core::ConfirmPerson{};
            return core::ResetKey{turn.reason()};
        case 4:
            return core::ReplaceKey{"ssh-ed25519 R" + std::to_string(turn.step.variation), "proof",
                                    digest_of("statement")};
        case 5:
            return core::ChangeRoles{{role}, {}};
        case 6:
            if (!harsh) return core::ChangeRoles{{role}, {}};
            return core::ChangeRoles{{}, {role}};
        case 7:
            if (harsh) return core::DisablePerson{"left"};
            [[fallthrough]];
        case role_decision:
            return decision_about_roles(turn);
        case 11:
            return further_key(turn);
        case 12:
            return end_of_a_key(turn);
        default:
            return core::Delegate{turn.library.in_days(-1),
                                  turn.library.in_days(turn.variation(6))};
    }
}

/// Mostly somebody who may do such a thing.
std::size_t person_of(const RandomStep& step) {
    static const std::array<std::size_t, 17> fitting{0, 1, 0, 1, 8, 4, 8, 8, 8,
                                                     8, 8, 9, 1, 5, 8, 9, 6};
    const auto number = static_cast<std::size_t>(step.command);
    const bool anybody = step.person % 3 == 0 || number >= fitting.size();
    return anybody ? static_cast<std::size_t>(step.person) : fitting.at(number);
}

/// Who and what would carry the document on from here.
void choose_sensibly(Turn& turn, int& number) {
    const auto& state = turn.library.document(turn.id);
    const auto pick = [&](const char* person, int command) {
        turn.person = person;
        number = command;
    };
    if (!state.exists()) return pick("ann", 0);
    if (state.retirement) return pick(turn.variation(2) == 0 ? "adam" : "eva", 13);
    const bool waits = core::pending(state, turn.library.now) != nullptr;
    if (waits && turn.variation(2) == 0) return pick("carl", turn.variation(3) == 0 ? 8 : 7);
    if (!state.working) return pick("bob", turn.variation(5) == 0 ? 12 : 1);
    if (state.working->state == core::RevisionState::draft) return pick("ann", 3);
    if (state.working->state == core::RevisionState::approved) return pick("carl", 6);
    const bool first = state.working->progress.stage == 1;
    const bool even = turn.variation(2) == 0;
    pick(first ? (even ? "rita" : "rolf") : (even ? "adam" : "eva"), 5);
}

}  // namespace

const std::vector<std::string>& random_document_ids() {
    static const std::vector<std::string> ids{"SOP-0001", "SOP-0002", "WI-0001"};
    return ids;
}

bool take(ModelLibrary& library, const RandomStep& step) {
    library.pass(std::chrono::minutes(1) + std::chrono::hours(step.hours));
    const auto document = static_cast<std::size_t>(step.document);
    Turn turn{library, step, random_document_ids()[document], people_ids().at(person_of(step)),
              people_ids()[static_cast<std::size_t>(step.variation % 10)]};
    int number = step.command;
    if (number >= 24) choose_sensibly(turn, number);
    if (number != 16) {
        return library.act(turn.person, turn.id, command_of(turn, number % 16)).has_value();
    }
    if (decides_about_roles(turn)) choose_proposal(turn);
    const auto command = person_command(turn);
    const bool enrols = std::holds_alternative<core::EnrolPerson>(command);
    const bool newcomer = enrols || std::holds_alternative<core::AddPerson>(command);
    const auto subject = newcomer ? "newcomer" : turn.subject;
    const bool own = enrols || std::holds_alternative<core::EnrolKey>(command);
    return library.act_on(own ? subject : turn.person, subject, command).has_value();
}

}  // namespace muniment::test
