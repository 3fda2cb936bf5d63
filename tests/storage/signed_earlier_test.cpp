// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/signed_earlier.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "core/decide.h"
#include "tests/support/model_library.h"
#include "tests/support/own_key.h"

using namespace muniment;
using core::ErrorCode;
using std::chrono::minutes;
using test::must;

namespace {

/// Somebody whose own program puts another moment into the text that they sign.
class EarlierSigner : public core::PersonSigner {
  public:
    EarlierSigner(std::shared_ptr<const storage::OwnKeySigner> key, core::Instant at)
        : key_(std::move(key)), at_(at) {}

    [[nodiscard]] const std::string& public_key() const override { return key_->public_key(); }
    [[nodiscard]] std::optional<core::Instant> prepared_at() const override { return at_; }
    [[nodiscard]] core::Result<std::string> sign(const std::string& payload) const override {
        return key_->sign(payload);
    }

  private:
    std::shared_ptr<const storage::OwnKeySigner> key_;
    core::Instant at_;
};

/// A document that waits for its approval, and mia, who has a key of her own.
struct Waiting {
    explicit Waiting(const core::RoleSet& roles = {"approver"}) {
        library.enrol_everyone();
        library.enrol("mia", roles);
        key = test::own_key(folder.path() / "mia");
        test::enrol_own_key(library, "mia", *key);
        tape = library.draft("Tape", "# Tape\n");
        library.submit(tape);
        library.review(tape);
        library.pass(minutes(30));
    }

    [[nodiscard]] core::Acting as_mia(core::Instant signed_at) const {
        auto acting = library.acting("mia");
        acting.password.reset();
        acting.own_key = std::make_shared<EarlierSigner>(key, signed_at);
        return acting;
    }
    /// What became of mia's approval, signed so long ago; nothing: it was taken.
    std::optional<ErrorCode> approve(minutes ago, const core::LibraryWriter::Signing& how = {}) {
        const auto done = library.writer().sign(as_mia(library.clock.now() - ago), tape, how);
        if (done) return {};
        return done.error().code;
    }
    /// The same by a program that does not ask the rules about its moment.
    void approve_past_the_rules(minutes ago) {
        const auto& ports = library.reader().ports();
        const core::Instant now = library.clock.now();
        const EarlierSigner signer(key, now - ago);
        must(library.reader().catch_up());
        const auto state = must(library.reader().document({{}, true}, tape));
        core::People people;
        for (auto& person : must(ports.reg.all_people())) people.emplace(person.id, person);
        const core::Actor mia{test::person_id("mia"), authentication, core::Via::cli};
        core::NewSubject subject;
        subject.event =
            must(core::decide({*must(library.reader().policy()), people, mia, now}, state,
                              core::Sign{core::Request::draft,
                                         core::Meaning::approval,
                                         core::Decision::accept,
                                         state.working->content.sha256,
                                         {},
                                         ""}));
        subject.tree = state.working->content.tree;
        const auto writer = must(library.services().gate().open_writer());
        must(writer->append(must(ports.reg.head()), now, {subject}, &signer));
    }
    void give_roles(const core::GrantSet& add) {
        must(library.writer().change_roles(library.acting("olga"), test::person_id("mia"), add, {},
                                           "needed"));
    }

    test::TemporaryFolder folder;
    test::RealLibrary library;
    core::Identifier tape;
    std::shared_ptr<const storage::OwnKeySigner> key;
    core::Authentication authentication = core::Authentication::personal_key;
};

}  // namespace

TEST_CASE("what was signed some minutes before its event verifies") {
    Waiting w;
    CHECK(w.approve(minutes(16)) == ErrorCode::conflict);
    CHECK(w.approve(minutes(-1)) == ErrorCode::conflict);
    CHECK_FALSE(w.approve(minutes(14)));
    CHECK(w.library.verify().faults.empty());
}

TEST_CASE("that somebody acknowledged POLICY changes nothing of what was signed before") {
    Waiting w;
    must(w.library.writer().acknowledge(w.library.acting("reed"), core::policy_identifier(), {}));
    w.library.pass(minutes(1));
    CHECK_FALSE(w.approve(minutes(5)));
    CHECK(w.library.verify().faults.empty());
}

