// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include <catch2/catch.hpp>

#include "tests/support/model_library.h"
#include "tests/support/staffed_site.h"
#include "tests/support/totp_device.h"

using namespace muniment;
using test::FormFields;
using test::must;
using test::secret;

namespace {

constexpr std::chrono::seconds step{30};

std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto at = text.find(before);
    if (at == std::string::npos) return {};
    const auto start = at + before.size();
    return text.substr(start, text.find(after, start) - start);
}

struct Fixture : test::StaffedSite {
    using StaffedSite::StaffedSite;

    /// Sets up the person's factor; the page that came of it.
    test::WebAnswer set_up(const std::string& person) {
        const auto page = served.get("/account/second-factor", person);
        device.emplace(between(page.body, "id=\"factor-secret\">", "<"), served.library.clock);
        auto form = test::hidden_fields(page.body, "/account/second-factor");
        form.emplace_back("code", device->code());
        form.emplace_back("password", secret(person));
        return test::send_form(served, "/account/second-factor", person, form);
    }
    std::vector<std::string> recovery_codes(const test::WebAnswer& page) {
        std::vector<std::string> codes;
        for (auto at = page.body.find("<li><code>"); at != std::string::npos;
             at = page.body.find("<li><code>", at + 1))
            codes.push_back(page.body.substr(at + 10, page.body.find('<', at + 10) - at - 10));
        return codes;
    }
    test::WebAnswer give_code(const test::WebAnswer& asked, const std::string& code) {
        auto form = test::hidden_fields(asked.body, "/login/code");
        form.emplace_back("code", code);
        return served.post("/login/code", test::encoded(form));
    }

    std::optional<test::TotpDevice> device;
};

}  // namespace

TEST_CASE("a second factor is set up with a QR code, and asked for at the next log-in") {
    Fixture f;
    const auto page = f.served.get("/account/second-factor", "rita");
    CHECK(page.holds("<svg class=\"qr-code\""));
    CHECK(page.holds("otpauth://totp/Lavender%20Lane:rita?secret="));
    CHECK(page.header("cache-control") == "no-store");
    const auto done = f.set_up("rita");
    REQUIRE(done.status == 200);
    CHECK(f.recovery_codes(done).size() == 10);
    CHECK(f.served.get("/account/second-factor", "rita").holds("10 recovery codes are left"));
    f.served.forget_sessions();
    f.served.library.pass(2 * step);
    const auto asked = f.served.log_in("rita", secret("rita"), "/tasks");
    CHECK(asked.status == 200);
    CHECK(asked.header("set-cookie").empty());
    CHECK_FALSE(asked.holds(secret("rita")));
    CHECK(f.give_code(asked, f.device->wrong_code()).status == 403);
    const auto in = f.give_code(asked, f.device->code());
    CHECK(in.status == 303);
    CHECK(in.header("location") == "/tasks");
    CHECK(f.served.request("GET", "/tasks", test::cookie_line(in)).status == 200);
    // Neither the same code again nor the same page again.
    CHECK(f.give_code(asked, f.device->code(1)).status == 403);
    const auto again = f.served.log_in("rita", secret("rita"));
    CHECK(f.give_code(again, f.device->code()).status == 403);
    CHECK(f.give_code(again, f.device->code(1)).status == 303);
}

