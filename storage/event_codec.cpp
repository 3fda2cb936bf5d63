// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/event_codec.h"

#include <algorithm>
#include <charconv>
#include <concepts>
#include <type_traits>

#include "core/text.h"
#include "storage/trailers.h"

namespace muniment::storage {
namespace {

using core::Event;
using core::Field;
using core::Result;
using core::Status;

using Values = std::vector<std::string>;

tl::unexpected<core::Error> unreadable(std::string what) {
    return core::fail(core::ErrorCode::data_corrupt, std::move(what));
}

// How values stand in trailers. What is absent (an empty optional, an empty text) has no trailer.

Values shown(const std::string& text) {
    return text.empty() ? Values{} : Values{text};
}
Values shown(const core::ObjectId& id) {
    return {id.hex()};
}
Values shown(core::Instant instant) {
    return {core::render(instant)};
}
Values shown(core::Date date) {
    return {core::render(date)};
}
Values shown(const core::ResolvedDate& resolved) {
    return {core::render(resolved.date) + " " + core::render(resolved.first_instant)};
}
Values shown(const core::EffectiveDate& effective) {
    if (!effective.first_instant) return shown(effective.date);
    return shown(core::ResolvedDate{effective.date, *effective.first_instant});
}
Values shown(const core::GrantSet& roles) {
    return shown(core::join({roles.begin(), roles.end()}, ","));
}
template <std::integral T>
Values shown(T number) {
    return {std::to_string(number)};
}
template <class T>
requires std::is_enum_v<T> Values shown(T value) {
    return {std::string(core::name_of(value))};
}
template <class T>
requires requires(const T& value) {
    value.text();
}
Values shown(const T& value) {
    return shown(value.text());
}
template <class T>
Values shown(const std::optional<T>& value) {
    return value ? shown(*value) : Values{};
}

// How they are read. It may be lenient: what was read is rendered again and compared.

Result<std::string> parse_text(std::string_view text) {
    return std::string(text);
}
template <class Number>
Result<Number> parse_number(std::string_view text) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size() && number > 0) return number;
    return unreadable("not a number");
}
Result<core::PersonId> parse_person(std::string_view text) {
    if (text == core::registrar_id().text()) return core::registrar_id();
    return core::PersonId::parse(text);
}
Result<core::ResolvedDate> parse_resolved(std::string_view text) {
    const auto space = text.find(' ');
    if (space == std::string_view::npos) return unreadable("the instant is missing");
    MUNIMENT_TRY(const auto date, core::parse_date(text.substr(0, space)));
    MUNIMENT_TRY(const auto instant, core::parse_instant(text.substr(space + 1)));
    return core::ResolvedDate{date, instant};
}
Result<core::EffectiveDate> parse_effective(std::string_view text) {
    if (text.find(' ') == std::string_view::npos) {
        MUNIMENT_TRY(const auto date, core::parse_date(text));
        return core::EffectiveDate{date, {}};
    }
    MUNIMENT_TRY(const auto resolved, parse_resolved(text));
    return core::EffectiveDate{resolved.date, resolved.first_instant};
}
/// Roles are named like people; a place of a stage is a role or `@` and a person.
Result<core::Slot> parse_slot(std::string_view text) {
    const bool person = !text.empty() && text[0] == '@';
    MUNIMENT_TRY(const auto name, core::PersonId::parse(text.substr(person ? 1 : 0)));
    return (person ? "@" : "") + name.text();
}
Result<std::vector<core::Slot>> parse_slots(std::string_view text) {
    std::vector<core::Slot> slots;
    for (const auto& word : core::split(text, ',')) {
        MUNIMENT_TRY(auto slot, parse_slot(word));
        slots.push_back(std::move(slot));
    }
    return slots;
}
Result<core::GrantSet> parse_roles(std::string_view text) {
    core::GrantSet roles;
    for (const auto& word : core::split(text, ',')) {
        MUNIMENT_TRY(const auto grant, core::parse_grant(word));
        roles.insert(render(grant));
    }
    return roles;
}

/// One trailer: what an event puts there, and what the event gets from one such line. Without a
/// field every event has it. A field of several rows has all of them where the table of events
/// requires the field.
struct Row {
    std::optional<Field> field;
    std::string_view key;
    Values (*write)(const Event&);
    Status (*read)(Event&, std::string_view value);
};

