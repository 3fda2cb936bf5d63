// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy.h"

#include <algorithm>
#include <array>

#include "core/text.h"
#include "core/toml_text.h"

namespace muniment::core {
namespace {

constexpr std::array all_rights{Right::draft,         Right::release,       Right::import,
                                Right::review,        Right::retire,        Right::reassign,
                                Right::manage_people, Right::change_policy, Right::read_all};

RoleSet to_set(std::vector<std::string> roles) {
    return {std::make_move_iterator(roles.begin()), std::make_move_iterator(roles.end())};
}

/// Every role that the policy speaks of must be one that people can have.
Status check_known(const RoleSet& roles, const Policy& policy, const std::string& where) {
    for (const auto& role : roles) {
        if (policy.roles.count(role) > 0) continue;
        return fail(ErrorCode::invalid_argument,
                    where + ": the role '" + role + "' is not in roles");
    }
    return {};
}

Status read_route(TomlReader& reader, const Policy& policy, DocumentType& type) {
    for (const auto& text : reader.texts("route")) {
        auto stage = parse_stage(text);
        if (!stage) {
            reader.fault("route", stage.error().message + ". " + stage.error().hint);
            return {};
        }
        for (const auto& slot : stage->slots) {
            if (slot[0] != '@' && policy.roles.count(slot) == 0) {
                reader.fault("route", "the role '" + slot + "' is not in roles");
            }
        }
        type.route.push_back(std::move(*stage));
    }
    if (type.route.empty() != type.self_released) {
        reader.fault("route", type.self_released ? "a self-released type has no route"
                                                 : "needs at least one stage");
    }
    const bool approved = std::any_of(type.route.begin(), type.route.end(), [](const Stage& stage) {
        return stage.meaning == Meaning::approval;
    });
    if (!type.self_released && !approved) reader.fault("route", "needs a stage of approval");
    return {};
}

Result<DocumentType> read_type(const toml::table& table, const std::string& code,
                               const std::string& where, const Policy& policy) {
    TomlReader reader(table, where);
    DocumentType type;
    type.code = code;
    type.name = reader.required_text("name");
    const auto labels = parse_label_scheme(reader.text("labels", "major.minor"));
    if (labels) type.labels = *labels;
    if (!labels) reader.fault("labels", labels.error().message + ". " + labels.error().hint);
    const auto months = reader.integer("review_months", 0);
    if (months < 0 || months > 1200) reader.fault("review_months", "must be 0 to 1200");
    type.review_months = static_cast<int>(months);
    type.self_released = reader.flag("self_released", false);
    if (code != "POLICY") {
        type.sealed = reader.flag("sealed", false);
        if (type.sealed) reader.fault("sealed", "is reserved for a later version");
        auto pattern = NumberingPattern::parse(reader.required_text("pattern"));
        if (pattern) type.pattern = std::move(*pattern);
        if (!pattern)
            reader.fault("pattern", pattern.error().message + ". " + pattern.error().hint);
    }
    MUNIMENT_CHECK(read_route(reader, policy, type));
    MUNIMENT_CHECK(reader.finish());
    return type;
}

Status read_types(TomlReader& reader, Policy& policy) {
    const auto* types = reader.table("types");
    if (types == nullptr) return fail(ErrorCode::invalid_argument, "types: must be given");
    std::set<std::string> prefixes;
    for (const auto& [key, node] : *types) {
        const std::string code(key.str());
        const auto* table = node.as_table();
        if (table == nullptr || code == "POLICY" || !Identifier::parse(code + "-1")) {
            return fail(ErrorCode::invalid_argument,
                        "types." + code + ": a type's code is capital letters and digits");
        }
        MUNIMENT_TRY(auto type, read_type(*table, code, "types." + code, policy));
        if (!prefixes.insert(type.pattern.prefix()).second) {
            return fail(ErrorCode::invalid_argument,
                        "types." + code + ".pattern: two types would give the same identifiers");
        }
        policy.types.emplace(code, std::move(type));
    }
    if (policy.types.empty()) return fail(ErrorCode::invalid_argument, "types: must not be empty");
    const auto* own = reader.table("policy_document");
    if (own == nullptr) return fail(ErrorCode::invalid_argument, "policy_document: must be given");
    MUNIMENT_TRY(policy.policy_document, read_type(*own, "POLICY", "policy_document", policy));
    return {};
}

Result<ReadingClass> read_class(const toml::table& table, const std::string& where,
                                const Policy& policy) {
    TomlReader reader(table, where);
    ReadingClass reading_class;
    const auto* readers = table.get("readers");
    if (readers != nullptr && readers->is_array()) {
        reading_class.roles = to_set(reader.texts("readers"));
        MUNIMENT_CHECK(check_known(reading_class.roles, policy, where + ".readers"));
    } else {
        const std::string word = reader.required_text("readers");
        reading_class.anyone = word == "anyone";
        reading_class.all_people = word == "people";
        if (word != "anyone" && word != "people") {
            reader.fault("readers", "must be \"anyone\", \"people\" or a list of roles");
        }
    }
    MUNIMENT_CHECK(reader.finish());
    return reading_class;
}

Status read_classes(TomlReader& reader, Policy& policy) {
    const auto* classes = reader.table("classes");
    if (classes == nullptr) return fail(ErrorCode::invalid_argument, "classes: must be given");
    for (const auto& [key, node] : *classes) {
        const std::string name(key.str());
        const auto* table = node.as_table();
        if (table == nullptr || !is_single_line(name)) {
            return fail(ErrorCode::invalid_argument, "classes." + name + ": must be a table");
        }
        MUNIMENT_TRY(auto reading_class, read_class(*table, "classes." + name, policy));
        policy.classes.emplace(name, std::move(reading_class));
    }
    policy.default_class = reader.required_text("default_class");
    if (policy.classes.count(policy.default_class) == 0) {
        reader.fault("default_class", "is not one of the classes");
    }
    return {};
}

Status read_rights(TomlReader& reader, Policy& policy) {
    const auto* rights = reader.table("rights");
    if (rights == nullptr) return fail(ErrorCode::invalid_argument, "rights: must be given");
    TomlReader inner(*rights, "rights");
    for (const auto right : all_rights) {
        auto roles = to_set(inner.texts(name_of(right)));
        MUNIMENT_CHECK(check_known(roles, policy, "rights." + std::string(name_of(right))));
        policy.rights.emplace(right, std::move(roles));
    }
    for (const auto right : {Right::manage_people, Right::change_policy, Right::release}) {
        if (policy.rights[right].empty())
            inner.fault(name_of(right), "nobody could do this any more");
    }
    return inner.finish();
}

Status read_limits(TomlReader& reader, Policy& policy) {
    const auto* limits = reader.table("limits");
    if (limits == nullptr) return {};
    TomlReader inner(*limits, "limits");
    policy.limits.content_bytes = inner.integer("content_bytes", policy.limits.content_bytes);
    policy.limits.title_characters =
        inner.integer("title_characters", policy.limits.title_characters);
    if (policy.limits.content_bytes < 1024 || policy.limits.content_bytes > 1024 * 1024 * 1024) {
        inner.fault("content_bytes", "must be 1024 to 1073741824");
    }
    if (policy.limits.title_characters < 10 || policy.limits.title_characters > 1000) {
        inner.fault("title_characters", "must be 10 to 1000");
    }
    return inner.finish();
}

Result<Policy> read_policy(const toml::table& table) {
    TomlReader reader(table, "");
    Policy policy;
    if (reader.integer("format", 1) != 1) reader.fault("format", "this program knows format 1");
    policy.organisation = reader.required_text("organisation");
    policy.time_zone = reader.required_text("time_zone");
    if (!is_single_line(policy.organisation) || character_count(policy.organisation) > 200) {
        reader.fault("organisation", "must be one line of at most 200 characters");
    }
    policy.roles = to_set(reader.texts("roles"));
    for (const auto& role : policy.roles) {
        if (!PersonId::parse(role)) reader.fault("roles", "'" + role + "' cannot be a role's name");
    }
    policy.once_per_route = reader.flag("once_per_route", true);
    policy.enrolment_confirmation = reader.flag("enrolment_confirmation", false);
    policy.superseded_readable = reader.flag("superseded_readable", true);
    MUNIMENT_CHECK(reader.status());
    MUNIMENT_CHECK(read_limits(reader, policy));
    MUNIMENT_CHECK(read_rights(reader, policy));
    MUNIMENT_CHECK(read_classes(reader, policy));
    MUNIMENT_CHECK(read_types(reader, policy));
    MUNIMENT_CHECK(reader.finish());
    return policy;
}

}  // namespace

std::string_view name_of(Right right) {
    switch (right) {
        case Right::draft:
            return "draft";
        case Right::release:
            return "release";
        case Right::import:
            return "import";
        case Right::review:
            return "review";
        case Right::retire:
            return "retire";
        case Right::reassign:
            return "reassign";
        case Right::manage_people:
            return "manage_people";
        case Right::change_policy:
            return "change_policy";
        case Right::read_all:
            return "read_all";
    }
    return "draft";
}

Result<const DocumentType*> Policy::type(std::string_view code) const {
    if (code == "POLICY") return &policy_document;
    const auto found = types.find(code);
    if (found != types.end()) return &found->second;
    std::vector<std::string> known;
    for (const auto& [name, type] : types) known.push_back(name);
    return fail(ErrorCode::not_found,
                "there is no document type '" + std::string(code.substr(0, 40)) + "'",
                "The policy in force knows " + join(known, ", ") + ".");
}

bool allows(const Policy& policy, Right right, const RoleSet& roles) {
    const auto allowed = policy.rights.find(right);
    return allowed != policy.rights.end() &&
           std::any_of(roles.begin(), roles.end(),
                       [&](const Role& role) { return allowed->second.count(role) > 0; });
}

Result<Policy> parse_policy(std::string_view toml) {
    return parse_toml(toml, "the policy").and_then(read_policy);
}

}  // namespace muniment::core
