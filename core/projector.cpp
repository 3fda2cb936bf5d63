// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/projector.h"

#include "core/apply_recorded.h"
#include "core/searchable.h"

namespace muniment::core {
namespace {

/// Events between two commits of the index while much is to be taken in.
constexpr std::uint64_t index_batch = 500;

/// From this many events on, the catalogue is written in bulk.
constexpr std::uint64_t bulk_threshold = 50;

/// Most events change nothing that is searched for; so many may pass before the index notes it.
constexpr std::uint64_t index_lag = 16;

/// Whether the event changes a text, metadata or an interval in force: what the index holds. The
/// state of a draft is not in it.
bool changes_index(const Event& event) {
    switch (event.kind) {
        case EventKind::submitted:
        case EventKind::draft_signed:
        case EventKind::stage_reassigned:
        case EventKind::withdrawn:
        case EventKind::periodic_review:
        case EventKind::acknowledged:
        case EventKind::took_effect:
            return false;
        default:
            return event.revision.has_value();
    }
}

/// How often to look again while another process writes the projections.
constexpr int attempts = 3;

template <class Projection>
Result<std::uint64_t> applied_by(Projection& projection, const Head& head) {
    auto applied = projection.applied();
    const bool unusable = !applied && applied.error().code == ErrorCode::data_corrupt;
    if (!unusable && (!applied || *applied <= head.sequence)) return applied;
    MUNIMENT_CHECK(projection.clear());
    return std::uint64_t{0};
}

}  // namespace

Status Projector::catch_up(const Progress& progress) {
    for (int attempt = 1;; ++attempt) {
        MUNIMENT_TRY(const auto head, register_.head());
        MUNIMENT_TRY(const auto from, applied_or_cleared(head));
        auto followed = follow(head, from, progress);
        if (followed) return {};
        // Damage may show only on the way; derived data is made anew rather than trusted.
        if (followed.error().code == ErrorCode::data_corrupt) return rebuild(progress);
        // Another process may be taking in the same events: look again how far they are.
        const bool raced = followed.error().code == ErrorCode::unavailable && attempt < attempts;
        if (!raced) return followed;
    }
}

Status Projector::rebuild(const Progress& progress) {
    MUNIMENT_CHECK(index_.clear());
    // The rows go in the transaction that brings the new ones: others read the old or the new.
    auto begun = catalogue_.begin_bulk();
    if (!begun && begun.error().code != ErrorCode::data_corrupt) return begun;
    MUNIMENT_CHECK(catalogue_.clear());
    states_.clear();
    touched_.clear();
    index_known_ = {};
    MUNIMENT_TRY(const auto head, register_.head());
    return follow(head, {}, progress);
}

Result<Projector::Target> Projector::applied_or_cleared(const Head& head) {
    Target target;
    MUNIMENT_TRY(target.catalogue, applied_by(catalogue_, head));
    MUNIMENT_TRY(target.index, applied_by(index_, head));
    if (target.index != index_known_.applied) index_known_ = {target.index, target.index};
    target.index = std::max(target.index, std::min(index_known_.checked, head.sequence));
    return target;
}

Status Projector::follow(const Head& head, Target from, const Progress& progress) {
    const std::uint64_t first = std::min(from.catalogue, from.index);
    if (first == head.sequence) return {};
    const bool bulk = from.catalogue == 0 || head.sequence - from.catalogue >= bulk_threshold;
    states_.clear();
    touched_.clear();
    if (bulk) MUNIMENT_CHECK(catalogue_.begin_bulk());
    auto followed = register_.each_after(first, [&](const RegisterEntry& entry) -> Status {
        MUNIMENT_CHECK(take_in(entry, from));
        if (progress) progress(entry.sequence, head.sequence);
        const bool last = entry.sequence == head.sequence;
        return index_is_behind(entry.sequence, from, last) ? write_index(entry.sequence) : Status();
    });
    // What came in is whole, event by event, also when the walk broke off.
    if (bulk) {
        const auto ended = catalogue_.end_bulk();
        if (followed) followed = ended;
    }
    if (!followed) return followed;
    index_known_.checked = std::max(index_known_.checked, head.sequence);
    states_.clear();
    return {};
}

bool Projector::index_is_behind(std::uint64_t sequence, const Target& from, bool last) const {
    if (sequence <= from.index) return false;
    if (!last) return sequence % index_batch == 0;
    return !touched_.empty() || sequence >= index_known_.applied + index_lag;
}

Status Projector::take_in(const RegisterEntry& entry, const Target& from) {
    const bool for_catalogue = entry.sequence > from.catalogue;
    std::map<Identifier, const DocumentState*> changed;
    for (const auto& subject : entry.subjects) {
        // Acknowledgements hang beside the chain and change no document.
        const bool beside = subject.event.kind == EventKind::acknowledged;
        if (beside || subject.event.subject.is_person()) continue;
        const Identifier id = subject.event.subject.document();
        MUNIMENT_CHECK(take_in_subject(entry, subject, entry.sequence > from.index));
        changed[id] = &states_.at(id);
    }
    if (!for_catalogue) return {};
    std::vector<const DocumentState*> states;
    states.reserve(changed.size());
    for (const auto& [id, state] : changed) states.push_back(state);
    auto applied = catalogue_.apply(entry, states);
    // Another process that follows the register too was faster: the same event, the same rows.
    if (!applied && applied.error().code != ErrorCode::conflict) return applied;
    return {};
}

Status Projector::take_in_subject(const RegisterEntry& entry, const RecordedSubject& subject,
                                  bool for_index) {
    MUNIMENT_TRY(auto* state, state_before(subject));
    if (for_index && changes_index(subject.event)) {
        auto& labels = touched_[subject.event.subject.document()];
        labels.insert(*subject.event.revision);
        if (!state->released.empty()) labels.insert(state->released.back().label);
    }
    MUNIMENT_TRY(*state,
                 apply_recorded(std::move(*state), subject.event,
                                {entry.sequence, entry.time, subject.commit, subject.tree}));
    return {};
}

/// The document before this subject: as this run left it, or read from its chain up to here. Times
/// of events that the catalogue knows already come from there.
Result<DocumentState*> Projector::state_before(const RecordedSubject& subject) {
    const Identifier id = subject.event.subject.document();
    const auto known = states_.find(id);
    if (known != states_.end()) return &known->second;
    DocumentState state;
    state.id = id;
    MUNIMENT_TRY(const auto positions, catalogue_.positions(SubjectName(id)));
    std::map<ObjectId, CommitPosition> by_commit(positions.begin(), positions.end());
    MUNIMENT_TRY(const auto chain, register_.chain(subject.commit));
    for (const auto& earlier : chain) {
        if (earlier.commit == subject.commit) break;
        const auto position = by_commit.find(earlier.commit);
        if (position == by_commit.end()) {
            return fail(ErrorCode::data_corrupt,
                        "the catalogue does not know an event of " + id.text());
        }
        MUNIMENT_TRY(state, apply_recorded(std::move(state), earlier.event,
                                           {position->second.sequence, position->second.time,
                                            earlier.commit, earlier.tree}));
    }
    return &(states_[id] = std::move(state));
}

Status Projector::write_index(std::uint64_t sequence) {
    for (const auto& [id, labels] : touched_)
        MUNIMENT_CHECK(index_document(states_.at(id), labels));
    touched_.clear();
    index_known_ = {sequence, sequence};
    return index_.commit(sequence);
}

Status Projector::index_document(const DocumentState& state,
                                 const std::set<RevisionLabel>& labels) {
    for (const auto& label : labels) {
        const auto found = searchable(state, label);
        if (!found) {
            MUNIMENT_CHECK(index_.remove(state.id, label));
            continue;
        }
        MUNIMENT_TRY(const auto files, register_.files(found->tree));
        MUNIMENT_CHECK(index_.put(with_text(found->revision, files)));
    }
    return {};
}

}  // namespace muniment::core
