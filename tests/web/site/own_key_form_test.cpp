// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include <catch2/catch.hpp>

#include "storage/accounts/key_proof.h"
#include "storage/base64.h"
#include "tests/support/own_key.h"
#include "tests/support/web_form.h"
#include "web/site/person_keys.h"

using namespace muniment;
using test::FormFields;
using test::must;
namespace fs = std::filesystem;

namespace {

std::string value_of(const FormFields& fields, const std::string& name) {
    for (const auto& [key, value] : fields)
        if (key == name) return value;
    return {};
}

/// A document that waits for an approval, and eva, who has a key that never leaves her machine.
struct Waiting {
    Waiting() {
        served.library.enrol_everyone();
        id = served.library.draft("Cleaning the mixer", "# Steps\n\nRinse.\n");
        served.library.submit(id);
        served.library.review(id);
        test::enrol_own_key(served.library, "eva", *test::own_key(key));
        address = "/documents/" + id.text() + "/sign";
    }

    /// The first step: the page with the text to sign.
    test::WebAnswer prepare(const std::string& person = "eva") {
        return test::fill_in(served, address, person,
                             {{"decision", "accept"}, {"comment", "fine"}, {"with", "own-key"}});
    }
    /// The second: with a signature over the text of that page.
    test::WebAnswer give(const test::WebAnswer& prepared, const std::string& signature,
                         const FormFields& changes = {}) {
        FormFields fields;
        for (auto& field : test::hidden_fields(prepared.body, address)) {
            const auto same = [&](const auto& change) { return change.first == field.first; };
            if (std::none_of(changes.begin(), changes.end(), same)) fields.push_back(field);
        }
        fields.emplace_back("signature", signature);
        fields.insert(fields.end(), changes.begin(), changes.end());
        return test::send_form(served, address, "eva", fields);
    }
    /// What her machine answers, as the page tells her to ask.
    std::string signed_by(const fs::path& file, const test::WebAnswer& prepared,
                          const std::string& name_space = "git") {
        const auto text = must(storage::base64_decode(
            value_of(test::hidden_fields(prepared.body, address), "prepared")));
        const auto made = test::run_command(
            {"ssh-keygen", "-q", "-Y", "sign", "-n", name_space, "-f", file.string()}, text);
        REQUIRE(made.status == 0);
        return made.text.substr(made.text.find("-----BEGIN"));
    }
    /// How many have approved it.
    std::size_t approvals() {
        must(served.library.reader().catch_up());
        const auto state = must(served.library.reader().document({{}, true}, id));
        const auto& given = state.working->progress.signatures;
        return static_cast<std::size_t>(std::count_if(
            given.begin(), given.end(),
            [](const auto& signature) { return signature.meaning == core::Meaning::approval; }));
    }

    test::TemporaryFolder folder;
    test::ServedLibrary served;
    core::Identifier id;
    std::string address;
    fs::path key = folder.path() / "eva";
};

}  // namespace

TEST_CASE("a person signs a page's act on their own machine, and the server never has the key") {
    Waiting w;
    CHECK(w.served.get(w.address, "eva").holds("value=\"own-key\""));
    CHECK_FALSE(w.served.get(w.address, "adam").holds("value=\"own-key\""));
    const auto prepared = w.prepare();
    REQUIRE(prepared.status == 200);
    CHECK(prepared.holds("Document: " + w.id.text()));
    CHECK(prepared.holds("Authentication: personal-key"));
    CHECK(prepared.holds("ssh-keygen -Y sign -n git"));
    CHECK(w.approvals() == 0);
    w.served.library.pass(std::chrono::minutes(5));
    const auto given = w.give(prepared, w.signed_by(w.key, prepared));
    REQUIRE(given.status == 303);
    CHECK(w.served.get("/tasks", "eva").holds("signed with a key of their own"));
    REQUIRE(w.approvals() == 1);
    const auto state = must(w.served.library.reader().document({{}, true}, w.id));
    const auto& signature = state.working->progress.signatures.back();
    CHECK(signature.person.text() == "eva");
    CHECK(signature.authentication == core::Authentication::personal_key);
    const auto report = w.served.library.verify();
    INFO(test::describe(report));
    CHECK(report.faults.empty());
}

