// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <atomic>
#include <functional>
#include <thread>

#include <catch2/catch.hpp>

#include "core/policy.h"
#include "tests/support/model_library.h"
#include "tests/support/real_library.h"
#include "tests/support/refusal.h"

using namespace muniment;
using core::ErrorCode;
using test::must;
using test::person_id;

namespace {

using Act = std::function<core::Status(core::LibraryWriter&)>;

/// Does both in the same instant, each with services of its own, as two processes would.
std::pair<core::Status, core::Status> at_once(const test::RealLibrary& library, const Act& first,
                                              const Act& second) {
    const auto left = library.open_another();
    const auto right = library.open_another();
    must(left->reader().catch_up());
    must(right->reader().catch_up());
    std::atomic<int> ready = 0;
    const auto together = [&](test::OpenServices& services, const Act& act) {
        ++ready;
        while (ready < 2) std::this_thread::yield();
        return act(services.writer());
    };
    core::Status done;
    std::thread other([&] { done = together(*right, second); });
    const auto own = together(*left, first);
    other.join();
    return {own, done};
}

Act approval(const core::Acting& acting, const core::Identifier& id) {
    return [=](core::LibraryWriter& writer) -> core::Status {
        MUNIMENT_CHECK(writer.sign(acting, id, {}));
        return {};
    };
}

/// The signature took no place, or somebody was faster: never anything else.
bool came_too_late(const core::Status& status) {
    return !status && (status.error().code == ErrorCode::conflict ||
                       status.error().code == ErrorCode::failed_precondition);
}

core::DocumentState read(test::RealLibrary& library, const core::Identifier& id) {
    must(library.reader().catch_up());
    return must(library.reader().document({{}, true}, id));
}

/// Sequence numbers without a gap, each once, every signature and rule as it should be.
void check_whole(const test::RealLibrary& library) {
    const auto report = library.verify();
    INFO(test::describe(report));
    CHECK(report.faults.empty());
}

core::Identifier reviewed(test::RealLibrary& library) {
    auto id = library.draft("Signed together", "# Steps\n\nTurn it.\n");
    library.submit(id);
    library.review(id);
    return id;
}

/// Procedures need an approver and an administrator, in any order.
void ask_for_two_approvals(test::RealLibrary& library) {
    auto text = core::default_policy_text("Lavender Lane", "Europe/Warsaw", false);
    const std::string one = R"("review all reviewer", "approval all approver")";
    text.replace(text.find(one), one.size(),
                 R"("review all reviewer", "approval all approver,administrator")");
    core::DraftChange change;
    change.master = core::MasterFile{".toml", text};
    const auto policy = core::policy_identifier();
    auto& writer = library.writer();
    library.pass(std::chrono::minutes(1));
    must(writer.draft_revision(library.acting("olga"), policy, change, "as agreed"));
    must(writer.submit(library.acting("olga"), policy, ""));
    must(writer.sign(library.acting("carl"), policy, {}));
    must(writer.release(library.acting("carl"), {{policy, {}}}, {}, ""));
}

bool manages_people(test::RealLibrary& library, const std::string& id) {
    must(library.reader().catch_up());
    const auto person = *must(library.reader().ports().reg.person(person_id(id)));
    return person.enabled && person.roles.count("administrator") > 0;
}

}  // namespace

TEST_CASE("a draft that somebody else edited meanwhile is not submitted, and nothing is recorded") {
    test::RealLibrary library;
    library.enrol_everyone();
    const auto id = library.draft("Cleaning", "# Steps\n\nRinse.\n");
    const auto shown = read(library, id).working->content.sha256;
    const auto other = library.open_another();
    must(other->reader().catch_up());
    must(other->writer().edit_draft(library.acting("carl"), id,
                                    test::markdown("# Steps\n\nDo not rinse.\n"), "kinder"));
    must(library.reader().catch_up());
    const auto before = must(library.reader().ports().reg.head());
    const auto ann = library.acting("ann");
    test::check_refused(library.writer().submit(ann, id, "", shown), ErrorCode::conflict,
                        "not the content that was shown");
    CHECK(must(library.reader().ports().reg.head()).sequence == before.sequence);
    const auto now = read(library, id).working->content.sha256;
    CHECK(must(library.writer().submit(ann, id, "", now)).digest == now);
}

TEST_CASE("two approvers who sign in the same instant for one place give one signature") {
    test::RealLibrary library;
    library.enrol_everyone();
    for (int round = 0; round < 5; ++round) {
        const auto id = reviewed(library);
        const auto [adam, eva] = at_once(library, approval(library.acting("adam"), id),
                                         approval(library.acting("eva"), id));
        CHECK(adam.has_value() != eva.has_value());
        CHECK(came_too_late(adam ? eva : adam));
        const auto state = read(library, id);
        CHECK(state.working->state == core::RevisionState::approved);
        CHECK(state.working->progress.signatures.size() == 3);  // submission, review, approval
    }
    check_whole(library);
}

TEST_CASE("two approvers who sign in the same instant for two places both stand") {
    test::RealLibrary library;
    library.enrol_everyone();
    ask_for_two_approvals(library);
    for (int round = 0; round < 5; ++round) {
        const auto id = reviewed(library);
        const auto by_adam = approval(library.acting("adam"), id);
        const auto by_otto = approval(library.acting("otto"), id);
        const auto [adam, otto] = at_once(library, by_adam, by_otto);
        // Who was slower may be told of the conflict; asked again, they are judged anew.
        if (!adam) {
            CHECK(adam.error().code == ErrorCode::conflict);
            must(by_adam(library.writer()));
        }
        if (!otto) {
            CHECK(otto.error().code == ErrorCode::conflict);
            must(by_otto(library.writer()));
        }
        const auto state = read(library, id);
        CHECK(state.working->state == core::RevisionState::approved);
        CHECK(state.working->progress.signatures.size() == 4);
    }
    check_whole(library);
}

TEST_CASE("of two administrators who disable each other in the same instant one remains") {
    test::RealLibrary original;
    original.enrol("otto", {"administrator"});
    original.enrol("carl", {"document-controller"});
    for (int round = 0; round < 5; ++round) {
        test::RealLibrary library(original);
        const auto disable = [&](const char* who, const char* whom) -> Act {
            return [acting = library.acting(who), whom = person_id(whom)](
                       core::LibraryWriter& writer) { return writer.disable(acting, whom, "why"); };
        };
        const auto [olga, otto] =
            at_once(library, disable("olga", "otto"), disable("otto", "olga"));
        CHECK(olga.has_value() != otto.has_value());
        CHECK(manages_people(library, "olga") != manages_people(library, "otto"));
        check_whole(library);
    }
}

TEST_CASE("of two administrators who give up the role in the same instant one remains") {
    test::RealLibrary original;
    original.enrol("otto", {"administrator"});
    original.enrol("carl", {"document-controller"});
    for (int round = 0; round < 5; ++round) {
        test::RealLibrary library(original);
        const auto give_up = [&](const char* who) -> Act {
            return [acting = library.acting(who)](core::LibraryWriter& writer) -> core::Status {
                MUNIMENT_CHECK(
                    writer.change_roles(acting, acting.person, {"reader"}, {"administrator"}));
                return {};
            };
        };
        const auto [olga, otto] = at_once(library, give_up("olga"), give_up("otto"));
        CHECK(olga.has_value() != otto.has_value());
        CHECK(manages_people(library, "olga") != manages_people(library, "otto"));
        check_whole(library);
    }
}
