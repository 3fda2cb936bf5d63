// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"

namespace muniment::core {

/// How much a change changes; the author says, the approvers sign it.
enum class ChangeKind { major, minor };
[[nodiscard]] std::string_view name_of(ChangeKind kind);
[[nodiscard]] Result<ChangeKind> parse_change_kind(std::string_view text);

/// How a document type labels its revisions.
enum class LabelScheme {
    major_minor,  ///< 1.0, 1.1, 2.0
    integer,      ///< 1, 2, 3
    letter,       ///< A, B, ... Z, AA
};
[[nodiscard]] std::string_view name_of(LabelScheme scheme);
[[nodiscard]] Result<LabelScheme> parse_label_scheme(std::string_view text);

/// The label of one revision, unique within its document for ever (ISO 9001 7.5.2 a).
class RevisionLabel {
  public:
    RevisionLabel() = default;
    /// invalid_argument unless it is a label of one of the schemes.
    [[nodiscard]] static Result<RevisionLabel> parse(std::string_view text);
    [[nodiscard]] const std::string& text() const { return text_; }
    /// By text; the order of revisions is that of the document's chain, never of labels.
    auto operator<=>(const RevisionLabel&) const = default;

  private:
    explicit RevisionLabel(std::string text) : text_(std::move(text)) {}
    std::string text_;
};

/// Whether at least a hundred thousand labels can follow this one in any scheme. The labels that
/// `next_label` gives out one by one need no such check.
[[nodiscard]] bool leaves_room(const RevisionLabel& label);

/// The next label. `used` are all labels that the document ever had, withdrawn ones too; `base` is
/// the label of the newest released revision, from which a minor change counts, or the empty
/// label. Labels of another scheme (after a change of policy) are passed over.
[[nodiscard]] RevisionLabel next_label(LabelScheme scheme, ChangeKind kind,
                                       const std::vector<RevisionLabel>& used,
                                       const RevisionLabel& base);

}  // namespace muniment::core