TEST_CASE("before the password was right nobody learns whether there is a second factor") {
    Fixture f;
    REQUIRE(f.set_up("rita").status == 200);
    const auto with = f.served.log_in("rita", "guess");
    const auto without = f.served.log_in("rolf", "guess");
    CHECK(with.status == without.status);
    auto body = without.body;
    body.replace(body.find("rolf"), 4, "rita");
    CHECK(with.body == body);
    for (const char* pending : {"", "guess", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"}) {
        const auto answer =
            f.served.post("/login/code", "code=123456&pending=" + std::string(pending));
        CHECK(answer.status == 403);
        CHECK(answer.header("set-cookie").empty());
    }
    CHECK(f.served.get("/login/code").status == 200);
    CHECK(f.served.post("/login/code", "code=1", "Origin: https://evil.example\r\n").status == 403);
}

TEST_CASE("the second step is over after ten minutes, and when the key ended meanwhile") {
    Fixture f;
    REQUIRE(f.set_up("rita").status == 200);
    const auto asked = f.served.log_in("rita", secret("rita"));
    f.served.library.pass(std::chrono::minutes(10));
    CHECK(f.give_code(asked, f.device->code()).holds("took too long"));
    const auto fresh = f.served.log_in("rita", secret("rita"));
    auto& library = f.served.library;
    must(library.writer().reset(library.acting("olga"), test::person_id("rita"), "lost"));
    CHECK(f.give_code(fresh, f.device->code()).status == 403);
}

TEST_CASE("codes are guessed ten times a minute at most, and the owner gets in by their browser") {
    Fixture f;
    const auto known_cookie = f.served.log_in("rita", secret("rita")).header("browser-cookie");
    const std::string known = "Cookie: " + known_cookie.substr(0, known_cookie.find(';')) + "\r\n";
    REQUIRE(f.set_up("rita").status == 200);
    f.served.library.pass(2 * step);
    int looked_at = 0;
    int shut = 0;
    for (int guess = 0; guess < 30; ++guess) {
        const auto asked = f.served.log_in("rita", secret("rita"));
        if (asked.status != 200) continue;
        const auto answer = f.give_code(asked, f.device->wrong_code());
        if (answer.status == 403) ++looked_at;
        if (answer.status == 403) continue;
        CHECK(answer.status == 429);
        REQUIRE_FALSE(answer.header("retry-after").empty());
        CHECK(std::stoi(answer.header("retry-after")) > 0);
        ++shut;
    }
    CHECK(looked_at <= 10);
    CHECK(shut > 0);
    const auto asked = f.served.log_in_with(known, "rita", secret("rita"));
    REQUIRE(asked.status == 200);
    auto form = test::hidden_fields(asked.body, "/login/code");
    form.emplace_back("code", f.device->code());
    CHECK(f.served.post("/login/code", test::encoded(form), known).status == 303);
}

TEST_CASE("a recovery code lets in once, and both acts on the factor ask for password and code") {
    Fixture f;
    const auto codes = f.recovery_codes(f.set_up("rita"));
    REQUIRE(codes.size() == 10);
    f.served.library.pass(2 * step);
    CHECK(f.give_code(f.served.log_in("rita", secret("rita")), codes[0]).status == 303);
    CHECK(f.give_code(f.served.log_in("rita", secret("rita")), codes[0]).status == 403);
    const auto act = [&](const std::string& page, const std::string& password,
                         const std::string& code) {
        return test::fill_in(f.served, "/account/second-factor/" + page, "rita",
                             {{"password", password}, {"code", code}});
    };
    CHECK(act("recovery-codes", "wrong", f.device->code()).status == 403);
    CHECK(act("recovery-codes", secret("rita"), f.device->wrong_code()).status == 400);
    const auto fresh = f.recovery_codes(act("recovery-codes", secret("rita"), f.device->code()));
    REQUIRE(fresh.size() == 10);
    CHECK(act("remove", secret("rita"), codes[1]).status == 400);
    CHECK(act("remove", "", fresh[1]).status == 403);
    CHECK(act("remove", secret("rita"), fresh[1]).status == 303);
    f.served.forget_sessions();
    CHECK(f.served.log_in("rita", secret("rita")).status == 303);
}

TEST_CASE("where it is required, who has no second factor is led to its set-up and nowhere else") {
    Fixture f("second_factor = \"required\"");
    for (const char* page : {"/", "/tasks", "/account", "/account/password", "/people"}) {
        const auto led = f.served.get(page, "rita");
        CHECK(led.status == 303);
        CHECK(led.header("location") == "/account/second-factor");
    }
    const auto api = f.served.get("/api/v1/tasks", "rita");
    CHECK(api.status == 403);
    CHECK(f.served.get("/account/second-factor", "rita").holds("asks for a second factor"));
    REQUIRE(f.set_up("rita").status == 200);
    CHECK(f.served.get("/tasks", "rita").status == 200);
}

TEST_CASE("a set-up refuses a wrong code, a wrong password, and a secret of somebody else") {
    Fixture f;
    const auto page = f.served.get("/account/second-factor", "rita");
    const test::TotpDevice device(between(page.body, "id=\"factor-secret\">", "<"),
                                  f.served.library.clock);
    const auto hidden = test::hidden_fields(page.body, "/account/second-factor");
    const auto send = [&](const std::string& person, const std::string& code,
                          const std::string& password) {
        auto form = hidden;
        form.emplace_back("code", code);
        form.emplace_back("password", password);
        return test::send_form(f.served, "/account/second-factor", person, form);
    };
    const auto wrong = send("rita", device.wrong_code(), secret("rita"));
    CHECK(wrong.status == 400);
    CHECK(wrong.holds(between(page.body, "id=\"factor-secret\">", "<")));
    CHECK(send("rita", device.code(), "wrong").status == 403);
    CHECK(send("rolf", device.code(), secret("rolf")).status == 403);
    const auto foreign =
        test::fill_in(f.served, "/account/second-factor", "rolf",
                      {{"pending", between(page.body, "name=\"pending\" value=\"", "\"")},
                       {"code", device.code()},
                       {"password", secret("rolf")}});
    CHECK(foreign.status == 400);
    f.served.library.pass(std::chrono::minutes(10));
    CHECK(send("rita", device.code(), secret("rita")).status == 400);
}
