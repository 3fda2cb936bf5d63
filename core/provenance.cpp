// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/provenance.h"

#include "core/master_file.h"

namespace muniment::core {
namespace {

/// The chain up to the revision asked about: by default all that was released.
Result<std::vector<RevisionView>> chain_of(LibraryReader& reader, const Viewer& viewer,
                                           const Identifier& id,
                                           const std::optional<RevisionLabel>& revision) {
    MUNIMENT_TRY(auto chain, reader.released(viewer, id));
    if (!revision && !chain.empty()) return chain;
    RevisionChoice choice;
    choice.draft = !revision;
    choice.label = revision;
    MUNIMENT_TRY(const auto last, reader.show(viewer, id, choice));
    for (std::size_t i = 0; i < chain.size(); ++i) {
        if (chain[i].revision != last.revision) continue;
        chain.resize(i + 1);
        return chain;
    }
    chain.push_back(last);
    return chain;
}

/// The texts from the last native file on: what is no text has no paragraphs.
Result<std::vector<File>> texts_of(LibraryReader& reader, std::vector<RevisionView>& chain) {
    std::vector<File> texts;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < chain.size(); ++i) {
        MUNIMENT_TRY(auto master, master_of(reader, chain[i]));
        if (!is_markdown(master.path)) begin = i + 1;
        texts.push_back(std::move(master));
    }
    if (begin == chain.size()) {
        return fail(ErrorCode::failed_precondition,
                    texts.back().path + " is not Markdown, so it has no paragraphs to trace");
    }
    const auto from = static_cast<std::ptrdiff_t>(begin);
    chain.erase(chain.begin(), chain.begin() + from);
    texts.erase(texts.begin(), texts.begin() + from);
    return texts;
}

}  // namespace

Result<DocumentTrace> trace_document(LibraryReader& reader, const Viewer& viewer,
                                     const Identifier& id,
                                     const std::optional<RevisionLabel>& revision) {
    DocumentTrace trace;
    MUNIMENT_TRY(trace.state, reader.document(viewer, id));
    MUNIMENT_TRY(trace.chain, chain_of(reader, viewer, id, revision));
    MUNIMENT_TRY(auto texts, texts_of(reader, trace.chain));
    std::vector<RevisionText> revisions;
    for (const auto& text : texts) revisions.push_back({revisions.size(), text.bytes});
    MUNIMENT_TRY(trace.paragraphs, trace_paragraphs(revisions));
    trace.newest = std::move(texts.back());
    return trace;
}

Provenance provenance_of(const DocumentState& state, const RevisionView& view) {
    if (view.imported) return {view.stated_author, view.stated_approvers};
    Provenance provenance;
    const auto* released = find_released(state, view.revision);
    const bool working = state.working && state.working->label == view.revision;
    const auto submitter = released != nullptr ? released->submitter
                           : working           ? state.working->submitter
                                               : std::nullopt;
    provenance.person = submitter.value_or(view.metadata.owner).text();
    for (const auto& signature : view.signatures) {
        const bool approval =
            signature.meaning == Meaning::approval && signature.decision == Decision::accept;
        if (approval) provenance.approved_by.push_back(signature.person.text());
    }
    return provenance;
}

}  // namespace muniment::core
