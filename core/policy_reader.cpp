// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>

#include "core/policy.h"
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

/// Reads the tables of a policy one by one and goes on after a fault, so that whoever wrote it
/// hears of all faults at once. For one text.
class PolicyReader {
  public:
    explicit PolicyReader(const toml::table& table) : top_(table, "") {}

    void read();

    Policy policy;
    std::vector<TomlFault> faults;

  private:
    void end(TomlReader& reader) {
        (void)reader.finish();  // its fault is one of these
        faults.insert(faults.end(), reader.faults().begin(), reader.faults().end());
    }
    void fault(const toml::node& node, std::string key, std::string message) {
        faults.push_back({static_cast<std::int64_t>(node.source().begin.line), std::move(key),
                          std::move(message)});
    }
    /// The table of that key, which must be there.
    const toml::table* required_table(std::string_view key);
    /// Every role that the policy speaks of must be one that people can have.
    void check_known(TomlReader& reader, std::string_view key, const RoleSet& roles);

    void read_general();
    void read_limits();
    void read_rights();
    void read_classes();
    ReadingClass read_class(const toml::table& table, const std::string& where);
    void read_types();
    DocumentType read_type(const toml::table& table, const std::string& code,
                           const std::string& where);
    void read_numbers(TomlReader& reader, DocumentType& type);
    void read_route(TomlReader& reader, DocumentType& type);
    void read_policy_document();

    TomlReader top_;
};

const toml::table* PolicyReader::required_table(std::string_view key) {
    const std::size_t before = top_.faults().size();
    const auto* table = top_.table(key);
    if (table == nullptr && top_.faults().size() == before) top_.fault(key, "must be given");
    return table;
}

void PolicyReader::check_known(TomlReader& reader, std::string_view key, const RoleSet& roles) {
    for (const auto& role : roles) {
        if (policy.roles.count(role) > 0) continue;
        reader.fault(key, "the role '" + role + "' is not in roles");
    }
}

void PolicyReader::read_general() {
    if (top_.integer("format", 1) != 1) top_.fault("format", "this program knows format 1");
    policy.organisation = top_.required_text("organisation");
    policy.time_zone = top_.required_text("time_zone");
    if (!is_single_line(policy.organisation) || character_count(policy.organisation) > 200) {
        top_.fault("organisation", "must be one line of at most 200 characters");
    }
    policy.roles = to_set(top_.texts("roles"));
    for (const auto& role : policy.roles) {
        if (!PersonId::parse(role)) top_.fault("roles", "'" + role + "' cannot be a role's name");
    }
    policy.once_per_route = top_.flag("once_per_route", true);
    policy.enrolment_confirmation = top_.flag("enrolment_confirmation", false);
    policy.two_person_rule = top_.flag("two_person_rule", false);
    const auto recovery = top_.integer("registrar_recovery", 1);
    if (recovery < 1 || recovery > 100) top_.fault("registrar_recovery", "must be 1 to 100");
    policy.registrar_recovery = static_cast<int>(recovery);
    policy.superseded_readable = top_.flag("superseded_readable", true);
}

void PolicyReader::read_limits() {
    const auto* limits = top_.table("limits");
    if (limits == nullptr) return;
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
    end(inner);
}

void PolicyReader::read_rights() {
    const auto* rights = required_table("rights");
    if (rights == nullptr) return;
    TomlReader inner(*rights, "rights");
    for (const auto right : all_rights) {
        auto roles = to_set(inner.texts(name_of(right)));
        check_known(inner, name_of(right), roles);
        policy.rights.emplace(right, std::move(roles));
    }
    for (const auto right : {Right::manage_people, Right::change_policy, Right::release}) {
        if (policy.rights[right].empty())
            inner.fault(name_of(right), "nobody could do this any more");
    }
    end(inner);
}

ReadingClass PolicyReader::read_class(const toml::table& table, const std::string& where) {
    TomlReader reader(table, where);
    ReadingClass reading_class;
    const auto* readers = table.get("readers");
    if (readers != nullptr && readers->is_array()) {
        reading_class.roles = to_set(reader.texts("readers"));
        check_known(reader, "readers", reading_class.roles);
    } else {
        const std::string word = reader.required_text("readers");
        reading_class.anyone = word == "anyone";
        reading_class.all_people = word == "people";
        if (!word.empty() && word != "anyone" && word != "people") {
            reader.fault("readers", "must be \"anyone\", \"people\" or a list of roles");
        }
    }
    end(reader);
    return reading_class;
}

