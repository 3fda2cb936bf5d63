// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <chrono>

#include "core/text.h"
#include "web/site/form.h"
#include "web/site/login.h"
#include "web/site/query.h"
#include "web/site/site.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

constexpr std::size_t longest_form = 1'100'000;  ///< a password may have a million bytes

}  // namespace

core::Result<http::Response> Site::login_page(const Visit& visit, int status,
                                              const std::string& person,
                                              const std::string& return_path,
                                              std::string_view problem) {
    const auto& language = language_of(visit.request);
    MUNIMENT_TRY(auto lease, pool_.lease());
    MUNIMENT_TRY(const auto* policy, lease->reader().policy());
    Frame frame;
    frame.title = language.get("login.headline");
    frame.organisation = policy->organisation;
    frame.is_login = true;
    Data data;
    data.set("organisation", policy->organisation);
    data.set("person_id", person);
    if (return_path != "/") data.set("return_to", return_path);
    if (!problem.empty()) {
        Data failed;
        failed.set("problem", language.get("login." + std::string(problem)));
        failed.set("problem_hint", language.get("login." + std::string(problem) + "_hint"));
        data.set("failed", failed);
    }
    return pages_.page(status, language, frame, "login", data);
}

core::Result<http::Response> Site::login_form(const Visit& visit) {
    MUNIMENT_TRY(const auto query, Query::check(visit.request.query, {"return"}));
    const std::string back = local_path(query.get("return"));
    if (cookie_.token(visit.request)) {
        MUNIMENT_TRY(auto lease, pool_.lease());
        MUNIMENT_TRY(const auto visitor, visitor_of(*lease, visit.request));
        if (visitor.viewer.person) return http::redirect(back);
    }
    return login_page(visit, 200, {}, back, {});
}

core::Result<http::Response> Site::log_in(const Visit& visit) {
    MUNIMENT_TRY(const auto form, read_form(visit.request, longest_form));
    return log_in_with(visit, form);
}

core::Result<http::Response> Site::log_in_with(const Visit& visit, const http::Parameters& form) {
    constexpr std::size_t longest_id = 200;
    std::string id = core::trimmed(form.get("person"));
    if (id.size() > longest_id || !core::is_single_line(id)) id.clear();
    const std::string back = local_path(form.get("return-to"));
    if (!throttle_.allow(id, std::chrono::steady_clock::now()))
        return login_page(visit, 429, id, back, "throttled");
    std::optional<core::PersonId> person;
    {
        MUNIMENT_TRY(auto lease, pool_.lease());
        MUNIMENT_TRY(person, authenticate(*lease, id, form.get("password")));
        if (person) {
            MUNIMENT_TRY(const auto token, lease->sessions().begin(*person, lease->reader().now()));
            throttle_.forget(id);
            auto response = http::redirect(back);
            response.person = person->text();
            response.headers.add("Set-Cookie",
                                 cookie_.set(token, storage::SessionStore::longest_age));
            return response;
        }
    }
    return login_page(visit, 403, id, back, "failed");
}

core::Result<http::Response> Site::log_out(const Visit& visit) {
    MUNIMENT_TRY(const auto form, read_form(visit.request, longest_form));
    const auto token = cookie_.token(visit.request);
    if (token) {
        if (form.get("csrf") != form_token(*token)) {
            return core::fail(ErrorCode::permission_denied,
                              "this form does not belong to your session",
                              "Open a page of this library and log out there.");
        }
        MUNIMENT_TRY(auto lease, pool_.lease_as_is());
        MUNIMENT_CHECK(lease->sessions().end(*token));
    }
    auto response = http::redirect("/login");
    response.headers.add("Set-Cookie", cookie_.forget());
    return response;
}

}  // namespace muniment::web
