// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fstream>
#include <regex>

#include <Poco/JSON/Parser.h>
#include <catch2/catch.hpp>

#include "core/text.h"
#include "tests/support/access_acts.h"
#include "tests/support/cli_run.h"
#include "tests/support/web_form.h"
#include "web/api/operation.h"

using namespace muniment;
using test::AccessCase;
using test::WebAnswer;

namespace {

const std::string unknown = "SOP-0099";

/// Who looks: a reader, and an author of other documents.
const std::vector<std::string> strangers{"reed", "bob"};

test::AccessStage& stage() {
    static test::AccessStage only;
    return only;
}

/// What neither of them may read.
std::vector<AccessCase> hidden() {
    std::vector<AccessCase> found;
    for (const auto& one : stage().cases()) {
        const bool released = one.condition == "effective" || one.condition == "revised" ||
                              one.condition == "retiring" || one.condition == "retired";
        if (!released || one.reading_class == "confidential") found.push_back(one);
    }
    return found;
}

bool is_hidden(const std::string& id) {
    const auto all = hidden();
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& one) { return one.id.text() == id; });
}

/// Without the identifier that was asked for, and with any near ones left out: which those are
/// depends on how the identifier is spelled.
std::string normal(std::string text, const std::string& id) {
    for (auto at = text.find(id); at != std::string::npos; at = text.find(id))
        text.replace(at, id.size(), "ASKED");
    static const std::regex hints(
        "Did you mean [A-Z0-9, -]*( or [A-Z0-9-]+)*\\?|"
        "`muniment list` shows what there is\\.");
    return std::regex_replace(text, hints, "HINT");
}

/// Everything that somebody sees of an answer but the time and the length.
std::string normal(const WebAnswer& answer, const std::string& id) {
    std::string text = std::to_string(answer.status) + "\n";
    for (const auto& [name, value] : answer.headers)
        if (name != "date" && name != "content-length")
            text.append(name).append(": ").append(value).append("\n");
    return normal(text + answer.body, id);
}

std::string with_id(std::string pattern, const std::string& id) {
    for (const auto& [name, value] : {std::pair<std::string, std::string>("{id}", id),
                                      {"{revision}", "1.0"},
                                      {"{name...}", "plan.txt"}}) {
        const auto at = pattern.find(name);
        if (at != std::string::npos) pattern.replace(at, name.size(), value);
    }
    return pattern;
}

/// What the operation takes, as JSON.
std::string json_body(const std::string& path, const test::ActValues& values) {
    for (const auto& operation : web::api_operations()) {
        if (operation.method != web::http::Method::post || operation.pattern != path) continue;
        return test::json_body(operation, values);
    }
    return "{}";
}

/// Calls the route about `id` as this person, with what a form about `one` would hold.
WebAnswer ask(const web::Route& route, const std::string& id, const AccessCase& one,
              const std::string& person) {
    auto& served = stage().served;
    const auto target = with_id(route.pattern, id);
    const bool compares = route.pattern == "/api/v1/documents/{id}/compare";
    if (route.method != web::http::Method::post)
        return served.get(target + (compares ? "?from=1.0&to=1.0" : ""), person);
    const auto act = target.substr(target.rfind('/') + 1);
    const auto values = stage().values(act, one, person);
    const std::string api = "/api/v1";
    if (route.pattern.rfind(api, 0) != 0)
        return served.post(target, test::encoded({values.begin(), values.end()}),
                           served.cookie_of(person));
    const auto lines = served.cookie_of(person) + "X-CSRF-Token: " + stage().form_token(person) +
                       "\r\nContent-Type: application/json\r\n";
    return served.request("POST", target, lines,
                          json_body(route.pattern.substr(api.size()), values));
}

/// Commands about a document; ID stands for it.
const std::vector<std::string> commands{
    "show ID",
    "show ID --draft",
    "show ID --revision 1.0",
    "show ID --as-of 2030-01-01 --json",
    "history ID",
    "history ID --json",
    "compare ID 1.0 2.0",
    "trace ID",
    "draft edit ID --title X --reason r",
    "draft create ID --kind major --reason r",
    "draft submit ID",
    "draft withdraw ID --reason r",
    "sign ID --meaning approval --decision accept",
    "release ID",
    "reschedule ID --effective 2030-01-01 --reason r",
    "cancel ID --reason r",
    "reassign ID --stage 1 --from reviewer --to @rita --reason r",
    "review ID --outcome keep --reason r",
    "acknowledge ID",
    "retire ID --reason r"};

test::CliRun run_as(const std::string& person, const std::vector<std::string>& command) {
    std::vector<std::string> words{"-L", stage().library().layout.folder().string(), "--as",
                                   person};
    words.insert(words.end(), command.begin(), command.end());
    return test::run_cli(words);
}

Poco::JSON::Object::Ptr parsed(const std::string& json) {
    return Poco::JSON::Parser().parse(json).extract<Poco::JSON::Object::Ptr>();
}