void PolicyReader::read_classes() {
    const auto* classes = required_table("classes");
    policy.default_class = top_.required_text("default_class");
    if (classes == nullptr) return;
    for (const auto& [key, node] : *classes) {
        const std::string name(key.str());
        const auto* table = node.as_table();
        if (table == nullptr || !is_single_line(name)) {
            fault(node, "classes." + name, "must be a table");
            continue;
        }
        policy.classes.emplace(name, read_class(*table, "classes." + name));
    }
    if (!policy.default_class.empty() && policy.classes.count(policy.default_class) == 0) {
        top_.fault("default_class", "is not one of the classes");
    }
}

void PolicyReader::read_route(TomlReader& reader, DocumentType& type) {
    bool readable = true;
    for (const auto& text : reader.texts("route")) {
        auto stage = parse_stage(text);
        if (!stage) {
            reader.fault("route", stage.error().message + ". " + stage.error().hint);
            readable = false;
            continue;
        }
        for (const auto& slot : stage->slots) {
            if (slot[0] != '@') check_known(reader, "route", {slot});
        }
        type.route.push_back(std::move(*stage));
    }
    if (!readable) return;
    if (type.route.empty() != type.self_released) {
        reader.fault("route", type.self_released ? "a self-released type has no route"
                                                 : "needs at least one stage");
        return;
    }
    const bool approved = std::any_of(type.route.begin(), type.route.end(), [](const Stage& stage) {
        return stage.meaning == Meaning::approval;
    });
    if (!type.self_released && !approved) reader.fault("route", "needs a stage of approval");
}

void PolicyReader::read_numbers(TomlReader& reader, DocumentType& type) {
    type.sealed = reader.flag("sealed", false);
    if (type.sealed) reader.fault("sealed", "is reserved for a later version");
    const std::string text = reader.required_text("pattern");
    if (text.empty()) return;
    auto pattern = NumberingPattern::parse(text);
    if (!pattern) {
        reader.fault("pattern", pattern.error().message + ". " + pattern.error().hint);
        return;
    }
    type.pattern = std::move(*pattern);
    const bool taken = std::any_of(
        policy.types.begin(), policy.types.end(),
        [&](const auto& other) { return other.second.pattern.prefix() == type.pattern.prefix(); });
    if (taken) reader.fault("pattern", "two types would give the same identifiers");
}

DocumentType PolicyReader::read_type(const toml::table& table, const std::string& code,
                                     const std::string& where) {
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
    if (code != "POLICY") read_numbers(reader, type);
    read_route(reader, type);
    end(reader);
    return type;
}

void PolicyReader::read_types() {
    const auto* types = required_table("types");
    if (types == nullptr) return;
    for (const auto& [key, node] : *types) {
        const std::string code(key.str());
        const auto* table = node.as_table();
        if (table == nullptr || code == "POLICY" || !Identifier::parse(code + "-1")) {
            fault(node, "types." + code, "a type's code is capital letters and digits");
            continue;
        }
        policy.types.emplace(code, read_type(*table, code, "types." + code));
    }
    if (types->empty()) top_.fault("types", "must not be empty");
}

void PolicyReader::read_policy_document() {
    const auto* own = required_table("policy_document");
    if (own == nullptr) return;
    policy.policy_document = read_type(*own, "POLICY", "policy_document");
    if (policy.two_person_rule && policy.policy_document.self_released) {
        fault(*own, "policy_document.self_released",
              "with two_person_rule the policy itself needs a second person too");
    }
}

void PolicyReader::read() {
    read_general();
    read_limits();
    read_rights();
    read_classes();
    read_types();
    read_policy_document();
    end(top_);
}

/// In order of lines, each once.
std::vector<PolicyFault> in_order(const std::vector<TomlFault>& found) {
    std::vector<PolicyFault> faults;
    for (const auto& fault : found) {
        PolicyFault next{fault.line, fault.key, fault.message};
        if (std::find(faults.begin(), faults.end(), next) == faults.end())
            faults.push_back(std::move(next));
    }
    std::stable_sort(faults.begin(), faults.end(),
                     [](const auto& one, const auto& other) { return one.line < other.line; });
    return faults;
}

}  // namespace

Result<Policy> parse_policy(std::string_view toml) {
    MUNIMENT_TRY(const auto table, parse_toml(toml, "the policy"));
    PolicyReader reader(table);
    reader.read();
    const auto faults = in_order(reader.faults);
    if (faults.empty()) return std::move(reader.policy);
    std::string hint;
    if (faults.size() > 1) {
        hint = "`muniment policy check --from FILE` shows all " + std::to_string(faults.size()) +
               " faults.";
    }
    return fail(ErrorCode::invalid_argument, faults.front().key + ": " + faults.front().message,
                hint);
}

std::vector<PolicyFault> faults_in_policy(std::string_view toml) {
    const auto table = parse_toml(toml, "the policy");
    if (!table) return {{0, "", table.error().message}};
    PolicyReader reader(*table);
    reader.read();
    return in_order(reader.faults);
}

}  // namespace muniment::core
