// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/founding.h"

#include "core/text.h"

namespace muniment::core {
namespace {

Metadata policy_metadata(const FoundingPlan& plan, const Policy& policy) {
    Metadata metadata;
    metadata.title = policy.policy_document.name;
    metadata.type = "POLICY";
    metadata.owner = plan.administrator;
    metadata.reading_class = policy.default_class;
    metadata.change_reason = "Founding of the library";
    return metadata;
}

/// Who founds a library alone does everything in it; otherwise roles are given out.
RoleSet founding_roles(const FoundingPlan& plan, const Policy& policy) {
    return plan.solo ? policy.roles : RoleSet{"administrator"};
}

Event acceptance(const Person& administrator, const SubjectName& subject) {
    Event event;
    event.kind = EventKind::library_accepted;
    event.subject = subject;
    event.person = administrator.id;
    event.name = administrator.name;
    event.roles = administrator.roles;
    event.authentication = Authentication::password;
    event.via = Via::cli;
    return event;
}

}  // namespace

Result<Founding> plan_founding(const FoundingPlan& plan, const NewKey& key, Instant now) {
    if (trimmed(plan.organisation).empty()) {
        return fail(ErrorCode::invalid_argument, "the organisation needs a name",
                    "Give it with --organisation.");
    }
    MUNIMENT_CHECK(check_printed_name(plan.printed_name));
    Founding founding;
    founding.policy_rules = default_policy_text(plan.organisation, plan.time_zone, plan.solo);
    MUNIMENT_TRY(const auto policy, parse_policy(founding.policy_rules));
    founding.policy_metadata = policy_metadata(plan, policy);
    founding.administrator.id = plan.administrator;
    founding.administrator.name = plan.printed_name;
    founding.administrator.roles = founding_roles(plan, policy);
    founding.administrator.enrolment = Enrolment::enrolled;
    founding.administrator.keys.push_back({key.public_key, now, {}});
    founding.administrator_key_proof = key.proof;
    return founding;
}

std::vector<NewSubject> accept_founding(const Founding& founding, const Policy& rules,
                                        const Content& policy, const Digest& statement,
                                        Date today) {
    NewSubject document;
    document.event = acceptance(founding.administrator, SubjectName(policy_identifier()));
    const DocumentType& type = rules.policy_document;
    document.event.revision = next_label(type.labels, ChangeKind::major, {}, RevisionLabel());
    document.event.state = RevisionState::effective;
    document.event.type = "POLICY";
    document.event.effective = EffectiveDate{today, {}};
    if (type.review_months > 0) document.event.review_due = months_after(today, type.review_months);
    document.event.content_sha256 = policy.sha256;
    document.event.metadata = founding.policy_metadata;
    document.tree = policy.tree;

    NewSubject person;
    person.event = acceptance(founding.administrator, SubjectName(founding.administrator.id));
    person.event.statement = statement;
    person.person = founding.administrator;
    return {std::move(document), std::move(person)};
}

Files policy_files(const Founding& founding) {
    const auto id = policy_identifier();
    return {{master_path(id, ""), founding.policy_rules},
            {metadata_path(id), render_metadata(founding.policy_metadata)}};
}

}  // namespace muniment::core
