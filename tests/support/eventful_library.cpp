// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/eventful_library.h"

#include <algorithm>

#include "storage/digest.h"
#include "storage/public_key.h"
#include "tests/support/model_library.h"
#include "tests/support/own_key.h"

namespace muniment::test {
namespace {

using core::Identifier;
using core::Meaning;
using Signing = core::LibraryWriter::Signing;
using std::chrono::hours;

/// Tells the story, one subject after the other; the clock moves on between them.
class Story {
  public:
    explicit Story(RealLibrary& library) : library_(library) {}

    void tell() {
        library_.enrol_everyone();
        people();
        drafts();
        signatures();
        releases();
        policy();
        imports();
        readers();
        retirements();
        keys();
    }

  private:
    core::LibraryWriter& writer() { return library_.writer(); }
    [[nodiscard]] core::Acting as(const std::string& id) const { return library_.acting(id); }
    void pass(hours time) { library_.pass(time); }

    void sign(const std::string& person, const Identifier& id, Meaning meaning,
              core::Decision decision = core::Decision::accept,
              core::Request request = core::Request::draft) {
        Signing signing;
        signing.request = request;
        signing.meaning = meaning;
        signing.decision = decision;
        signing.comment = decision == core::Decision::reject ? "Step 2 is missing" : "";
        must(writer().sign(as(person), id, signing));
    }

    void people() {
        must(writer().change_roles(as("olga"), person_id("bob"), {"reviewer"}, {}));
        must(writer().change_roles(as("otto"), person_id("bob"), {}, {"reviewer"}));
        library_.enrol("temp", {"reader", "auditor"});
        must(writer().disable(as("otto"), person_id("temp"), "Left on Friday"));
        pass(hours(1));
        const auto code =
            must(writer().reset(as("olga"), person_id("rolf"), "Forgot the password"));
        must(
            writer().enrol(person_id("rolf"), code, RealLibrary::password("rolf"), core::Via::web));
        must(writer().confirm(as("otto"), person_id("rolf")));
        pass(hours(1));
    }

    void drafts() {
        auto first = markdown("# Packing\n\nFold *once*.\n", "Packing");
        first.attach = {{"plan/fold.svg", "<svg/>\n"}, {"notes.txt", "caf\xC3\xA9\n"}};
        first.change_reason = "A new procedure.\nSubject: looks like a trailer\n---\nand goes on";
        packing_ = must(writer().create_draft(as("ann"), "SOP", first)).id;
        must(writer().edit_draft(as("carl"), packing_, markdown("# Packing\n\nFold twice.\n"),
                                 "Twice holds better"));
        auto named = markdown("# Labels\r\n\r\nOne each.\r\n", "Labels");
        named.clauses = std::vector<std::string>{"8.5.1", "8.5.2"};
        const auto labels = must(writer().create_draft(as("ann"), "WI", named)).id;
        must(writer().withdraw(as("ann"), labels, "Belongs into Packing"));
        must(writer().draft_revision(as("carl"), labels, markdown("# Labels\n\nAgain.\n"),
                                     "It is wanted after all"));
        pass(hours(5));
    }

    void signatures() {
        library_.submit(packing_);
        sign("rita", packing_, Meaning::review, core::Decision::reject);
        must(writer().edit_draft(as("ann"), packing_, markdown("# Packing\n\nFold thrice.\n"),
                                 "As the review asks"));
        library_.submit(packing_);
        // Each core::Reassign is for the place that nobody could fill.
        must(
            writer().reassign(as("carl"), packing_, {2, "approver", "@eva", "Adam is on holiday"}));
        must(writer().delegate(as("rita"), person_id("otto"), library_.in_days(0),
                               library_.in_days(30)));
        pass(hours(1));
        Signing lent;
        lent.meaning = Meaning::review;
        lent.on_behalf_of = person_id("rita");
        must(writer().sign(as("otto"), packing_, lent));
        sign("eva", packing_, Meaning::approval);
        library_.release(packing_);
        pass(hours(2));
    }

    Identifier approved_revision(const Identifier& id, const std::string& text) {
        auto change = markdown(text);
        change.change_kind = core::ChangeKind::minor;
        must(writer().draft_revision(as("ann"), id, change, "Seen in practice"));
        library_.submit(id);
        library_.review(id);
        library_.approve(id);
        return id;
    }

