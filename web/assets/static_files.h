// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "web/assets/assets.h"
#include "web/http/request.h"
#include "web/http/response.h"

namespace muniment::web {

/// Style sheet, fonts and pictures under `/static/VERSION/...`. The version changes with any of
/// them, so a browser may keep what it has for a year; under another version the same files are
/// served, to be asked for again. Thread safe.
class StaticFiles {
  public:
    /// `assets` must outlive this.
    explicit StaticFiles(const Assets& assets);

    /// "/static/0123456789abcdef", to be followed by "/muniment.css".
    [[nodiscard]] const std::string& base() const { return base_; }
    /// `name` is what follows the version. Errors: not_found; from a developer's folder
    /// unavailable.
    [[nodiscard]] core::Result<http::Response> answer(const http::Request& request,
                                                      std::string_view version,
                                                      std::string_view name) const;

  private:
    struct File {
        std::string_view name;
        std::string etag;
        std::shared_ptr<const std::string> bytes;
    };

    const Assets& assets_;
    std::string base_;
    std::vector<File> files_;
};

}  // namespace muniment::web
