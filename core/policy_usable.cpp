// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy_usable.h"

#include <algorithm>

#include "core/reading_right.h"

namespace muniment::core {
namespace {

/// Gives each place that a route asks for to another person. A stage that asks for some of its
/// places takes any of them. Augmenting paths, as in `filled_slots`, with a limit for each stage.
class Seating {
  public:
    Seating(Route route, const std::vector<const Person*>& people)
        : route_(std::move(route)), people_(people), seat_of_(people.size(), nowhere) {
        for (const auto& stage : route_) {
            taken_.emplace_back(stage.slots.size(), nobody);
        }
    }

    /// Whether all stages can have the signatures that they ask for, each by another person.
    bool is_complete() {
        for (std::size_t stage = 0; stage < route_.size(); ++stage) {
            for (std::size_t n = 0; n < route_[stage].required; ++n) {
                tried_.assign(people_.size(), false);
                if (!fill_one(stage)) return false;
            }
        }
        return true;
    }

  private:
    struct Seat {
        std::size_t stage;
        std::size_t slot;
        bool operator==(const Seat&) const = default;
    };
    static constexpr std::size_t nobody = static_cast<std::size_t>(-1);
    static constexpr Seat nowhere{nobody, nobody};

    [[nodiscard]] bool fits(std::size_t person, const Slot& slot) const {
        const Stage one{Meaning::approval, 1, {slot}};
        return !eligible_slots(one, people_[person]->id, roles_everywhere(people_[person]->roles))
                    .empty();
    }

    /// One more signature for the stage; those who sit elsewhere may have to move.
    bool fill_one(std::size_t stage) {
        const auto& slots = route_[stage].slots;
        for (std::size_t slot = 0; slot < slots.size(); ++slot) {
            if (taken_[stage][slot] == nobody && seat(stage, slot)) return true;
        }
        return false;
    }

    bool seat(std::size_t stage, std::size_t slot) {
        for (std::size_t person = 0; person < people_.size(); ++person) {
            if (tried_[person] || !fits(person, route_[stage].slots[slot])) continue;
            tried_[person] = true;
            const Seat before = seat_of_[person];
            if (before == nowhere || replace(person, before)) {
                seat_of_[person] = {stage, slot};
                taken_[stage][slot] = person;
                return true;
            }
        }
        return false;
    }

    /// Frees a person: somebody else takes the seat, or another place of that stage is filled.
    bool replace(std::size_t person, const Seat& before) {
        if (seat(before.stage, before.slot)) return true;
        taken_[before.stage][before.slot] = nobody;
        const auto& slots = route_[before.stage].slots;
        for (std::size_t slot = 0; slot < slots.size(); ++slot) {
            const bool other = slot != before.slot && taken_[before.stage][slot] == nobody;
            if (other && seat(before.stage, slot)) return true;
        }
        taken_[before.stage][before.slot] = person;
        return false;
    }

