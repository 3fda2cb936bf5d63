// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/document_state.h"
#include "core/library_writer.h"
#include "web/library_pool.h"
#include "web/pages/page.h"
#include "web/route_table.h"
#include "web/site/addresses.h"
#include "web/site/article.h"
#include "web/site/notices.h"
#include "web/site/pending_secrets.h"
#include "web/site/query.h"
#include "web/site/wording.h"

namespace muniment::web {

/// One request for a page on its way through a handler, with all that pages are made from. What a
/// handler asks of the library it asks as `viewer`.
struct Call {
    const Visit& visit;
    const Pages& pages;
    ArticleCache& articles;
    LibraryHandle& library;
    core::Viewer viewer;
    const core::Policy& policy;
    core::Instant now{};
    core::Date today{};
    Wording wording;
    Notices& notices;
    PendingSecrets& pending;
    Frame frame;
    bool sent = false;         ///< a form was sent, and it belongs to the viewer's session
    http::Parameters form;     ///< what it holds
    std::string session_id{};  ///< of the viewer's log-in; see LoginSession
    /// Where they sign on their own machine: goes before the password.
    std::shared_ptr<const core::PersonSigner> own_key = nullptr;

    [[nodiscard]] core::LibraryReader& reader() const { return library.reader(); }
    [[nodiscard]] const std::string& text(std::string_view key) const { return wording.text(key); }

    /// The page in its frame.
    [[nodiscard]] core::Result<http::Response> answer(const std::string& title,
                                                      const std::string& name, const Data& data,
                                                      int status = 200) const;

    /// Who acts, by their session; with the password that the form holds, or their own key.
    [[nodiscard]] core::Acting acting() const;
    /// After an act: leads to a page, which then tells what came of it.
    [[nodiscard]] http::Response done(const std::string& address, const std::string& message);

    /// Reads `as-of` and puts it into the frame. Error: invalid_argument.
    [[nodiscard]] core::Result<std::optional<core::Instant>> as_of(const Query& query);
};

/// A page's handler.
using PageHandler = core::Result<http::Response> (*)(Call&);

/// Printed names of people, for pages that are made without asking the register.
using PrintedNames = std::map<core::PersonId, std::string>;

/// The document of an identifier as typed, in any case, or of a former identifier. One that the
/// viewer may not read and one that does not exist are not_found in the same words.
[[nodiscard]] core::Result<core::DocumentState> find_document(Call& call, const std::string& typed);

/// The same, without words: nothing for one that is not for the viewer.
[[nodiscard]] core::Result<std::optional<core::DocumentState>> load_known(
    Call& call, const core::Identifier& id);

/// A redirect to the document's own spelling of its address, when another one was used.
[[nodiscard]] std::optional<http::Response> to_own_spelling(const Call& call,
                                                            const core::Identifier& id);

/// One revision; not_found in words for a reader of pages. Noted in the operations log where it is
/// confidential; unavailable when that cannot be.
[[nodiscard]] core::Result<core::RevisionView> find_revision(Call& call, const core::Identifier& id,
                                                             const core::RevisionChoice& choice);

/// A revision's label as it stands in an address; not_found for what is no label.
[[nodiscard]] core::Result<core::RevisionLabel> label_in_address(const Call& call,
                                                                 const core::Identifier& id,
                                                                 const std::string& text);

/// The printed name of a person, else their id.
[[nodiscard]] core::Result<std::string> printed_name(Call& call, const core::PersonId& id);

}  // namespace muniment::web