    void releases() {
        approved_revision(packing_, "# Packing\n\nFold, then tape.\n");
        library_.release(packing_, library_.in_days(10));
        must(writer().reschedule(as("carl"), packing_, library_.in_days(5), "Tape came early"));
        must(writer().cancel(as("carl"), packing_, "The tape is the wrong one"));
        library_.release(packing_, library_.in_days(3));
        const auto other = library_.make_effective("Receiving", "# Receiving\n\nCount.\n");
        approved_revision(other, "# Receiving\n\nCount and weigh.\n");
        library_.release(other, library_.in_days(3));
        // A newer draft takes the working place, so the cancelled release is withdrawn.
        must(writer().draft_revision(as("ann"), other, markdown("# Receiving\n\nWeigh.\n"),
                                     "Weighing is enough"));
        must(writer().cancel(as("carl"), other, "Overtaken by the next draft"));
        receiving_ = other;
        pass(hours(24 * 4));
        must(writer().settle());
    }

    void policy() {
        const auto policy = core::policy_identifier();
        const auto viewer = must(library_.reader().viewer(person_id("olga")));
        const auto view = must(library_.reader().show(viewer, policy, {}));
        const auto files = must(library_.reader().files(view));
        std::string rules = core::find_master(policy, files)->bytes;
        replace(rules, "enrolment_confirmation = false", "enrolment_confirmation = true");
        replace(rules, "pattern = \"FRM-####\"\nlabels = \"major.minor\"",
                "pattern = \"FRM-####\"\nlabels = \"letter\"");
        replace(rules, "two_person_rule = false", "two_person_rule = true");
        const auto form = rules.find("[types.FRM]");
        replace(rules, "route = [\"approval all approver\"]",
                "route = [\"approval 2 approver,document-controller,administrator\"]", form);
        core::DraftChange change;
        change.master = core::MasterFile{".toml", rules};
        must(writer().draft_revision(as("olga"), policy, change, "Two of three sign forms"));
        must(writer().submit(as("olga"), policy, "Please"));
        sign("carl", policy, Meaning::approval);
        must(writer().release(as("otto"), {{policy, {}}}, {}, ""));
        pass(hours(1));
        library_.enrol("nina", {"reader"});
        must(writer().confirm(as("otto"), person_id("nina")));
        roles_by_two();
        const auto form_id =
            must(writer().create_draft(as("ann"), "FRM", markdown("# Form\n\nName:\n", "Form"))).id;
        library_.submit(form_id);
        sign("adam", form_id, Meaning::approval);
        sign("otto", form_id, Meaning::approval);
        const auto tools = library_.draft("Tools", "# Tools\n\nList.\n");
        library_.submit(tools);
        library_.review(tools);
        library_.approve(tools);
        must(writer().release(as("carl"), {{form_id, {}}, {tools, {}}}, {}, "Both together"));
        tools_ = tools;
        pass(hours(1));
    }

    void roles_by_two() {
        const auto nina = person_id("nina");
        must(writer().decide_roles(as("otto"), nina, core::Decision::accept, ""));
        must(writer().change_roles(as("otto"), nina, {"approver:FRM@Production"}, {"reader"}));
        must(writer().decide_roles(as("olga"), nina, core::Decision::reject, "Not trained yet"));
    }

    static void replace(std::string& text, const std::string& from, const std::string& to,
                        std::size_t after = 0) {
        const auto at = text.find(from, after);
        if (at == std::string::npos) throw std::logic_error("no such passage: " + from);
        text.replace(at, from.size(), to);
    }

    static core::ImportedRevision imported(std::int64_t line, const std::string& key,
                                           const std::string& day, const std::string& text) {
        core::ImportedRevision revision;
        revision.key = key;
        revision.type = "SOP";
        revision.content = markdown(text, "Old rule " + key);
        revision.effective_from = date(day);
        revision.as_effective = true;
        revision.stated_author = "J. Kowalska";
        revision.stated_approvers = {"The board", "P. Nowak"};
        revision.stated_reason = "As in the binder";
        revision.line = line;
        return revision;
    }

