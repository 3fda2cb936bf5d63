// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/login.h"

#include <algorithm>

#include "core/person.h"
#include "storage/digest.h"
#include "web/http/headers.h"
#include "web/http/percent.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

constexpr std::size_t longest_return = 2000;

/// Whether the password opens the person's key; for nobody in particular it never does.
core::Status try_password(LibraryHandle& library, const Credentials& credentials,
                          const std::optional<core::Person>& person) {
    auto& ring = library.accounts().key_ring();
    if (!person) return ring.refuse(credentials.person, credentials.password);
    auto checked = library.check_password(person->id, credentials.password);
    const bool has_no_key_here =
        !checked && (checked.error().code == ErrorCode::not_found ||
                     checked.error().code == ErrorCode::failed_precondition);
    // Their key is on their own machine.
    if (has_no_key_here) return ring.refuse(credentials.person, credentials.password);
    return checked;
}

}  // namespace

bool is_from_own_page(const http::Request& request) {
    if (const auto* origin = request.headers.find("Origin")) {
        const std::size_t slashes = origin->find("://");
        return slashes != std::string::npos && !request.host.empty() &&
               http::equals_ignoring_case(origin->substr(slashes + 3), request.host);
    }
    const auto* site = request.headers.find("Sec-Fetch-Site");
    return site == nullptr || *site == "same-origin" || *site == "none";
}

std::string local_path(const std::string& asked) {
    const bool visible = std::all_of(asked.begin(), asked.end(),
                                     [](char c) { return c > 0x20 && c < 0x7f && c != '\\'; });
    const bool local = asked.size() <= longest_return && visible && !asked.empty() &&
                       asked[0] == '/' && asked.compare(0, 2, "//") != 0;
    const bool about_login =
        asked.compare(0, 6, "/login") == 0 || asked.compare(0, 7, "/logout") == 0;
    return local && !about_login ? asked : "/";
}

std::string login_address(const std::string& target) {
    const std::string back = local_path(target);
    return back == "/" ? "/login" : "/login?return=" + http::percent_encode(back);
}

std::string form_token(const std::string& session_token) {
    return storage::sha256("muniment form\n" + session_token).text();
}

core::Result<LogIn> authenticate(LibraryHandle& library, const Credentials& credentials) {
    const auto parsed = core::PersonId::parse(credentials.person);
    std::optional<core::Person> person;
    if (parsed) {
        MUNIMENT_TRY(person, library.reader().ports().reg.person(*parsed));
    }
    const bool has_key =
        person && std::any_of(person->keys.begin(), person->keys.end(),
                              [](const core::PersonKey& key) { return !key.until; });
    if (!has_key) person.reset();
    const std::string account =
        person ? person->id.text() : storage::StoredKeyRing::account_of_nobody(credentials.person);
    const auto tried = try_password(library, credentials, person);
    if (tried) {
        if (!person->enabled) return LogIn{};
        return LogIn{Admission::let_in, person, {}};
    }
    switch (tried.error().code) {
        case ErrorCode::permission_denied:
        case ErrorCode::invalid_argument:
            return LogIn{};
        default:
            break;
    }
    auto& accounts = library.accounts();
    MUNIMENT_TRY(const auto wait, accounts.guard().wait(account, accounts.origin()));
    if (wait.count() > 0) return LogIn{Admission::closed, {}, wait};
    return core::fail(tried.error());
}

}  // namespace muniment::web
