// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <regex>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/sample_pages.h"
#include "web/assets/embedded_files.h"
#include "web/http_status.h"
#include "web/pages/page.h"

using namespace muniment;
using namespace muniment::web;

namespace {

struct World {
    Assets assets;
    Templates templates{assets};
    MessageCatalogue messages = MessageCatalogue::load(assets).value();
    StaticFiles files{assets};
    Pages pages{templates, messages, files};
};

std::vector<std::string> template_names() {
    std::vector<std::string> names;
    for (const auto& file : embedded_files())
        if (file.path.starts_with("templates/"))
            names.emplace_back(file.path.substr(10, file.path.size() - 10 - 5));
    return names;
}

std::set<std::string> placeholders(const std::string& text) {
    static const std::regex placeholder(R"(\{([a-z_]*)\})");
    return {std::sregex_token_iterator(text.begin(), text.end(), placeholder, 1),
            std::sregex_token_iterator()};
}

}  // namespace

TEST_CASE("all languages have the same texts with the same placeholders") {
    const World world;
    REQUIRE(world.messages.languages().size() == 2);
    const auto& english = world.messages.in("en");
    for (const auto& other : world.messages.languages()) {
        CHECK(other.all().size() == english.all().size());
        for (const auto& text : english.all()) {
            INFO(other.language() << " " << text.first);
            REQUIRE(other.all().count(text.first) == 1);
            CHECK_FALSE(other.get(text.first).empty());
            CHECK(placeholders(other.get(text.first)) == placeholders(text.second));
        }
    }
}

TEST_CASE("templates use only texts that there are, and hold none themselves") {
    const World world;
    static const std::regex use(R"(\{\{[#^/]?\s*t\.([a-z_.]+)\s*\}\})");
    static const std::regex tag(R"(\{\{\{?[^}]*\}?\}\}|<[^>]*>)");
    static const std::regex word("[A-Za-z]{3,}");
    for (const auto& name : template_names()) {
        const auto text = world.templates.expand(name).value();
        for (std::sregex_token_iterator key(text.begin(), text.end(), use, 1), end; key != end;
             ++key) {
            INFO(name << " uses " << *key);
            CHECK(world.messages.in("en").all().count(*key) == 1);
        }
        auto rest = std::regex_replace(text, tag, " ");
        rest = std::regex_replace(rest, std::regex("&[a-z]+;|Muniment"), " ");
        std::smatch found;
        INFO(name << " says " << (std::regex_search(rest, found, word) ? found.str() : ""));
        CHECK_FALSE(std::regex_search(rest, word));
    }
}

TEST_CASE("no template needs what the Content-Security-Policy forbids") {
    const World world;
    for (const auto& name : template_names()) {
        const auto text = world.templates.expand(name).value();
        INFO(name);
        CHECK(text.find("style=") == std::string::npos);
        CHECK(text.find("<script") == std::string::npos);
        CHECK_FALSE(std::regex_search(text, std::regex(R"(\son[a-z]+=)")));
    }
}

TEST_CASE("every page is made in every language") {
    const World world;
    Frame frame;
    frame.title = "Sample";
    frame.person = Frame::Person{"maja", "Maja Nowak", "MN"};
    frame.tasks = 3;
    for (const auto& language : world.messages.languages())
        for (const auto& sample : test::sample_pages()) {
            INFO(sample.file);
            const auto page = world.pages.page(200, language, frame, sample.name, sample.data);
            REQUIRE(page);
            CHECK(page->body->find("</html>") != std::string::npos);
            CHECK(page->body->find("{{") == std::string::npos);
            CHECK(page->body->find("lang=\"" + language.language() + "\"") != std::string::npos);
            CHECK(page->body->find(world.files.base() + "/muniment.css") != std::string::npos);
        }
}

TEST_CASE("error pages escape what strangers wrote") {
    const World world;
    const std::string hostile = "\"><script>alert('x')</script>&amp;";
    Frame frame;
    frame.path = "/" + hostile;
    frame.query = hostile;
    frame.as_of = hostile;
    frame.organisation = hostile;
    frame.person = Frame::Person{hostile, hostile, hostile};
    const core::Error error{core::ErrorCode::not_found, hostile, hostile};
    const auto page = world.pages.error_page(world.messages.in("en"), frame, error);
    REQUIRE(page);
    CHECK(page->status == 404);
    CHECK(page->body->find("<script") == std::string::npos);
    CHECK(page->body->find("\"><") == page->body->find("\"><svg"));
    CHECK(page->body->find("&lt;script&gt;") != std::string::npos);
}

TEST_CASE("what is for the log does not stand on the page") {
    const World world;
    for (const auto code : core::all_error_codes) {
        const core::Error error{code, "the inner workings", "the hint"};
        const auto page = world.pages.error_page(world.messages.in("pl"), {}, error);
        REQUIRE(page);
        const bool hidden = is_for_the_log(code);
        CHECK((page->body->find("the inner workings") == std::string::npos) == hidden);
        CHECK((page->body->find("the hint") == std::string::npos) == hidden);
    }
}

TEST_CASE("faults in HTTP have pages in the reader's language") {
    const World world;
    http::Request request;
    request.target = "/x?q=%3Cscript%3E<script>";
    request.headers.add("Accept-Language", "pl-PL,pl;q=0.9,en;q=0.8");
    const auto polish = world.pages.problem_page({500, "K7PQ2M4X", &request});
    CHECK(polish.status == 500);
    CHECK(polish.body->find("K7PQ2M4X") != std::string::npos);
    CHECK(polish.body->find("lang=\"pl\"") != std::string::npos);
    CHECK(polish.body->find("<script") == std::string::npos);
    for (const int status : {400, 405, 408, 413, 417, 431, 503, 505}) {
        const auto page = world.pages.problem_page({status, "", nullptr});
        CHECK(page.status == status);
        CHECK(page.body->find("lang=\"en\"") != std::string::npos);
    }
}

TEST_CASE("texts are filled in and counted") {
    const World world;
    const auto& polish = world.messages.in("pl");
    CHECK(polish.counted("frame.tasks", 1) == "1 zadanie czeka na Ciebie");
    CHECK(polish.counted("frame.tasks", 3) == "3 zadania czekają na Ciebie");
    CHECK(polish.counted("frame.tasks", 12) == "12 zadań czeka na Ciebie");
    CHECK(polish.counted("frame.tasks", 22) == "22 zadania czekają na Ciebie");
    const auto& english = world.messages.in("xx");
    CHECK(english.counted("frame.tasks", 0) == "0 tasks wait for you");
    CHECK(english.fill("band.superseded", {{"revision", "2.0"}, {"date", "{date}"}}) ==
          "Superseded by 2.0 since {date}");
    CHECK_THROWS_AS(english.fill("band.superseded", {}), std::logic_error);
    CHECK_THROWS_AS(english.get("no.such"), std::logic_error);
    CHECK(world.messages.best_for("de, PL;q=0.5").language() == "pl");
    CHECK(world.messages.best_for("de").language() == "en");
}

TEST_CASE("a template that does not exist is an error") {
    const World world;
    CHECK(world.templates.render("none", {}, {}).error().code == core::ErrorCode::not_found);
}
