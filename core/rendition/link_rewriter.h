// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "core/rendition/link_target.h"
#include "core/rendition/outline.h"

namespace muniment::core {

/// A target and the address that a page may use for it.
struct RewrittenLink {
    TargetKind kind = TargetKind::refused;
    std::optional<std::string> address;
};

/// Decides about the targets of one document. `outline` and `resolve` must outlive it.
class LinkRewriter {
  public:
    LinkRewriter(const Outline& outline, const LinkResolver& resolve);

    [[nodiscard]] RewrittenLink link(std::string_view target) const;
    [[nodiscard]] RewrittenLink image(std::string_view target) const;

  private:
    [[nodiscard]] std::optional<std::string> place(std::string_view fragment) const;
    [[nodiscard]] std::optional<std::string> resolved(std::string_view target) const;
    [[nodiscard]] std::optional<std::string> relative(std::string_view target) const;

    std::unordered_set<std::string_view> anchors_;
    const LinkResolver& resolve_;
};

}  // namespace muniment::core
