// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/support/served_library.h"

using namespace muniment;
using test::ServedLibrary;

namespace {

/// A revision that some may read and others must not hear of.
struct Secret {
    std::string name;  ///< what it is, for INFO
    std::string id;
    std::string revision;
    std::string title;
    std::string word;  ///< stands in its text alone
    std::vector<std::string> readers;
    bool alone = false;  ///< the document has nothing else: who may not read it knows nothing of it
};

const std::vector<std::string> viewers{"", "reed", "ann", "bob", "rita", "adele"};

std::string text_with(const std::string& word) {
    return "# Steps\n\nTurn the " + word + " to the left.\n";
}

/// One document in each state, and the viewers: reed (reader), ann (author of all), bob (author of
/// none), rita (reviewer), adele (auditor), nobody.
class Fixture {
  public:
    Fixture() {
        auto& library = served.library;
        library.enrol_everyone();
        library.enrol("adele", {"auditor"});
        const std::vector<std::string> people{"reed", "ann", "bob", "rita", "adele"};

        const auto in_force = release("Alphonse Effective", "wordeffective");
        add("in force, once", in_force, "1.0", "Alphonse Effective", "wordeffective", people);
        library.pass(std::chrono::hours(1));
        revise(in_force, "wordsecond");
        library.submit(in_force);
        library.review(in_force);
        library.approve(in_force);
        library.release(in_force);
        add("in force", in_force, "2.0", "Alphonse Effective", "wordsecond", people);
        revise(in_force, "wordbeside");
        add("a draft beside", in_force, "3.0", "Alphonse Effective", "wordbeside",
            {"ann", "adele"});

        const auto draft = library.draft("Bertram Draft", text_with("worddraft"));
        add("a draft", draft, "1.0", "Bertram Draft", "worddraft", {"ann", "adele"}, true);

        const auto review = library.draft("Cecily Review", text_with("wordreview"));
        library.submit(review);
        add("in review", review, "1.0", "Cecily Review", "wordreview", {"ann", "rita", "adele"},
            true);

        const auto pending = library.draft("Doreen Pending", text_with("wordpending"));
        library.submit(pending);
        library.review(pending);
        library.approve(pending);
        library.release(pending, library.in_days(10));
        add("pending", pending, "1.0", "Doreen Pending", "wordpending", {"ann", "adele"}, true);

        const auto withdrawn = library.draft("Edmund Withdrawn", text_with("wordwithdrawn"));
        test::must(library.writer().withdraw(library.acting("ann"), withdrawn, "not needed"));
        add("withdrawn", withdrawn, "1.0", "Edmund Withdrawn", "wordwithdrawn", {"adele", "ann"},
            true);

        const auto confidential =
            release("Florian Confidential", "wordconfidential", "confidential");
        add("confidential", confidential, "1.0", "Florian Confidential", "wordconfidential",
            {"rita", "adele"}, true);

        const auto open = release("Gustav Public", "wordpublic", "public");
        add("public", open, "1.0", "Gustav Public", "wordpublic",
            {"", "reed", "ann", "bob", "rita", "adele"}, true);
        known_to_nobody_else = open.text();
    }

    core::Identifier release(const std::string& title, const std::string& word,
                             const std::string& reading_class = "internal") {
        auto& library = served.library;
        auto change = test::markdown(text_with(word), title);
        change.reading_class = reading_class;
        auto id =
            test::must(library.writer().create_draft(library.acting("ann"), "SOP", change)).id;
        library.submit(id);
        library.review(id);
        library.approve(id);
        library.release(id);
        return id;
    }

    void revise(const core::Identifier& id, const std::string& word) {
        auto& library = served.library;
        test::must(library.writer().draft_revision(library.acting("ann"), id,
                                                   test::markdown(text_with(word)), "better"));
    }

