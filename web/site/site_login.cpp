// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text.h"
#include "web/site/form.h"
#include "web/site/login.h"
#include "web/site/query.h"
#include "web/site/site.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

}  // namespace

Site::LoginForm Site::login_form_of(const http::Parameters& sent) {
    constexpr std::size_t longest_id = 200;
    LoginForm form;
    form.person = core::trimmed(sent.get("person"));
    if (form.person.size() > longest_id || !core::is_single_line(form.person)) form.person.clear();
    form.password = sent.get("password");
    form.pass = sent.get("pass").substr(0, longest_id);
    form.back = local_path(sent.get("return-to"));
    form.pending = sent.get("pending");
    return form;
}

core::Result<http::Response> Site::login_page(const Visit& visit, int status, const LoginForm& form,
                                              std::string_view problem) {
    MUNIMENT_TRY(auto lease, pool_.lease());
    MUNIMENT_TRY(const auto* policy, lease->reader().policy());
    Data data;
    data.set("organisation", policy->organisation);
    data.set("person_id", form.person);
    return login_step(visit, *policy, {status, "login", "login.headline", data}, form, problem);
}

core::Result<http::Response> Site::login_step(const Visit& visit, const core::Policy& policy,
                                              const LoginStep& step, const LoginForm& form,
                                              std::string_view problem) {
    const auto& language = language_of(visit.request);
    Frame frame;
    frame.title = language.get(step.headline);
    frame.organisation = policy.organisation;
    frame.is_login = true;
    Data data = step.data;
    if (form.back != "/") data.set("return_to", form.back);
    if (!form.pass.empty()) data.set("pass", form.pass);
    if (!problem.empty()) {
        Data failed;
        failed.set("problem", language.get("login." + std::string(problem)));
        failed.set("problem_hint", language.get("login." + std::string(problem) + "_hint"));
        data.set("failed", failed);
    }
    return pages_.page(step.status, language, frame, step.page, data);
}

core::Result<http::Response> Site::login_form(const Visit& visit) {
    MUNIMENT_TRY(const auto query, Query::check(visit.request.query, {"return", "pass"}));
    LoginForm form;
    form.back = local_path(query.get("return"));
    form.pass = query.get("pass");
    if (cookie_.token(visit.request)) {
        MUNIMENT_TRY(auto lease, pool_.lease());
        MUNIMENT_TRY(const auto visitor, visitor_of(*lease, visit.request));
        if (visitor.viewer.person) return http::redirect(form.back);
    }
    return login_page(visit, 200, form, {});
}

core::Result<http::Response> Site::log_in(const Visit& visit) {
    MUNIMENT_TRY(const auto sent, read_form(visit.request, small_body));
    return log_in_with(visit, login_form_of(sent));
}

/// Tells the accounts whether a stranger comes, or somebody whose browser or pass is known.
core::Status Site::meet(LibraryHandle& library, const Visit& visit, const LoginForm& form) {
    auto origin = visitor_origin(visit.request, options_.transport);
    const auto person = core::PersonId::parse(form.person);
    if (person) {
        auto& browsers = library.accounts().browsers();
        const auto now = library.reader().now();
        const auto browser = browser_cookie_.token(visit.request);
        if (browser) {
            MUNIMENT_TRY(origin.is_known, browsers.knows(*person, *browser, now));
        }
        if (!origin.is_known && !form.pass.empty()) {
            MUNIMENT_TRY(origin.is_known, browsers.is_pass(*person, form.pass, now));
        }
    }
    library.accounts().arrive(origin);
    return {};
}

core::Result<http::Response> Site::begin_session(LibraryHandle& library, const Visit& visit,
                                                 const core::Person& person,
                                                 const std::string& back) {
    auto& accounts = library.accounts();
    const auto now = library.reader().now();
    MUNIMENT_CHECK(accounts.log().forget_old());
    MUNIMENT_CHECK(
        accounts.log().note(storage::Operation::logged_in, person.id.text(), accounts.origin()));
    MUNIMENT_CHECK(accounts.browsers().forget_pass(person.id));
    MUNIMENT_TRY(const auto token, accounts.sessions().begin(person.id, now, accounts.origin(),
                                                             storage::ended_keys(person)));
    auto response = http::redirect(back);
    response.person = person.id.text();
    const auto known = browser_cookie_.token(visit.request);
    bool is_remembered = false;
    if (known) {
        MUNIMENT_TRY(is_remembered, accounts.browsers().knows(person.id, *known, now));
    }
    if (!is_remembered) {
        MUNIMENT_TRY(const auto browser, accounts.browsers().remember(person.id, now));
        response.headers.add("Set-Cookie",
                             browser_cookie_.set(browser, storage::KnownBrowsers::lifetime));
    }
    response.headers.add("Set-Cookie", cookie_.set(token, accounts.sessions().limits().age));
    MUNIMENT_TRY(const auto news, accounts.log().news(person.id));
    if (news.count > 0) {
        const auto& language = language_of(visit.request);
        notices_.leave(form_token(token),
                       language.counted("login.failures", static_cast<std::size_t>(news.count)) +
                           " " + core::render(news.since));
        MUNIMENT_CHECK(accounts.log().told(person.id));
    }
    return response;
}

core::Result<http::Response> Site::log_in_with(const Visit& visit, const LoginForm& form) {
    LogIn login;
    {
        MUNIMENT_TRY(auto lease, pool_.lease());
        MUNIMENT_CHECK(meet(*lease, visit, form));
        MUNIMENT_TRY(login, authenticate(*lease, {form.person, form.password}));
        if (login.person) {
            MUNIMENT_TRY(const auto factor, lease->accounts().second_factors().of(*login.person));
            if (factor) return ask_for_code(*lease, visit, *login.person, *factor, form);
            return begin_session(*lease, visit, *login.person, form.back);
        }
    }
    if (login.admission == Admission::closed) {
        MUNIMENT_TRY(auto response, login_page(visit, 429, form, "throttled"));
        response.headers.set("Retry-After", std::to_string(login.wait.count()));
        return response;
    }
    return login_page(visit, 403, form, "failed");
}

core::Result<http::Response> Site::log_out(const Visit& visit) {
    MUNIMENT_TRY(const auto form, read_form(visit.request, small_body));
    const auto token = cookie_.token(visit.request);
    if (token) {
        if (form.get("csrf") != form_token(*token)) {
            return core::fail(ErrorCode::permission_denied,
                              "this form does not belong to your session",
                              "Open a page of this library and log out there.");
        }
        MUNIMENT_TRY(auto lease, pool_.lease_as_is());
        auto& accounts = lease->accounts();
        const auto session = accounts.sessions().use(*token, lease->reader().now());
        if (session) {
            MUNIMENT_CHECK(accounts.log().note(storage::Operation::logged_out,
                                               session->person.text(),
                                               visitor_origin(visit.request, options_.transport)));
        }
        MUNIMENT_CHECK(accounts.sessions().end(*token));
    }
    auto response = http::redirect("/login");
    response.headers.add("Set-Cookie", cookie_.forget());
    return response;
}

}  // namespace muniment::web
