// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document_loader.h"

#include "core/apply_recorded.h"

namespace muniment::core {

Result<DocumentState> DocumentLoader::load(const Identifier& id) {
    DocumentState state;
    state.id = id;
    // In this order, so that the register knows at least what the catalogue knows, whoever writes
    // meanwhile.
    MUNIMENT_TRY(const auto applied, catalogue_.applied());
    MUNIMENT_TRY(const auto positions, catalogue_.positions(SubjectName(id)));
    MUNIMENT_TRY(const auto tip, register_.tip(SubjectName(id)));
    if (!tip) return state;
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
    if (agree) return state;
    return fail(ErrorCode::data_corrupt,
                "the catalogue does not agree with the register about " + id.text(),
                "Rebuild it with `muniment reindex`.");
}

}  // namespace muniment::core