TEST_CASE("only what a person's own key signed may be older than its event") {
    Waiting w;
    w.authentication = core::Authentication::password;
    w.approve_past_the_rules(minutes(5));
    const auto report = w.library.verify();
    INFO(test::describe(report));
    CHECK(std::any_of(report.faults.begin(), report.faults.end(),
                      [](const auto& fault) { return fault.code == "time"; }));
}

TEST_CASE("a key signs nothing of a moment before it was enrolled") {
    Waiting w;
    auto newer = test::own_key(w.folder.path() / "newer");
    test::enrol_own_key(w.library, "mia", *newer);
    w.key = newer;
    w.library.pass(minutes(1));
    CHECK(w.approve(minutes(5)) == ErrorCode::conflict);
    CHECK_FALSE(w.approve(minutes(1)));
    CHECK(w.library.verify().faults.empty());
}

TEST_CASE("who was given a role signs nothing of a moment before it, and verification knows") {
    Waiting w({"reader"});
    w.give_roles({"approver"});
    w.library.pass(minutes(1));
    CHECK(w.approve(minutes(5)) == ErrorCode::conflict);
    w.approve_past_the_rules(minutes(5));
    const auto report = w.library.verify();
    REQUIRE(report.faults.size() == 1);
    CHECK(report.faults.front().code == "rule");
    CHECK(report.faults.front().message.find("what entitles you") == 0);
}

TEST_CASE("a delegation and a change of the delegator end what was signed before them") {
    Waiting w({"reader"});
    auto& library = w.library;
    const core::LibraryWriter::Signing for_eva{
        core::Request::draft,  core::Meaning::approval, core::Decision::accept, "", {},
        test::person_id("eva")};
    must(library.writer().delegate(library.acting("eva"), test::person_id("mia"),
                                   library.in_days(0), library.in_days(2)));
    library.pass(minutes(1));
    CHECK(w.approve(minutes(5), for_eva) == ErrorCode::conflict);
    library.pass(minutes(30));
    must(library.writer().change_roles(library.acting("olga"), test::person_id("eva"), {"auditor"},
                                       {}, "needed"));
    library.pass(minutes(1));
    CHECK(w.approve(minutes(5), for_eva) == ErrorCode::conflict);
    CHECK_FALSE(w.approve(minutes(1), for_eva));
    CHECK(library.verify().faults.empty());
}

TEST_CASE("what an act rests on is no younger than its signature") {
    const auto at = must(core::parse_instant("2026-03-02T09:00:00Z"));
    core::Event event;
    event.subject = core::SubjectName(test::identifier("SOP-0001"));
    event.on_behalf_of = test::person_id("eva");
    core::Person mia;
    mia.id = test::person_id("mia");
    const auto found = [&](const std::string& younger) {
        return core::check_signed_earlier(
            event, at + minutes(15), at, mia,
            [&](const core::SubjectName& ground) -> core::Result<core::Instant> {
                return ground.text() == younger ? at + std::chrono::seconds(1) : at;
            });
    };
    CHECK(found("nothing"));
    for (const char* ground : {"people/mia", "people/eva", "POLICY"}) {
        INFO(ground);
        REQUIRE_FALSE(found(ground));
        CHECK(found(ground).error().code == ErrorCode::conflict);
    }
    mia.delegations = {{test::person_id("eva"), {{}, at + minutes(1)}, {{}, at + minutes(9)}}};
    CHECK_FALSE(found("nothing"));
    event.on_behalf_of.reset();
    CHECK(found("nothing"));
    event.subject = core::SubjectName(test::person_id("eva"));
    REQUIRE_FALSE(found("nothing"));
    CHECK(found("nothing").error().code == ErrorCode::failed_precondition);
}

TEST_CASE("an act on a person is signed at the moment when it happens") {
    Waiting w;
    w.give_roles({"administrator"});
    w.library.pass(minutes(5));
    const auto now = w.library.clock.now();
    for (const auto ago : {minutes(0), minutes(2)}) {
        const auto disabled =
            w.library.writer().disable(w.as_mia(now - ago), test::person_id("rolf"), "left");
        REQUIRE_FALSE(disabled);
        CHECK(disabled.error().code == ErrorCode::failed_precondition);
    }
    CHECK(w.library.verify().faults.empty());
}
