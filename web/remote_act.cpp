// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/remote_act.h"

#include <algorithm>

#include "core/text.h"

namespace muniment::web {

using core::ErrorCode;
using core::fail;

namespace {

/// Never before the newest event, also where the clock stands behind it.
core::Result<core::Instant> time_of_events(LibraryHandle& library) {
    MUNIMENT_TRY(const auto head, library.reader().ports().reg.head());
    return std::max(library.reader().now(), head.time);
}

}  // namespace

core::Result<std::vector<std::string>> own_keys(LibraryHandle& library,
                                                const core::Viewer& viewer) {
    std::vector<std::string> keys;
    if (!viewer.person) return keys;
    const auto& person = *viewer.person;
    for (const auto& key : person.keys) {
        if (key.until) continue;
        MUNIMENT_TRY(const bool kept,
                     library.accounts().key_ring().holds(person.id, key.public_key));
        if (!kept) keys.push_back(key.public_key);
    }
    return keys;
}

core::Result<std::optional<storage::PreparedText>> text_to_sign(LibraryHandle& library,
                                                                const core::Viewer& viewer,
                                                                const RemoteAct& act) {
    MUNIMENT_TRY(const auto keys, own_keys(library, viewer));
    if (keys.empty()) {
        return fail(ErrorCode::permission_denied, "you have no key of your own that may sign",
                    "Enrol one first, or sign with your password.");
    }
    MUNIMENT_TRY(const auto now, time_of_events(library));
    const auto signer = std::make_shared<storage::PreparingSigner>(keys.front(), now);
    act(signer);
    if (signer->text().empty()) return std::optional<storage::PreparedText>();
    return std::optional(storage::PreparedText{signer->text(), now});
}

core::Result<std::shared_ptr<const storage::PreparedSigner>> signer_with(
    LibraryHandle& library, const core::Viewer& viewer, const storage::PreparedText& prepared,
    const std::string& armour) {
    MUNIMENT_TRY(const auto now, time_of_events(library));
    MUNIMENT_TRY(auto signer,
                 storage::PreparedSigner::make(prepared, core::trimmed(armour) + "\n", now));
    MUNIMENT_TRY(const auto keys, own_keys(library, viewer));
    if (std::find(keys.begin(), keys.end(), signer->public_key()) != keys.end()) return signer;
    return fail(ErrorCode::permission_denied,
                "this is not the signature of a key of yours that may sign",
                "Sign with a key that you have enrolled.");
}

}  // namespace muniment::web
