// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/route.h"

#include <algorithm>

#include "core/text.h"

namespace muniment::core {
namespace {

/// Kuhn's augmenting path: finds `signer` a slot, moving earlier signers where that helps.
class Matching {
  public:
    Matching(const Stage& stage, const std::vector<std::vector<Slot>>& signers)
        : stage_(stage), signers_(signers), holder_(stage.slots.size(), nobody) {}

    std::size_t size() {
        std::size_t filled = 0;
        for (std::size_t signer = 0; signer < signers_.size(); ++signer) {
            tried_.assign(stage_.slots.size(), false);
            if (place(signer)) ++filled;
        }
        return filled;
    }

  private:
    static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

    bool place(std::size_t signer) {
        const auto& eligible = signers_[signer];
        for (std::size_t slot = 0; slot < holder_.size(); ++slot) {
            const bool fits =
                std::find(eligible.begin(), eligible.end(), stage_.slots[slot]) != eligible.end();
            if (!fits || tried_[slot]) continue;
            tried_[slot] = true;
            if (holder_[slot] == nobody || place(holder_[slot])) {
                holder_[slot] = signer;
                return true;
            }
        }
        return false;
    }

    const Stage& stage_;
    const std::vector<std::vector<Slot>>& signers_;
    std::vector<std::size_t> holder_;
    std::vector<bool> tried_;
};

bool is_slot(std::string_view slot) {
    if (!slot.empty() && slot[0] == '@') return PersonId::parse(slot.substr(1)).has_value();
    return PersonId::parse(slot).has_value();
}

}  // namespace

std::string_view name_of(Meaning meaning) {
    switch (meaning) {
        case Meaning::authorship:
            return "authorship";
        case Meaning::review:
            return "review";
        case Meaning::approval:
            return "approval";
        case Meaning::release:
            return "release";
    }
    return "authorship";
}

Result<Meaning> parse_meaning(std::string_view text) {
    for (const auto meaning :
         {Meaning::authorship, Meaning::review, Meaning::approval, Meaning::release}) {
        if (name_of(meaning) == text) return meaning;
    }
    return fail(ErrorCode::invalid_argument,
                "'" + std::string(text) + "' is not a meaning of a signature",
                "Sign with the meaning review or approval.");
}

Slot slot_of(const PersonId& person) {
    return "@" + person.text();
}

std::string render(const Stage& stage) {
    const std::string quorum =
        stage.required == stage.slots.size() ? "all" : std::to_string(stage.required);
    return std::string(name_of(stage.meaning)) + " " + quorum + " " + join(stage.slots, ",");
}

Result<Stage> parse_stage(std::string_view text) {
    const auto words = split(text, ' ');
    Stage stage;
    if (words.size() == 3) {
        MUNIMENT_TRY(stage.meaning, parse_meaning(words[0]));
        stage.slots = split(words[2], ',');
        stage.required = stage.slots.size();
        if (words[1] != "all")
            stage.required = words[1].size() == 1 ? static_cast<std::size_t>(words[1][0] - '0') : 0;
    }
    const bool signs = stage.meaning == Meaning::review || stage.meaning == Meaning::approval;
    if (!signs || stage.required < 1 || stage.required > stage.slots.size() ||
        stage.slots.size() > 9 || !std::all_of(stage.slots.begin(), stage.slots.end(), is_slot) ||
        render(stage) != text) {
        return fail(
            ErrorCode::invalid_argument, "'" + std::string(text) + "' is not a stage",
            "A stage reads like \"review all reviewer\" or \"approval 2 "
            "approver,approver,@jan\", with at most nine places; for all of them write all, "
            "not their number.");
    }
    return stage;
}

std::vector<Slot> eligible_slots(const Stage& stage, const PersonId& person, const RoleSet& roles) {
    std::vector<Slot> eligible;
    for (const auto& slot : stage.slots) {
        const bool fits = slot == slot_of(person) || roles.count(slot) > 0;
        const bool known = std::find(eligible.begin(), eligible.end(), slot) != eligible.end();
        if (fits && !known) eligible.push_back(slot);
    }
    return eligible;
}

std::size_t filled_slots(const Stage& stage, const std::vector<std::vector<Slot>>& signers) {
    return Matching(stage, signers).size();
}

}  // namespace muniment::core
