// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "web/site/form.h"
#include "web/site/login.h"
#include "web/site/site.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

/// Until codes are looked at again; zero: they are.
core::Result<std::chrono::seconds> wait_for(storage::Accounts& accounts,
                                            const std::string& account) {
    std::chrono::seconds longest{0};
    for (const auto& counted : {account, storage::PasswordGuard::codes_of(account)}) {
        MUNIMENT_TRY(const auto wait, accounts.guard().wait(counted, accounts.origin()));
        longest = std::max(longest, wait);
    }
    return longest;
}

}  // namespace

core::Result<http::Response> Site::ask_for_code(LibraryHandle& library, const Visit& visit,
                                                const core::Person& person,
                                                const storage::SecondFactor& factor,
                                                const LoginForm& form) {
    MUNIMENT_TRY(auto opener,
                 library.accounts().key_ring().derive_secret(
                     person.id, factor.public_key, form.password, storage::second_factor_use));
    LoginForm next = form;
    MUNIMENT_TRY(next.pending, pending_.keep({person.id, storage::ended_keys(person),
                                              std::move(opener), library.reader().now()}));
    return code_page(library, visit, 200, next, {});
}

core::Result<http::Response> Site::code_page(LibraryHandle& library, const Visit& visit, int status,
                                             const LoginForm& form, std::string_view problem) {
    MUNIMENT_TRY(const auto* policy, library.reader().policy());
    Data data;
    data.set("pending", form.pending);
    return login_step(visit, *policy, {status, "login_code", "login.code_headline", data}, form,
                      problem);
}

core::Result<http::Response> Site::log_in_with_code(const Visit& visit) {
    MUNIMENT_TRY(const auto sent, read_form(visit.request, small_body));
    LoginForm form = login_form_of(sent);
    form.person.clear();
    {
        MUNIMENT_TRY(auto lease, pool_.lease());
        auto& accounts = lease->accounts();
        const auto pending = pending_.find(form.pending, lease->reader().now());
        std::optional<core::Person> person;
        if (pending) {
            form.person = pending->person.text();
            MUNIMENT_CHECK(meet(*lease, visit, form));
            MUNIMENT_TRY(person, lease->reader().ports().reg.person(pending->person));
        }
        if (person && person->enabled && storage::ended_keys(*person) == pending->keys_ended) {
            const auto checked = accounts.second_factors().check(
                *person, pending->secret, sent.get("code"), accounts.origin());
            if (checked) {
                pending_.forget(form.pending);
                return begin_session(*lease, visit, *person, form.back);
            }
            if (checked.error().code == ErrorCode::permission_denied)
                return code_page(*lease, visit, 403, form, "code_failed");
            MUNIMENT_TRY(const auto wait, wait_for(accounts, form.person));
            if (wait.count() > 0) {
                MUNIMENT_TRY(auto response, code_page(*lease, visit, 429, form, "throttled"));
                response.headers.set("Retry-After", std::to_string(wait.count()));
                return response;
            }
            if (checked.error().code != ErrorCode::failed_precondition)
                return core::fail(checked.error());
        }
    }
    return login_page(visit, 403, form, "code_over");
}

}  // namespace muniment::web