    void add(const std::string& name, const core::Identifier& id, const std::string& revision,
             const std::string& title, const std::string& word,
             const std::vector<std::string>& readers, bool alone = false) {
        secrets.push_back({name, id.text(), revision, title, word, readers, alone});
    }

    ServedLibrary served;
    std::vector<Secret> secrets;
    std::string known_to_nobody_else;
};

bool reads(const Secret& secret, const std::string& viewer) {
    return std::find(secret.readers.begin(), secret.readers.end(), viewer) != secret.readers.end();
}

/// Every address under which a revision, or word of it, could show.
std::vector<std::string> addresses(const Secret& secret) {
    const std::string document = "/documents/" + secret.id;
    return {"/",
            "/documents",
            "/documents?sort=title",
            "/documents?state=draft",
            "/documents?state=in_review",
            "/documents?state=approved",
            "/documents?state=withdrawn",
            "/documents?as-of=2030-01-01",
            "/documents.csv",
            "/tasks",
            "/search?q=" + secret.word,
            "/search?all_states=1&q=" + secret.word,
            "/search?as-of=2030-01-01&q=" + secret.word,
            document,
            document + "?as-of=2030-01-01",
            document + "/revisions/" + secret.revision,
            document + "/draft",
            document + "/history",
            document + "/compare",
            document + "/compare?from=1.0&to=" + secret.revision,
            document + "/compare?to=1.0&from=" + secret.revision,
            document + "/file?revision=" + secret.revision,
            document + "/file"};
}

/// Without what the visitor themselves typed.
std::string without(std::string text, const std::string& typed) {
    for (auto at = text.find(typed); at != std::string::npos; at = text.find(typed))
        text.erase(at, typed.size());
    return text;
}

}  // namespace

TEST_CASE("what may not be read shows on no page") {
    Fixture fixture;
    for (const auto& viewer : viewers) {
        for (const auto& secret : fixture.secrets) {
            if (reads(secret, viewer)) continue;
            for (const auto& address : addresses(secret)) {
                INFO((viewer.empty() ? "nobody" : viewer)
                     << " asks for " << secret.name << " at " << address);
                const auto answer = fixture.served.get(address, viewer);
                CHECK(answer.status != 500);
                std::string body = answer.body;
                // A search page repeats the word that was searched for.
                if (address.find("/search") == 0) {
                    CHECK((answer.status != 200 || answer.holds("0 documents")));
                    body = without(body, secret.word);
                }
                CHECK(body.find(secret.word) == std::string::npos);
                if (secret.alone) CHECK(body.find(secret.title) == std::string::npos);
            }
        }
    }
}

TEST_CASE("what may be read is found where it belongs") {
    Fixture fixture;
    for (const auto& viewer : viewers) {
        for (const auto& secret : fixture.secrets) {
            if (!reads(secret, viewer)) continue;
            INFO((viewer.empty() ? "nobody" : viewer) << " asks for " << secret.name);
            const auto page = fixture.served.get(
                "/documents/" + secret.id + "/revisions/" + secret.revision, viewer);
            CHECK(page.status == 200);
            CHECK(page.holds(secret.word));
            if (viewer.empty()) continue;
            const auto found = fixture.served.get("/search?all_states=1&q=" + secret.word, viewer);
            CHECK(found.status == 200);
            CHECK(found.holds(secret.title));
            CHECK(fixture.served.get("/documents/" + secret.id + "/history", viewer).status == 200);
        }
    }
}

TEST_CASE("the unreadable answers as the unknown does, byte for byte") {
    Fixture fixture;
    const std::string unknown = "SOP-9999";
    for (const std::string viewer : {"", "reed", "bob"}) {
        for (const auto& secret : fixture.secrets) {
            if (reads(secret, viewer) || !secret.alone) continue;
            for (const auto& address : addresses(secret)) {
                const auto at = address.find(secret.id);
                if (at == std::string::npos) continue;
                INFO((viewer.empty() ? "nobody" : viewer)
                     << " asks for " << secret.name << " at " << address);
                std::string other = address;
                other.replace(at, secret.id.size(), unknown);
                const auto hidden = fixture.served.get(address, viewer);
                const auto nothing = fixture.served.get(other, viewer);
                CHECK(hidden.status == nothing.status);
                CHECK(hidden.status == (viewer.empty() ? 303 : 404));
                CHECK(without(hidden.body, secret.id) == without(nothing.body, unknown));
                CHECK(without(hidden.header("location"), secret.id) ==
                      without(nothing.header("location"), unknown));
            }
        }
    }
}

