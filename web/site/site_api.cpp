// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/api/operation.h"
#include "web/http_status.h"
#include "web/site/bearer_token.h"
#include "web/site/login.h"
#include "web/site/only_page.h"
#include "web/site/site.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

constexpr int not_known = 401;
constexpr int too_many = 429;

http::Response json_response(int status, const JsonObject& answer) {
    return http::make_response(status, "application/json", json_rendered(answer));
}

/// Nobody is known: the answer says how one would be.
http::Response unknown_visitor(const core::Error& error) {
    auto response = json_response(not_known, json_error(error));
    response.headers.set("WWW-Authenticate", "Bearer");
    return response;
}

http::Response failure(const core::Error& error, std::chrono::seconds wait) {
    if (wait.count() == 0) return json_response(http_status(error.code), json_error(error));
    auto response = json_response(too_many, json_error(error));
    response.headers.set("Retry-After", std::to_string(wait.count()));
    return response;
}

/// A session acts only for who can read its pages: the token of their forms goes along.
core::Status check_own(const http::Request& request, const std::string& session) {
    const auto* token = request.headers.find("X-CSRF-Token");
    if (is_from_own_page(request) && token != nullptr && *token == form_token(session)) return {};
    return core::fail(ErrorCode::permission_denied, "this request does not belong to your session",
                      "Send the token of your session's forms as X-CSRF-Token.");
}

}  // namespace

std::vector<Route> Site::api_routes() {
    std::vector<Route> routes;
    for (const auto& operation : api_operations()) {
        routes.push_back(
            {operation.method, "/api/v1" + std::string(operation.pattern),
             [this, &operation](const Visit& visit) { return api_answer(visit, operation); },
             operation.longest_body});
    }
    routes.push_back({http::Method::get, "/api/v1/openapi.json",
                      [](const Visit&) -> core::Result<http::Response> {
                          return json_response(200, openapi_document());
                      }});
    return routes;
}

core::Result<http::Response> Site::api_answer(const Visit& visit, const ApiOperation& operation) {
    Visitor visitor;
    const auto answer = [&]() -> core::Result<ApiAnswer> {
        MUNIMENT_TRY(auto lease, pool_.lease());
        auto done = api_answer_as(visit, operation, *lease, visitor);
        if (!done && done.error().code == ErrorCode::data_corrupt) lease.discard();
        return done;
    }();
    if (!visitor.viewer.person && !answer && answer.error().code == ErrorCode::permission_denied)
        return unknown_visitor(answer.error());
    const bool waits = visitor.wait.count() > 0;
    if (!answer && !waits && is_for_the_log(answer.error().code) && options_.log)
        options_.log(visit.request.target + ": " + answer.error().message);
    auto response = answer ? json_response(answer->status, answer->body)
                           : failure(answer.error(), visitor.wait);
    if (visitor.viewer.person) response.person = visitor.viewer.person->id.text();
    return response;
}

core::Status Site::meet_by_token(LibraryHandle& library, const http::Request& request,
                                 const std::string& token, Visitor& visitor) {
    if (request.cookies.find(cookie_.name()) != nullptr) {
        return core::fail(ErrorCode::invalid_argument, "this request brings a token and a session",
                          "Send one of them, so that it is clear who acts, and how.");
    }
    const auto needed =
        request.method == http::Method::post ? storage::TokenScope::act : storage::TokenScope::read;
    MUNIMENT_TRY(const auto visit, visit_by_token(library, token, needed));
    visitor.wait = visit.wait;
    if (visit.wait.count() > 0) {
        return core::fail(ErrorCode::unavailable,
                          "there were too many wrong tokens from your address",
                          "Wait, and send a token that is good for this.");
    }
    if (visit.person) {
        MUNIMENT_TRY(visitor.viewer, library.reader().viewer(visit.person->id));
    }
    visitor.authentication = core::Authentication::token;
    if (visit.is_good) return {};
    // Whose token it was, and what became of it, is for the operations log.
    return core::fail(ErrorCode::permission_denied,
                      visit.person ? "this token is not for this: " + visit.problem
                                   : "this token does not work: it is unknown, it has expired, or "
                                     "it was revoked",
                      "Make another one with `muniment account token create`.");
}

/// Who uses the API: the person of a token or of a session, never of both.
core::Status Site::meet_at_api(LibraryHandle& library, const http::Request& request,
                               Visitor& visitor) {
    auto origin = visitor_origin(request, options_.transport);
    origin.via = core::Via::api;
    library.accounts().arrive(origin);
    MUNIMENT_TRY(const auto token, bearer_token(request));
    if (token) return meet_by_token(library, request, *token, visitor);
    MUNIMENT_TRY(visitor, visitor_of(library, request));
    if (!visitor.viewer.person) {
        return core::fail(ErrorCode::permission_denied, "nobody is known by this request",
                          "Send a token or a session.");
    }
    origin.is_known = true;
    library.accounts().arrive(origin);
    return request.method == http::Method::post ? check_own(request, visitor.token)
                                                : core::Status();
}

core::Result<ApiAnswer> Site::api_answer_as(const Visit& visit, const ApiOperation& operation,
                                            LibraryHandle& library, Visitor& visitor) {
    MUNIMENT_CHECK(meet_at_api(library, visit.request, visitor));
    MUNIMENT_TRY(const auto only, only_page_for(library, *visitor.viewer.person));
    if (only) {
        return core::fail(ErrorCode::permission_denied,
                          "something has to be done in the browser before anything else",
                          "Open the page " + *only + ".");
    }
    MUNIMENT_TRY(const auto arguments, api_arguments(operation, visit.request));
    ApiCall call{library, visitor.viewer, visit.path, arguments, {}};
    call.acting.person = visitor.viewer.person->id;
    call.acting.password = arguments.text("password");
    call.acting.authentication = visitor.authentication;
    call.acting.via = core::Via::api;
    auto answer = answer_operation(call, operation);
    if (answer || answer.error().code != ErrorCode::unavailable) return answer;
    auto& accounts = library.accounts();
    MUNIMENT_TRY(visitor.wait, accounts.guard().wait(call.acting.person.text(), accounts.origin()));
    return answer;
}

}  // namespace muniment::web
