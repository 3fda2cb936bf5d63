// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <optional>

#include "core/library_writer.h"
#include "web/http_status.h"
#include "web/site/bearer_token.h"
#include "web/site/form.h"
#include "web/site/site.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

constexpr std::size_t longest_form = small_body;
constexpr int too_many = 429;

/// The code stands in the address of this page, so no request that the page leads to may carry it.
http::Response without_referrer(http::Response response) {
    response.headers.set("Referrer-Policy", "strict-origin");
    return response;
}

/// Whether there is such a person does not show: their code is wrong, then.
core::Error as_shown(const Messages& language, const core::Error& error) {
    const bool about_code =
        error.code == ErrorCode::not_found || error.code == ErrorCode::permission_denied;
    if (!about_code) return error;
    return {ErrorCode::permission_denied, language.get("enrol.bad_code"),
            language.get("enrol.bad_code_hint")};
}

/// A code for nobody is counted as one for somebody, so that neither shows.
core::Result<bool> enrol_as(LibraryHandle& library, const core::PersonId& id,
                            const std::string& code, const std::string& password) {
    auto done = library.writer().enrol(id, code, password, core::Via::web);
    const bool nobody = !done && done.error().code == ErrorCode::not_found;
    if (nobody) MUNIMENT_CHECK(library.accounts().key_ring().check_code(id, code));
    return done;
}

}  // namespace

core::Result<http::Response> Site::enrol_answer(const Visit& visit, const std::string& code,
                                                const std::optional<core::Error>& problem,
                                                int status) {
    const auto& language = language_of(visit.request);
    MUNIMENT_TRY(auto lease, pool_.lease());
    MUNIMENT_TRY(const auto* policy, lease->reader().policy());
    Frame frame;
    frame.title = language.get("enrol.headline");
    frame.organisation = policy->organisation;
    frame.is_login = true;
    const std::string& person = visit.path.get("person");
    Data data(Data::type::object);
    data.set("person_id", person);
    data.set("action", "/enrol/" + person);
    data.set("statement_text", std::string(core::accountability_statement()));
    set_text(data, "code", code);
    if (problem) set_problem(data, *problem);
    MUNIMENT_TRY(auto page, pages_.page(status, language, frame, "enrol", data));
    return without_referrer(std::move(page));
}

core::Result<http::Response> Site::enrol_form(const Visit& visit) {
    MUNIMENT_TRY(const auto query, Query::check(visit.request.query, {"code"}));
    MUNIMENT_CHECK(core::PersonId::parse(visit.path.get("person")));
    return enrol_answer(visit, query.get("code"), {}, 200);
}

core::Result<http::Response> Site::enrol(const Visit& visit) {
    MUNIMENT_TRY(const auto form, read_form(visit.request, longest_form));
    MUNIMENT_TRY(const auto id, core::PersonId::parse(visit.path.get("person")));
    const auto& language = language_of(visit.request);
    const std::string code = typed(form, "code");
    const auto again = [&](const core::Error& error, int status) {
        return enrol_answer(visit, code, error, status);
    };
    const core::Error not_accepted{
        ErrorCode::invalid_argument, language.get("enrol.not_accepted"), {}};
    if (form.get("accept") != "yes") return again(not_accepted, http_status(not_accepted.code));
    const std::string password = form.get("new-password");
    if (password != form.get("again")) {
        const core::Error differ{ErrorCode::invalid_argument, language.get("enrol.differ"), {}};
        return again(differ, http_status(differ.code));
    }
    std::chrono::seconds wait{0};
    const auto enrolled = [&]() -> core::Result<bool> {
        MUNIMENT_TRY(auto lease, pool_.lease());
        lease->accounts().arrive(visitor_origin(visit.request, options_.transport));
        auto done = enrol_as(*lease, id, code, password);
        if (!done && done.error().code == ErrorCode::unavailable) {
            MUNIMENT_TRY(wait, wait_of_strangers(lease->accounts()));
        }
        return done;
    }();
    if (!enrolled) {
        const auto& error = enrolled.error();
        if (wait.count() > 0) {
            const core::Error throttled{ErrorCode::unavailable, language.get("enrol.throttled"),
                                        language.get("enrol.throttled_hint")};
            MUNIMENT_TRY(auto response, again(throttled, too_many));
            response.headers.set("Retry-After", std::to_string(wait.count()));
            return response;
        }
        if (is_for_the_log(error.code)) return core::fail(error);
        const auto shown = as_shown(language, error);
        return again(shown, http_status(shown.code));
    }
    Frame frame;
    frame.title = language.get("enrol.done");
    Data data(Data::type::object);
    data.set("person_id", id.text());
    data.set("unconfirmed", *enrolled);
    MUNIMENT_TRY(auto page, pages_.page(200, language, frame, "enrolled", data));
    return without_referrer(std::move(page));
}

}  // namespace muniment::web
