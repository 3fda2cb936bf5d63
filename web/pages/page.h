// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/result.h"
#include "web/assets/static_files.h"
#include "web/http/exchange.h"
#include "web/pages/messages.h"
#include "web/pages/templates.h"

namespace muniment::web {

/// What stands around a page: the header with search, tasks, as-of and person.
struct Frame {
    struct Person {
        std::string id;
        std::string name;      ///< printed name
        std::string initials;  ///< shown where there is no room for the name
    };

    std::string title;  ///< of the browser's window; the page's own headline is the page's
    std::string organisation;
    std::optional<Person> person;  ///< nobody: the header is a logo and a link to log in
    std::string csrf_token;        ///< for the log-out form; of the session
    std::string notice;            ///< what came of the act before; empty: nothing
    std::string lock_outs;         ///< what who watches is told of accounts; empty: nothing
    std::size_t tasks = 0;         ///< waiting for the person
    std::string query;             ///< in the search box
    std::string as_of;             ///< the date asked about, for the form; empty: today
    std::string as_of_text;        ///< the moment asked about, for people
    bool as_of_planned = false;    ///< it lies ahead
    std::string as_of_path;        ///< the page that answers as of a moment; empty: the master list
    std::vector<std::pair<std::string, std::string>> as_of_keep;  ///< its other parameters
    std::string path;                                             ///< of this page, for error pages
    bool is_login = false;  ///< no link to log in: this is where it leads
};

/// Makes whole pages: a template within the frame, in one language, with security headers.
/// Thread safe.
class Pages {
  public:
    /// All three must outlive this.
    Pages(const Templates& templates, const MessageCatalogue& messages, const StaticFiles& files)
        : templates_(templates), messages_(messages), files_(files) {}

    [[nodiscard]] const MessageCatalogue& messages() const { return messages_; }

    /// Errors: those of Templates::render.
    [[nodiscard]] core::Result<http::Response> page(int status, const Messages& language,
                                                    const Frame& frame, const std::string& name,
                                                    const Data& data) const;

    /// The page for an error of the library: what was wrong, what to do, and (for `reference`) what
    /// to quote. Message and hint are escaped; those of internal and data_corrupt are not shown.
    [[nodiscard]] core::Result<http::Response> error_page(const Messages& language,
                                                          const Frame& frame,
                                                          const core::Error& error) const;

    /// For the server's Hooks: the page for a fault in HTTP itself, or for a defect. If even that
    /// cannot be made, plain text.
    [[nodiscard]] http::Response problem_page(const http::Problem& problem) const;

  private:
    const Templates& templates_;
    const MessageCatalogue& messages_;
    const StaticFiles& files_;
};

}  // namespace muniment::web