TEST_CASE("a signature by another key, over another text or for another use signs nothing") {
    Waiting w;
    const auto prepared = w.prepare();
    const fs::path other = w.folder.path() / "other";
    test::make_ssh_key(other);
    const auto foreign = w.give(prepared, w.signed_by(other, prepared));
    CHECK(foreign.status == 403);
    CHECK(foreign.holds("not the signature of a key of yours"));
    const auto use = w.give(prepared, w.signed_by(w.key, prepared, "file"));
    CHECK(use.status == 400);
    CHECK(use.holds("not a signature of the text"));
    const auto right = w.signed_by(w.key, prepared);
    CHECK(w.give(prepared, "").status == 400);
    CHECK(w.give(prepared, "nonsense").status == 400);
    CHECK(w.give(prepared, right + right).status == 400);
    // What the page carries comes back as it was, or does nothing.
    CHECK(w.give(prepared, right, {{"prepared", "%%%"}}).status == 400);
    CHECK(w.give(prepared, right, {{"prepared-at", "yesterday"}}).status == 400);
    CHECK(w.give(prepared, right, {{"decision", "reject"}}).status == 409);
    CHECK(w.give(prepared, right, {{"comment", "not at all"}}).status == 409);
    CHECK(w.approvals() == 0);
    CHECK(w.give(prepared, right).status == 303);
}

TEST_CASE("what was prepared holds a quarter of an hour, and for the document as it was") {
    Waiting w;
    const auto early = w.prepare();
    w.served.library.pass(std::chrono::minutes(16));
    const auto late = w.give(early, w.signed_by(w.key, early));
    CHECK(late.status == 409);
    CHECK(late.holds("too long ago"));
    // The page has a new text, which is good.
    const auto signature = w.signed_by(w.key, late);
    auto& writer = w.served.library.writer();
    must(writer.reassign(w.served.library.acting("carl"), w.id,
                         {2, "approver", "@eva", "the others are away"}));
    const auto overtaken = w.give(late, signature);
    CHECK(overtaken.status == 409);
    CHECK(overtaken.holds("no longer what would be recorded"));
    CHECK(w.approvals() == 0);
    CHECK(w.give(overtaken, w.signed_by(w.key, overtaken)).status == 303);
    CHECK(w.approvals() == 1);
    CHECK(w.served.library.verify().faults.empty());
}

TEST_CASE("a key that was enrolled after the text was made does not sign it") {
    Waiting w;
    const auto prepared = w.prepare();
    auto& library = w.served.library;
    library.pass(std::chrono::minutes(1));
    const fs::path newer = w.folder.path() / "newer";
    test::enrol_own_key(library, "eva", *test::own_key(newer));
    library.pass(std::chrono::minutes(1));
    CHECK(w.give(prepared, w.signed_by(newer, prepared)).status == 409);
    CHECK(w.approvals() == 0);
    const auto again = w.prepare();
    CHECK(w.give(again, w.signed_by(newer, again)).status == 303);
    CHECK(w.approvals() == 1);
    CHECK(library.verify().faults.empty());
}

TEST_CASE("acts on people and on the account take the password alone") {
    Waiting w;
    auto& library = w.served.library;
    library.enrol("ossi", {"administrator"});
    test::enrol_own_key(library, "ossi", *test::own_key(w.folder.path() / "ossi"));
    library.pass(std::chrono::minutes(1));
    const std::string disable = "/people/rolf/disable";
    for (const auto& address :
         std::vector<std::string>{disable, "/people/rolf/roles", "/invite", "/delegate",
                                  "/account/tokens/new", "/account/second-factor"}) {
        INFO(address);
        const auto form = w.served.get(address, "ossi");
        CHECK(form.holds("name=\"password\""));
        CHECK_FALSE(form.holds("value=\"own-key\""));
    }
    const auto sent =
        test::fill_in(w.served, disable, "ossi", {{"reason", "left"}, {"with", "own-key"}});
    CHECK(sent.status == 409);
    CHECK(sent.holds("signed at the moment when it happens"));
    CHECK(must(library.reader().ports().reg.person(*core::PersonId::parse("rolf")))->enabled);
    CHECK(library.verify().faults.empty());
}

