// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/second_factor_page.h"

#include "storage/accounts/totp.h"
#include "web/http_status.h"
#include "web/pages/qr_code.h"
#include "web/site/account_page.h"
#include "web/site/form.h"
#include "web/site/only_page.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

constexpr const char* own_address = "/account/second-factor";

/// What opens the box of the viewer's factor: shows that they know their password.
core::Result<storage::SecretBytes> opener_of(Call& call, const std::string& public_key) {
    return call.library.accounts().key_ring().derive_secret(
        call.viewer.person->id, public_key, call.form.get("password"), storage::second_factor_use);
}

/// The codes are shown this once, so it is the answer itself and not a redirect.
core::Result<http::Response> show_codes(Call& call, const std::vector<std::string>& codes) {
    DataList rows;
    for (const auto& code : codes) {
        Data row;
        row.set("recovery_code", code);
        rows.push_back(row);
    }
    Data data(Data::type::object);
    data.set("codes", Data(rows));
    return call.answer(call.text("factor.codes_headline"), "recovery_codes", data);
}

core::Result<http::Response> show_standing(Call& call, const storage::SecondFactor& factor) {
    Data data(Data::type::object);
    data.set("since", call.wording.moment(factor.since));
    data.set("codes_left", call.wording.texts().counted("factor.left", factor.recovery_codes));
    return call.answer(call.text("factor.headline"), "second_factor", data);
}

/// The secret that the form was shown with; a new one where it is not there any more.
struct Offer {
    std::string token;
    storage::SecretBytes secret;
    bool is_new = true;
};

core::Result<Offer> offer_for(Call& call) {
    const auto& person = *call.viewer.person;
    const std::string token = call.form.get("pending");
    const auto waiting = call.pending.find(token, call.now);
    if (waiting && waiting->person == person.id) return Offer{token, waiting->secret, false};
    Offer offer;
    MUNIMENT_TRY(offer.secret, storage::make_totp_secret());
    MUNIMENT_TRY(offer.token, call.pending.keep({person.id, storage::ended_keys(person),
                                                 offer.secret, call.now}));
    return offer;
}

core::Result<Data> offer_data(Call& call, const Offer& offer) {
    const auto secret = view(offer.secret);
    MUNIMENT_TRY(const auto text, storage::totp_secret_text(secret));
    MUNIMENT_TRY(const auto address, storage::totp_address(secret, call.viewer.person->id.text(),
                                                           call.policy.organisation));
    MUNIMENT_TRY(const auto drawn, make_qr_code(address));
    Data data(Data::type::object);
    data.set("qr_extent", std::to_string(drawn.extent));
    data.set("qr_path", drawn.path);
    data.set("secret_text", text);
    data.set("secret_address", address);
    return data;
}

core::Result<FormPage> set_up_form(Call& call, const Offer& offer) {
    FormPage page;
    page.headline = call.text("factor.headline");
    page.explanation = call.text("factor.explanation");
    page.button = call.text("factor.button");
    page.action = own_address;
    page.hidden = {{"pending", offer.token}};
    page.fields = {code_field(call), password_field(call)};
    page.fields[0].hint = call.text("factor.first_code_hint");
    page.fields[1].hint.clear();
    page.sent = call.sent;
    MUNIMENT_TRY(page.about, offer_data(call, offer));
    MUNIMENT_TRY(const auto only, only_page_for(call.library, *call.viewer.person));
    if (only) {
        page.warning = call.text("factor.required");
    } else {
        page.cancel = "/account";
    }
    return page;
}

core::Result<std::vector<std::string>> set_up(Call& call, const Offer& offer) {
    if (offer.is_new) {
        return core::fail(ErrorCode::invalid_argument, call.text("factor.offer_over"),
                          call.text("factor.offer_over_hint"));
    }
    auto& accounts = call.library.accounts();
    const auto& person = *call.viewer.person;
    MUNIMENT_TRY(const auto key, accounts.key_ring().key_here(person));
    MUNIMENT_TRY(const auto opener, opener_of(call, key));
    return accounts.second_factors().set_up(
        {person.id, key, opener, offer.secret, call.form.get("code")}, accounts.origin());
}

/// Whether the form that was sent has the password and a code of the factor.
core::Status check_both(Call& call) {
    auto& accounts = call.library.accounts();
    MUNIMENT_TRY(const auto factor, accounts.second_factors().of(*call.viewer.person));
    if (!factor) {
        return core::fail(ErrorCode::failed_precondition, call.text("factor.none"));
    }
    MUNIMENT_TRY(const auto opener, opener_of(call, factor->public_key));
    auto checked = accounts.second_factors().check(*call.viewer.person, opener,
                                                   call.form.get("code"), accounts.origin());
    if (checked || checked.error().code != ErrorCode::permission_denied) return checked;
    return core::fail(ErrorCode::invalid_argument, call.text("factor.wrong"),
                      call.text("factor.wrong_hint"));
}

FormPage form_with_code(const Call& call, const std::string& act) {
    const std::string key = "factor." + act + "_";
    FormPage page;
    page.headline = call.text(key + "headline");
    page.explanation = call.text(key + "explanation");
    page.button = call.text(key + "button");
    page.action = call.frame.path;
    page.cancel = own_address;
    page.fields = {password_field(call), code_field(call)};
    page.fields[0].hint.clear();
    page.sent = call.sent;
    return page;
}

core::Result<http::Response> refused(Call& call, FormPage page, const core::Error& error) {
    page.problem = error;
    page.problem_field = field_at_fault(error, "code");
    return answer_form(call, page);
}

}  // namespace

core::Result<http::Response> second_factor_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    auto& factors = call.library.accounts().second_factors();
    MUNIMENT_TRY(const auto factor, factors.of(*call.viewer.person));
    if (factor) return show_standing(call, *factor);
    MUNIMENT_TRY(const auto offer, offer_for(call));
    if (!call.sent) {
        MUNIMENT_TRY(const auto page, set_up_form(call, offer));
        return answer_form(call, page);
    }
    const auto codes = set_up(call, offer);
    if (codes) {
        call.pending.forget(offer.token);
        return show_codes(call, *codes);
    }
    MUNIMENT_TRY(const auto page, set_up_form(call, offer));
    return refused(call, page, codes.error());
}

core::Result<http::Response> remove_factor_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    const auto page = form_with_code(call, "remove");
    if (!call.sent) return answer_form(call, page);
    const auto checked = check_both(call);
    if (!checked) return refused(call, page, checked.error());
    auto& accounts = call.library.accounts();
    MUNIMENT_CHECK(accounts.second_factors().remove(call.viewer.person->id, accounts.origin()));
    return call.done("/account", call.text("factor.removed"));
}

core::Result<http::Response> recovery_codes_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    const auto page = form_with_code(call, "codes");
    if (!call.sent) return answer_form(call, page);
    const auto checked = check_both(call);
    if (!checked) return refused(call, page, checked.error());
    auto& accounts = call.library.accounts();
    MUNIMENT_TRY(const auto codes, accounts.second_factors().renew_recovery_codes(
                                       call.viewer.person->id, accounts.origin()));
    return show_codes(call, codes);
}

}  // namespace muniment::web
