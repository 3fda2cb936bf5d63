// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdint>
#include <stdexcept>

#include "tests/support/model_library.h"

namespace muniment::test {
namespace {

template <class T>
T value_or_throw(core::Result<T> result) {
    if (!result) throw std::logic_error(result.error().message);
    return std::move(*result);
}

}  // namespace

core::PersonId person_id(std::string_view text) {
    return value_or_throw(core::PersonId::parse(text));
}
core::Identifier identifier(std::string_view text) {
    return value_or_throw(core::Identifier::parse(text));
}
core::RevisionLabel label(std::string_view text) {
    return value_or_throw(core::RevisionLabel::parse(text));
}
core::Instant instant(std::string_view text) {
    return value_or_throw(core::parse_instant(text));
}
core::Date date(std::string_view text) {
    return value_or_throw(core::parse_date(text));
}

core::Digest digest_of(std::string_view text) {
    std::uint64_t hash = 14695981039346656037U;
    std::string hex;
    while (hex.size() < 64) {
        for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
        for (int shift = 60; shift >= 0; shift -= 4) {
            hex += "0123456789abcdef"[(hash >> static_cast<unsigned>(shift)) & 15U];
        }
        hash ^= hex.size();
    }
    return value_or_throw(core::Digest::parse(hex));
}

std::vector<core::Field> given_fields(const core::Event& event) {
    std::vector<core::Field> fields;
    const auto add_if = [&](bool given, core::Field field) {
        if (given) fields.push_back(field);
    };
    using enum core::Field;
    add_if(event.revision.has_value(), revision);
    add_if(event.state.has_value(), state);
    add_if(!event.type.empty(), type);
    add_if(event.change_kind.has_value(), change_kind);
    add_if(event.self_released, self_released);
    add_if(!event.route.empty(), route);
    add_if(event.stage.has_value(), stage);
    add_if(event.meaning.has_value(), meaning);
    add_if(event.decision.has_value(), decision);
    add_if(!event.slots.empty(), slots);
    add_if(event.on_behalf_of.has_value(), on_behalf_of);
    add_if(event.outcome.has_value(), outcome);
    add_if(event.local_date.has_value(), local_date);
    add_if(event.effective.has_value(), effective);
    add_if(event.review_due.has_value(), review_due);
    add_if(event.reassigned_from.has_value(), reassigned);
    add_if(event.acknowledges.has_value(), acknowledges);
    add_if(!event.stated_author.empty() || !event.stated_approvers.empty() ||
               !event.stated_reason.empty(),
           stated);
    add_if(event.manifest.has_value(), manifest);
    add_if(!event.printed_name.empty(), printed_name);
    add_if(!event.added_roles.empty(), added_roles);
    add_if(!event.removed_roles.empty(), removed_roles);
    add_if(!event.proposed_roles.empty(), proposed_roles);
    add_if(!event.key.empty(), key);
    add_if(!event.revoked_key.empty(), revoked_key);
    add_if(!event.registrar_key.empty(), registrar_key);
    add_if(event.compromised_since.has_value(), compromised_since);
    add_if(event.statement.has_value(), statement);
    add_if(event.enrolment.has_value(), enrolment);
    add_if(event.delegated_from.has_value(), delegation);
    add_if(event.via.has_value(), via);
    return fields;
}

}  // namespace muniment::test
