// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <set>
#include <string>

#include <Poco/JSON/Parser.h>
#include <catch2/catch.hpp>

#include "tests/support/staffed_site.h"

using namespace muniment;

namespace {

using Object = Poco::JSON::Object::Ptr;

Object parsed(const test::WebAnswer& answer) {
    Poco::JSON::Parser parser;
    return parser.parse(answer.body).extract<Object>();
}

std::string error_code(const test::WebAnswer& answer) {
    return parsed(answer)->getObject("error")->getValue<std::string>("code");
}

struct Fixture : test::StaffedSite {
    std::string own(const std::string& person) {
        return served.cookie_of(person) + "X-CSRF-Token: " + csrf_of(person) + "\r\n";
    }
    test::WebAnswer post(const std::string& path, const std::string& person,
                         const std::string& body) {
        return served.request("POST", "/api/v1" + path,
                              own(person) + "Content-Type: application/json\r\n", body);
    }
    test::WebAnswer get(const std::string& path, const std::string& person) {
        return served.get("/api/v1" + path, person);
    }
    static std::string with_password(const std::string& person, const std::string& members = {}) {
        return "{" + members + (members.empty() ? "" : ",") + "\"password\":\"" +
               test::secret(person) + "\"}";
    }
    std::string digest(const core::Identifier& id) {
        return state(id).working->content.sha256.text();
    }
};

constexpr const char* text = "# Steps\n\nRinse for five minutes.\n";

}  // namespace

TEST_CASE("the API answers in the shapes of the command line") {
    Fixture f;
    const auto id = f.served.library.make_effective("Cleaning the mixer", text);
    const auto list = parsed(f.get("/documents?type=SOP", "reed"));
    CHECK(list->getValue<int>("schema") == 1);
    CHECK(list->getArray("documents")->getObject(0)->getValue<std::string>("id") == id.text());
    const auto shown = parsed(f.get("/documents/" + id.text(), "reed"));
    CHECK(shown->getValue<std::string>("state") == "effective");
    CHECK(shown->getValue<std::string>("content") == text);
    CHECK(shown->getArray("signatures")->size() == 4);
    CHECK(
        parsed(f.get("/documents/" + id.text() + "/history", "reed"))->getArray("events")->size() >
        0);
    CHECK(parsed(f.get("/history", "olga"))->getArray("events")->size() > 0);
    CHECK(parsed(f.get("/search?q=rinse", "reed"))->getValue<int>("total") == 1);
    CHECK(parsed(f.get("/tasks", "reed"))->getArray("tasks")->size() == 0);
    CHECK(f.get("/documents", "reed").header("content-type") == "application/json");
}

TEST_CASE("a document goes through its life by the API") {
    Fixture f;
    const auto id = f.served.library.draft("Cleaning the mixer", text);
    const std::string path = "/documents/" + id.text();
    const auto by = [&](const std::string& act, const std::string& person,
                        const std::string& members = {}) {
        return f.post(path + "/" + act, person, Fixture::with_password(person, members));
    };
    CHECK(by("submit", "ann").status == 400);
    const auto sent = by("submit", "ann", "\"digest\":\"" + f.digest(id) + "\"");
    REQUIRE(sent.status == 200);
    CHECK(parsed(sent)->getArray("done")->getObject(0)->getValue<std::string>("state") ==
          "in_review");
    const std::string signing = "\"digest\":\"" + f.digest(id) + "\",\"decision\":\"accept\"";
    CHECK(by("sign", "rita", signing).status == 400);
    REQUIRE(by("sign", "rita", signing + ",\"meaning\":\"review\"").status == 200);
    CHECK(by("sign", "rita", signing + ",\"meaning\":\"approval\"").status >= 403);
    REQUIRE(by("sign", "adam", signing + ",\"meaning\":\"approval\"").status == 200);
    const std::string digest = "\"digest\":\"" + f.digest(id) + "\"";
    CHECK(by("release", "reed", digest).status == 404);
    REQUIRE(by("release", "carl", digest).status == 200);
    REQUIRE(by("acknowledge", "reed", "\"revision\":\"1.0\"").status == 200);
    CHECK(error_code(by("acknowledge", "reed", "\"revision\":\"1.0\"")) == "already_exists");
    REQUIRE(by("review", "carl", "\"outcome\":\"keep\",\"reason\":\"still right\"").status == 200);
    REQUIRE(by("retire", "carl", "\"reason\":\"no longer made\"").status == 200);
    REQUIRE(by("withdraw", "carl", "\"reason\":\"made again\"").status == 200);
    CHECK(f.served.library.verify().faults.empty());
}

