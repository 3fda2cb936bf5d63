// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/document_state.h"
#include "core/policy.h"

namespace muniment::core {

/// Who looks: a person, nobody in particular, or the operator, who has the files anyway.
struct Viewer {
    std::optional<Person> person;
    bool is_operator = false;
    std::vector<Person> stands_for{};  ///< who delegated their places in routes to them for now
};

/// Deny by default: each answer is no unless a rule says yes. What a viewer may not read does not
/// exist for them, by any path (docs/lifecycle.md; 21 CFR 11.10(d), (g)). Pure and thread-safe.

/// Whether the viewer reads everything: drafts, rejections, every class.
[[nodiscard]] bool may_read_all(const Policy& policy, const Viewer& viewer);

/// The same of one document: also by a role that is limited to its type or department.
[[nodiscard]] bool may_read_all_of(const Policy& policy, const Viewer& viewer,
                                   const Matter& matter);

/// Whether the viewer may read the operations log: who manages people, or reads everything.
[[nodiscard]] bool may_watch_operations(const Policy& policy, const Viewer& viewer);

/// Whether the viewer may read documents of this reading class, type and department.
[[nodiscard]] bool may_read_class(const Policy& policy, const Viewer& viewer,
                                  const std::string& reading_class, const Matter& matter);

/// Whether the viewer may see the revision that is being worked on: its authors, those on its
/// route, who may release it once it is approved, and who reads everything.
[[nodiscard]] bool may_read_working(const Policy& policy, const Viewer& viewer,
                                    const DocumentState& state);

/// Whether the viewer may read a released revision: it is, or once was, in force.
[[nodiscard]] bool may_read_released(const Policy& policy, const Viewer& viewer,
                                     const DocumentState& state, std::size_t released_index,
                                     Instant now);

/// The newest released revision that the viewer may read, or nothing.
[[nodiscard]] std::optional<std::size_t> newest_readable(const Policy& policy, const Viewer& viewer,
                                                         const DocumentState& state, Instant now);

/// Whether the viewer may know what is decided but lies ahead: a release for a later date, a
/// retirement that was agreed. Its authors, who may release, and who reads everything; for others
/// the future is as the present is.
[[nodiscard]] bool may_foresee(const Policy& policy, const Viewer& viewer,
                               const DocumentState& state);

/// Whether the viewer may see the whole history of the document, everybody's withdrawn revisions
/// included.
[[nodiscard]] bool may_read_whole(const Policy& policy, const Viewer& viewer,
                                  const DocumentState& state);

/// Whether the viewer may read a revision that was given up: who wrote it, until a later one is in
/// force, and who sees the whole history.
[[nodiscard]] bool may_read_withdrawn(const Policy& policy, const Viewer& viewer,
                                      const DocumentState& state,
                                      const WithdrawnRevision& revision);

/// Whether the document exists for the viewer at all.
[[nodiscard]] bool may_know(const Policy& policy, const Viewer& viewer, const DocumentState& state,
                            Instant now);

/// The document without what the viewer may not know: its draft, what was given up, what lies
/// ahead, and the newest revisions of another reading class. Acts are offered and refused as of
/// this state.
[[nodiscard]] DocumentState visible_to(const Policy& policy, const Viewer& viewer,
                                       DocumentState state, Instant now);

/// Whether an event of this kind belongs to the history that every reader of the document sees:
/// what brought a revision into force or ended it, not the drafts, reviews and rejections before.
[[nodiscard]] bool is_released_history(EventKind kind);

}  // namespace muniment::core
