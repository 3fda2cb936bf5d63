// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/searchable.h"

#include "core/rendition/front_matter.h"
#include "core/rendition/markdown.h"
#include "core/text.h"

namespace muniment::core {

std::optional<SearchableWithTree> searchable(const DocumentState& state,
                                             const RevisionLabel& label) {
    SearchableWithTree found;
    found.revision.id = state.id;
    found.revision.revision = label;
    for (std::size_t i = 0; i < state.released.size(); ++i) {
        const auto& released = state.released[i];
        if (released.label != label) continue;
        found.revision.metadata = released.metadata;
        found.revision.in_force = interval_of(state, i);
        found.revision.retired =
            released.retired_at == found.revision.in_force->end && released.retired_at.has_value();
        found.tree = released.content.tree;
        return found;
    }
    if (state.working && state.working->label == label) {
        found.revision.metadata = state.working->metadata;
        found.revision.working_state = state.working->state;
        found.tree = state.working->content.tree;
        return found;
    }
    for (const auto& withdrawn : state.withdrawn) {
        if (withdrawn.label != label) continue;
        found.revision.metadata = withdrawn.metadata;
        found.revision.working_state = RevisionState::withdrawn;
        found.tree = withdrawn.content.tree;
        return found;
    }
    return {};
}

SearchableRevision with_text(SearchableRevision revision, const Files& files) {
    const File* master = find_master(revision.id, files);
    if (master == nullptr || !is_utf8(master->bytes)) return revision;
    if (!is_markdown(master->path)) {
        revision.text = revision.id.is_policy() ? master->bytes : std::string();
        return revision;
    }
    const auto rendition = render_markdown(split_document(master->bytes).body);
    // A text that cannot be rendered (too deeply nested) is still found by its words.
    if (!rendition) {
        revision.text = master->bytes;
        return revision;
    }
    revision.text = rendition->text;
    for (const auto& section : rendition->sections) {
        revision.sections.push_back({join(section.path, " > "), section.text});
    }
    return revision;
}

}  // namespace muniment::core
