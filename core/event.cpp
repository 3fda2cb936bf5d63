// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/event.h"

namespace muniment::core {
namespace {

/// The value of an enumeration whose name this is.
template <class Enum, std::size_t n>
Result<Enum> parse_name(std::string_view text, const std::array<Enum, n>& values,
                        std::string_view what) {
    for (const auto value : values) {
        if (name_of(value) == text) return value;
    }
    std::string known;
    for (const auto value : values)
        known += (known.empty() ? "" : ", ") + std::string(name_of(value));
    return fail(ErrorCode::invalid_argument,
                "'" + std::string(text.substr(0, 40)) + "' is not " + std::string(what),
                "Use one of: " + known + ".");
}

}  // namespace

std::string_view name_of(EventKind kind) {
    return rule_of(kind).name;
}

Result<EventKind> parse_event_kind(std::string_view text) {
    for (const auto& rule : event_rules()) {
        if (rule.name == text) return rule.kind;
    }
    return fail(ErrorCode::invalid_argument,
                "'" + std::string(text.substr(0, 40)) + "' is not the name of an event",
                "Event names look like draft-created or released; docs/format.md lists them.");
}

std::string_view name_of(RevisionState state) {
    switch (state) {
        case RevisionState::draft:
            return "draft";
        case RevisionState::in_review:
            return "in_review";
        case RevisionState::approved:
            return "approved";
        case RevisionState::effective:
            return "effective";
        case RevisionState::superseded:
            return "superseded";
        case RevisionState::retired:
            return "retired";
        case RevisionState::withdrawn:
            return "withdrawn";
    }
    return "draft";
}

Result<RevisionState> parse_revision_state(std::string_view text) {
    return parse_name(
        text,
        std::array{RevisionState::draft, RevisionState::in_review, RevisionState::approved,
                   RevisionState::effective, RevisionState::superseded, RevisionState::retired,
                   RevisionState::withdrawn},
        "a state");
}

std::string_view name_of(Decision decision) {
    return decision == Decision::accept ? "accept" : "reject";
}

Result<Decision> parse_decision(std::string_view text) {
    return parse_name(text, std::array{Decision::accept, Decision::reject}, "a decision");
}

std::string_view name_of(Authentication authentication) {
    switch (authentication) {
        case Authentication::none:
            return "none";
        case Authentication::token:
            return "token";
        case Authentication::session:
            return "session";
        case Authentication::password:
            return "password";
        case Authentication::personal_key:
            return "personal-key";
    }
    return "none";
}

Result<Authentication> parse_authentication(std::string_view text) {
    return parse_name(
        text,
        std::array{Authentication::none, Authentication::token, Authentication::session,
                   Authentication::password, Authentication::personal_key},
        "a way of authentication");
}

bool is_signature(Authentication authentication) {
    return authentication == Authentication::password ||
           authentication == Authentication::personal_key;
}

std::string_view name_of(Via via) {
    switch (via) {
        case Via::web:
            return "web";
        case Via::cli:
            return "cli";
        case Via::api:
            return "api";
    }
    return "cli";
}

Result<Via> parse_via(std::string_view text) {
    return parse_name(text, std::array{Via::web, Via::cli, Via::api}, "a way in");
}

std::string_view name_of(ReviewOutcome outcome) {
    switch (outcome) {
        case ReviewOutcome::keep:
            return "keep";
        case ReviewOutcome::revise:
            return "revise";
        case ReviewOutcome::retire:
            return "retire";
    }
    return "keep";
}

Result<ReviewOutcome> parse_review_outcome(std::string_view text) {
    return parse_name(text,
                      std::array{ReviewOutcome::keep, ReviewOutcome::revise, ReviewOutcome::retire},
                      "an outcome of a periodic review");
}

Result<SubjectName> SubjectName::parse(std::string_view text) {
    if (text.rfind("people/", 0) == 0) {
        MUNIMENT_TRY(const auto person, PersonId::parse(text.substr(7)));
        return SubjectName(person);
    }
    MUNIMENT_TRY(const auto document, Identifier::parse(text));
    return SubjectName(document);
}

Signer signer_of(const Event& event) {
    const bool changes_policy = !event.subject.is_person() && event.subject.document().is_policy();
    if (changes_policy && event.kind != EventKind::took_effect) return Signer::person;
    return rule_of(event.kind).signer;
}

}  // namespace muniment::core
