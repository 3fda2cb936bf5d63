// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/session.h"
#include "core/library_writer.h"

namespace muniment::cli {

/// On a terminal, shows what is to be signed - title, revision, digest, the changes against what is
/// in force - and asks; the answer is the digest that was shown. Off a terminal nothing is shown
/// and the answer is empty: what is there is taken. failed_precondition when the person says no.
[[nodiscard]] core::Result<std::optional<core::Digest>> show_and_ask(const Context& context,
                                                                     const Session& session,
                                                                     const core::Identifier& id,
                                                                     core::Request request,
                                                                     const std::string& question);

/// The digest of an option, else what show_and_ask answers.
[[nodiscard]] core::Result<std::optional<core::Digest>> digest_to_sign(
    const Context& context, const Session& session, const core::Identifier& id,
    core::Request request, const std::string& question, const std::string& digest);

}  // namespace muniment::cli
