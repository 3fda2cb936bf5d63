// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/offered_acts.h"
#include "web/site/call.h"
#include "web/site/form.h"

namespace muniment::web {

/// The page of an act on a document, `/documents/{id}/SEGMENT`: shows its form and takes it.
struct DocumentActPage {
    core::DocumentAct act;
    std::string_view segment;  ///< also the key of its texts, below [act]
    PageHandler handler;
};

/// All but those with pages of their own: sign_page.h, draft_forms.h.
[[nodiscard]] const std::vector<DocumentActPage>& document_act_pages();

[[nodiscard]] std::string act_address(const core::Identifier& id, core::DocumentAct act);
[[nodiscard]] const std::string& act_label(const Wording& wording, core::DocumentAct act);

/// Whether the act is about the revision that is being worked on, not about what is in force.
[[nodiscard]] bool is_about_working(core::DocumentAct act, const core::DocumentState& state);

/// Whether the act is what somebody to whom it is open is expected to do.
[[nodiscard]] bool is_expected(core::DocumentAct act);

/// What a form about this revision says on top: see template `form`.
[[nodiscard]] Data about_document(const Call& call, const core::DocumentState& state,
                                  bool about_working);

/// The digest of what the act is about, as a form carries it.
[[nodiscard]] core::Digest digest_shown(const core::DocumentState& state, bool about_working,
                                        core::Instant now);

/// The page where an act on the document leaves who did it: what they may read of it now.
[[nodiscard]] core::Result<std::string> address_after(Call& call, const core::Identifier& id);

}  // namespace muniment::web
