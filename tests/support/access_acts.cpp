// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/access_acts.h"

#include "core/policy.h"
#include "storage/own_key_signer.h"
#include "tests/support/own_key.h"

namespace muniment::test {
namespace {

template <class T>
bool is_open(const core::Result<T>& result) {
    return result ? true : RehearsalGate::would_do(result.error());
}

core::PersonId person_of(const std::string& id) {
    return must(core::PersonId::parse(id));
}

core::LibraryWriter::Signing signing_for(const AccessCase& one) {
    core::LibraryWriter::Signing signing;
    signing.meaning =
        one.condition == "in_review" ? core::Meaning::review : core::Meaning::approval;
    if (one.condition == "retiring") signing.request = core::Request::retirement;
    return signing;
}

core::DraftChange new_text(const AccessCase& one) {
    if (!one.id.is_policy()) return markdown("# Other\n\nText.\n");
    core::DraftChange change;
    change.master = core::MasterFile{
        ".toml", core::default_policy_text("Lavender Lane", "Europe/Warsaw", false)};
    return change;
}

core::Reassign reassignment(const AccessCase& one) {
    return {1, one.condition == "retiring" ? "approver" : "reviewer", "@rita", "why"};
}

/// The key of the person, in the register's spelling.
std::string key_of(ActRehearsal& r, const std::string& person) {
    return must(r.reader().viewer(person_of(person))).person->keys.back().public_key;
}

bool enrol_key(ActRehearsal& r, const std::string& person) {
    const TemporaryFolder folder;
    const auto key = own_key(folder.path() / "key");
    const auto founding = must(r.reader().ports().reg.founding());
    const auto proof = must(key->prove(person_of(person), founding));
    return is_open(r.writer().enrol_key(r.as(person), key->public_key(), proof));
}

/// There has to be something to submit; it is given up afterwards.
bool submit_policy(ActRehearsal& r, const std::string& person) {
    const auto policy = core::policy_identifier();
    auto& writer = r.stage.library().writer();
    const auto olga = r.stage.library().acting("olga");
    must(writer.draft_revision(olga, policy, new_text({policy, {}, {}}), "why"));
    const bool open = is_open(r.writer().submit(r.as(person), policy, ""));
    must(writer.withdraw(olga, policy, "not needed"));
    return open;
}

}  // namespace

ActRehearsal::ActRehearsal(AccessStage& on_stage)
    : stage(on_stage),
      services_(on_stage.library().open_another()),
      gate_(services_->gate()),
      writer_(services_->reader(), gate_, services_->keys()) {
    must(services_->reader().catch_up());
}

const std::map<std::string, OnDocument>& document_acts() {
    using R = ActRehearsal;
    using Name = std::string;
    using Case = AccessCase;
    static const std::map<std::string, OnDocument> acts{
        {"draft edit",
         [](R& r, const Name& person, const Case& one) {
             return is_open(r.writer().edit_draft(r.as(person), one.id, new_text(one), "why"));
         }},
        {"draft submit",
         [](R& r, const Name& person, const Case& one) {
             return is_open(r.writer().submit(r.as(person), one.id, ""));
         }},
        {"draft withdraw",
         [](R& r, const Name& person, const Case& one) {
             return is_open(r.writer().withdraw(r.as(person), one.id, "why"));
         }},
        {"draft create",
         [](R& r, const Name& person, const Case& one) {
             auto change = new_text(one);
             change.change_kind = core::ChangeKind::major;
             return is_open(r.writer().draft_revision(r.as(person), one.id, change, "why"));
         }},
        {"sign",
         [](R& r, const Name& person, const Case& one) {
             return is_open(r.writer().sign(r.as(person), one.id, signing_for(one)));
         }},
        {"release",
         [](R& r, const Name& person, const Case& one) {
             return is_open(r.writer().release(r.as(person), {{one.id, {}}}, {}, ""));
         }},
        {"reschedule",
         [](R& r, const Name& person, const Case& one) {
             const auto later = r.stage.library().in_days(20);
             return is_open(r.writer().reschedule(r.as(person), one.id, later, "why"));
         }},
        {"cancel",
         [](R& r, const Name& person, const Case& one) {
             return is_open(r.writer().cancel(r.as(person), one.id, "why"));
         }},
        {"reassign",
         [](R& r, const Name& person, const Case& one) {
             return is_open(r.writer().reassign(r.as(person), one.id, reassignment(one)));
         }},
        {"review",
         [](R& r, const Name& person, const Case& one) {
             const auto keep = core::ReviewOutcome::keep;
             return is_open(r.writer().review(r.as(person), one.id, keep, "why"));
         }},
        {"acknowledge",
         [](R& r, const Name& person, const Case& one) {
             return is_open(r.writer().acknowledge(r.as(person), one.id, {}));
         }},
        {"retire",
         [](R& r, const Name& person, const Case& one) {
             return is_open(r.writer().retire(r.as(person), one.id, "why", {}));
         }},
    };
    return acts;
}

const std::map<std::string, OnPerson>& person_acts() {
    using R = ActRehearsal;
    using Name = std::string;
    static const std::map<std::string, OnPerson> acts{
        {"person roles",
         [](R& r, const Name& person, const Name& about) {
             return is_open(
                 r.writer().change_roles(r.as(person), person_of(about), {"reviewer:WI"}, {}));
         }},
        {"person decide",
         [](R& r, const Name& person, const Name& about) {
             return is_open(r.writer().decide_roles(r.as(person), person_of(about),
                                                    core::Decision::accept, ""));
         }},
        {"person disable",
         [](R& r, const Name& person, const Name& about) {
             return is_open(r.writer().disable(r.as(person), person_of(about), "why"));
         }},
        {"person reset",
         [](R& r, const Name& person, const Name& about) {
             return is_open(r.writer().reset(r.as(person), person_of(about), "why"));
         }},
        {"person confirm",
         [](R& r, const Name& person, const Name& about) {
             return is_open(r.writer().confirm(r.as(person), person_of(about)));
         }},
        {"key revoke",
         [](R& r, const Name& person, const Name& about) {
             return is_open(r.writer().revoke_key(r.as(person), person_of(about), key_of(r, about),
                                                  "why", {}));
         }},
    };
    return acts;
}

const std::map<std::string, OnLibrary>& library_acts() {
    using R = ActRehearsal;
    using Name = std::string;
    static const std::map<std::string, OnLibrary> acts{
        {"person add",
         [](R& r, const Name& person) {
             return is_open(
                 r.writer().add_person(r.as(person), person_of("newcomer"), "New", {"reader"}));
         }},
        {"person enrol",
         [](R& r, const Name& /*person*/) {
             return is_open(r.writer().enrol(person_of("ines"), r.stage.code, "a secret of ines",
                                             core::Via::cli));
         }},
        {"key enrol", enrol_key},
        {"delegate",
         [](R& r, const Name& person) {
             auto& library = r.stage.library();
             return is_open(r.writer().delegate(r.as(person), person_of("rita"), library.in_days(1),
                                                library.in_days(2)));
         }},
        {"import",
         [](R& r, const Name& person) {
             core::ImportedRevision line;
             line.key = "one";
             line.type = "SOP";
             line.content = markdown("# Old\n\nText.\n", "Old");
             line.effective_from = r.stage.library().in_days(-10);
             const auto report = r.writer().import(r.as(person), statement_digest(), "why", {line},
                                                   {}, [] { return true; });
             return is_open(report);
         }},
        {"policy propose",
         [](R& r, const Name& person) {
             const auto policy = core::policy_identifier();
             return is_open(r.writer().draft_revision(r.as(person), policy,
                                                      new_text({policy, {}, {}}), "why"));
         }},
        {"policy submit", submit_policy},
        {"registrar rotate",
         [](R& r, const Name& person) {
             return is_open(r.writer().rotate_registrar(r.as(person), "why"));
         }},
        {"registrar replace",
         [](R& r, const Name& person) {
             return is_open(r.writer().replace_registrar({r.as(person)}, "why", {}));
         }},
    };
    return acts;
}

}  // namespace muniment::test