TEST_CASE("a history tells readers of releases, not of drafts and rejections") {
    Fixture fixture;
    const auto& in_force = fixture.secrets.front();
    const auto reader = fixture.served.get("/documents/" + in_force.id + "/history", "reed");
    CHECK(reader.holds("Revision 2.0 released"));
    for (const char* hidden : {"Draft", "sent for review", "approved", "3.0"})
        CHECK_FALSE(reader.holds(hidden));
    const auto auditor = fixture.served.get("/documents/" + in_force.id + "/history", "adele");
    CHECK(auditor.holds("Draft of revision 3.0 begun"));
    CHECK(auditor.holds("Revision 2.0 approved"));
}

TEST_CASE("what reviewers remarked is not for readers") {
    Fixture fixture;
    auto& library = fixture.served.library;
    const auto id = library.draft("Ida Remarked", text_with("wordremarked"));
    library.submit(id);
    core::LibraryWriter::Signing signing;
    signing.meaning = core::Meaning::review;
    signing.comment = "wordcomment";
    test::must(library.writer().sign(library.acting("rita"), id, signing));
    library.approve(id);
    library.release(id);
    for (const char* rest : {"", "/revisions/1.0", "/history"}) {
        const std::string address = "/documents/" + id.text() + rest;
        INFO(address);
        CHECK(fixture.served.get(address, "reed").holds("Mx rita"));
        CHECK_FALSE(fixture.served.get(address, "reed").holds("wordcomment"));
        CHECK(fixture.served.get(address, "adele").holds("wordcomment"));
    }
}

TEST_CASE("readers see no sign of what lies ahead") {
    Fixture fixture;
    auto& library = fixture.served.library;
    const auto id = fixture.release("Hedwig Ahead", "wordnow");
    library.pass(std::chrono::hours(1));
    fixture.revise(id, "wordlater");
    library.submit(id);
    library.review(id);
    library.approve(id);
    library.release(id, library.in_days(10));
    const std::string document = "/documents/" + id.text();
    const std::string date = core::render(library.in_days(10));
    for (const std::string& address :
         {document, document + "?as-of=2030-01-01", document + "/revisions/1.0",
          document + "/history", std::string("/documents?as-of=2030-01-01"),
          std::string("/documents.csv?as-of=2030-01-01"), std::string("/documents"),
          std::string("/search?as-of=2030-01-01&q=wordnow")}) {
        INFO(address);
        const auto answer = fixture.served.get(address, "reed");
        CHECK(answer.status == 200);
        CHECK(answer.holds(id.text()));
        // Lists show the second revision of another document.
        CHECK_FALSE((address.find("/documents/") == 0 && answer.holds("2.0")));
        CHECK_FALSE(answer.holds("12 March"));
        CHECK_FALSE(answer.holds(date));
    }
    CHECK(fixture.served.get(document + "?as-of=2030-01-01", "adele").holds("wordlater"));
    CHECK(fixture.served.get("/documents?as-of=2030-01-01", "adele").holds(">2.0<"));
}

TEST_CASE("nobody in particular gets no lists") {
    Fixture fixture;
    for (const char* address :
         {"/", "/documents", "/documents.csv", "/search?q=wordpublic", "/tasks"}) {
        INFO(address);
        const auto answer = fixture.served.get(address);
        CHECK(answer.status == 303);
        CHECK(answer.header("location").find("/login") == 0);
    }
}
