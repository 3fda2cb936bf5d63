// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/document_loader.h"
#include "core/ports/clock.h"
#include "core/projector.h"
#include "core/reading_right.h"

namespace muniment::core {

/// What a library is made of, opened by somebody else and outliving the services.
struct LibraryPorts {
    RegisterReader& reg;
    Catalogue& catalogue;
    SearchIndex& index;
    const Clock& clock;
    const Calendar& calendar;
};

/// Which revision of a document is asked for; by default the one in force now, else the newest that
/// the viewer may read: released, in work, or given up, in this order.
struct RevisionChoice {
    std::optional<RevisionLabel> label;
    bool draft = false;  ///< the working revision
    std::optional<Instant> as_of;
};

/// One revision as people see it.
struct RevisionView {
    Identifier id;
    RevisionLabel revision;
    RevisionState state = RevisionState::effective;  ///< at the moment asked about
    Metadata metadata;
    Content content;
    std::optional<Interval> in_force;
    std::optional<Date> effective_from;
    std::optional<Date> review_due;
    std::vector<Signature> signatures;  ///< comments only for who worked on it or reads all
    Route route;
    bool self_released = false;
    bool planned = false;   ///< asked about a moment that lies ahead
    bool imported = false;  ///< dates and people are as stated by the migration
    Instant imported_at{};
    std::string stated_author;
    std::vector<std::string> stated_approvers;
    std::optional<RevisionLabel> superseded_by;
};

/// Something that waits for the viewer.
struct Task {
    std::string kind;  ///< `review`, `approval`, `release`, `periodic_review`, `draft`
    Identifier id;
    std::string title;
    std::string revision;
    bool retirement = false;
    std::optional<Date> due;
    Instant since{};
};

/// Answers questions about a library. Every answer is what the viewer may read; what they may not
/// is not_found, in the words for the unknown. Never writes the register; brings the projections
/// up to date. One object for each thread. Errors as the ports', and not_found.
class LibraryReader {
  public:
    explicit LibraryReader(LibraryPorts ports)
        : ports_(ports),
          loader_(ports.reg, ports.catalogue),
          projector_(ports.reg, ports.catalogue, ports.index) {}

    /// Brings the projections up to the register's head. Call before a group of questions.
    [[nodiscard]] Status catch_up(const Progress& progress = {});
    [[nodiscard]] Status reindex(const Progress& progress = {}) {
        return projector_.rebuild(progress);
    }

    /// The policy in force now. The pointer stays valid while the object lives.
    [[nodiscard]] Result<const Policy*> policy();

    /// The rules that the draft of POLICY holds, which must have one. Says nothing about who may
    /// read them.
    [[nodiscard]] Result<Policy> proposed_policy(const DocumentState& state);

    /// All that is wrong in a proposed policy: in the text, its time zone, and with the people
    /// there are. Empty when it can be submitted now.
    [[nodiscard]] Result<std::vector<PolicyFault>> check_policy(const std::string& toml);

    /// The viewer for a person's id; not_found for an unknown one.
    [[nodiscard]] Result<Viewer> viewer(const PersonId& person);

    /// A document, whole; not_found with near identifiers that the viewer may read.
    [[nodiscard]] Result<DocumentState> document(const Viewer& viewer, const Identifier& id);

    /// An identifier as typed: upper or lower case, or a former identifier.
    [[nodiscard]] Result<Identifier> identifier(const Viewer& viewer, const std::string& typed);

    /// One revision, without the links that hide_links() takes away; not_found when there is none
    /// or it is not for the viewer.
    [[nodiscard]] Result<RevisionView> show(const Viewer& viewer, const Identifier& id,
                                            const RevisionChoice& choice);

    /// Takes away the links to documents that do not exist or that the viewer may not know.
    [[nodiscard]] Status hide_links(const Viewer& viewer, RevisionView& view);

    /// Whether there is that document, as far as the viewer may know.
    [[nodiscard]] Result<bool> knows(const Viewer& viewer, const Identifier& id);

    /// The files of a revision that `show` gave.
    [[nodiscard]] Result<Files> files(const RevisionView& view) {
        return ports_.reg.files(view.content.tree);
    }

    /// The released revisions that the viewer may read, oldest first.
    [[nodiscard]] Result<std::vector<RevisionView>> released(const Viewer& viewer,
                                                             const Identifier& id);

    [[nodiscard]] Result<std::vector<DocumentRow>> list(const Viewer& viewer,
                                                        const DocumentFilter& filter);

    /// The trail, ascending; of one document, or of the library.
    [[nodiscard]] Result<std::vector<TrailRow>> history(const Viewer& viewer,
                                                        const TrailFilter& filter);

    [[nodiscard]] Result<SearchAnswer> search(const Viewer& viewer, const SearchQuery& query);

    /// What waits for the viewer, by the rules: acts that `decide` would let them do.
    [[nodiscard]] Result<std::vector<Task>> tasks(const Viewer& viewer);

    /// All people, by id.
    [[nodiscard]] Result<std::vector<Person>> people() { return ports_.reg.all_people(); }

    /// A date's last instant in the site zone, or the instant itself: "2026-05-03" or RFC 3339.
    [[nodiscard]] Result<Instant> moment(const std::string& text);

    [[nodiscard]] Result<Date> today();
    /// The clock's time, but never before the newest event: an event that is there has happened.
    [[nodiscard]] Instant now() const { return std::max(ports_.clock.now(), newest_event_); }

    [[nodiscard]] const LibraryPorts& ports() const { return ports_; }

  private:
    /// Whether there is such a document for the viewer.
    [[nodiscard]] tl::unexpected<Error> not_found(const Viewer& viewer, const std::string& typed);
    [[nodiscard]] Result<RevisionView> view_working(const Viewer& viewer,
                                                    const DocumentState& state);
    [[nodiscard]] Result<RevisionView> view_released(const Viewer& viewer,
                                                     const DocumentState& state, std::size_t index,
                                                     Instant at);
    [[nodiscard]] Result<RevisionView> view_chosen(const Viewer& viewer, const DocumentState& state,
                                                   const RevisionChoice& choice);
    [[nodiscard]] Result<RevisionView> view_labelled(const Viewer& viewer,
                                                     const DocumentState& state,
                                                     const RevisionLabel& label);
    [[nodiscard]] Result<std::optional<DocumentRow>> readable_row(const Viewer& viewer,
                                                                  DocumentRow row, bool as_of);
    [[nodiscard]] Result<bool> complete_hit(const Viewer& viewer, SearchHit& hit);
    [[nodiscard]] Result<bool> waits_for(const Viewer& viewer, const OpenWork& work,
                                         const DocumentState& state);

    LibraryPorts ports_;
    DocumentLoader loader_;
    Projector projector_;
    Instant newest_event_{};  ///< as of the last catch_up
    ObjectId policy_tree_;
    std::optional<Policy> policy_;
};

}  // namespace muniment::core
