// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>
#include <utility>

#include "core/text.h"
#include "tests/support/access_stage.h"
#include "tests/support/web_form.h"

namespace muniment::test {
namespace {

constexpr int rehearsed = 503;
constexpr int after_logout = 303;
constexpr int incomplete = 400;
constexpr int not_there = 404;
constexpr int wrong_state = 409;
constexpr int pages_of_hits = 3;

bool is_api(const std::string& pattern) {
    return pattern.rfind("/api/", 0) == 0;
}

/// What a person's own session or account would be changed by: each try gets a session of its own.
bool is_about_own_session(const std::string& pattern) {
    return pattern == "/logout" || pattern.rfind("/account", 0) == 0;
}

/// Pages that everybody opens, and where each document shows or does not.
bool is_list(const std::string& pattern) {
    static const std::set<std::string> lists{"/documents", "/documents.csv", "/search", "/tasks"};
    return lists.count(pattern) > 0;
}

std::string filled(std::string pattern, const std::string& name, const std::string& value) {
    const auto at = pattern.find("{" + name + "}");
    return at == std::string::npos ? pattern : pattern.replace(at, name.size() + 2, value);
}

bool ends_with(const std::string& text, const std::string& end) {
    return text.size() >= end.size() &&
           text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// The revision that the condition is about.
std::string label_of(const AccessCase& one) {
    return one.condition == "revised" || one.id.is_policy() ? "2.0" : "1.0";
}

std::string query_of(const std::string& pattern, const AccessCase& one) {
    if (ends_with(pattern, "/compare")) return "?from=1.0&to=" + label_of(one);
    if (ends_with(pattern, "/file") || ends_with(pattern, "/{name...}"))
        return "?revision=" + label_of(one);
    return {};
}

std::string address(const std::string& pattern, const AccessCase& one) {
    auto text = filled(filled(pattern, "id", one.id.text()), "revision", label_of(one));
    return filled(text, "name...", "plan.txt");
}

bool to_login(const WebAnswer& answer) {
    return answer.header("location").rfind("/login", 0) == 0;
}

bool gets_in(const WebAnswer& answer) {
    return answer.status < 400 && !to_login(answer);
}

std::string a_static_file(ServedLibrary& served) {
    const auto body = served.get("/login").body;
    const auto at = body.find("/static/");
    return body.substr(at, body.find('"', at) - at);
}

/// Of roles each is a field of its own, as boxes of a form are.
FormFields fields_of(const ActValues& values) {
    FormFields fields;
    for (const auto& [name, value] : values) {
        if (name != "roles") fields.emplace_back(name, value);
    }
    for (auto& role : core::split(values.at("roles"), ',')) fields.emplace_back("roles", role);
    return fields;
}

/// One route, tried by everybody.
class Page {
  public:
    Page(AccessStage& stage, const web::Route& route, Observed& observed)
        : stage_(stage),
          observed_(observed),
          pattern_(route.pattern),
          posts_(route.method == web::http::Method::post),
          action_((posts_ ? "POST " : "GET ") + route.pattern) {}

    void observe() {
        if (pattern_.rfind("/documents/{id}", 0) == 0) {
            for (const auto& one : stage_.cases()) on_document(one);
        } else if (is_list(pattern_)) {
            on_list();
        } else if (pattern_ == "/people") {
            on_people();
        } else if (pattern_.find("{person}") != std::string::npos &&
                   pattern_.rfind("/enrol", 0) != 0) {
            for (const auto& subject : stage_.subjects()) on_person(subject);
        } else {
            on_library();
        }
    }

  private:
    void on_document(const AccessCase& one) {
        auto& admitted = observed_[{action_, one.condition, one.reading_class}];
        const auto target = address(pattern_, one);
        for (const auto& [name, person] : stage_.viewers()) {
            const auto act = pattern_.substr(pattern_.rfind('/') + 1);
            const auto answer = posts_ ? post(target, person, stage_.values(act, one, person))
                                       : get(target + query_of(pattern_, one), person);
            if (is_open(answer)) admitted.insert(name);
        }
    }

    void on_list() {
        const std::string query = "?all_states=1&q=" + std::string(AccessStage::word);
        for (const auto& [name, person] : stage_.viewers()) {
            std::string lists;
            const bool searches = pattern_ == "/search";
            for (int page = 1; page <= (searches ? pages_of_hits : 1); ++page) {
                const auto more = "&page=" + std::to_string(page);
                lists += get(pattern_ + (searches ? query + more : ""), person).body;
            }
            for (const auto& one : stage_.cases()) {
                auto& admitted = observed_[{action_, one.condition, one.reading_class}];
                if (lists.find(one.id.text()) != std::string::npos) admitted.insert(name);
            }
        }
    }

    void on_person(const AccessSubject& subject) {
        auto& admitted = observed_[{action_, subject.condition, "-"}];
        for (const auto& [name, person] : stage_.viewers()) {
            const auto about = subject.about(person);
            auto target = filled(pattern_, "person", about);
            auto values = stage_.values_about(about, person);
            if (ends_with(pattern_, "/keys/enrol")) values["key"] = values["key_line"];
            if (ends_with(pattern_, "/keys/revoke") && !posts_)
                target += "?key=" + form_value(values.at("key"));
            if (is_open(posts_ ? post(target, person, values) : get(target, person)))
                admitted.insert(name);
        }
    }

    void on_people() {
        for (const auto& [name, person] : stage_.viewers()) {
            const auto page = get(pattern_, person);
            for (const auto& subject : stage_.subjects()) {
                auto& admitted = observed_[{action_, subject.condition, "-"}];
                if (page.holds("/people/" + subject.about(person))) admitted.insert(name);
            }
        }
    }

    void on_library() {
        auto& admitted = observed_[{action_, "-", "-"}];
        auto target = filled(pattern_, "person", "ines");
        if (target.rfind("/static/", 0) == 0) target = a_static_file(stage_.served);
        for (const auto& [name, person] : stage_.viewers())
            if (try_it(target, person)) admitted.insert(name);
    }

    bool try_it(const std::string& target, const std::string& person) {
        return is_open(posts_ ? post(target, person, stage_.values(person)) : get(target, person));
    }

    /// Whether the page is shown, or the act would have been done.
    [[nodiscard]] bool is_open(const WebAnswer& answer) {
        if (pattern_ == "/logout") return answer.status == after_logout;
        // Nothing is given that would change an account: it answers that something is missing.
        if (posts_ && pattern_.rfind("/account", 0) == 0) {
            return gets_in(answer) || answer.status == incomplete || answer.status == not_there ||
                   answer.status == wrong_state;
        }
        return (answer.status == rehearsed && came_to_the_last_step()) || gets_in(answer);
    }

    /// Since it was asked last. What could not be written for another reason did not.
    bool came_to_the_last_step() {
        const int before = std::exchange(reached_, RehearsalGate::reached.load());
        return before != reached_;
    }

    WebAnswer get(const std::string& target, const std::string& person) {
        return stage_.served.get(target, person);
    }

    WebAnswer post(const std::string& target, const std::string& person, ActValues values) {
        if (!is_about_own_session(pattern_) || person.empty() || person == "dirk") {
            return stage_.served.post(target, encoded(fields_of(values)),
                                      person.empty() ? "" : stage_.served.cookie_of(person));
        }
        const auto login = stage_.served.log_in(person, RealLibrary::password(person));
        const auto cookie = login.header("set-cookie");
        const auto line = "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
        const auto page = stage_.served.request("GET", "/tasks", line);
        values["csrf"] = hidden_fields(page.body, "/logout").at(0).second;
        values.erase("new-password");
        return stage_.served.post(target, encoded(fields_of(values)), line);
    }

    AccessStage& stage_;
    Observed& observed_;
    std::string pattern_;
    bool posts_;
    std::string action_;
    int reached_ = RehearsalGate::reached;
};

}  // namespace

void observe_pages(AccessStage& stage, Observed& observed) {
    // Sessions end last.
    for (const bool last : {false, true}) {
        for (const auto& route : stage.served.site().routes()) {
            if (is_api(route.pattern) || is_about_own_session(route.pattern) != last) continue;
            Page(stage, route, observed).observe();
        }
    }
}

}  // namespace muniment::test
