// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/document_state.h"
#include "core/ports/register.h"

namespace muniment::core {

/// One line of the trail: one subject of one event.
struct TrailRow {
    std::uint64_t sequence = 0;
    Instant time{};
    EventKind event = EventKind::library_founded;
    std::optional<SubjectName> subject;  ///< nothing for the founding
    std::string revision;                ///< empty for none
    PersonId person;
    std::string name;
    std::optional<Meaning> meaning;
    std::optional<Decision> decision;
    std::optional<PersonId> on_behalf_of;  ///< who delegated the act
    std::string detail;                    ///< detail_of() the event
    std::string reason;
    ObjectId commit;  ///< the subject commit
};

struct TrailFilter {
    std::optional<SubjectName> subject;
    std::optional<PersonId> person;  ///< who acted
    std::optional<EventKind> event;
    std::optional<Instant> since;  ///< inclusive
    std::optional<Instant> until;  ///< inclusive
};

/// One row of the master list.
struct DocumentRow {
    Identifier id;
    std::string title;
    std::string type;
    RevisionState state = RevisionState::draft;
    std::string revision;
    std::optional<Date> effective_from;
    bool imported = false;  ///< the date is as stated by a migration
    PersonId owner;
    std::string department;
    std::string reading_class;
    std::optional<Date> review_due;
    std::optional<std::string> draft_revision;  ///< the working revision beside it
    std::optional<RevisionState> draft_state;
};

struct DocumentFilter {
    std::optional<RevisionState> state;  ///< of the row, or of the draft beside it
    std::string type;
    std::optional<PersonId> owner;
    std::optional<Instant> as_of;  ///< rows of what was in force then, and nothing else
};

/// Something that may wait for somebody; the rules say for whom.
struct OpenWork {
    Identifier id;
    std::string kind;  ///< `review`, `approval`, `release`, `periodic_review`, `draft`
    bool retirement = false;
    std::string revision;
    Instant since{};
    std::optional<Date> due;
};

/// The position of a subject commit in the register.
struct CommitPosition {
    std::uint64_t sequence = 0;
    Instant time{};
};

/// The catalogue: a projection of the register for lists. Follows it by sequence number; can be
/// deleted at any time. Not thread-safe: one object for each thread; several processes may have
/// one file open. Errors: data_corrupt when the file is damaged or of another schema (the caller
/// rebuilds), unavailable.
class Catalogue {
  public:
    virtual ~Catalogue() = default;

    [[nodiscard]] virtual Result<std::uint64_t> applied() = 0;

    /// Takes in one event and the documents that it left changed, in one transaction, and only if
    /// it is the one after `applied()` (conflict otherwise: another process was faster).
    [[nodiscard]] virtual Status apply(const RegisterEntry& entry,
                                       const std::vector<const DocumentState*>& changed) = 0;

    /// Begins and ends a bulk of `apply`s in one transaction, for rebuilding.
    [[nodiscard]] virtual Status begin_bulk() = 0;
    [[nodiscard]] virtual Status end_bulk() = 0;

    /// Forgets everything; the next `applied()` is 0. Within a bulk others see it at its end.
    [[nodiscard]] virtual Status clear() = 0;

    /// Positions of the document's subject commits, oldest first, chain commits only.
    [[nodiscard]] virtual Result<std::vector<std::pair<ObjectId, CommitPosition>>> positions(
        const SubjectName& subject) = 0;

    [[nodiscard]] virtual Result<std::vector<DocumentRow>> documents(const DocumentFilter& filter,
                                                                     Instant now) = 0;
    [[nodiscard]] virtual Result<std::vector<TrailRow>> trail(const TrailFilter& filter) = 0;
    [[nodiscard]] virtual Result<bool> has_acknowledged(const Identifier& id,
                                                        const RevisionLabel& revision,
                                                        const PersonId& person) = 0;
    /// Documents whose next start in force or retirement is due at `now` and not yet registered.
    [[nodiscard]] virtual Result<std::vector<Identifier>> due(Instant now) = 0;
    /// Work that is open at `now`, periodic reviews included that are due by `today`.
    [[nodiscard]] virtual Result<std::vector<OpenWork>> open_work(Date today) = 0;

    /// Manifest lines that an import has brought in already, ascending.
    [[nodiscard]] virtual Result<std::vector<std::int64_t>> imported_lines(
        const Digest& manifest) = 0;
    /// The document that a former identifier became, or nothing.
    [[nodiscard]] virtual Result<std::optional<Identifier>> by_former_identifier(
        const std::string& former) = 0;
    /// Identifiers for near-name suggestions: all that the library ever gave.
    [[nodiscard]] virtual Result<std::vector<Identifier>> identifiers() = 0;
};

}  // namespace muniment::core
