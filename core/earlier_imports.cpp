// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/earlier_imports.h"

namespace muniment::core {

Result<std::vector<EarlierImports::Revision>> EarlierImports::revisions_of(const Identifier& id) {
    std::vector<Revision> revisions;
    MUNIMENT_TRY(const auto tip, reg_.tip(SubjectName(id)));
    if (!tip) return revisions;
    MUNIMENT_TRY(const auto chain, reg_.chain(*tip));
    for (const auto& subject : chain) {
        const Event& event = subject.event;
        if (event.kind != EventKind::imported || event.manifest == manifest_) continue;
        revisions.push_back({event.content_sha256, event.revision, 0});
    }
    return revisions;
}

Result<bool> EarlierImports::brought(const Identifier& id, const ImportedRevision& line,
                                     const Digest& content) {
    auto found = revisions_.find(id);
    if (found == revisions_.end()) {
        MUNIMENT_TRY(auto revisions, revisions_of(id));
        found = revisions_.emplace(id, std::move(revisions)).first;
    }
    for (auto& revision : found->second) {
        const bool free = revision.claimed_by == 0 || revision.claimed_by == line.line;
        const bool same =
            revision.content == content && (!line.revision || line.revision == revision.label);
        if (!free || !same) continue;
        revision.claimed_by = line.line;
        return true;
    }
    return false;
}

}  // namespace muniment::core
