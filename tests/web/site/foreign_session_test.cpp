// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <string>

#include <catch2/catch.hpp>

#include "tests/support/staffed_site.h"

using namespace muniment;
using test::secret;

namespace {

struct Fixture : test::StaffedSite {
    /// A submission by the API with the session of one and the token of another.
    int submitted(const core::Identifier& id, const std::string& cookie, const std::string& csrf) {
        const std::string token = csrf.empty() ? "" : "X-CSRF-Token: " + csrf + "\r\n";
        return served
            .request("POST", "/api/v1/documents/" + id.text() + "/submit",
                     "Content-Type: application/json\r\n" + cookie + token,
                     R"({"digest":")" + state(id).working->content.sha256.text() +
                         R"(","password":")" + secret("ann") + "\"}")
            .status;
    }
    /// What a page and the API answer to this cookie.
    void check_nobody(const std::string& cookie) {
        INFO(cookie);
        CHECK(served.request("GET", "/", cookie).status == 303);
        CHECK(served.request("GET", "/api/v1/documents", cookie).status == 401);
    }
};

}  // namespace

TEST_CASE("a forged session cookie is nobody's, on pages and in the API") {
    Fixture f;
    auto cookie = f.served.cookie_of("ann");
    auto& letter = cookie[cookie.size() - 3];
    letter = letter == 'x' ? 'y' : 'x';
    f.check_nobody(cookie);
    f.check_nobody("Cookie: muniment=" + std::string(43, 'A') + "\r\n");
    f.check_nobody("Cookie: muniment=\r\n");
    f.check_nobody("Cookie: muniment=" + std::string(4000, 'A') + "\r\n");
    const auto good = f.served.cookie_of("ann").substr(8);
    f.check_nobody("Cookie: muniment=x; " + good);
    CHECK(f.served.get("/", "ann").status == 200);
}

TEST_CASE("an expired session is over, on pages and in the API") {
    Fixture f;
    const auto cookie = f.served.cookie_of("ann");
    f.served.library.pass(std::chrono::minutes(31));
    f.check_nobody(cookie);
    f.served.forget_sessions();
    const auto busy = f.served.cookie_of("ann");
    for (int half_hour = 0; half_hour < 26; ++half_hour) {
        f.served.library.pass(std::chrono::minutes(28));
        (void)f.served.request("GET", "/", busy);
    }
    f.check_nobody(busy);
}

TEST_CASE("a session that is replayed after its log-out is over, on pages and in the API") {
    Fixture f;
    const auto cookie = f.served.cookie_of("ann");
    CHECK(f.served.post("/logout", "csrf=" + f.csrf_of("ann"), cookie).status == 303);
    f.check_nobody(cookie);
}

TEST_CASE("a session of another library is nobody's") {
    Fixture here;
    Fixture there;
    here.check_nobody(there.served.cookie_of("ann"));
    CHECK(there.served.get("/", "ann").status == 200);
}

TEST_CASE("the token of another session's forms acts nothing") {
    Fixture f;
    const auto id = f.served.library.draft("Cleaning", "# Steps\n\nRinse.\n");
    const auto cookie = f.served.cookie_of("ann");
    const auto own = f.csrf_of("ann");
    CHECK(f.submitted(id, cookie, f.csrf_of("bob")) == 403);
    CHECK(f.submitted(id, cookie, std::string(64, '0')) == 403);
    CHECK(f.submitted(id, cookie, "") == 403);
    const auto page = "/documents/" + id.text() + "/submit";
    const auto form = [&](const std::string& csrf) {
        return f.served.post(page, "csrf=" + csrf + "&password=" + secret("ann"), cookie).status;
    };
    CHECK(form(f.csrf_of("bob")) == 403);
    CHECK(form("") == 403);
    f.served.forget_sessions();
    const auto later = f.served.cookie_of("ann");
    CHECK(f.submitted(id, later, own) == 403);
    CHECK(f.submitted(id, later, f.csrf_of("ann")) == 200);
}

TEST_CASE("after the clock jumped back, sessions from ahead of it do not work") {
    Fixture f;
    f.served.library.pass(std::chrono::hours(2));
    const auto cookie = f.served.cookie_of("ann");
    CHECK(f.served.request("GET", "/", cookie).status == 200);
    f.served.library.pass(-std::chrono::hours(1));
    f.check_nobody(cookie);
}
