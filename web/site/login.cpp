// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/login.h"

#include <algorithm>

#include "core/person.h"
#include "storage/digest.h"
#include "storage/wrapped_key.h"
#include "web/http/headers.h"
#include "web/http/percent.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

constexpr std::size_t longest_return = 2000;

/// The work of one guess, for somebody who has no key to try it on.
core::Status pretend_to_unwrap(const std::string& password) {
    MUNIMENT_TRY(const auto key,
                 storage::SecretKey::from_seed(std::string(storage::SecretKey::seed_size, 'x')));
    const bool possible = !password.empty() && password.size() <= storage::longest_password;
    MUNIMENT_CHECK(storage::wrap(key, possible ? password : "x"));
    return {};
}

core::Result<bool> opens(LibraryHandle& library, const core::Person& person,
                         const std::string& password) {
    const auto checked = library.check_password(person.id, password);
    if (checked) return true;
    switch (checked.error().code) {
        case ErrorCode::permission_denied:
        case ErrorCode::invalid_argument:
            return false;
        case ErrorCode::not_found:
        case ErrorCode::failed_precondition:  // the key is on their own machine
            MUNIMENT_CHECK(pretend_to_unwrap(password));
            return false;
        default:
            return core::fail(checked.error());
    }
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

core::Result<std::optional<core::PersonId>> authenticate(LibraryHandle& library,
                                                         const std::string& id,
                                                         const std::string& password) {
    const std::optional<core::PersonId> nobody;
    const auto parsed = core::PersonId::parse(id);
    std::optional<core::Person> person;
    if (parsed) {
        MUNIMENT_TRY(person, library.reader().ports().reg.person(*parsed));
    }
    const bool has_key = person && !person->keys.empty() && !person->keys.back().until;
    if (!has_key) {
        MUNIMENT_CHECK(pretend_to_unwrap(password));
        return nobody;
    }
    MUNIMENT_TRY(const bool opened, opens(library, *person, password));
    return opened && person->enabled ? std::optional(person->id) : nobody;
}

}  // namespace muniment::web
