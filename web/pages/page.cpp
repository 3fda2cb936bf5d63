// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/pages/page.h"

#include <string_view>
#include <utility>

#include "web/http/percent.h"
#include "web/http/status.h"
#include "web/http_status.h"

namespace muniment::web {
namespace {

/// The form that asks for another moment, and what is asked about now.
void set_as_of(const Messages& language, const Frame& frame, Data& data) {
    data.set("as_of", frame.as_of);
    data.set("as_of_path", frame.as_of_path.empty() ? "/documents" : frame.as_of_path);
    DataList kept;
    std::string without;
    for (const auto& [name, value] : frame.as_of_keep) {
        Data parameter;
        parameter.set("kept_name", name);
        parameter.set("kept_value", value);
        kept.push_back(parameter);
        without += (without.empty() ? "?" : "&") + name + "=" + http::percent_encode(value);
    }
    data.set("as_of_keep", Data(kept));
    if (frame.as_of_text.empty()) return;
    data.set("as_of_text", frame.as_of_text);
    data.set("as_of_return", frame.as_of_path + without);
    if (frame.as_of_planned) data.set("as_of_notice", language.get("frame.as_of_planned"));
}

Data frame_data(const Messages& language, const Frame& frame, const std::string& static_base,
                const std::string& content) {
    Data data;
    data.set("title", frame.title);
    data.set("static", static_base);
    data.set("content", content);
    data.set("query", frame.query);
    if (!frame.organisation.empty()) data.set("organisation", frame.organisation);
    data.set("is_login", frame.is_login);
    set_text(data, "notice", frame.notice);
    set_text(data, "lock_outs", frame.lock_outs);
    set_as_of(language, frame, data);
    if (frame.tasks > 0) data.set("task_count", std::to_string(frame.tasks));
    data.set("task_label", language.counted("frame.tasks", frame.tasks));
    if (frame.person) {
        Data person;
        person.set("id", frame.person->id);
        person.set("name", frame.person->name);
        person.set("initials", frame.person->initials);
        person.set("csrf", frame.csrf_token);
        data.set("person", person);
    }
    return data;
}

/// The key under [error] whose texts go with a status.
std::string_view error_key(int status) {
    switch (status) {
        case 403:
            return "denied";
        case 404:
            return "not_found";
        case 405:
            return "method";
        case 408:
            return "too_slow";
        case 409:
            return "conflict";
        case 413:
            return "too_large";
        case 500:
            return "defect";
        case 503:
            return "unavailable";
        default:
            return "bad_request";
    }
}

Data error_data(const Messages& language, int status, const std::string& path) {
    const std::string key = "error." + std::string(error_key(status)) + ".";
    Data data;
    data.set("status", std::to_string(status));
    data.set("headline", language.get(key + "headline"));
    data.set("explanation", language.get(key + "explanation"));
    if (!path.empty()) data.set("path", path);
    return data;
}

}  // namespace

core::Result<http::Response> Pages::page(int status, const Messages& language, const Frame& frame,
                                         const std::string& name, const Data& data) const {
    MUNIMENT_TRY(const auto content, templates_.render(name, data, language.as_data()));
    const auto around = frame_data(language, frame, files_.base(), content);
    MUNIMENT_TRY(auto html, templates_.render("layout", around, language.as_data()));
    return http::make_response(status, "text/html; charset=utf-8", std::move(html));
}

core::Result<http::Response> Pages::error_page(const Messages& language, const Frame& frame,
                                               const core::Error& error) const {
    const int status = http_status(error.code);
    auto data = error_data(language, status, frame.path);
    if (!is_for_the_log(error.code)) {
        data.set("message", error.message);
        // Hints about commands are for who has a terminal.
        const bool names_a_command = error.hint.find("`muniment") != std::string::npos;
        if (!error.hint.empty() && !names_a_command) data.set("hint", error.hint);
    }
    auto titled = frame;
    titled.title = language.get("error." + std::string(error_key(status)) + ".headline");
    return page(status, language, titled, "error", data);
}

http::Response Pages::problem_page(const http::Problem& problem) const {
    const auto* wish =
        problem.request != nullptr ? problem.request->headers.find("Accept-Language") : nullptr;
    const auto& language = messages_.best_for(wish != nullptr ? *wish : std::string());
    Frame frame;
    if (problem.request != nullptr) frame.path = problem.request->target;
    auto data = error_data(language, problem.status, frame.path);
    frame.title = language.get("error." + std::string(error_key(problem.status)) + ".headline");
    if (!problem.reference.empty()) data.set("reference", problem.reference);
    auto response = page(problem.status, language, frame, "error", data);
    if (response) return std::move(*response);
    return http::make_response(problem.status, "text/plain; charset=utf-8",
                               std::string(http::reason_phrase(problem.status)) + "\n");
}

}  // namespace muniment::web
