// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/real_library.h"
#include "web/site/site.h"

namespace muniment::test {

/// An answer of the server under test, taken apart.
struct WebAnswer {
    int status = 0;
    std::map<std::string, std::string> headers;  ///< names in lower case; the last of each, and
    ///< `browser-cookie`: the Set-Cookie of a known browser
    std::string body;

    [[nodiscard]] bool holds(std::string_view text) const {
        return body.find(text) != std::string::npos;
    }
    [[nodiscard]] std::string header(const std::string& name) const {
        const auto found = headers.find(name);
        return found == headers.end() ? std::string() : found->second;
    }
};

/// A real library behind the real pages and a real server on a free port.
class ServedLibrary {
  public:
    explicit ServedLibrary(const RealLibraryPlan& plan = {});
    ~ServedLibrary();

    /// One request with exactly these header lines, each with its end.
    [[nodiscard]] WebAnswer request(const std::string& method, const std::string& target,
                                    const std::string& header_lines = {},
                                    const std::string& body = {});
    /// As this person, or as nobody in particular.
    [[nodiscard]] WebAnswer get(const std::string& target, const std::string& person = {});
    [[nodiscard]] WebAnswer post(const std::string& target, const std::string& form,
                                 const std::string& header_lines = {});
    /// The answer to the log-in form.
    [[nodiscard]] WebAnswer log_in(const std::string& person, const std::string& password,
                                   const std::string& return_to = {});
    /// The same with these header lines.
    [[nodiscard]] WebAnswer log_in_with(const std::string& header_lines, const std::string& person,
                                        const std::string& password);
    /// The Cookie header line of this person's session, which is begun when it is first asked for.
    [[nodiscard]] const std::string& cookie_of(const std::string& person);
    void forget_sessions() { cookies_.clear(); }
    /// From now on acts are decided and signed, but not written: they are refused with status 503.
    void rehearse();

    /// What the site reported to its log.
    [[nodiscard]] std::vector<std::string> log();
    [[nodiscard]] web::Site& site();

    RealLibrary library;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
    std::map<std::string, std::string> cookies_;
};

/// `text` as a value of a form or a query.
[[nodiscard]] std::string form_value(const std::string& text);

}  // namespace muniment::test
