// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/access_stage.h"

#include "core/policy.h"
#include "core/text.h"
#include "storage/digest.h"
#include "storage/ssh_signature.h"
#include "tests/support/model_library.h"
#include "tests/support/web_form.h"
#include "web/site/document_acts.h"

namespace muniment::test {
namespace {

const std::vector<std::string> classes{"public", "internal", "confidential"};
const std::vector<std::string> conditions{"draft",    "in_review", "approved",
                                          "pending",  "effective", "revised",
                                          "retiring", "retired",   "withdrawn"};

/// The command line knows no other clock than the system's.
RealLibraryPlan plan_of_today() {
    RealLibraryPlan plan;
    const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
    plan.start = core::render(core::Instant(now - std::chrono::hours(1)));
    return plan;
}

std::string replaced(std::string text, const std::string& passage, const std::string& by) {
    const auto at = text.find(passage);
    if (at == std::string::npos) throw std::runtime_error("not there: " + passage);
    return text.replace(at, passage.size(), by);
}

core::PersonId person(const std::string& id) {
    return must(core::PersonId::parse(id));
}

}  // namespace

AccessStage::AccessStage() : served(plan_of_today()) {
    add_people();
    for (const auto& condition : conditions) {
        for (const auto& reading_class : classes) {
            cases_.push_back({make(condition, reading_class), condition, reading_class});
        }
    }
    ask_for_two_persons();
    leave_open_matters();
    must(library().reader().catch_up());
    cases_.push_back({core::policy_identifier(), "effective", "policy"});
    for (auto& one : cases_) one.shown = shown(one.id, one.condition);
    for (const auto& [unused, id] : viewers())
        if (!id.empty()) static_cast<void>(served.cookie_of(id));
    must(library().writer().disable(library().acting("olga"), person("dirk"), "left"));
    must(library().reader().catch_up());
    served.rehearse();
}

const std::map<std::string, std::string>& AccessStage::viewers() const {
    static const std::map<std::string, std::string> all{
        {"reader", "reed"},        {"author", "bob"},      {"reviewer", "rolf"},
        {"approver", "eva"},       {"controller", "carl"}, {"auditor", "adele"},
        {"administrator", "otto"}, {"writer", "dora"},     {"limited", "cleo"},
        {"elsewhere", "wim"},      {"disabled", "dirk"},   {"nobody", ""}};
    return all;
}

const std::vector<AccessSubject>& AccessStage::subjects() const {
    static const std::vector<AccessSubject> all{
        {"self", {}}, {"other", "rita"}, {"proposed", "pia"}, {"unconfirmed", "ulla"}};
    return all;
}

void AccessStage::add_people() {
    library().enrol_everyone();
    library().enrol("adele", {"auditor"});
    library().enrol("dora", {"author", "reviewer", "approver"});
    library().enrol("cora", {"document-controller"});
    library().enrol("cleo", {"document-controller:SOP"});
    library().enrol("wim", {"approver:WI", "auditor:@Elsewhere"});
    library().enrol("dirk", {"administrator"});
    library().enrol("pia", {"reader"});
    library().enrol("ulla", {"reader"});
}

/// Changes the policy through its route.
void AccessStage::ask_for_two_persons() {
    auto& writer = library().writer();
    const auto policy = core::policy_identifier();
    core::DraftChange change;
    change.master = core::MasterFile{
        ".toml", replaced(core::default_policy_text("Lavender Lane", "Europe/Warsaw", false),
                          "two_person_rule = false", "two_person_rule = true")};
    library().pass(std::chrono::minutes(1));
    must(writer.draft_revision(library().acting("olga"), policy, change, "as agreed"));
    must(writer.submit(library().acting("olga"), policy, ""));
    must(writer.sign(library().acting("cora"), policy, {}));
    must(writer.release(library().acting("cora"), {{policy, {}}}, {}, ""));
}

/// A change of roles that waits, a key that waits to be confirmed, and an invitation.
void AccessStage::leave_open_matters() {
    auto& writer = library().writer();
    const auto olga = library().acting("olga");
    must(writer.change_roles(olga, person("pia"), {"reviewer"}, {}));
    const auto fresh = must(writer.reset(olga, person("ulla"), "forgotten"));
    must(writer.enrol(person("ulla"), fresh, "another secret of ulla", core::Via::cli));
    code = must(writer.add_person(olga, person("ines"), "Ines Invited", {"reader"}));
}

core::Identifier AccessStage::make(const std::string& condition, const std::string& reading_class) {
    auto change = markdown("# Steps\n\nTurn the lavender.\n", "On " + condition);
    change.reading_class = reading_class;
    change.attach = {{"plan.txt", "a plan\n"}};
    auto id = must(library().writer().create_draft(library().acting("dora"), "SOP", change)).id;
    take_further(id, condition);
    return id;
}

void AccessStage::take_further(const core::Identifier& id, const std::string& condition) {
    auto& writer = library().writer();
    const auto dora = library().acting("dora");
    if (condition == "draft") return;
    if (condition == "withdrawn") {
        must(writer.withdraw(dora, id, "not needed"));
        return;
    }
    must(writer.submit(dora, id, ""));
    if (condition == "in_review") return;
    library().review(id);
    library().approve(id);
    if (condition == "approved") return;
    if (condition == "pending") {
        library().release(id, library().in_days(10));
        return;
    }
    library().release(id);
    if (condition == "revised") revise(id);
    if (condition != "retiring" && condition != "retired") return;
    must(writer.retire(library().acting("cora"), id, "over", {}));
    core::LibraryWriter::Signing signing;
    signing.request = core::Request::retirement;
    if (condition == "retired") must(writer.sign(library().acting("adam"), id, signing));
}

void AccessStage::revise(const core::Identifier& id) {
    library().pass(std::chrono::minutes(1));
    auto& writer = library().writer();
    const auto dora = library().acting("dora");
    must(writer.draft_revision(dora, id, markdown("# Steps\n\nLeave the lavender.\n"), "better"));
    must(writer.submit(dora, id, ""));
    library().review(id);
    library().approve(id);
    library().release(id);
}

const std::string& AccessStage::form_token(const std::string& person) {
    auto& token = tokens_[person];
    if (!token.empty()) return token;
    const auto fields = hidden_fields(served.get("/tasks", person).body, "/logout");
    return token = fields.empty() ? "none" : fields.front().second;
}

ActValues AccessStage::values(const std::string& person) {
    return {{"password", RealLibrary::password(person)},
            {"csrf", form_token(person)},
            {"reason", "because"},
            {"comment", "because"},
            {"decision", "accept"},
            {"id", "newcomer"},
            {"name", "New Comer"},
            {"roles", "reviewer"},
            {"to", "rita"},
            {"from", core::render(library().in_days(1))},
            {"until", core::render(library().in_days(2))},
            {"type", "SOP"},
            {"title", "Another one"},
            {"owner", person},
            {"department", ""},
            {"class", "internal"},
            {"text", "# Other\n\nText.\n"},
            {"code", code},
            {"accept", "yes"},
            {"new-password", "a secret of somebody"},
            {"again", "a secret of somebody"},
            {"person", person}};
}

ActValues AccessStage::values_about(const std::string& about, const std::string& person) {
    const auto owner = must(library().reader().viewer(test::person_id(about))).person;
    auto all = values(person);
    all["roles"] = core::join({owner->roles.begin(), owner->roles.end()}, ",") + ",auditor";
    all["key_line"] = owner->keys.back().public_key;
    all["key"] = must(storage::PublicKey::parse(all["key_line"])).fingerprint();
    if (owner->proposal) all["add"] = *owner->proposal->add.begin();
    return all;
}

ActValues AccessStage::shown(const core::Identifier& id, const std::string& condition) {
    const auto state = must(library().reader().document({{}, true}, id));
    const auto now = library().reader().now();
    const bool retiring = state.retirement.has_value();
    const bool reviewed = state.working && state.working->progress.stage == 1;
    const bool second = condition == "revised" || id.is_policy();
    const std::string place = retiring ? "approver" : "reviewer";
    return {{"working", web::digest_shown(state, true, now).text()},
            {"standing", web::digest_shown(state, false, now).text()},
            {"is_working", state.working ? "yes" : ""},
            {"request", retiring ? "retirement" : "draft"},
            {"meaning", reviewed ? "review" : "approval"},
            {"stage", "1"},
            {"from", place},
            {"place", "1 " + place},
            {"to", "@rita"},
            {"outcome", "keep"},
            {"kind", "major"},
            {"revision", second ? "2.0" : "1.0"}};
}

ActValues AccessStage::values(const std::string& act, const AccessCase& one,
                              const std::string& person) {
    auto all = values(person);
    for (const auto& [name, value] : one.shown) all[name] = value;
    const bool draft = act == "submit" || act == "edit" || act == "release";
    const bool either = act == "sign" || act == "reassign" || act == "withdraw";
    const bool working = draft || (either && !all["is_working"].empty());
    all["digest"] = all[working ? "working" : "standing"];
    if (all["digest"].empty()) all["digest"] = storage::sha256({}).text();
    all["effective"] = act == "reschedule" ? core::render(library().in_days(20)) : "";
    if (one.id.is_policy())
        all["text"] = core::default_policy_text("Lavender Lane", "Europe/Warsaw", false);
    return all;
}

}  // namespace muniment::test