TEST_CASE("a document is drafted, changed and revised by the API") {
    Fixture f;
    const auto created = f.post("/documents", "ann",
                                R"({"type":"SOP","text":"# Mixer\n\nRinse: żółć.\n",
                                    "clauses":["4.2", "7.5"],"keywords":[],"review_months":0,
                                    "publisher":"ISO","edition":"3","department":"Kitchen"})");
    INFO(created.body);
    REQUIRE(created.status == 200);
    const auto done = parsed(created)->getArray("done")->getObject(0);
    const auto id = test::must(core::Identifier::parse(done->getValue<std::string>("id")));
    const std::string path = "/documents/" + id.text();
    const auto drafted = f.state(id).working->metadata;
    CHECK(drafted.title == "Mixer");
    CHECK(drafted.owner.text() == "ann");
    CHECK(drafted.clauses == std::vector<std::string>{"4.2", "7.5"});
    CHECK(drafted.review_months == 0);
    CHECK(drafted.external->publisher == "ISO");
    const auto read = parsed(f.get(path + "?draft=true", "ann"));
    CHECK(read->getValue<std::string>("content") == "# Mixer\n\nRinse: żółć.\n");

    const std::string old = "\"digest\":\"" + f.digest(id) + "\"";
    const auto edit = [&](const std::string& members) {
        return f.post(path + "/edit", "ann", "{\"reason\":\"better\"," + members + "}");
    };
    REQUIRE(edit(old + R"(,"text":"# Mixer\n\nDry.\n","clauses":[])").status == 200);
    CHECK(f.state(id).working->metadata.clauses.empty());
    CHECK(f.state(id).working->metadata.department == "Kitchen");
    const auto head = test::must(f.served.library.reader().ports().reg.head()).sequence;
    CHECK(error_code(edit(old + R"(,"text":"# Mixer\n\nWet.\n")")) == "conflict");
    CHECK(edit(old + R"(,"text":"x","password":"wrong")").status == 403);
    const std::string now = "\"digest\":\"" + f.digest(id) + "\"";
    for (const char* wrong :
         {R"("clauses":"4.2")", R"("clauses":[["4.2"]])", R"("review_months":1201)",
          R"("review_months":-1)", R"("extension":".md")", R"("text":"x","extension":"/../x.md")",
          R"("related":["no"])", R"("owner":"no body")", R"("requested_date":"soon")",
          R"("kind":"huge")", R"("text":["x"])", R"("class":"secret")", R"("own_key":"perhaps")"}) {
        INFO(wrong);
        CHECK(edit(now + "," + wrong).status == 400);
    }
    CHECK(f.post("/documents", "ann", R"({"type":"SOP","title":"No text"})").status == 400);
    CHECK(f.post("/documents", "reed", R"({"type":"SOP","text":"# Mine\n"})").status == 403);
    CHECK(test::must(f.served.library.reader().ports().reg.head()).sequence == head);

    f.served.library.submit(id);
    f.served.library.review(id);
    f.served.library.approve(id);
    f.served.library.release(id);
    const std::string revision =
        R"({"kind":"minor","reason":"drier","text":"# Mixer\n\nDry it.\n"})";
    const auto revised = f.post(path + "/revise", "ann", revision);
    REQUIRE(revised.status == 200);
    CHECK(parsed(revised)->getArray("done")->getObject(0)->getValue<std::string>("revision") ==
          "1.1");
    CHECK(f.post(path + "/revise", "ann", revision).status == 409);
    CHECK(f.served.library.verify().faults.empty());
}

TEST_CASE("what an edit by the API does not name stays as it is") {
    Fixture f;
    const auto created = f.post("/documents", "ann",
                                R"({"type":"SOP","title":"Plain","text":"One.","extension":".TXT",
                                    "publisher":"ISO","edition":"3","edition_date":"2015-09-15"})");
    INFO(created.body);
    REQUIRE(created.status == 200);
    const auto done = parsed(created)->getArray("done")->getObject(0);
    const auto id = test::must(core::Identifier::parse(done->getValue<std::string>("id")));
    const std::string path = "/documents/" + id.text();
    const auto edited =
        f.post(path + "/edit", "ann",
               R"({"reason":"new","edition":"4","text":"Two.","digest":")" + f.digest(id) + "\"}");
    INFO(edited.body);
    REQUIRE(edited.status == 200);
    const auto origin = f.state(id).working->metadata.external;
    REQUIRE(origin);
    CHECK(origin->publisher == "ISO");
    CHECK(origin->edition == "4");
    CHECK(origin->date == core::parse_date("2015-09-15").value());
    const auto read = parsed(f.get(path + "?draft=true", "ann"));
    CHECK(read->getValue<std::string>("file") == id.text() + ".txt");
    CHECK(read->getValue<std::string>("content") == "Two.");
}

TEST_CASE("by the API too a draft of the policy is signed") {
    Fixture f;
    const std::string revision = R"("kind":"major","reason":"as agreed","title":"Rules")";
    const auto unsigned_act = f.post("/documents/POLICY/revise", "olga", "{" + revision + "}");
    CHECK(unsigned_act.status == 400);
    CHECK(unsigned_act.holds("'password' is missing"));
    const auto signed_act =
        f.post("/documents/POLICY/revise", "olga", Fixture::with_password("olga", revision));
    INFO(signed_act.body);
    CHECK(signed_act.status == 200);
    CHECK(f.served.library.verify().faults.empty());
}

TEST_CASE("the API refuses who is not known, not permitted, or not themselves") {
    Fixture f;
    const auto id = f.served.library.draft("Cleaning the mixer", text);
    const std::string path = "/api/v1/documents/" + id.text();
    const auto nobody = f.served.get("/api/v1/documents");
    CHECK(nobody.status == 401);
    CHECK(nobody.header("www-authenticate") == "Bearer");
    CHECK(f.served.request("GET", "/api/v1/documents", "Authorization: Bearer mnt_x\r\n").status ==
          401);
    const std::string shown = "\"digest\":\"" + f.digest(id) + "\"";
    const std::string body = Fixture::with_password("ann", shown);
    const std::string json = "Content-Type: application/json\r\n";
    CHECK(f.served.request("POST", path + "/submit", json, body).status == 401);
    CHECK(
        f.served.request("POST", path + "/submit", json + f.served.cookie_of("ann"), body).status ==
        403);
    CHECK(f.served
              .request("POST", path + "/submit",
                       json + f.own("ann") + "Origin: https://evil.example\r\n", body)
              .status == 403);
    CHECK(f.served.post(path + "/submit", "password=x", f.own("ann")).status == 400);
    CHECK(f.post("/documents/" + id.text() + "/submit", "ann",
                 "{" + shown + ",\"password\":\"wrong\"}")
              .status == 403);
    const auto hidden = f.get("/documents/" + id.text(), "reed");
    const auto unknown = f.get("/documents/SOP-0777", "reed");
    CHECK(hidden.status == 404);
    CHECK(unknown.status == 404);
    CHECK(f.served.get("/api/v1/nothing", "reed").status == 404);
}

TEST_CASE("the API refuses nonsense, and a digest that is no longer current") {
    Fixture f;
    const auto id = f.served.library.draft("Cleaning the mixer", text);
    f.served.library.submit(id);
    const std::string path = "/documents/" + id.text();
    const auto stale =
        Fixture::with_password("rita", "\"digest\":\"" + std::string(64, '0') +
                                           "\",\"decision\":\"accept\",\"meaning\":\"review\"");
    const auto conflict = f.post(path + "/sign", "rita", stale);
    CHECK(conflict.status == 409);
    CHECK(error_code(conflict) == "conflict");
    for (const char* body : {"", "[]", "{", "{\"password\":{}}", "{\"passwort\":\"x\"}", "7",
                             "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":1}}}}}"}) {
        INFO(body);
        CHECK(f.post(path + "/submit", "ann", body).status == 400);
    }
    for (const char* query : {"/documents?colour=red", "/documents?state=burnt", "/search",
                              "/search?q=x&limit=0", "/search?q=x&limit=99999999999999999999",
                              "/documents?as-of=soon", "/search?q=x&all-states=perhaps",
                              "/history?event=eaten", "/documents?type=SOP&type=WI"}) {
        INFO(query);
        const auto answer = f.get(query, "ann");
        CHECK((answer.status == 400 || answer.status == 404));
    }
}

TEST_CASE("the OpenAPI document describes exactly the routes that there are") {
    test::ServedLibrary served;
    const auto answer = served.get("/api/v1/openapi.json");
    REQUIRE(answer.status == 200);
    std::set<std::string> described;
    const auto paths = parsed(answer)->getObject("paths");
    for (const auto& path : paths->getNames()) {
        const auto methods = paths->getObject(path)->getNames();
        for (const auto& method : methods) {
            described.insert(std::string(method).append(" ").append(path));
            CHECK(paths->getObject(path)->getObject(method)->has("responses"));
        }
    }
    std::set<std::string> routed;
    for (const auto& route : served.site().routes()) {
        if (route.pattern.find("/api/v1/") != 0 || route.pattern == "/api/v1/openapi.json")
            continue;
        routed.insert((route.method == web::http::Method::get ? "get " : "post ") + route.pattern);
    }
    CHECK(described == routed);
    // OpenAPI 3.0 wants at least one name there.
    CHECK_FALSE(answer.holds("\"required\": []"));
    CHECK_FALSE(answer.holds("\"required\" : []"));
}
