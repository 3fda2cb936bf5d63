// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/person.h"

#include "core/text.h"
#include "core/toml_text.h"

namespace muniment::core {
namespace {

/// A fault in a table of the person's file, as a Status.
template <class Read>
Status for_each_table(TomlReader& reader, std::string_view key, Read read) {
    const auto* list = reader.array(key);
    if (list == nullptr) return {};
    for (const auto& node : *list) {
        const auto* table = node.as_table();
        if (table == nullptr) return fail(ErrorCode::invalid_argument, "a table was expected");
        TomlReader inner(*table, std::string(key));
        MUNIMENT_CHECK(read(inner));
        MUNIMENT_CHECK(inner.finish());
    }
    return {};
}

Status read_key(TomlReader& reader, Person& person) {
    PersonKey key;
    key.public_key = reader.required_text("key");
    MUNIMENT_TRY(key.from, parse_instant(reader.required_text("from")));
    const std::string until = reader.text("until");
    if (!until.empty()) {
        MUNIMENT_TRY(key.until, parse_instant(until));
    }
    person.keys.push_back(std::move(key));
    return {};
}

Status read_delegation(TomlReader& reader, Person& person) {
    Delegation delegation;
    MUNIMENT_TRY(delegation.delegator, PersonId::parse(reader.required_text("delegator")));
    MUNIMENT_TRY(delegation.from.first_instant,
                 parse_instant(reader.required_text("from_instant")));
    MUNIMENT_TRY(delegation.until.first_instant,
                 parse_instant(reader.required_text("until_instant")));
    const auto from = reader.date("from");
    const auto until = reader.date("until");
    if (!from || !until) return fail(ErrorCode::invalid_argument, "a delegation needs its dates");
    delegation.from.date = *from;
    delegation.until.date = *until;
    person.delegations.push_back(std::move(delegation));
    return {};
}

Status read_proposal(TomlReader& reader, Person& person) {
    const auto* table = reader.table("proposal");
    if (table == nullptr) return {};
    TomlReader inner(*table, "proposal");
    RoleProposal proposal;
    for (auto& grant : inner.texts("add")) proposal.add.insert(std::move(grant));
    for (auto& grant : inner.texts("remove")) proposal.remove.insert(std::move(grant));
    MUNIMENT_TRY(proposal.by, PersonId::parse(inner.required_text("by")));
    person.proposal = std::move(proposal);
    return inner.finish();
}

bool is_valid(const PersonKey& key, Instant instant) {
    return key.from <= instant && (!key.until || instant < *key.until);
}

Result<Person> read_person(const toml::table& table) {
    TomlReader reader(table, "");
    Person person;
    MUNIMENT_TRY(person.id, PersonId::parse(reader.required_text("id")));
    person.name = reader.required_text("name");
    for (auto& role : reader.texts("roles")) person.roles.insert(std::move(role));
    person.enabled = reader.flag("enabled", false);
    MUNIMENT_TRY(person.enrolment, parse_enrolment(reader.required_text("enrolment")));
    person.was_reset = reader.flag("was_reset", false);
    MUNIMENT_CHECK(read_proposal(reader, person));
    if (const auto giver = reader.text("code_from"); !giver.empty()) {
        MUNIMENT_TRY(person.code_from, PersonId::parse(giver));
    }
    MUNIMENT_CHECK(for_each_table(reader, "keys", [&](auto& r) { return read_key(r, person); }));
    MUNIMENT_CHECK(
        for_each_table(reader, "delegations", [&](auto& r) { return read_delegation(r, person); }));
    MUNIMENT_CHECK(reader.finish());
    return person;
}

}  // namespace

std::string_view name_of(Enrolment enrolment) {
    switch (enrolment) {
        case Enrolment::invited:
            return "invited";
        case Enrolment::enrolled:
            return "enrolled";
        case Enrolment::unconfirmed:
            return "unconfirmed";
    }
    return "invited";
}

Result<Enrolment> parse_enrolment(std::string_view text) {
    for (const auto e : {Enrolment::invited, Enrolment::enrolled, Enrolment::unconfirmed}) {
        if (name_of(e) == text) return e;
    }
    return fail(ErrorCode::invalid_argument, "an enrolment is invited, enrolled or unconfirmed");
}

const PersonKey* valid_key(const Person& person, std::string_view public_key, Instant instant) {
    for (const auto& key : person.keys) {
        if (is_valid(key, instant) && key.public_key == public_key) return &key;
    }
    return nullptr;
}

const PersonKey* key_at(const Person& person, Instant instant) {
    for (const auto& key : person.keys) {
        if (is_valid(key, instant)) return &key;
    }
    return nullptr;
}

bool may_sign(const Person& person, Instant now) {
    return person.enabled && person.enrolment == Enrolment::enrolled &&
           key_at(person, now) != nullptr;
}

std::string render_person(const Person& person) {
    std::string text = "id = " + toml_quoted(person.id.text()) +
                       "\nname = " + toml_quoted(person.name) +
                       "\nroles = " + toml_list({person.roles.begin(), person.roles.end()}) +
                       "\nenabled = " + (person.enabled ? "true" : "false") +
                       "\nenrolment = " + toml_quoted(name_of(person.enrolment)) +
                       "\nwas_reset = " + (person.was_reset ? "true" : "false") + "\n";
    if (person.code_from) text += "code_from = " + toml_quoted(person.code_from->text()) + "\n";
    if (person.proposal) {
        const auto& proposal = *person.proposal;
        text += "\n[proposal]\nadd = " + toml_list({proposal.add.begin(), proposal.add.end()}) +
                "\nremove = " + toml_list({proposal.remove.begin(), proposal.remove.end()}) +
                "\nby = " + toml_quoted(proposal.by.text()) + "\n";
    }
    for (const auto& key : person.keys) {
        text += "\n[[keys]]\nkey = " + toml_quoted(key.public_key) +
                "\nfrom = " + toml_quoted(render(key.from)) + "\n";
        if (key.until) text += "until = " + toml_quoted(render(*key.until)) + "\n";
    }
    for (const auto& delegation : person.delegations) {
        text += "\n[[delegations]]\ndelegator = " + toml_quoted(delegation.delegator.text()) +
                "\nfrom = " + render(delegation.from.date) +
                "\nfrom_instant = " + toml_quoted(render(delegation.from.first_instant)) +
                "\nuntil = " + render(delegation.until.date) +
                "\nuntil_instant = " + toml_quoted(render(delegation.until.first_instant)) + "\n";
    }
    return text;
}

Result<Person> parse_person(std::string_view text) {
    auto person = parse_toml(text, "the person's file").and_then(read_person);
    if (!person) return fail(ErrorCode::data_corrupt, "a person's file: " + person.error().message);
    if (render_person(*person) != text) {
        return fail(ErrorCode::data_corrupt,
                    "the file of " + person->id.text() + " is not in Muniment's spelling");
    }
    return person;
}

Status check_printed_name(std::string_view name) {
    if (trimmed(name) != name || name.empty() || !is_single_line(name) ||
        character_count(name) > 100) {
        return fail(
            ErrorCode::invalid_argument, "a printed name is 1 to 100 characters on one line",
            "Write the full name as it shall stand on signatures, for example \"Ola Zych\".");
    }
    return {};
}

}  // namespace muniment::core
