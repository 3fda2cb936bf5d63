// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <catch2/catch.hpp>

#include "storage/catalogue/sqlite_catalogue.h"
#include "tests/storage/catalogue/register_samples.h"
#include "tests/support/temporary_folder.h"

namespace muniment::test {

/// A catalogue in a folder of its own.
struct OpenCatalogue {
    TemporaryFolder folder;
    std::filesystem::path file = folder.path() / "projections" / "catalogue.sqlite";
    storage::SqliteCatalogue catalogue{file};

    /// Takes in an event after which these documents are so.
    void take_in(const core::Event& happened, const std::vector<core::DocumentState>& after = {},
                 core::Instant time = instant("2026-01-01T00:00:00Z")) {
        std::vector<const core::DocumentState*> changed;
        changed.reserve(after.size());
        for (const auto& state : after) changed.push_back(&state);
        const auto applied = catalogue.applied();
        REQUIRE(applied);
        REQUIRE(catalogue.apply(entry(*applied + 1, happened, time), changed));
    }

    /// Makes the document so, by whatever event.
    void put(const core::DocumentState& state) {
        take_in(event(core::EventKind::draft_edited, state.id.text()), {state});
    }
};

}  // namespace muniment::test