/// The row of a member that stands on one line.
template <auto member, auto parse>
Row row(std::optional<Field> field, std::string_view key) {
    return {field, key, [](const Event& event) { return shown(event.*member); },
            [](Event& event, std::string_view value) -> Status {
                MUNIMENT_TRY(event.*member, parse(value));
                return {};
            }};
}

Values write_self_released(const Event& event) {
    return event.self_released ? Values{"yes"} : Values{};
}
Status read_self_released(Event& event, std::string_view value) {
    event.self_released = value == "yes";
    return {};
}

Values write_route(const Event& event) {
    Values stages;
    for (const auto& stage : event.route)
        stages.push_back(std::to_string(stages.size() + 1) + " " + core::render(stage));
    return stages;
}
Status read_route(Event& event, std::string_view value) {
    MUNIMENT_TRY(auto stage,
                 core::parse_stage(value.substr(std::min(value.find(' '), value.size() - 1) + 1)));
    event.route.push_back(std::move(stage));
    return {};
}

Values write_slots(const Event& event) {
    return shown(core::join(event.slots, ","));
}
Status read_slots(Event& event, std::string_view value) {
    MUNIMENT_TRY(event.slots, parse_slots(value));
    return {};
}

Values write_approvers(const Event& event) {
    return event.stated_approvers;
}
Status read_approver(Event& event, std::string_view value) {
    event.stated_approvers.emplace_back(value);
    return {};
}

Values write_roles(const Event& event) {
    return event.roles.empty() ? Values{"-"} : shown(event.roles);
}
Status read_roles(Event& event, std::string_view value) {
    if (value == "-") return {};
    MUNIMENT_TRY(event.roles, parse_roles(value));
    return {};
}

/// The trailers in the order in which they stand.
const std::vector<Row>& rows() {
    static const std::vector<Row> all{
        row<&Event::kind, core::parse_event_kind>({}, "Event"),
        row<&Event::subject, core::SubjectName::parse>({}, "Document"),
        row<&Event::revision, core::RevisionLabel::parse>(Field::revision, "Revision"),
        row<&Event::state, core::parse_revision_state>(Field::state, "State"),
        row<&Event::type, parse_text>(Field::type, "Type"),
        row<&Event::change_kind, core::parse_change_kind>(Field::change_kind, "Kind"),
        {Field::self_released, "Self-Released", write_self_released, read_self_released},
        {Field::route, "Route", write_route, read_route},
        row<&Event::stage, parse_number<int>>(Field::stage, "Stage"),
        row<&Event::meaning, core::parse_meaning>(Field::meaning, "Meaning"),
        row<&Event::decision, core::parse_decision>(Field::decision, "Decision"),
        {Field::slots, "Slots", write_slots, read_slots},
        row<&Event::on_behalf_of, core::PersonId::parse>(Field::on_behalf_of, "On-Behalf-Of"),
        row<&Event::outcome, core::parse_review_outcome>(Field::outcome, "Outcome"),
        row<&Event::local_date, core::parse_date>(Field::local_date, "Local-Date"),
        row<&Event::effective, parse_effective>(Field::effective, "Effective-Date"),
        row<&Event::review_due, core::parse_date>(Field::review_due, "Review-Due"),
        row<&Event::reassigned_from, parse_slot>(Field::reassigned, "Reassigned-From"),
        row<&Event::reassigned_to, parse_slot>(Field::reassigned, "Reassigned-To"),
        row<&Event::acknowledges, core::ObjectId::parse>(Field::acknowledges, "Acknowledges"),
        row<&Event::stated_author, parse_text>(Field::stated, "Stated-Author"),
        {Field::stated, "Stated-Approver", write_approvers, read_approver},
        row<&Event::stated_reason, parse_text>(Field::stated, "Stated-Reason"),
        row<&Event::manifest, core::Digest::parse>(Field::manifest, "Manifest-SHA256"),
        row<&Event::manifest_line, parse_number<std::int64_t>>(Field::manifest, "Manifest-Line"),
        row<&Event::printed_name, parse_text>(Field::printed_name, "Printed-Name"),
        row<&Event::added_roles, parse_roles>(Field::added_roles, "Added-Roles"),
        row<&Event::removed_roles, parse_roles>(Field::removed_roles, "Removed-Roles"),
        row<&Event::proposed_roles, parse_roles>(Field::proposed_roles, "Proposed-Roles"),
        row<&Event::key, parse_text>(Field::key, "Key"),
        row<&Event::key_proof, parse_text>(Field::key, "Key-Proof"),
        row<&Event::revoked_key, parse_text>(Field::revoked_key, "Revoked-Key"),
        row<&Event::registrar_key, parse_text>(Field::registrar_key, "Registrar-Key"),
        row<&Event::registrar_key_proof, parse_text>(Field::registrar_key, "Registrar-Key-Proof"),
        row<&Event::compromised_since, core::parse_instant>(Field::compromised_since,
                                                            "Compromised-Since"),
        row<&Event::statement, core::Digest::parse>(Field::statement, "Statement-SHA256"),
        row<&Event::enrolment, core::parse_enrolment>(Field::enrolment, "Enrolment"),
        row<&Event::delegated_from, parse_resolved>(Field::delegation, "Delegated-From"),
        row<&Event::delegated_until, parse_resolved>(Field::delegation, "Delegated-Until"),
        row<&Event::person, parse_person>({}, "Person"),
        row<&Event::name, parse_text>({}, "Name"),
        {{}, "Roles", write_roles, read_roles},
        row<&Event::content_sha256, core::Digest::parse>({}, "Content-SHA256"),
        row<&Event::authentication, core::parse_authentication>({}, "Authentication"),
        row<&Event::via, core::parse_via>(Field::via, "Via"),
    };
    return all;
}

