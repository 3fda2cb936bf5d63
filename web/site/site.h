// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "web/api/operation.h"
#include "web/assets/assets.h"
#include "web/http/exchange.h"
#include "web/library_pool.h"
#include "web/pages/page.h"
#include "web/route_table.h"
#include "web/session_cookie.h"
#include "web/site/call.h"
#include "web/site/visitor_address.h"

namespace muniment::web {

struct SiteOptions {
    Transport transport = Transport::plain;
    /// Told of what went wrong inside; never shown to visitors. Called by several threads.
    std::function<void(const std::string&)> log;
};

/// Who may come to a page at all. What they may see or do there is decided by the library.
enum class Access {
    reader,     ///< a session, or nobody where policy makes a reading class public
    signed_in,  ///< a session
};

/// The pages of one library: routes, sessions, and who may come in where. What a visitor may read
/// is the library's to decide; here it is only asked as that visitor. Thread-safe.
class Site {
  public:
    /// Errors: data_corrupt and internal, when what was compiled in is not right.
    [[nodiscard]] static core::Result<std::unique_ptr<Site>> make(OpenHandle open,
                                                                  SiteOptions options);
    Site(const Site&) = delete;
    Site& operator=(const Site&) = delete;

    /// For the server; the site must outlive it.
    [[nodiscard]] http::Hooks hooks();
    [[nodiscard]] LibraryPool& pool() { return pool_; }

    [[nodiscard]] http::Response answer(const http::Request& request);
    /// For who checks that each is covered.
    [[nodiscard]] const std::vector<Route>& routes() const { return routes_.routes(); }

  private:
    /// Who a request comes from.
    struct Visitor {
        core::Viewer viewer;
        std::string token;       ///< of their session; empty: none
        std::string session_id;  ///< see LoginSession
        core::Authentication authentication = core::Authentication::session;
        std::chrono::seconds wait{0};  ///< more than zero: too many wrong tokens or passwords
    };

    /// What the log-in page asks for, cleaned.
    struct LoginForm {
        std::string person;
        std::string password;
        std::string pass;     ///< from an administrator
        std::string back;     ///< a path of this server
        std::string pending;  ///< of the second step: what waits for the code
    };
    [[nodiscard]] static LoginForm login_form_of(const http::Parameters& sent);

    struct TaskCount {
        std::uint64_t sequence = 0;
        core::Date day{};
        std::size_t tasks = 0;
    };

    Site(OpenHandle open, SiteOptions options, MessageCatalogue messages);

    [[nodiscard]] std::uint64_t body_limit(const http::Request& request) const;
    [[nodiscard]] http::Response answer_by_route(const http::Request& request);
    [[nodiscard]] core::Status add_routes();
    [[nodiscard]] Route page(std::string pattern, Access access, PageHandler handler,
                             http::Method method = http::Method::get);
    /// The pages of acts: each is shown, and takes the form that it shows.
    [[nodiscard]] std::vector<Route> act_routes();

    [[nodiscard]] const Messages& language_of(const http::Request& request) const;
    [[nodiscard]] http::Response error_answer(const http::Request& request, const Frame& frame,
                                              const core::Error& error) const;
    [[nodiscard]] core::Result<Visitor> visitor_of(LibraryHandle& library,
                                                   const http::Request& request);
    [[nodiscard]] core::Status fill_frame(LibraryHandle& library, const core::Policy& policy,
                                          const Visitor& visitor, core::Date today, Frame& frame);
    [[nodiscard]] core::Result<std::size_t> count_tasks(LibraryHandle& library,
                                                        const core::Viewer& viewer,
                                                        core::Date today);
    [[nodiscard]] core::Result<http::Response> answer_page(const Visit& visit, Access access,
                                                           PageHandler handler);
    [[nodiscard]] core::Result<http::Response> answer_as(const Visit& visit, Access access,
                                                         PageHandler handler,
                                                         LibraryHandle& library);