    void imports() {
        std::vector<core::ImportedRevision> lines;
        for (const char* key : {"old/b", "old/a", "SOP-0900"}) {
            for (const char* day : {"2024-01-10", "2024-06-01", "2025-02-03"}) {
                const auto line = static_cast<std::int64_t>(lines.size()) + 1;
                lines.push_back(imported(line, key, day, std::string(key) + " of " + day + "\n"));
            }
        }
        auto as_draft = imported(10, "old/draft", "2025-01-01", "Not in force\n");
        as_draft.effective_from.reset();
        as_draft.as_effective = false;
        lines.push_back(as_draft);
        const auto report =
            must(writer().import(as("carl"), storage::sha256("manifest"),
                                 "The binder of 2025 holds", lines, {}, [] { return true; }));
        if (report.imported != lines.size())
            throw std::runtime_error(report.faults[0].error.message);
        pass(hours(3));
    }

    void readers() {
        must(writer().acknowledge(as("reed"), packing_, {}));
        must(writer().acknowledge(as("ann"), packing_, {}));
        must(writer().review(as("ann"), packing_, core::ReviewOutcome::keep, "Still right"));
        must(writer().acknowledge(as("bob"), packing_, {}));
        must(writer().review(as("carl"), tools_, core::ReviewOutcome::revise, "A tool is new"));
        pass(hours(1));
    }

    void ask_to_retire(const Identifier& id, std::optional<core::Date> date = {}) {
        must(writer().retire(as("ann"), id, "Nobody does this any more", date));
    }

    void agree(const Identifier& id, core::Decision decision = core::Decision::accept) {
        sign("adam", id, Meaning::approval, decision, core::Request::retirement);
    }

    void retirements() {
        ask_to_retire(tools_);
        agree(tools_, core::Decision::reject);
        ask_to_retire(tools_);
        must(writer().withdraw(as("ann"), tools_, "One still does"));
        ask_to_retire(tools_, library_.in_days(9));
        agree(tools_);
        must(writer().cancel(as("carl"), tools_, "Two still do"));
        ask_to_retire(tools_, library_.in_days(2));
        agree(tools_);
        const auto old = core::Identifier::parse("SOP-0900").value();
        ask_to_retire(old);
        agree(old);
        pass(hours(24 * 3));
        must(writer().acknowledge(as("nina"), packing_, {}));
        must(writer().withdraw(as("carl"), receiving_, "Counting is enough"));
        must(writer().draft_revision(as("bob"), tools_, markdown("# Tools\n\nNew list.\n"),
                                     "Reinstated"));
        must(writer().edit_draft(as("carl"), tools_, markdown("# Tools\n\nNewer list.\n"),
                                 "One more tool"));
    }

    /// For those who would forge the register with it.
    void keep_registrar_key(const std::string& name) {
        std::filesystem::copy_file(library_.layout.registrar_key(), library_.layout.keys() / name);
    }

    /// Eva signs with a key of her own for a while; the registrar gets a new key twice.
    void keys() {
        const TemporaryFolder folder;
        const auto own = own_key(folder.path() / "eva", "eva@laptop");
        enrol_own_key(library_, "eva", *own);
        core::Acting eva = as("eva");
        eva.own_key = own;
        must(writer().acknowledge(eva, packing_, {}));
        keep_registrar_key("first");
        must(writer().rotate_registrar(as("olga"), "Once a year"));
        must(writer().acknowledge(as("adam"), packing_, {}));
        pass(hours(1));
        must(writer().revoke_key(as("eva"), person_id("eva"), own->public_key(), "Laptop stolen",
                                 library_.clock.now() - hours(2)));
        keep_registrar_key("second");
        const auto key = must(writer().replace_registrar({as("olga"), as("otto")}, "Server stolen",
                                                         library_.clock.now()));
        library_.registrar = must(storage::PublicKey::parse(key)).fingerprint();
        must(writer().acknowledge(as("carl"), packing_, {}));
    }

    RealLibrary& library_;
    Identifier packing_;
    Identifier receiving_;
    Identifier tools_;
};

}  // namespace

const RealLibrary& eventful_library() {
    static const std::unique_ptr<RealLibrary> library = [] {
        auto made = std::make_unique<RealLibrary>();
        Story(*made).tell();
        return made;
    }();
    return *library;
}

}  // namespace muniment::test
