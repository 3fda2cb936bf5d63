// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/access_stage.h"
#include "web/api/operation.h"

namespace muniment::test {
namespace {

constexpr int done = 200;
constexpr int rehearsed = 503;

/// Operations that everybody calls, and where each document shows or does not.
bool is_list(std::string_view pattern) {
    return pattern == "/documents" || pattern == "/search" || pattern == "/tasks" ||
           pattern == "/history";
}

/// One operation, tried by everybody.
class Operation {
  public:
    Operation(AccessStage& stage, const web::ApiOperation& operation, Observed& observed)
        : stage_(stage),
          observed_(observed),
          operation_(operation),
          pattern_(operation.pattern),
          posts_(operation.method == web::http::Method::post),
          action_((posts_ ? "POST /api/v1" : "GET /api/v1") + pattern_) {}

    void observe() {
        if (!posts_ && is_list(pattern_)) {
            on_list();
        } else if (pattern_.rfind("/documents/{id}", 0) == 0) {
            for (const auto& one : stage_.cases()) on_document(one);
        } else if (pattern_ == "/people") {
            on_people();
        } else {
            auto& admitted = observed_[{action_, "-", "-"}];
            for (const auto& [name, person] : stage_.viewers())
                if (is_open(send(pattern_, person, stage_.values(person)))) admitted.insert(name);
        }
    }

  private:
    void on_document(const AccessCase& one) {
        auto& admitted = observed_[{action_, one.condition, one.reading_class}];
        const auto path = with("{id}", one.id.text());
        const auto act = pattern_.substr(pattern_.rfind('/') + 1);
        for (const auto& [name, person] : stage_.viewers()) {
            auto values = stage_.values(act, one, person);
            if (act == "compare") values["from"] = "1.0", values["to"] = values["revision"];
            if (is_open(send(path, person, values))) admitted.insert(name);
        }
    }

    void on_list() {
        const ActValues values{{"q", AccessStage::word}, {"all-states", "true"}, {"limit", "1000"}};
        for (const auto& [name, person] : stage_.viewers()) {
            const auto answer = send(pattern_, person, values);
            for (const auto& one : stage_.cases()) {
                auto& admitted = observed_[{action_, one.condition, one.reading_class}];
                if (answer.holds("\"" + one.id.text() + "\"")) admitted.insert(name);
            }
        }
    }

    void on_people() {
        for (const auto& [name, person] : stage_.viewers()) {
            const auto answer = send(pattern_, person, {});
            for (const auto& subject : stage_.subjects()) {
                auto& admitted = observed_[{action_, subject.condition, "-"}];
                if (answer.holds("\"" + subject.about(person) + "\"")) admitted.insert(name);
            }
        }
    }

    [[nodiscard]] std::string with(const std::string& name, const std::string& value) const {
        auto path = pattern_;
        const auto at = path.find(name);
        return at == std::string::npos ? path : path.replace(at, name.size(), value);
    }

    [[nodiscard]] static bool is_open(const WebAnswer& answer) {
        return answer.status == done ||
               (answer.status == rehearsed && answer.holds(RehearsalGate::said));
    }

    /// Sends what the operation takes of the values.
    WebAnswer send(const std::string& path, const std::string& person, const ActValues& values) {
        auto lines = person.empty() ? std::string()
                                    : stage_.served.cookie_of(person) +
                                          "X-CSRF-Token: " + stage_.form_token(person) + "\r\n";
        if (posts_) {
            return stage_.served.request("POST", "/api/v1" + path,
                                         lines + "Content-Type: application/json\r\n",
                                         json_body(operation_, values));
        }
        std::string query;
        for (const auto& parameter : operation_.parameters) {
            const auto value = values.find(std::string(parameter.name));
            if (value == values.end() || value->second.empty()) continue;
            const bool wanted =
                parameter.required || is_list(pattern_) || value->first == "revision";
            if (!wanted) continue;
            query += (query.empty() ? "?" : "&") + value->first + "=" + form_value(value->second);
        }
        return stage_.served.get("/api/v1" + path + query, person);
    }

    AccessStage& stage_;
    Observed& observed_;
    const web::ApiOperation& operation_;
    std::string pattern_;
    bool posts_;
    std::string action_;
};

}  // namespace

std::string json_body(const web::ApiOperation& operation, const ActValues& values) {
    auto body = web::json_object();
    for (const auto& parameter : operation.parameters) {
        const auto value = values.find(std::string(parameter.name));
        if (value != values.end() && !value->second.empty()) body.set(value->first, value->second);
    }
    return web::json_rendered(body);
}

void observe_api(AccessStage& stage, Observed& observed) {
    for (const auto& operation : web::api_operations())
        Operation(stage, operation, observed).observe();
    auto& admitted = observed[{"GET /api/v1/openapi.json", "-", "-"}];
    for (const auto& [name, person] : stage.viewers())
        if (stage.served.get("/api/v1/openapi.json", person).status == done) admitted.insert(name);
}

}  // namespace muniment::test
