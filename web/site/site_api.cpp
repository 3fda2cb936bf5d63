// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/api/operation.h"
#include "web/http_status.h"
#include "web/site/login.h"
#include "web/site/only_page.h"
#include "web/site/site.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

constexpr int not_known = 401;

http::Response json_response(int status, const JsonObject& answer) {
    return http::make_response(status, "application/json", json_rendered(answer));
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
            {operation.method, "/api/v1" + std::string(operation.pattern), Access::token,
             [this, &operation](const Visit& visit) { return api_answer(visit, operation); }});
    }
    routes.push_back({http::Method::get, "/api/v1/openapi.json", Access::anonymous,
                      [](const Visit&) -> core::Result<http::Response> {
                          return json_response(200, openapi_document());
                      }});
    return routes;
}

core::Result<http::Response> Site::api_answer(const Visit& visit, const ApiOperation& operation) {
    Visitor visitor;
    const auto answer = [&]() -> core::Result<JsonObject> {
        MUNIMENT_TRY(auto lease, pool_.lease());
        auto done = api_answer_as(visit, operation, *lease, visitor);
        if (!done && done.error().code == ErrorCode::data_corrupt) lease.discard();
        return done;
    }();
    if (!visitor.viewer.person && !answer && answer.error().code == ErrorCode::permission_denied) {
        auto response = json_response(not_known, json_error(answer.error()));
        response.headers.set("WWW-Authenticate", "Bearer");
        return response;
    }
    if (!answer && is_for_the_log(answer.error().code) && options_.log)
        options_.log(visit.request.target + ": " + answer.error().message);
    auto response =
        answer ? json_response(200, *answer)
               : json_response(http_status(answer.error().code), json_error(answer.error()));
    if (visitor.viewer.person) response.person = visitor.viewer.person->id.text();
    return response;
}

core::Result<JsonObject> Site::api_answer_as(const Visit& visit, const ApiOperation& operation,
                                             LibraryHandle& library, Visitor& visitor) {
    MUNIMENT_TRY(visitor, visitor_of(library, visit.request));
    if (!visitor.viewer.person) {
        return core::fail(ErrorCode::permission_denied, "nobody is known by this request",
                          "Send a token or a session.");
    }
    MUNIMENT_TRY(const auto only, only_page_for(library, *visitor.viewer.person));
    if (only) {
        return core::fail(ErrorCode::permission_denied,
                          "something has to be done in the browser before anything else",
                          "Open the page " + *only + ".");
    }
    if (operation.method == http::Method::post)
        MUNIMENT_CHECK(check_own(visit.request, visitor.token));
    MUNIMENT_TRY(const auto arguments, api_arguments(operation, visit.request));
    ApiCall call{library, visitor.viewer, visit.path, arguments, {}};
    call.acting.person = visitor.viewer.person->id;
    call.acting.password = arguments.get("password");
    call.acting.authentication = core::Authentication::session;
    call.acting.via = core::Via::api;
    return operation.handler(call);
}

}  // namespace muniment::web
