// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/draft_change.h"
#include "core/event.h"
#include "core/person.h"

namespace muniment::cli {

struct DemoPerson {
    core::PersonId id;
    std::string name;
    std::string position;
    core::RoleSet roles;
};

/// content/people.toml.
struct DemoPeople {
    std::string organisation;
    std::string place;
    std::string time_zone;
    core::PersonId administrator;
    core::PersonId importer;
    std::vector<DemoPerson> people;
};

struct DemoSignature {
    core::PersonId person;
    core::Meaning meaning = core::Meaning::approval;
    core::Decision decision = core::Decision::accept;
    std::string comment;
};

/// A revision made by its author, and how far it goes.
struct DemoChange {
    std::string name;
    std::optional<core::Identifier> id;  ///< of the revised document; a new one has a type
    std::string type;
    std::string revision;  ///< the label that must come out
    core::RevisionState ends_as = core::RevisionState::draft;
    core::PersonId author;
    std::string reason;
    core::DraftChange content;
    std::vector<DemoSignature> signatures;
    std::optional<core::PersonId> released_by;
    std::chrono::days effective_in{0};
    std::optional<core::PersonId> withdrawn_by;
    std::string withdrawal_reason;
};

struct DemoRetirement {
    std::string name;
    core::Identifier id;
    bool ends_as_retired = false;
    core::PersonId requester;
    std::string reason;
    std::vector<DemoSignature> signatures;
};

struct DemoReview {
    core::Identifier id;
    core::PersonId person;
    core::ReviewOutcome outcome = core::ReviewOutcome::keep;
    std::string reason;
};

struct DemoAcknowledgement {
    core::Identifier id;
    core::PersonId person;
};

/// content/drafts.toml, in its order.
struct DemoScript {
    std::vector<DemoChange> changes;
    std::vector<DemoRetirement> retirements;
    std::vector<DemoReview> reviews;
    std::vector<DemoAcknowledgement> acknowledgements;
};

/// Both read the compiled-in content. invalid_argument or not_found when it is wrong: a defect.
[[nodiscard]] core::Result<DemoPeople> read_demo_people();
[[nodiscard]] core::Result<DemoScript> read_demo_script();

}  // namespace muniment::cli