TEST_CASE("who has no key of their own, or whose key has ended, is told so") {
    Waiting w;
    const auto none = w.prepare("adam");
    CHECK(none.status == 403);
    CHECK(none.holds("no key of your own"));
    const auto prepared = w.prepare();
    const auto signature = w.signed_by(w.key, prepared);
    auto& library = w.served.library;
    library.pass(std::chrono::minutes(1));
    const auto line = must(storage::read_public_key(w.key.string() + ".pub"));
    must(library.writer().revoke_key(library.acting("eva"), *core::PersonId::parse("eva"), line,
                                     "lost", {}));
    // The key has ended, and with it the session.
    CHECK(w.give(prepared, signature).header("location").find("/login") == 0);
    w.served.forget_sessions();
    const auto again = w.prepare();
    CHECK(again.status == 403);
    CHECK(again.holds("no key of your own"));
    CHECK(w.approvals() == 0);
}

TEST_CASE("a key of one's own is enrolled by the pages, with proof, and revoked") {
    Waiting w;
    const fs::path file = w.folder.path() / "adam";
    test::make_ssh_key(file);
    const auto line = must(storage::read_public_key(file.string() + ".pub"));
    const std::string page = "/people/adam/keys/enrol";
    CHECK(w.served.get("/people/adam", "adam").holds(page));
    CHECK(w.served.get(page, "reed").status == 404);
    CHECK(w.served.get(page, "olga").status == 403);
    CHECK(test::fill_in(w.served, page, "adam", {{"key", "ssh-rsa AAAA"}}).status == 400);
    const auto asked = test::fill_in(w.served, page, "adam", {{"key", line + " adam@home"}});
    REQUIRE(asked.status == 200);
    CHECK(asked.holds("ssh-keygen -Y sign -n muniment-key"));
    const auto founding = must(w.served.library.reader().ports().reg.founding());
    const auto text = storage::key_proof_text(*core::PersonId::parse("adam"), founding,
                                              must(storage::PublicKey::parse(line)));
    CHECK(asked.holds(storage::base64_encode(text)));
    const auto proof = test::run_command(
        {"ssh-keygen", "-q", "-Y", "sign", "-n", "muniment-key", "-f", file.string()}, text);
    auto fields = test::hidden_fields(asked.body, page);
    fields.emplace_back("signature", proof.text.substr(proof.text.find("-----BEGIN")));
    fields.emplace_back("password", "not the password");
    CHECK(test::send_form(w.served, page, "adam", fields).status == 403);
    fields.back().second = test::RealLibrary::password("adam");
    auto wrong = fields;
    wrong[wrong.size() - 2].second = w.signed_by(w.key, w.prepare(), "muniment-key");
    CHECK(test::send_form(w.served, page, "adam", wrong).status == 400);
    REQUIRE(test::send_form(w.served, page, "adam", fields).status == 303);
    CHECK(w.served.get(w.address, "adam").holds("value=\"own-key\""));
}

TEST_CASE("whoever manages people revokes a stolen key by the pages") {
    Waiting w;
    w.served.library.pass(std::chrono::minutes(5));
    const auto line = must(storage::read_public_key(w.key.string() + ".pub"));
    const std::string end =
        web::revoke_key_address(*core::PersonId::parse("eva"), core::PersonKey{line, {}, {}});
    CHECK(w.served.get("/people/eva", "olga").holds(end));
    CHECK(w.served.get("/people/eva/keys/revoke?key=SHA256%3Anone", "olga").status == 404);
    CHECK(w.served.get(end, "reed").status == 404);
    REQUIRE(w.served.get(end, "olga").status == 200);
    const std::pair<std::string, std::string> secret{"password",
                                                     test::RealLibrary::password("olga")};
    CHECK(test::fill_in(w.served, end, "olga", {secret}).status == 400);
    CHECK(test::fill_in(w.served, end, "olga",
                        {secret, {"reason", "stolen"}, {"since", "2001-02-30"}})
              .status == 400);
    REQUIRE(test::fill_in(w.served, end, "olga", {secret, {"reason", "stolen"}}).status == 303);
    CHECK(w.served.get("/people/eva", "olga").holds("is revoked"));
    CHECK(w.served.get(end, "olga").status == 404);
    CHECK(w.served.library.verify().faults.empty());
}
