// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "core/metadata.h"
#include "core/numbering.h"
#include "core/route.h"

namespace muniment::core {

/// What a role may be allowed to do, besides filling places in routes.
enum class Right {
    draft,          ///< create and change drafts, submit them
    release,        ///< release, reschedule, cancel
    import,         ///< import as a migration
    review,         ///< periodic reviews (a document's owner always may)
    retire,         ///< ask for a retirement
    reassign,       ///< give a place in a stuck route to somebody else
    manage_people,  ///< add, change, reset, confirm, disable
    change_policy,  ///< propose and release revisions of POLICY
    read_all,       ///< drafts, reviews, rejections and every reading class
};
[[nodiscard]] std::string_view name_of(Right right);

/// A kind of document: its numbers, labels, periodic review and route.
struct DocumentType {
    std::string code;  ///< `SOP`
    std::string name;  ///< "Procedure"
    NumberingPattern pattern;
    LabelScheme labels = LabelScheme::major_minor;
    int review_months = 0;       ///< 0: no periodic review
    bool self_released = false;  ///< no second person; shown on every signature and page
    bool sealed = false;         ///< reserved: stored encrypted, disposable
    Route route;                 ///< empty exactly when self-released

    bool operator==(const DocumentType&) const = default;
};

/// Who may read what is, or was, in force.
struct ReadingClass {
    bool anyone = false;      ///< also without a session
    bool all_people = false;  ///< every enabled person
    RoleSet roles;            ///< otherwise, holders of one of these

    bool operator==(const ReadingClass&) const = default;
};

struct Limits {
    std::int64_t content_bytes = 20 * 1024 * 1024;  ///< all files of one revision together
    std::int64_t title_characters = 200;

    bool operator==(const Limits&) const = default;
};

/// The rules that govern the library: the content of the POLICY document in force.
struct Policy {
    std::string organisation;
    std::string time_zone;  ///< IANA name; effective dates are dates there
    RoleSet roles;
    bool once_per_route = true;           ///< a person signs one stage of a route at most
    bool enrolment_confirmation = false;  ///< a second person confirms a first key
    bool two_person_rule = false;         ///< a second person confirms changes of roles
    int registrar_recovery = 1;           ///< people who together replace the registrar's key
    bool superseded_readable = true;      ///< readers may see what was once in force
    std::string default_class;
    Limits limits;
    std::map<Right, RoleSet> rights;
    std::map<std::string, ReadingClass, std::less<>> classes;
    std::map<std::string, DocumentType, std::less<>> types;
    DocumentType policy_document;  ///< how POLICY itself is controlled; code `POLICY`

    bool operator==(const Policy&) const = default;

    /// The type of that code; also `POLICY`. not_found with what there is.
    [[nodiscard]] Result<const DocumentType*> type(std::string_view code) const;
};

/// Whether one of the roles carries the right.
[[nodiscard]] bool allows(const Policy& policy, Right right, const RoleSet& roles);

/// Reads and validates a policy as written by a person; comments and order are free.
/// invalid_argument says which key is wrong and why: the first of `faults_in_policy`. The time
/// zone's existence is not checked here: core has no zone database.
[[nodiscard]] Result<Policy> parse_policy(std::string_view toml);

/// Something wrong in a proposed policy.
struct PolicyFault {
    std::int64_t line = 0;  ///< 1-based; 0 when it is about no line
    std::string key;        ///< "types.SOP.route"; empty when it is about no key
    std::string message;

    bool operator==(const PolicyFault&) const = default;
};
/// `line 12: types.SOP.route: needs at least one stage`.
[[nodiscard]] std::string render(const PolicyFault& fault);

/// All that is wrong in the text itself, in order of lines; nothing when `parse_policy` takes it.
[[nodiscard]] std::vector<PolicyFault> faults_in_policy(std::string_view toml);

/// The policy of a new library, commented for its readers.
[[nodiscard]] std::string default_policy_text(std::string_view organisation,
                                              std::string_view time_zone, bool solo);

}  // namespace muniment::core
