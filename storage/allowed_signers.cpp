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

/// The last second of a key that ends then: ssh-keygen counts it in.
std::string valid_before(core::Instant until) {
    return ",valid-before=\"" + compact(until - std::chrono::seconds(1)) + "\"";
}

}  // namespace

std::string changed_registrar(std::string text, std::string_view new_key, core::Instant time,
                              core::Instant until) {
    const core::PersonId registrar = core::registrar_id();
    // One line of the registrar's has no end: that of the key so far.
    for (std::size_t at = 0; at < text.size(); at = text.find('\n', at) + 1) {
        const std::string line = text.substr(at, text.find('\n', at) - at);
        const bool current = line.rfind(registrar.text() + " ", 0) == 0 &&
                             line.find(",valid-before=") == std::string::npos;
        if (!current) continue;
        text.insert(at + line.find("\" ssh-") + 1, valid_before(until));
        break;
    }
    return text + signer_line(registrar, new_key, time, {});
}

bool names_key(std::string_view text, std::string_view public_key) {
    return text.find(" " + std::string(public_key) + "\n") != std::string_view::npos;
}

std::string signer_line(const core::PersonId& principal, std::string_view public_key,
                        core::Instant from, std::optional<core::Instant> until) {
    std::string line =
        principal.text() + " namespaces=\"git\",valid-after=\"" + compact(from) + "\"";
    if (until) line += valid_before(*until);
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
