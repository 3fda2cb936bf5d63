// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document_loader.h"

#include <algorithm>

#include "core/apply_recorded.h"

namespace muniment::core {

namespace {

using Positions = std::vector<std::pair<ObjectId, CommitPosition>>;

/// POLICY as it was loaded last: every answer asks for it, and it seldom changes. It follows from
/// its commits and their places alone, whatever library they are of.
struct Remembered {
    ObjectId tip;
    Positions positions;
    DocumentState state;
};
thread_local std::optional<Remembered> remembered_policy;

bool is_remembered(const ObjectId& tip, const Positions& positions) {
    return remembered_policy && remembered_policy->tip == tip &&
           std::equal(positions.begin(), positions.end(), remembered_policy->positions.begin(),
                      remembered_policy->positions.end(), [](const auto& one, const auto& other) {
                          return one.first == other.first &&
                                 one.second.sequence == other.second.sequence &&
                                 one.second.time == other.second.time;
                      });
}

/// The time that an answer takes tells nobody whether there is a document that they may not read:
/// for an unknown one a history is read too.
Status read_as_much(RegisterReader& reg) {
    MUNIMENT_TRY(const auto tip, reg.tip(SubjectName(policy_identifier())));
    if (!tip) return {};
    MUNIMENT_CHECK(reg.chain(*tip));
    return {};
}

}  // namespace

Result<DocumentState> DocumentLoader::load(const Identifier& id) {
    DocumentState state;
    state.id = id;
    // In this order, so that the register knows at least what the catalogue knows, whoever writes
    // meanwhile.
    MUNIMENT_TRY(const auto applied, catalogue_.applied());
    MUNIMENT_TRY(const auto positions, catalogue_.positions(SubjectName(id)));
    MUNIMENT_TRY(const auto tip, register_.tip(SubjectName(id)));
    if (!tip) {
        MUNIMENT_CHECK(read_as_much(register_));
        return state;
    }
    if (id.is_policy() && is_remembered(*tip, positions)) return remembered_policy->state;
    MUNIMENT_TRY(const auto chain, register_.chain(*tip));
    bool agree = positions.size() <= chain.size();
    if (positions.size() < chain.size()) {
        MUNIMENT_TRY(const auto head, register_.head());
        agree = applied < head.sequence;  // somebody has just written the rest
    }
    for (std::size_t i = 0; agree && i < positions.size(); ++i) {
        const auto& subject = chain[i];
        const auto& [commit, position] = positions[i];
        agree = commit == subject.commit;
        MUNIMENT_TRY(state, apply_recorded(
                                std::move(state), subject.event,
                                {position.sequence, position.time, subject.commit, subject.tree}));
    }
    if (agree && id.is_policy()) remembered_policy = Remembered{*tip, positions, state};
    if (agree) return state;
    return fail(ErrorCode::data_corrupt,
                "the catalogue does not agree with the register about " + id.text(),
                "Rebuild it with `muniment reindex`.");
}

}  // namespace muniment::core
