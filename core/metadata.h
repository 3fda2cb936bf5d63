// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/names.h"
#include "core/revision_label.h"
#include "core/time.h"

namespace muniment::core {

/// Where a document of external origin comes from (ISO 9001 7.5.3.2).
struct ExternalOrigin {
    std::string publisher;
    std::string edition;
    std::optional<Date> date;

    bool operator==(const ExternalOrigin&) const = default;
};

/// What approvers sign besides the text: the content of `ID.toml`. State, effective date and review
/// due date are not here; they stand in events.
struct Metadata {
    std::string title;
    std::string type;  ///< code of a type of the policy (`SOP`); `POLICY` for the policy itself
    PersonId owner;
    std::string department;
    std::string language;              ///< BCP 47, such as `en` or `pl`
    std::string reading_class;         ///< name of a class of the policy
    std::optional<int> review_months;  ///< overrides the type's; 0 means no periodic review
    std::vector<std::string> clauses;
    std::vector<std::string> keywords;
    std::vector<Identifier> related;
    std::string former_identifier;  ///< what the document was called before it was imported
    std::optional<ExternalOrigin> external;
    std::optional<Date> effective_date;  ///< as the author asks for; the release decides
    ChangeKind change_kind = ChangeKind::major;
    std::string change_reason;
    /// Links as they are written in the content, and what they mean: an identifier
    /// (`SOP-0002`, also with `#anchor`) or a path of an attachment.
    std::map<std::string, std::string> links;

    bool operator==(const Metadata&) const = default;
};

/// The document that a link of [links] leads to; nothing for an attachment.
[[nodiscard]] std::optional<Identifier> linked_document(const std::string& meaning);

/// The one spelling of metadata as TOML, and its strict inverse: data_corrupt unless `text` is
/// exactly what `render_metadata` writes.
[[nodiscard]] std::string render_metadata(const Metadata& metadata);
[[nodiscard]] Result<Metadata> parse_metadata(std::string_view text);

}  // namespace muniment::core
