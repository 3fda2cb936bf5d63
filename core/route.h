// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/person.h"

namespace muniment::core {

/// What a signature says (21 CFR 11.50(a)(3)).
enum class Meaning { authorship, review, approval, release };
[[nodiscard]] std::string_view name_of(Meaning meaning);
[[nodiscard]] Result<Meaning> parse_meaning(std::string_view text);

/// A place in a stage: a role (`approver`), or a person who stands for one (`@rita`).
using Slot = std::string;

[[nodiscard]] Slot slot_of(const PersonId& person);

/// One step of a route. `required` of the slots must be filled, each by another person.
struct Stage {
    Meaning meaning = Meaning::approval;
    std::size_t required = 0;  ///< 1 to slots.size()
    std::vector<Slot> slots;

    bool operator==(const Stage&) const = default;
};

/// Stages in order; empty for self-released types.
using Route = std::vector<Stage>;

/// `review all reviewer` or `approval 2 approver,approver,@jan`: the one spelling, and its inverse.
[[nodiscard]] std::string render(const Stage& stage);
[[nodiscard]] Result<Stage> parse_stage(std::string_view text);

/// The slots of a stage that somebody with these roles may fill, each spelling once, in order.
[[nodiscard]] std::vector<Slot> eligible_slots(const Stage& stage, const PersonId& person,
                                               const RoleSet& roles);

/// How many slots of the stage can be filled at once when each signer fills one of the slots that
/// they were eligible for (a maximum matching, so nobody's order of signing matters).
[[nodiscard]] std::size_t filled_slots(const Stage& stage,
                                       const std::vector<std::vector<Slot>>& signers);

}  // namespace muniment::core
