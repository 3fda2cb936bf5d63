// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/person_keys.h"

#include "core/offered_acts.h"
#include "core/text.h"
#include "storage/accounts/key_proof.h"
#include "storage/ssh_signature.h"
#include "web/http/percent.h"
#include "web/site/form.h"
#include "web/site/people_pages.h"
#include "web/site/person_acts.h"

namespace muniment::web {
namespace {

using core::ErrorCode;
using storage::PublicKey;

std::string page_of(const core::PersonId& person) {
    return "/people/" + person.text();
}

std::string fingerprint_of(const core::PersonKey& key) {
    const auto known = PublicKey::parse(key.public_key);
    return known ? known->fingerprint() : std::string();
}

/// `ssh-ed25519 AAAA... comment`, as it stands in the file.
core::Result<PublicKey> typed_key(const Call& call) {
    const auto words = core::split(typed(call.form, "key"), ' ');
    if (words.size() > 1) {
        auto key = PublicKey::parse(words[0] + " " + words[1]);
        if (key) return key;
    }
    return core::fail(ErrorCode::invalid_argument, "this is not an ed25519 public key",
                      "Make one with ssh-keygen -t ed25519, and give the line of its .pub file.");
}

core::Result<http::Response> ask_for_key(Call& call, const std::optional<core::Error>& problem) {
    FormPage page;
    page.headline = call.text("keys.enrol");
    page.explanation = call.text("keys.enrol_explanation");
    page.action = call.frame.path;
    page.cancel = page_of(call.viewer.person->id);
    page.button = call.text("keys.next");
    Field key;
    key.kind = Field::Kind::text;
    key.name = "key";
    key.label = call.text("keys.key");
    key.hint = call.text("keys.key_hint");
    key.required = true;
    page.fields = {key};
    page.problem = problem;
    page.problem_field = "key";
    page.sent = call.sent;
    return answer_form(call, page);
}

core::Result<http::Response> ask_for_proof(Call& call, const PublicKey& key,
                                           const std::optional<core::Error>& problem) {
    MUNIMENT_TRY(const auto founding, call.reader().ports().reg.founding());
    TextToSign page;
    page.headline = call.text("keys.proof_headline");
    page.explanation = call.text("keys.proof_explanation");
    page.text = storage::key_proof_text(call.viewer.person->id, founding, key);
    page.name_space = storage::key_proof_namespace;
    page.action = call.frame.path;
    page.button = call.text("keys.enrol");
    page.hidden = {{"key", key.line()}};
    page.fields = {password_field(call)};
    page.problem = problem;
    return answer_text_to_sign(call, page);
}

/// What a browser sends has other line ends, and none at the end.
core::Status enrol(Call& call, const PublicKey& key) {
    MUNIMENT_TRY(const auto proof,
                 storage::proof_of_signature(typed(call.form, "signature") + "\n"));
    return call.library.writer().enrol_key(call.acting(), key.line(), proof);
}

/// The key that the address names, or the form that was opened there.
core::Result<core::PersonKey> key_in_question(Call& call, const core::Person& person) {
    MUNIMENT_TRY(const auto query, Query::check(call.visit.request.query, {"key"}));
    const std::string fingerprint = call.sent ? call.form.get("key") : query.get("key");
    for (const auto& key : person.keys)
        if (!key.until && fingerprint_of(key) == fingerprint) return key;
    return core::fail(ErrorCode::not_found, call.text("keys.unknown"));
}

FormPage revocation(const Call& call, const core::Person& person, const core::PersonKey& key) {
    FormPage page;
    page.headline = call.text("keys.revoke_headline");
    page.explanation = call.text("keys.revoke_explanation");
    page.action = call.frame.path;
    page.hidden = {{"key", fingerprint_of(key)}};
    page.cancel = page_of(person.id);
    page.button = call.text("keys.revoke_button");
    page.about = about_person(person);
    Field reason;
    reason.kind = Field::Kind::text;
    reason.name = "reason";
    reason.label = call.text("form.reason");
    reason.required = true;
    Field since;
    since.kind = Field::Kind::date;
    since.name = "since";
    since.label = call.text("keys.since");
    since.hint = call.text("keys.since_hint");
    page.fields = {reason, since, password_field(call)};
    page.sent = call.sent;
    return page;
}

core::Status revoke(Call& call, const core::Person& person, const core::PersonKey& key) {
    MUNIMENT_TRY(const auto day, typed_date(call, "since"));
    std::optional<core::Instant> since;
    if (day) {
        MUNIMENT_TRY(const auto resolved,
                     call.reader().ports().calendar.resolve(call.policy.time_zone, *day));
        since = resolved.first_instant;
    }
    return call.library.writer().revoke_key(call.acting(), person.id, key.public_key,
                                            typed(call.form, "reason"), since);
}

}  // namespace

std::string revoke_key_address(const core::PersonId& person, const core::PersonKey& key) {
    return page_of(person) + "/keys/revoke?key=" + http::percent_encode(fingerprint_of(key));
}

core::Result<http::Response> enrol_key_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const auto person, find_person(call));
    if (person.id != call.viewer.person->id) {
        return core::fail(ErrorCode::permission_denied,
                          "people enrol keys of their own, nobody for another");
    }
    if (!call.sent) return ask_for_key(call, {});
    const auto key = typed_key(call);
    if (!key) return ask_for_key(call, key.error());
    if (call.form.find("signature") == nullptr) return ask_for_proof(call, *key, {});
    const auto done = enrol(call, *key);
    if (!done) return ask_for_proof(call, *key, done.error());
    return call.done(page_of(person.id), call.text("keys.enrolled"));
}

core::Result<http::Response> revoke_key_page(Call& call) {
    MUNIMENT_TRY(const auto person, find_person(call));
    MUNIMENT_TRY(const auto key, key_in_question(call, person));
    core::OfferedActs offered(call.reader(), call.viewer);
    MUNIMENT_CHECK(offered.check_revoke_key(person, key.public_key));
    auto page = revocation(call, person, key);
    if (!call.sent) return answer_form(call, page);
    const auto done = revoke(call, person, key);
    if (done) return call.done(page_of(person.id), call.text("keys.revoked"));
    page.problem = done.error();
    page.problem_field = field_at_fault(done.error(), "reason");
    return answer_form(call, page);
}

}  // namespace muniment::web
