// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/offered_acts.h"
#include "web/site/call.h"

namespace muniment::web {

/// What a revision's page is made of, whichever way it was asked for.
struct RevisionPage {
    core::RevisionView view;
    std::shared_ptr<const Article> article;
    std::vector<core::RevisionView> released;  ///< all that the viewer may read, oldest first
    std::optional<core::RevisionLabel> draft;  ///< the working revision, if it is for the viewer
    std::string owner_name;
    PrintedNames delegators;
    std::string type_name;
    std::vector<std::pair<core::Identifier, std::string>> related;  ///< with titles, readable ones
    std::optional<core::Stage> waiting_stage;                       ///< of a draft in review
    std::vector<core::DocumentAct> acts;  ///< open to the viewer, those of this revision
    std::optional<core::Instant> as_of;
    core::Instant now{};
    core::Date today{};
};

/// Template `revision`. Pure.
[[nodiscard]] Data revision_data(const Wording& wording, const RevisionPage& page);

/// A signature as it shows everywhere: template `signature`. Pure.
[[nodiscard]] Data signature_data(const Wording& wording, const core::Signature& signature,
                                  bool self_released, const PrintedNames& delegators);

/// Of everybody on whose behalf one of these views was signed.
[[nodiscard]] core::Result<PrintedNames> delegators_of(
    Call& call, const std::vector<core::RevisionView>& views);

/// The band on top of every page about a revision: template `band`. Pure.
[[nodiscard]] Data band_data(const Wording& wording, const RevisionPage& page);

/// The page of a revision with all that belongs to it, but the acts.
[[nodiscard]] core::Result<RevisionPage> read_revision_page(Call& call,
                                                            const core::DocumentState& state,
                                                            core::RevisionView view,
                                                            std::optional<core::Instant> as_of);

/// Reads what belongs to the revision and answers with its page.
[[nodiscard]] core::Result<http::Response> answer_revision(Call& call,
                                                           const core::DocumentState& state,
                                                           core::RevisionView view,
                                                           std::optional<core::Instant> as_of);

/// `/policy`: what governs now, as the document POLICY.
[[nodiscard]] core::Result<http::Response> policy_page(Call& call);

/// `/documents/{id}`, `/documents/{id}/revisions/{revision}`, `/documents/{id}/draft`.
[[nodiscard]] core::Result<http::Response> document_page(Call& call);
[[nodiscard]] core::Result<http::Response> labelled_revision_page(Call& call);
[[nodiscard]] core::Result<http::Response> draft_page(Call& call);

}  // namespace muniment::web
