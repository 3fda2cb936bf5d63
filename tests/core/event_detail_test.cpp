// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event_detail.h"

#include <catch2/catch.hpp>

#include "tests/support/model_library.h"

using namespace muniment;

TEST_CASE("the detail of an event has old and new values") {
    core::Event event;
    CHECK(core::detail_of(event).empty());
    event.added_roles = {"approver", "reviewer:SOP"};
    event.removed_roles = {"author"};
    CHECK(core::detail_of(event) == "+approver +reviewer:SOP -author");

    core::Event added;
    added.printed_name = "Rita Bak";
    added.proposed_roles = {"approver"};
    CHECK(core::detail_of(added) == "Rita Bak ?approver");

    core::Event moved;
    moved.reassigned_from = "approver";
    moved.reassigned_to = "@rolf";
    CHECK(core::detail_of(moved) == "approver -> @rolf");

    core::Event reviewed;
    reviewed.outcome = core::ReviewOutcome::keep;
    CHECK(core::detail_of(reviewed) == "keep");

    core::Event key;
    key.revoked_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOldOldOld";
    key.key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAINewNewNewNew";
    CHECK(core::detail_of(key) == "-ssh-ed25519 ...AAIOldOldOld +ssh-ed25519 ...NewNewNewNew");

    core::Event delegated;
    delegated.delegated_from = core::ResolvedDate{test::date("2026-05-03"), {}};
    delegated.delegated_until = core::ResolvedDate{test::date("2026-06-03"), {}};
    CHECK(core::detail_of(delegated) == "2026-05-03 - 2026-06-03");
}
