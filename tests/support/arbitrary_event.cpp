// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/arbitrary_event.h"

namespace muniment::test {
namespace {

using core::Event;
using core::Field;

template <class T>
T one_of(std::vector<T> values) {
    return *rc::gen::elementOf(std::move(values));
}

int number(int from, int to) {
    return *rc::gen::inRange(from, to + 1);
}

core::Digest digest() {
    const auto digits =
        *rc::gen::container<std::string>(64, rc::gen::elementOf(std::string("0123456789abcdef")));
    return *core::Digest::parse(digits);
}

core::Date date() {
    return core::Date{std::chrono::year(number(1990, 2060)),
                      std::chrono::month(static_cast<unsigned>(number(1, 12))),
                      std::chrono::day(static_cast<unsigned>(number(1, 28)))};
}

core::ResolvedDate resolved() {
    const auto day = date();
    return {day, std::chrono::sys_days(day) + std::chrono::minutes(number(-15 * 60, 14 * 60))};
}

core::GrantSet roles(int least) {
    core::GrantSet all{"author", "reader:@Quality Assurance", "approver:SOP@Żywność",
                       "document-controller"};
    while (static_cast<int>(all.size()) > number(least, 4)) all.erase(all.begin());
    return all;
}

core::PersonId person() {
    return *core::PersonId::parse(
        one_of<std::string>({"anna", "jan.kowalski", "x", "m-1_2.y", "registrar2"}));
}

core::Route route() {
    std::vector<core::Stage> stages{{core::Meaning::review, 1, {"reviewer"}},
                                    {core::Meaning::approval, 2, {"approver", "approver", "@jan"}},
                                    {core::Meaning::approval, 1, {"@anna", "director"}}};
    return {stages.begin(), stages.begin() + number(1, 3)};
}

std::string line() {
    return one_of<std::string>({"A new supplier", "Zażółć gęślą jaźń", "Event: released", "--- x",
                                "Signed-off-by: A <a@example.invalid>", "#1", "日本語", "<script>",
                                "-", "yes", "a, b; c: d", "\xF0\x9F\x98\x80"});
}

/// Fills in what this field stands for.
void fill(Event& event, Field field) {
    switch (field) {
        case Field::revision:
            event.revision =
                *core::RevisionLabel::parse(one_of<std::string>({"1.0", "2.13", "7", "AB"}));
            return;
        case Field::state:
            event.state = static_cast<core::RevisionState>(number(0, 6));
            return;
        case Field::type:
            event.type = one_of<std::string>({"SOP", "POLICY", "FRM"});
            return;
        case Field::change_kind:
            event.change_kind = static_cast<core::ChangeKind>(number(0, 1));
            return;
        case Field::self_released:
            event.self_released = true;
            return;
        case Field::route:
            event.route = route();
            return;
        case Field::stage:
            event.stage = number(1, 12);
            return;
        case Field::meaning:
            event.meaning = static_cast<core::Meaning>(number(0, 3));
            return;
        case Field::decision:
            event.decision = static_cast<core::Decision>(number(0, 1));
            return;
        case Field::slots:
            event.slots = one_of<std::vector<core::Slot>>(
                {{"reviewer"}, {"@anna"}, {"reviewer", "approver", "@anna"}});
            return;
        case Field::on_behalf_of:
            event.on_behalf_of = person();
            return;
        case Field::outcome:
            event.outcome = static_cast<core::ReviewOutcome>(number(0, 2));
            return;
        case Field::local_date:
            event.local_date = date();
            return;
        case Field::effective: {
            const auto start = resolved();
            event.effective = core::EffectiveDate{start.date, {}};
            if (*rc::gen::arbitrary<bool>()) event.effective->first_instant = start.first_instant;
            return;
        }
        case Field::review_due:
            event.review_due = date();
            return;
        case Field::reassigned:
            event.reassigned_from = "reviewer";
            event.reassigned_to = core::slot_of(person());
            return;
        case Field::acknowledges:
            event.acknowledges = *core::ObjectId::parse(digest().text().substr(24));
            return;
        case Field::stated:
            event.stated_author = line();
            event.stated_approvers = {"A. Nowak", line() + " 2"};
            event.stated_reason = line();
            return;
        case Field::manifest:
            event.manifest = digest();
            event.manifest_line = number(1, 1 << 30);
            return;
        case Field::printed_name:
            event.printed_name = line();
            return;
        case Field::added_roles:
            event.added_roles = roles(1);
            return;
        case Field::removed_roles:
            event.removed_roles = roles(1);
            return;
        case Field::proposed_roles:
            event.proposed_roles = roles(1);
            return;
        case Field::key:
            event.key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ";
            event.key_proof = "U1NIU0lHAAAAAQAAADMAAAAL==";
            return;
        case Field::revoked_key:
            event.revoked_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK";
            return;
        case Field::registrar_key:
            event.registrar_key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIL";
            event.registrar_key_proof = "U1NIU0lHAAAAAQAAADMAAAAM==";
            return;
        case Field::compromised_since:
            event.compromised_since = resolved().first_instant;
            return;
        case Field::statement:
            event.statement = digest();
            return;
        case Field::enrolment:
            event.enrolment = static_cast<core::Enrolment>(number(0, 2));
            return;
        case Field::delegation:
            event.delegated_from = resolved();
            event.delegated_until = resolved();
            return;
        case Field::via:
            event.via = static_cast<core::Via>(number(0, 2));
            return;
    }
}

core::SubjectName subject_of(const core::EventRule& rule) {
    if (rule.subjects.find("document") == std::string_view::npos)
        return core::SubjectName(person());
    return core::SubjectName(*core::Identifier::parse(
        one_of<std::string>({"SOP-0001", "POLICY", "A.B-C9", "FRM-123456789012345"})));
}

rc::Gen<Event> event_of(core::EventKind kind, bool full) {
    return rc::gen::exec([kind, full] {
        const auto& rule = core::rule_of(kind);
        Event event;
        event.kind = kind;
        event.subject = subject_of(rule);
        event.comment = *hostile_comment();
        for (const auto& [field, presence] : rule.fields) {
            const bool present =
                full || presence == core::Presence::required || *rc::gen::arbitrary<bool>();
            if (present) fill(event, field);
        }
        event.person = kind == core::EventKind::took_effect ? core::registrar_id() : person();
        event.name = line();
        event.roles = roles(full ? 2 : 0);
        event.content_sha256 = digest();
        event.authentication = static_cast<core::Authentication>(number(0, 4));
        return event;
    });
}

}  // namespace

rc::Gen<Event> arbitrary_event(core::EventKind kind) {
    return event_of(kind, false);
}

Event full_event(core::EventKind kind) {
    return event_of(kind, true)(rc::Random(7), 50).value();
}

rc::Gen<std::string> hostile_comment() {
    const std::vector<std::string> pieces{
        "A supplier has changed.",
        "",
        " ",
        "\t",
        "Key: value",
        " Key: value",
        "    Indented-Key: value",
        "Person: mallory",
        "Signed-off-by: Mallory <mallory@example.invalid>",
        "(cherry picked from commit 0123456789012345678901234567890123456789)",
        "---",
        " ---",
        "--- a/file",
        "-----BEGIN SSH SIGNATURE-----",
        "# ------------------------ >8 ------------------------",
        "# a heading",
        "> quoted",
        "Conflicts:",
        "\tboth modified: x",
        "Key : value",
        "key:",
        ":",
        "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904",
        "gpgsig x",
        "Zażółć: gęślą",
        "\xEF\xBB\xBFKey: value",
        "日本語",
    };
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces)),
                        [](const std::vector<std::string>& lines) {
                            std::string text;
                            for (const auto& line : lines)
                                text += (text.empty() ? "" : "\n") + line;
                            return text;
                        });
}

}  // namespace muniment::test