    Route route_;
    const std::vector<const Person*>& people_;
    std::vector<Seat> seat_of_;                    ///< by person
    std::vector<std::vector<std::size_t>> taken_;  ///< person by stage and slot
    std::vector<bool> tried_;
};

std::vector<const Person*> signers(const People& people, Instant now) {
    std::vector<const Person*> able;
    for (const auto& [id, person] : people) {
        if (may_sign(person, now)) able.push_back(&person);
    }
    return able;
}

bool holds(const Policy& policy, Right right, const Person& person) {
    return allows(policy, right, roles_everywhere(person.roles));
}

bool can_be_signed(const Policy& policy, const std::vector<const Person*>& people) {
    const Route& route = policy.policy_document.route;
    if (policy.once_per_route) return Seating(route, people).is_complete();
    return std::all_of(route.begin(), route.end(),
                       [&](const Stage& stage) { return Seating({stage}, people).is_complete(); });
}

/// Somebody of these proposes and releases POLICY, and others of those who can sign fill its route.
bool has_proposer(const Policy& policy, const std::vector<const Person*>& proposers,
                  const std::vector<const Person*>& able) {
    return std::any_of(proposers.begin(), proposers.end(), [&](const Person* author) {
        if (!holds(policy, Right::change_policy, *author)) return false;
        auto others = able;
        others.erase(std::find(others.begin(), others.end(), author));
        return can_be_signed(policy, others);
    });
}

/// Who may read POLICY in force. Those on its route read the draft by their place there.
std::vector<const Person*> policy_readers(const Policy& policy, const std::string& policy_class,
                                          std::vector<const Person*> people) {
    const auto may_not_read = [&](const Person* person) {
        return !may_read_class(policy, {*person, false, {}}, policy_class, {"POLICY", ""});
    };
    people.erase(std::remove_if(people.begin(), people.end(), may_not_read), people.end());
    return people;
}

void check_changeable(const Policy& policy, const std::string& policy_class,
                      const std::vector<const Person*>& able, std::vector<PolicyFault>& faults) {
    if (!has_proposer(policy, able, able)) {
        faults.push_back({0, "policy_document",
                          "nobody could ever change this policy again: it takes one person with "
                          "the right change_policy, and others, who can sign, for each place of "
                          "its route"});
    } else if (!has_proposer(policy, policy_readers(policy, policy_class, able), able)) {
        faults.push_back({0, "classes." + policy_class,
                          "nobody could ever change this policy again: POLICY has this reading "
                          "class, and nobody with the right change_policy could read it; keep "
                          "the class and let one of their roles read it, or give such a role "
                          "the right read_all"});
    }
}

void check_registrar_recovery(const Policy& policy, std::size_t able,
                              std::vector<PolicyFault>& faults) {
    const auto needed = static_cast<std::size_t>(policy.registrar_recovery);
    if (needed == 1 || needed <= able)
        return;  // that somebody manages people is a fault of its own
    faults.push_back({0, "registrar_recovery",
                      "asks for " + std::to_string(needed) +
                          " people who can sign and manage people, and there would be " +
                          std::to_string(able) +
                          ", so a lost registrar's key could never be replaced; lower it, or "
                          "give manage_people to more people first"});
}

void check_named(const DocumentType& type, const std::string& key, const People& people,
                 std::vector<PolicyFault>& faults) {
    for (const auto& stage : type.route) {
        for (const auto& slot : stage.slots) {
            if (slot[0] != '@') continue;
            const auto id = PersonId::parse(slot.substr(1));
            if (id && people.count(*id) > 0) continue;
            faults.push_back({0, key + ".route", "there is no person '" + slot.substr(1) + "'"});
        }
    }
}

}  // namespace

std::size_t managers(const Policy& policy, const People& people, Instant now) {
    const auto able = signers(people, now);
    return static_cast<std::size_t>(std::count_if(
        able.begin(), able.end(),
        [&](const Person* person) { return holds(policy, Right::manage_people, *person); }));
}

bool is_changeable(const Policy& policy, const People& people, Instant now) {
    const auto able = signers(people, now);
    return has_proposer(policy, able, able);
}

std::vector<PolicyFault> faults_with_people(const Policy& policy, const std::string& policy_class,
                                            const People& people, Instant now) {
    std::vector<PolicyFault> faults;
    const std::size_t needed = policy.two_person_rule ? 2 : 1;
    const std::size_t managing = managers(policy, people, now);
    if (managing < needed) {
        faults.push_back({0, "rights.manage_people",
                          policy.two_person_rule
                              ? "with two_person_rule, two people who can sign must hold it"
                              : "nobody who can sign holds one of these roles"});
    }
    check_registrar_recovery(policy, managing, faults);
    check_changeable(policy, policy_class, signers(people, now), faults);
    check_named(policy.policy_document, "policy_document", people, faults);
    for (const auto& [code, type] : policy.types)
        check_named(type, "types." + code, people, faults);
    return faults;
}

}  // namespace muniment::core
