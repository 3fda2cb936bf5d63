// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/allowed_signers.h"

#include <algorithm>

namespace muniment::storage {
namespace {

/// `20260503T140000Z`, as ssh-keygen takes it with TZ=UTC or not.
std::string compact(core::Instant instant) {
    std::string text = core::render(instant);
    text.erase(
        std::remove_if(text.begin(), text.end(), [](char c) { return c == '-' || c == ':'; }),
        text.end());
    text.erase(text.find('T'), 1);
    return text;
}

}  // namespace

std::string signer_line(const core::PersonId& principal, std::string_view public_key,
                        core::Instant from, std::optional<core::Instant> until) {
    std::string line =
        principal.text() + " namespaces=\"git\",valid-after=\"" + compact(from) + "\"";
    if (until) line += ",valid-before=\"" + compact(*until - std::chrono::seconds(1)) + "\"";
    return line + " " + std::string(public_key) + "\n";
}

std::string changed_allowed_signers(std::string text, const core::Person& before,
                                    const core::Person& after) {
    for (std::size_t i = 0; i < after.keys.size(); ++i) {
        const auto& key = after.keys[i];
        const std::string line = signer_line(after.id, key.public_key, key.from, key.until);
        if (i >= before.keys.size()) {
            text += line;
            continue;
        }
        const auto& old = before.keys[i];
        const std::string old_line = signer_line(after.id, old.public_key, old.from, old.until);
        const auto at = text.find(old_line);
        if (at != std::string::npos) text.replace(at, old_line.size(), line);
    }
    return text;
}

}  // namespace muniment::storage
