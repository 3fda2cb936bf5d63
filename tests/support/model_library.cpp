// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/model_library.h"

#include <algorithm>
#include <stdexcept>

namespace muniment::test {
namespace {

core::ObjectId object_of(std::string_view text) {
    return core::ObjectId::parse(digest_of(text).text().substr(0, 40)).value();
}

/// Whether the rules ask for the person's own signature.
bool is_signed(const core::Identifier& id, const core::DocumentCommand& command) {
    const bool writes = std::holds_alternative<core::CreateDraft>(command) ||
                        std::holds_alternative<core::DraftRevision>(command) ||
                        std::holds_alternative<core::EditDraft>(command);
    return id.is_policy() || !writes;
}

}  // namespace

ModelLibrary::ModelLibrary(const std::string& policy_text)
    : policy(core::parse_policy(policy_text).value()), now(instant("2026-03-02T09:00:00Z")) {
    for (const char* id : {"ann", "bob"}) add_person(id, {"author"});
    for (const char* id : {"rita", "rolf"}) add_person(id, {"reviewer"});
    for (const char* id : {"adam", "eva"}) add_person(id, {"approver"});
    for (const char* id : {"olga", "otto"}) add_person(id, {"administrator"});
    add_person("carl", {"document-controller"});
    add_person("reed", {"reader"});
}

std::string ModelLibrary::default_policy() {
    return core::default_policy_text("Lavender Lane", "Europe/Warsaw", false);
}

std::string ModelLibrary::policy_with(const std::string& passage, const std::string& replacement) {
    std::string text = default_policy();
    const auto at = text.find(passage);
    if (at == std::string::npos) throw std::logic_error("no such passage: " + passage);
    return text.replace(at, passage.size(), replacement);
}

void ModelLibrary::add_person(const std::string& id, const core::GrantSet& roles) {
    core::Person person;
    person.id = person_id(id);
    person.name = "Mx " + id;
    person.roles = roles;
    person.enrolment = core::Enrolment::enrolled;
    person.keys.push_back({"ssh-ed25519 " + id, now - std::chrono::hours(1), {}});
    people[person.id] = person;
}

core::Date ModelLibrary::today() const {
    return core::Date(std::chrono::floor<std::chrono::days>(now + std::chrono::hours(1)));
}

core::ResolvedDate ModelLibrary::in_days(int days) const {
    const auto day = std::chrono::sys_days(today()) + std::chrono::days(days);
    return {core::Date(day), day - std::chrono::hours(1)};
}

core::Metadata ModelLibrary::metadata(const std::string& id) const {
    core::Metadata metadata;
    metadata.title = "On " + id;
    metadata.type = id == "POLICY" ? id : id.substr(0, id.find('-'));
    metadata.owner = person_id("ann");
    metadata.reading_class = "internal";
    metadata.change_reason = "because";
    return metadata;
}

core::NewContent ModelLibrary::content(const std::string& id, const std::string& text) const {
    return content(metadata(id), text);
}

core::NewContent ModelLibrary::content(const core::Metadata& metadata,
                                       const std::string& text) const {
    const std::string all = core::render_metadata(metadata) + text;
    return {{object_of(all), digest_of(all)}, metadata, static_cast<std::int64_t>(all.size())};
}

core::Circumstances ModelLibrary::around(const std::string& person, bool signs) const {
    const auto authentication = signs ? signing : core::Authentication::session;
    return {policy, people, {person_id(person), authentication, core::Via::cli}, now, &policy};
}

core::EventPosition ModelLibrary::next_position(const core::ObjectId& tree) const {
    const auto sequence = static_cast<std::uint64_t>(log.size() + 3);
    return {sequence, now, object_of("commit " + std::to_string(sequence)), tree};
}

core::DocumentState& ModelLibrary::document(const std::string& id) {
    auto& state = documents[identifier(id)];
    state.id = identifier(id);
    return state;
}

void ModelLibrary::check_event(const core::Event& event) const {
    const auto fields = given_fields(event);
    const auto& rule = core::rule_of(event.kind);
    const auto is_given = [&](core::Field field) {
        return std::find(fields.begin(), fields.end(), field) != fields.end();
    };
    std::size_t expected = 0;
    for (const auto& field : rule.fields) {
        if (is_given(field.field)) ++expected;
        if (field.presence == core::Presence::required && !is_given(field.field)) {
            throw std::logic_error(std::string(rule.name) + " lacks a field that its row requires");
        }
    }
    if (expected != fields.size()) {
        throw std::logic_error(std::string(rule.name) +
                               " gives a field that its row does not have");
    }
}

core::Result<core::Event> ModelLibrary::act(const std::string& person, const std::string& id,
                                            const core::DocumentCommand& command) {
    if (!std::holds_alternative<core::TakeEffect>(command)) record_due();
    const auto& state = document(id);
    const auto circumstances = around(person, is_signed(state.id, command));
    auto event = core::decide(circumstances, state, command);
    if (!event) return event;
    check_event(*event);
    core::ObjectId tree = object_of(event->content_sha256.text());
    std::visit(
        [&](const auto& wanted) {
            if constexpr (requires { wanted.content.bytes; }) {
                tree = wanted.content.content.tree;
                sizes_[tree.hex()] = wanted.content.bytes;
            }
        },
        command);
    const core::Content content{tree, event->content_sha256};
    const auto again =
        core::decide(circumstances, state, core::command_of(*event, content, sizes_[tree.hex()]));
    if (!again || !(*again == *event)) {
        throw std::logic_error("deciding again differs: " + std::string(name_of(event->kind)) +
                               (again ? "" : ": " + again.error().message));
    }
    log.push_back({*event, next_position(tree), people});
    document(id) = core::apply(state, *event, log.back().position);
    return event;
}

core::Result<core::Event> ModelLibrary::act_on(const std::string& person,
                                               const std::string& subject,
                                               const core::PersonCommand& command) {
    const auto id = person_id(subject);
    const auto found = people.find(id);
    const core::Person* known = found == people.end() ? nullptr : &found->second;
    const auto circumstances = around(person, !std::holds_alternative<core::EnrolPerson>(command));
    auto event = core::decide(circumstances, id, known, command);
    if (!event) return event;
    check_event(*event);
    const auto again = core::decide(circumstances, id, known, core::command_of_person(*event));
    if (!again || !(*again == *event)) {
        throw std::logic_error("deciding again differs: " + std::string(name_of(event->kind)) +
                               (again ? "" : ": " + again.error().message));
    }
    log.push_back({*event, next_position({}), people});
    people[id] = core::apply(known == nullptr ? core::Person() : *known, *event, now);
    return event;
}

void ModelLibrary::record_due() {
    std::vector<std::string> ids;
    for (const auto& entry : documents) ids.push_back(entry.first.text());
    for (const auto& id : ids) {
        for (auto due = core::next_due(document(id)); due && *due <= now;
             due = core::next_due(document(id))) {
            const core::Actor registrar{core::registrar_id(), core::Authentication::none, {}};
            const core::Circumstances circumstances{policy, people, registrar, now};
            auto event = core::decide(circumstances, document(id), core::TakeEffect{});
            if (!event) throw std::logic_error("what is due was refused");
            check_event(*event);
            log.push_back({*event, next_position(object_of(event->content_sha256.text())), people});
            document(id) = core::apply(document(id), *event, log.back().position);
        }
    }
}

core::Submit ModelLibrary::submission(const std::string& id) {
    return {approve(id).shown, ""};
}

core::Sign ModelLibrary::review(const std::string& id) {
    core::Sign sign = approve(id);
    sign.meaning = core::Meaning::review;
    return sign;
}

core::Sign ModelLibrary::approve(const std::string& id) {
    core::Sign sign;
    if (document(id).working) sign.shown = document(id).working->content.sha256;
    return sign;
}

core::Sign ModelLibrary::reject(const std::string& id, core::Meaning meaning) {
    core::Sign sign = approve(id);
    sign.meaning = meaning;
    sign.decision = core::Decision::reject;
    sign.comment = "not yet";
    return sign;
}

core::Sign ModelLibrary::sign_retirement(const std::string& id, core::Decision decision) {
    core::Sign sign;
    sign.request = core::Request::retirement;
    sign.decision = decision;
    if (decision == core::Decision::reject) sign.comment = "we still need it";
    const auto* current = core::in_force(document(id), now);
    if (current != nullptr) sign.shown = current->content.sha256;
    return sign;
}

core::Release ModelLibrary::release(const std::string& id, int days_ahead) {
    return {approve(id).shown, in_days(days_ahead), today(), ""};
}

void ModelLibrary::must(const std::string& person, const std::string& id,
                        const core::DocumentCommand& command) {
    const auto event = act(person, id, command);
    if (!event) throw std::logic_error(event.error().message);
    pass(std::chrono::minutes(1));
}

void ModelLibrary::draft(const std::string& id, const std::string& text) {
    if (document(id).exists())
        return must("ann", id, core::DraftRevision{content(id, text), "why"});
    must("ann", id, core::CreateDraft{identifier(id), content(id, text), ""});
}

void ModelLibrary::draft_in_review(const std::string& id, const std::string& text) {
    draft(id, text);
    must("ann", id, submission(id));
}

void ModelLibrary::draft_approved(const std::string& id, const std::string& text) {
    draft_in_review(id, text);
    must("rita", id, review(id));
    must("adam", id, approve(id));
}

void ModelLibrary::make_effective(const std::string& id, const std::string& text) {
    draft_approved(id, text);
    must("carl", id, release(id));
}

void ModelLibrary::make_pending(const std::string& id, const std::string& text, int days_ahead) {
    draft_approved(id, text);
    must("carl", id, release(id, days_ahead));
}

}  // namespace muniment::test
