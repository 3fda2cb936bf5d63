// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/site.h"

#include <algorithm>
#include <iterator>

#include "core/text.h"
#include "web/http_status.h"
#include "web/security_headers.h"
#include "web/site/account_page.h"
#include "web/site/compare_page.h"
#include "web/site/document_acts.h"
#include "web/site/draft_forms.h"
#include "web/site/file_download.h"
#include "web/site/form.h"
#include "web/site/history_page.h"
#include "web/site/home_page.h"
#include "web/site/list_page.h"
#include "web/site/lock_out_notice.h"
#include "web/site/login.h"
#include "web/site/only_page.h"
#include "web/site/own_key_form.h"
#include "web/site/password_page.h"
#include "web/site/people_pages.h"
#include "web/site/person_acts.h"
#include "web/site/person_keys.h"
#include "web/site/revision_page.h"
#include "web/site/search_page.h"
#include "web/site/second_factor_page.h"
#include "web/site/sign_page.h"
#include "web/site/tasks_page.h"

namespace muniment::web {
namespace {

using core::ErrorCode;
using http::Method;

/// The first letters of the first and the last word of a name.
std::string initials_of(const std::string& name) {
    const auto words = core::split(name, ' ');
    std::string initials;
    const auto add_first = [&](const std::string& word) {
        std::size_t size = 1;
        while (size < word.size() && (static_cast<unsigned char>(word[size]) & 0xC0U) == 0x80U)
            ++size;
        initials += word.substr(0, size);
    };
    if (!words.empty()) add_first(words.front());
    if (words.size() > 1) add_first(words.back());
    return initials;
}

bool has_public_class(const core::Policy& policy) {
    return std::any_of(policy.classes.begin(), policy.classes.end(),
                       [](const auto& entry) { return entry.second.anyone; });
}

constexpr std::size_t longest_act = 1'100'000;  ///< bytes; far too long is told on the page

bool is_page(const http::Response& response) {
    const auto* type = response.headers.find("Content-Type");
    return type != nullptr && type->compare(0, 9, "text/html") == 0;
}

std::string path_of(const http::Request& request) {
    return request.target.substr(0, request.target.find('?'));
}

}  // namespace

Site::Site(OpenHandle open, SiteOptions options, MessageCatalogue messages)
    : options_(std::move(options)),
      pool_(std::move(open)),
      messages_(std::move(messages)),
      cookie_(options_.transport),
      browser_cookie_(options_.transport, "muniment-browser") {}

core::Result<std::unique_ptr<Site>> Site::make(OpenHandle open, SiteOptions options) {
    const Assets assets;
    MUNIMENT_TRY(auto messages, MessageCatalogue::load(assets));
    // The constructor is private, so make_unique cannot reach it.
    std::unique_ptr<Site> site(new Site(std::move(open), std::move(options), std::move(messages)));
    MUNIMENT_CHECK(site->add_routes());
    return site;
}

Route Site::page(std::string pattern, Access access, PageHandler handler, Method method) {
    Route route{method, std::move(pattern), [this, access, handler](const Visit& visit) {
                    return answer_page(visit, access, handler);
                }};
    if (method == Method::post) route.longest_body = longest_act;
    return route;
}

std::vector<Route> Site::act_routes() {
    std::vector<Route> routes;
    const auto add = [&](const std::string& pattern, PageHandler handler) {
        routes.push_back(page(pattern, Access::signed_in, handler));
        routes.push_back(page(pattern, Access::signed_in, handler, Method::post));
    };
    // A document's text comes in these alone.
    const auto add_draft = [&](const std::string& pattern, PageHandler handler) {
        add(pattern, handler);
        routes.back().longest_body = document_body;
    };
    add("/documents/{id}/sign", sign_page);
    for (const auto& act : document_act_pages())
        add("/documents/{id}/" + std::string(act.segment), act.handler);
    add_draft("/documents/new", new_document_page);
    add_draft("/documents/{id}/revise", revise_page);
    add_draft("/documents/{id}/edit", edit_page);
    add("/account/password", password_page);
    // Three passwords, which may be far too long, so that the page can say so.
    routes.back().longest_body = 3 * longest_act;
    add("/account/second-factor", second_factor_page);
    add("/account/second-factor/remove", remove_factor_page);
    add("/account/second-factor/recovery-codes", recovery_codes_page);
    add("/account/tokens/new", new_token_page);
    add("/invite", invite_page);
    add("/delegate", delegate_page);
    for (const auto& act : person_act_pages())
        add("/people/{person}/" + std::string(act.segment), act.handler);
    add("/people/{person}/keys/enrol", enrol_key_page);
    add("/people/{person}/keys/revoke", revoke_key_page);
    return routes;
}

core::Status Site::add_routes() {
    const auto own = [this](Method method, std::string pattern,
                            core::Result<http::Response> (Site::*handler)(const Visit&)) {
        return Route{method, std::move(pattern),
                     [this, handler](const Visit& visit) { return (this->*handler)(visit); }};
    };
    std::vector<Route> routes{
        page("/", Access::signed_in, home_page),
        page("/documents", Access::signed_in, list_page),
        page("/documents.csv", Access::signed_in, list_download),
        page("/documents/{id}", Access::reader, document_page),
        page("/documents/{id}/revisions/{revision}", Access::reader, labelled_revision_page),
        page("/documents/{id}/draft", Access::reader, draft_page),
        page("/documents/{id}/history", Access::reader, history_page),
        page("/documents/{id}/compare", Access::reader, compare_page),
        page("/documents/{id}/file", Access::reader, master_download),
        page("/documents/{id}/attachments/{name...}", Access::reader, attachment_download),
        page("/search", Access::signed_in, search_page),
        page("/tasks", Access::signed_in, tasks_page),
        own(Method::get, "/login", &Site::login_form),
        own(Method::post, "/login", &Site::log_in),
        own(Method::get, "/login/code", &Site::login_form),
        own(Method::post, "/login/code", &Site::log_in_with_code),
        own(Method::post, "/logout", &Site::log_out),
        own(Method::get, "/enrol/{person}", &Site::enrol_form),
        own(Method::post, "/enrol/{person}", &Site::enrol),
        page("/account", Access::signed_in, account_page),
        page("/account/sessions", Access::signed_in, end_sessions, Method::post),
        page("/account/tokens/revoke", Access::signed_in, revoke_token, Method::post),
        page("/operations", Access::signed_in, operations_page),
        page("/people", Access::signed_in, people_page),
        page("/people/{person}", Access::signed_in, person_page),
        page("/policy", Access::signed_in, policy_page),
        own(Method::get, "/healthz", &Site::health),
        own(Method::get, "/static/{version}/{name...}", &Site::static_file),
    };
    auto acts = act_routes();
    std::move(acts.begin(), acts.end(), std::back_inserter(routes));
    auto api = api_routes();
    std::move(api.begin(), api.end(), std::back_inserter(routes));
    MUNIMENT_TRY(routes_, RouteTable::make(std::move(routes)));
    return {};
}

http::Hooks Site::hooks() {
    http::Hooks hooks;
    hooks.handle = [this](const http::Request& request) { return answer(request); };
    hooks.error_page = [this](const http::Problem& problem) {
        auto page = pages_.problem_page(problem);
        add_security_headers(page);
        return page;
    };
    hooks.body_limit = [this](const http::Request& request) { return body_limit(request); };
    hooks.defect_log = [this](std::string_view reference, std::string_view what) {
        if (options_.log) options_.log(std::string(reference) + ": " + std::string(what));
    };
    return hooks;
}

std::uint64_t Site::body_limit(const http::Request& request) const {
    const auto match = routes_.find(request.method, request.path);
    if (match.route == nullptr || match.route->longest_body <= small_body) return small_body;
    // Whether the session or the token is a real one costs a look into a file, which the caller
    // cannot wait for.
    const bool known = cookie_.token(request) || request.headers.find("Authorization") != nullptr;
    return known ? match.route->longest_body : small_body;
}

http::Response Site::answer(const http::Request& request) {
    auto response = answer_by_route(request);
    add_security_headers(response);
    return response;
}

http::Response Site::answer_by_route(const http::Request& request) {
    auto match = routes_.find(request.method, request.path);
    if (match.route == nullptr) {
        auto response = pages_.problem_page({match.allow.empty() ? 404 : 405, {}, &request});
        if (!match.allow.empty()) response.headers.set("Allow", match.allow);
        return response;
    }
    const Visit visit{request, std::move(match.path)};
    auto response = match.route->handler(visit);
    if (response) return std::move(*response);
    Frame frame;
    frame.path = path_of(request);
    return error_answer(request, frame, response.error());
}

const Messages& Site::language_of(const http::Request& request) const {
    const auto* wish = request.headers.find("Accept-Language");
    return messages_.best_for(wish != nullptr ? *wish : std::string());
}

http::Response Site::error_answer(const http::Request& request, const Frame& frame,
                                  const core::Error& error) const {
    if (is_for_the_log(error.code) && options_.log) {
        const auto hint = error.hint.empty() ? std::string() : " (" + error.hint + ")";
        options_.log(frame.path + ": " + error.message + hint);
    }
    auto page = pages_.error_page(language_of(request), frame, error);
    if (page) return std::move(*page);
    if (options_.log) options_.log(page.error().message);
    return pages_.problem_page({http_status(error.code), {}, &request});
}

core::Result<Site::Visitor> Site::visitor_of(LibraryHandle& library, const http::Request& request) {
    Visitor visitor;
    const auto token = cookie_.token(request);
    if (!token) return visitor;
    const auto session = library.accounts().sessions().use(*token, library.reader().now());
    if (!session) {
        if (session.error().code == ErrorCode::not_found) return visitor;
        return core::fail(session.error());
    }
    MUNIMENT_TRY(const auto person, library.reader().ports().reg.person(session->person));
    // Somebody disabled, or whose key has ended, is out at once, whatever their session says.
    if (!person || !person->enabled || storage::ended_keys(*person) != session->keys_ended)
        return visitor;
    MUNIMENT_TRY(visitor.viewer, library.reader().viewer(person->id));
    visitor.token = *token;
    visitor.session_id = session->id;
    auto origin = visitor_origin(request, options_.transport);
    origin.is_known = true;
    library.accounts().arrive(origin);
    return visitor;
}

core::Result<std::size_t> Site::count_tasks(LibraryHandle& library, const core::Viewer& viewer,
                                            core::Date today) {
    const auto& id = viewer.person->id;
    MUNIMENT_TRY(const auto head, library.reader().ports().reg.head());
    {
        const std::lock_guard lock(tasks_mutex_);
        const auto known = tasks_.find(id);
        if (known != tasks_.end() && known->second.sequence == head.sequence &&
            known->second.day == today)
            return known->second.tasks;
    }
    MUNIMENT_TRY(const auto tasks, core::waiting_tasks(library.reader(), viewer));
    const std::lock_guard lock(tasks_mutex_);
    tasks_[id] = {head.sequence, today, tasks.count()};
    return tasks.count();
}

core::Status Site::fill_frame(LibraryHandle& library, const core::Policy& policy,
                              const Visitor& visitor, core::Date today, Frame& frame) {
    frame.organisation = policy.organisation;
    if (!visitor.viewer.person) return {};
    const auto& person = *visitor.viewer.person;
    frame.person = Frame::Person{person.id.text(), person.name, initials_of(person.name)};
    frame.csrf_token = form_token(visitor.token);
    frame.notice = notices_.waiting(frame.csrf_token);
    MUNIMENT_TRY(frame.tasks, count_tasks(library, visitor.viewer, today));
    return {};
}

core::Result<http::Response> Site::answer_page(const Visit& visit, Access access,
                                               PageHandler handler) {
    MUNIMENT_TRY(auto lease, pool_.lease());
    auto response = answer_as(visit, access, handler, *lease);
    if (!response && response.error().code == ErrorCode::data_corrupt) lease.discard();
    return response;
}

core::Result<http::Response> Site::answer_as(const Visit& visit, Access access, PageHandler handler,
                                             LibraryHandle& library) {
    const auto& request = visit.request;
    MUNIMENT_TRY(const auto visitor, visitor_of(library, request));
    MUNIMENT_TRY(const auto* policy, library.reader().policy());
    const bool anonymous = !visitor.viewer.person;
    const auto to_login = [&] { return http::redirect(login_address(request.target)); };
    if (anonymous && (access != Access::reader || !has_public_class(*policy))) return to_login();
    if (!anonymous) {
        MUNIMENT_TRY(const auto only, only_page_for(library, *visitor.viewer.person));
        if (only && path_of(request) != *only) return http::redirect(*only);
    }
    MUNIMENT_TRY(const auto today, library.reader().today());
    const auto& language = language_of(request);
    Call call{visit,
              pages_,
              articles_,
              library,
              visitor.viewer,
              *policy,
              library.reader().now(),
              today,
              Wording(language, library.reader().ports().calendar, policy->time_zone),
              notices_,
              pending_,
              {},
              false,
              {}};
    call.session_id = visitor.session_id;
    call.frame.path = path_of(request);
    MUNIMENT_CHECK(fill_frame(library, *policy, visitor, today, call.frame));
    MUNIMENT_TRY(call.frame.lock_outs, lock_out_notice(call));
    auto taken = request.method == Method::post ? take_form(visitor, call) : core::Status();
    auto response = taken ? answer_signed(call, handler) : core::fail(std::move(taken.error()));
    const bool hidden = !response && response.error().code == ErrorCode::not_found;
    // What nobody in particular may not read may still be for somebody.
    if (anonymous && hidden) return to_login();
    if (!response && response.error().code == ErrorCode::data_corrupt) return response;
    auto answer =
        response ? std::move(*response) : error_answer(request, call.frame, response.error());
    if (visitor.viewer.person) answer.person = visitor.viewer.person->id.text();
    // A redirect or a download shows no notice: it waits for the next page.
    if (answer.status == 200 && is_page(answer) && request.method == Method::get)
        notices_.forget(call.frame.csrf_token);
    return answer;
}

core::Status Site::take_form(const Visitor& visitor, Call& call) {
    MUNIMENT_TRY(call.form, read_form(call.visit.request, document_body));
    if (call.form.get("csrf") != form_token(visitor.token)) {
        return core::fail(ErrorCode::permission_denied, "this form does not belong to your session",
                          "Open its page again, and send it from there.");
    }
    call.sent = true;
    return {};
}

core::Result<http::Response> Site::static_file(const Visit& visit) {
    return files_.answer(visit.request, visit.path.get("version"), visit.path.get("name"));
}

core::Result<http::Response> Site::health(const Visit&) {
    // Nothing but this: even a count of events would tell strangers when somebody works.
    const auto lease = pool_.lease();
    if (!lease && options_.log) options_.log("/healthz: " + lease.error().message);
    return http::make_response(lease ? 200 : 503, "application/json",
                               lease ? "{\"ok\":true}\n" : "{\"ok\":false}\n");
}

}  // namespace muniment::web
