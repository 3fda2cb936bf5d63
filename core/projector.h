// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>

#include "core/ports/catalogue.h"
#include "core/ports/register.h"
#include "core/ports/search_index.h"

namespace muniment::core {

/// Told how far a long piece of work is: `done` of `total` events.
using Progress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Makes the projections follow the register. Reading an event that is there already changes
/// nothing, so two processes may do it at once. Not thread-safe.
class Projector {
  public:
    Projector(RegisterReader& reg, Catalogue& catalogue, SearchIndex& index)
        : register_(reg), catalogue_(catalogue), index_(index) {}

    /// Brings both projections up to the head. A projection that is damaged, of another schema, or
    /// ahead of the register is cleared and rebuilt from the first event.
    [[nodiscard]] Status catch_up(const Progress& progress = {});

    /// Clears both and rebuilds them.
    [[nodiscard]] Status rebuild(const Progress& progress = {});

  private:
    struct Target {
        std::uint64_t catalogue = 0;
        std::uint64_t index = 0;
    };

    [[nodiscard]] Result<Target> applied_or_cleared(const Head& head);
    [[nodiscard]] bool index_is_behind(std::uint64_t sequence, const Target& from, bool last) const;
    [[nodiscard]] Status follow(const Head& head, Target from, const Progress& progress);
    [[nodiscard]] Status take_in(const RegisterEntry& entry, const Target& from);
    [[nodiscard]] Status take_in_subject(const RegisterEntry& entry, const RecordedSubject& subject,
                                         bool in_catalogue);
    [[nodiscard]] Result<DocumentState*> state_before(const RecordedSubject& subject);
    [[nodiscard]] Status write_index(std::uint64_t sequence);
    [[nodiscard]] Status index_document(const DocumentState& state,
                                        const std::set<RevisionLabel>& labels);

    RegisterReader& register_;
    Catalogue& catalogue_;
    SearchIndex& index_;
    std::map<Identifier, DocumentState> states_;
    std::map<Identifier, std::set<RevisionLabel>> touched_;  ///< what the index has not seen yet
    /// Up to `checked` this object knows of nothing that the index lacks, while it says `applied`.
    struct {
        std::uint64_t applied = 0;
        std::uint64_t checked = 0;
    } index_known_;
};

}  // namespace muniment::core
