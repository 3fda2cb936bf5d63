// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "storage/remote_signing.h"
#include "web/library_pool.h"

namespace muniment::web {

// Acts that people sign on their own machine, in two steps: see storage/remote_signing.h. Pages and
// API take both steps here.

/// The keys that the viewer may sign with on their own machine: `ssh-ed25519 AAAA...`.
[[nodiscard]] core::Result<std::vector<std::string>> own_keys(LibraryHandle& library,
                                                              const core::Viewer& viewer);

/// Does the act, as one that is signed with this.
using RemoteAct = std::function<void(std::shared_ptr<const core::PersonSigner>)>;

/// The first step: the text to sign, with the library as it was. Nothing when it did not come to
/// that: the act was refused, or it needs no signature and is done; `act` knows. Errors:
/// permission_denied for who has no such key.
[[nodiscard]] core::Result<std::optional<storage::PreparedText>> text_to_sign(
    LibraryHandle& library, const core::Viewer& viewer, const RemoteAct& act);

/// The second step: what the act is done with. Errors: as PreparedSigner::make; permission_denied
/// when the signature is not by one of the viewer's own_keys().
[[nodiscard]] core::Result<std::shared_ptr<const storage::PreparedSigner>> signer_with(
    LibraryHandle& library, const core::Viewer& viewer, const storage::PreparedText& prepared,
    const std::string& armour);

}  // namespace muniment::web