    [[nodiscard]] std::vector<Route> api_routes();
    [[nodiscard]] core::Status meet_by_token(LibraryHandle& library, const http::Request& request,
                                             const std::string& token, Visitor& visitor);
    [[nodiscard]] core::Status meet_at_api(LibraryHandle& library, const http::Request& request,
                                           Visitor& visitor);
    [[nodiscard]] core::Result<http::Response> api_answer(const Visit& visit,
                                                          const ApiOperation& operation);
    [[nodiscard]] core::Result<ApiAnswer> api_answer_as(const Visit& visit,
                                                        const ApiOperation& operation,
                                                        LibraryHandle& library, Visitor& visitor);
    [[nodiscard]] static core::Status take_form(const Visitor& visitor, Call& call);

    [[nodiscard]] core::Result<http::Response> login_form(const Visit& visit);
    [[nodiscard]] core::Result<http::Response> log_in(const Visit& visit);
    [[nodiscard]] core::Result<http::Response> log_in_with(const Visit& visit,
                                                           const LoginForm& form);
    [[nodiscard]] core::Status meet(LibraryHandle& library, const Visit& visit,
                                    const LoginForm& form);
    [[nodiscard]] core::Result<http::Response> begin_session(LibraryHandle& library,
                                                             const Visit& visit,
                                                             const core::Person& person,
                                                             const std::string& back);
    /// The second step, for who has a second factor: asks for the code, and takes it.
    [[nodiscard]] core::Result<http::Response> ask_for_code(LibraryHandle& library,
                                                            const Visit& visit,
                                                            const core::Person& person,
                                                            const storage::SecondFactor& factor,
                                                            const LoginForm& form);
    [[nodiscard]] core::Result<http::Response> log_in_with_code(const Visit& visit);
    [[nodiscard]] core::Result<http::Response> code_page(LibraryHandle& library, const Visit& visit,
                                                         int status, const LoginForm& form,
                                                         std::string_view problem);
    [[nodiscard]] core::Result<http::Response> log_out(const Visit& visit);
    /// A page on the way in: the log-in itself, or the code of a second factor.
    struct LoginStep {
        int status = 200;
        std::string page;      ///< its template
        std::string headline;  ///< key of its text
        Data data;             ///< what it shows besides what all have
    };
    [[nodiscard]] core::Result<http::Response> login_step(const Visit& visit,
                                                          const core::Policy& policy,
                                                          const LoginStep& step,
                                                          const LoginForm& form,
                                                          std::string_view problem);
    [[nodiscard]] core::Result<http::Response> login_page(const Visit& visit, int status,
                                                          const LoginForm& form,
                                                          std::string_view problem);
    /// `/enrol/{person}?code=`: for who was invited, or lost their password, and has no session
    /// yet.
    [[nodiscard]] core::Result<http::Response> enrol_form(const Visit& visit);
    [[nodiscard]] core::Result<http::Response> enrol(const Visit& visit);
    [[nodiscard]] core::Result<http::Response> enrol_answer(
        const Visit& visit, const std::string& code, const std::optional<core::Error>& problem,
        int status);
    [[nodiscard]] core::Result<http::Response> health(const Visit& visit);
    [[nodiscard]] core::Result<http::Response> static_file(const Visit& visit);

    SiteOptions options_;
    LibraryPool pool_;
    Assets assets_;
    Templates templates_{assets_};
    MessageCatalogue messages_;
    StaticFiles files_{assets_};
    Pages pages_{templates_, messages_, files_};
    ArticleCache articles_;
    Notices notices_;
    PendingSecrets pending_;
    SessionCookie cookie_;
    SessionCookie browser_cookie_;  ///< of a browser from which somebody has logged in
    RouteTable routes_;
    std::mutex tasks_mutex_;
    std::map<core::PersonId, TaskCount> tasks_;
};

}  // namespace muniment::web
