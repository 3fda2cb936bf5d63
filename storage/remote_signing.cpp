// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/remote_signing.h"

#include "core/signed_earlier.h"
#include "storage/ssh_signature.h"

namespace muniment::storage {
namespace {

using core::ErrorCode;
using core::fail;

/// Between the look at the clock and the event there may be a wait for other writers.
constexpr std::chrono::minutes time_to_sign = core::longest_signing - std::chrono::minutes(1);

constexpr const char* sign_again = "Ask for the text to sign once more, and sign that.";

}  // namespace

core::Result<std::string> PreparingSigner::sign(const std::string& payload) const {
    text_ = payload;
    return fail(ErrorCode::failed_precondition, "the act waits for its signature");
}

core::Result<std::shared_ptr<const PreparedSigner>> PreparedSigner::make(PreparedText prepared,
                                                                         std::string armour,
                                                                         core::Instant now) {
    const auto signer = verify(armour, git_namespace, prepared.text);
    if (!signer) {
        return fail(ErrorCode::invalid_argument,
                    "this is not a signature of the text: " + signer.error().message,
                    "Sign exactly that text for `git`, and give all that ssh-keygen prints.");
    }
    if (prepared.at > now || now - prepared.at > time_to_sign) {
        return fail(ErrorCode::conflict, "the text to sign was made too long ago", sign_again);
    }
    auto key = signer->line();
    // The constructor is private, so make_shared cannot reach it.
    return std::shared_ptr<const PreparedSigner>(
        new PreparedSigner(std::move(prepared), std::move(armour), std::move(key)));
}

core::Result<std::string> PreparedSigner::sign(const std::string& payload) const {
    if (payload == prepared_.text) return armour_;
    overtaken_ = core::Error{ErrorCode::conflict,
                             "what you signed is no longer what would be recorded", sign_again};
    return fail(*overtaken_);
}

}  // namespace muniment::storage