enum class Rule { required, optional, forbidden };

/// What the table of events says of this row.
Rule rule_for(const core::EventRule& rule, const Row& row) {
    if (!row.field) return Rule::required;
    for (const auto& [field, presence] : rule.fields) {
        if (field != *row.field) continue;
        return presence == core::Presence::required ? Rule::required : Rule::optional;
    }
    return Rule::forbidden;
}

Status check_presence(const core::EventRule& rule, const Row& row, bool present) {
    const Rule wanted = rule_for(rule, row);
    if (wanted == Rule::optional || (wanted == Rule::required) == present) return {};
    return unreadable(std::string(rule.name) + (present ? " has no" : " needs a") + " trailer '" +
                      std::string(row.key) + "'");
}

/// Reads the rows in their order; each takes the lines with its key that come next.
Result<Event> read_event(const MessageParts& parts) {
    Event event;
    event.comment = parts.body;
    auto next = parts.trailers.begin();
    for (const Row& row : rows()) {
        bool present = false;
        for (; next != parts.trailers.end() && next->first == row.key; ++next, present = true) {
            if (const auto status = row.read(event, next->second); !status)
                return unreadable("trailer '" + next->first + "': " + status.error().message);
        }
        // The first row says which event it is.
        MUNIMENT_CHECK(check_presence(core::rule_of(event.kind), row, present));
    }
    if (next == parts.trailers.end()) return event;
    return unreadable("the trailer '" + next->first + "' does not belong here");
}

/// The word for a decision, as people say it.
std::string_view verb_of(const Event& event) {
    if (event.decision == core::Decision::reject) return "Reject";
    return event.meaning == core::Meaning::review ? "Review" : "Approve";
}

void replace(std::string& text, std::string_view what, std::string_view with) {
    if (const auto at = text.find(what); at != std::string::npos)
        text.replace(at, what.size(), with);
}

}  // namespace

std::string title_of(const Event& event) {
    std::string title(core::rule_of(event.kind).title);
    replace(title, "{decision}", verb_of(event));
    replace(title, "{subject}",
            event.subject.is_person() ? event.subject.person().text() : event.subject.text());
    replace(title, "{revision}", event.revision ? event.revision->text() : "-");
    return title;
}

std::string render_event(const Event& event) {
    MessageParts parts{title_of(event), event.comment, {}};
    for (const Row& row : rows()) {
        for (auto& value : row.write(event)) parts.trailers.emplace_back(row.key, std::move(value));
    }
    return render_message(parts);
}

Result<Event> parse_event(std::string_view message) {
    MUNIMENT_TRY(const auto parts, parse_message(message));
    MUNIMENT_TRY(auto event, read_event(parts));
    if (render_event(event) == message) return event;
    return unreadable("the message of a " + std::string(core::name_of(event.kind)) +
                      " event is not in Muniment's spelling");
}

}  // namespace muniment::storage
