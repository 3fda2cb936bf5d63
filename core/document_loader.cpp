// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/document_loader.h"

namespace muniment::core {

Result<DocumentState> DocumentLoader::load(const Identifier& id) {
    DocumentState state;
    state.id = id;
    MUNIMENT_TRY(const auto tip, register_.tip(SubjectName(id)));
    if (!tip) return state;
    MUNIMENT_TRY(const auto chain, register_.chain(*tip));
    MUNIMENT_TRY(const auto positions, catalogue_.positions(SubjectName(id)));
    if (positions.size() != chain.size()) {
        return fail(ErrorCode::data_corrupt,
                    "the catalogue does not agree with the register about " + id.text(),
                    "Rebuild it with `muniment reindex`.");
    }
    for (std::size_t i = 0; i < chain.size(); ++i) {
        const auto& subject = chain[i];
        const auto& [commit, position] = positions[i];
        if (commit != subject.commit) {
            return fail(ErrorCode::data_corrupt,
                        "the catalogue does not agree with the register about " + id.text(),
                        "Rebuild it with `muniment reindex`.");
        }
        state = apply(std::move(state), subject.event,
                      {position.sequence, position.time, subject.commit, subject.tree});
    }
    return state;
}

}  // namespace muniment::core
