// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/content.h"

namespace muniment::core {

/// The master file as given by its author.
struct MasterFile {
    std::string extension;  ///< with its dot, lower case: `.md`, `.pdf`
    std::string bytes;
};

/// What an author changes in a draft; what is absent stays as it is.
struct DraftChange {
    std::optional<MasterFile> master;
    std::optional<std::string> title;
    std::optional<PersonId> owner;
    std::optional<std::string> department;
    std::optional<std::string> language;
    std::optional<std::string> reading_class;
    std::optional<int> review_months;
    std::optional<std::vector<std::string>> clauses;
    std::optional<std::vector<std::string>> keywords;
    std::optional<std::vector<Identifier>> related;
    std::optional<ExternalOrigin> external;
    std::optional<Date> effective_date;
    std::optional<ChangeKind> change_kind;
    std::optional<std::string> change_reason;
    std::vector<File> attach;         ///< path: the name below `attachments/`
    std::vector<std::string> detach;  ///< names below `attachments/`
};

/// Whether a link that names this document becomes a link to it.
using LinksTo = std::function<Result<bool>(const Identifier&)>;

/// The files of the draft: those of the base (empty for a new document) with the change made. Links
/// in Markdown that name a document for `links_to` or an attachment get a row in `[links]`; the
/// text itself is never rewritten. invalid_argument when a file to detach is not there.
[[nodiscard]] Result<Files> changed_files(const Identifier& id, const Files& base,
                                          Metadata metadata, const DraftChange& change,
                                          const LinksTo& links_to);

/// The document that a relative link names: the last part of its path that is an identifier, with
/// or without an extension (`../SOP-0005/1.0.md`, `sop-0005.md#scope`). Pure.
[[nodiscard]] std::optional<Identifier> identifier_in_link(const std::string& target);

}  // namespace muniment::core