/// What somebody gets who asks for everything, by each way.
std::vector<std::string> all_lists(const std::string& person) {
    const std::string word = test::AccessStage::word;
    std::vector<std::string> lists;
    for (const std::vector<std::string>& command :
         {std::vector<std::string>{"list"},
          {"list", "--as-of", "2030-01-01"},
          {"search", "--all-states", "--limit", "1000", word},
          {"history"},
          {"tasks"},
          {"person", "list"}}) {
        lists.push_back(run_as(person, command).out);
        auto in_json = command;
        in_json.emplace_back("--json");
        lists.push_back(run_as(person, in_json).out);
    }
    for (const char* address :
         {"/documents", "/documents.csv", "/tasks", "/api/v1/documents", "/api/v1/history",
          "/api/v1/tasks", "/api/v1/documents?as-of=2030-01-01"})
        lists.push_back(stage().served.get(address, person).body);
    // It explains the search with an identifier that is the same for everybody.
    lists.push_back(std::regex_replace(stage().served.get("/", person).body,
                                       std::regex("such as SOP-0012"), ""));
    lists.push_back(stage().served.get("/search?all_states=1&q=" + word, person).body);
    lists.push_back(stage().served.get("/search?all_states=1&page=2&q=" + word, person).body);
    return lists;
}

std::string run_command(const std::string& command, const std::string& id,
                        const std::string& person, const std::string& password_file) {
    std::vector<std::string> words{
        "-L",         stage().library().layout.folder().string(), "--as", person, "--password-file",
        password_file};
    for (const auto& word : core::split(command, ' ')) words.push_back(word == "ID" ? id : word);
    const auto ran = test::run_cli(words);
    return normal(std::to_string(ran.status) + "\n" + ran.out + ran.err, id);
}

}  // namespace

TEST_CASE("every route and operation answers for the unreadable as for the unknown") {
    for (const auto& route : stage().served.site().routes()) {
        if (route.pattern.find("{id}") == std::string::npos) continue;
        for (const auto& person : strangers) {
            for (const auto& one : hidden()) {
                INFO(route.pattern << ", " << one.condition << ", " << one.reading_class << ", "
                                   << person);
                const auto id = one.id.text();
                const auto answer = ask(route, id, one, person);
                CHECK(answer.status == 404);
                CHECK(normal(answer, id) == normal(ask(route, unknown, one, person), unknown));
            }
        }
    }
}

TEST_CASE("every command answers for the unreadable as for the unknown") {
    for (const auto& act : test::document_acts()) {
        INFO(act.first);
        CHECK(std::any_of(commands.begin(), commands.end(), [&](const std::string& command) {
            return command.rfind(act.first + " ID", 0) == 0;
        }));
    }
    const test::TemporaryFolder folder;
    for (const auto& person : strangers) {
        const auto file = (folder.path() / person).string();
        std::ofstream(file) << test::RealLibrary::password(person) << '\n';
        for (const auto& command : commands) {
            const auto expected = run_command(command, unknown, person, file);
            CHECK(expected.rfind("3\n", 0) == 0);
            for (const auto& one : hidden()) {
                INFO(command << ", " << one.condition << ", " << one.reading_class);
                CHECK(run_command(command, one.id.text(), person, file) == expected);
            }
        }
    }
}

TEST_CASE("lists, searches and histories of each way name nothing that is hidden") {
    for (const auto& person : strangers) {
        for (const auto& list : all_lists(person)) {
            INFO(person << ": " << list);
            CHECK_FALSE(list.empty());
            for (const auto& one : hidden()) {
                CHECK(list.find(one.id.text()) == std::string::npos);
                // Confidential ones have the titles of others.
                if (one.reading_class != "confidential")
                    CHECK(list.find("On " + one.condition) == std::string::npos);
            }
        }
    }
}

TEST_CASE("a search counts no more than the person may read") {
    const std::string word = test::AccessStage::word;
    for (const auto& person : strangers) {
        const auto ran =
            run_as(person, {"search", "--all-states", "--limit", "1000", word, "--json"});
        const auto by_command = parsed(ran.out);
        const auto by_api = parsed(
            stage().served.get("/api/v1/search?all-states=true&limit=1000&q=" + word, person).body);
        for (const auto& answer : {by_command, by_api}) {
            const auto hits = answer->getArray("hits");
            CHECK(hits->size() > 0);
            CHECK(answer->getValue<std::size_t>("total") == hits->size());
        }
    }
}

TEST_CASE("identifiers that are suggested are those that the person may read") {
    auto& reader = stage().library().reader();
    int suggested = 0;
    for (const auto& person : strangers) {
        const auto viewer = test::must(reader.viewer(test::must(core::PersonId::parse(person))));
        for (const auto& one : hidden()) {
            const auto answer = reader.identifier(viewer, one.id.text());
            REQUIRE_FALSE(answer.has_value());
            static const std::regex identifier("SOP-[0-9]+");
            const auto& hint = answer.error().hint;
            for (std::sregex_iterator at(hint.begin(), hint.end(), identifier), end; at != end;
                 ++at) {
                INFO(person << ": " << hint);
                CHECK_FALSE(is_hidden(at->str()));
                ++suggested;
            }
        }
    }
    CHECK(suggested > 0);
}
