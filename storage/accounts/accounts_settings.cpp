// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/accounts_settings.h"

#include <fstream>
#include <sstream>

#include "core/toml_text.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

core::Result<std::int64_t> number(const toml::table& settings, const char* name, std::int64_t usual,
                                  std::int64_t least, std::int64_t most) {
    const auto node = settings["accounts"][name];
    if (!node) return usual;
    const auto value = node.value_exact<std::int64_t>();
    if (value && *value >= least && *value <= most) return *value;
    return core::fail(ErrorCode::data_corrupt,
                      "muniment.toml: accounts." + std::string(name) +
                          " is not a whole number from " + std::to_string(least) + " to " +
                          std::to_string(most),
                      "Correct the file; it says only how this installation runs.");
}

core::Result<bool> is_required(const toml::table& settings, const char* name) {
    const auto node = settings["accounts"][name];
    if (!node) return false;
    const auto value = node.value_exact<std::string>();
    if (value && (*value == "required" || *value == "optional")) return *value == "required";
    return core::fail(ErrorCode::data_corrupt,
                      "muniment.toml: accounts." + std::string(name) +
                          " is neither \"optional\" nor \"required\"",
                      "Correct the file; it says only how this installation runs.");
}

}  // namespace

core::Result<AccountsSettings> read_accounts_settings(const LibraryLayout& layout) {
    std::ifstream in(layout.settings(), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    const auto parsed = core::parse_toml(text.str(), "muniment.toml");
    if (!parsed) return core::fail(ErrorCode::data_corrupt, parsed.error().message);
    MUNIMENT_TRY(const auto idle, number(*parsed, "session_idle_minutes", 30, 1, 1440));
    MUNIMENT_TRY(const auto age, number(*parsed, "session_hours", 12, 1, 168));
    MUNIMENT_TRY(const auto kept, number(*parsed, "log_days", 400, 1, 36500));
    MUNIMENT_TRY(const auto remembered, number(*parsed, "passwords_remembered", 5, 0, 50));
    MUNIMENT_TRY(const auto password_days, number(*parsed, "password_days", 0, 0, 3650));
    AccountsSettings settings;
    MUNIMENT_TRY(settings.second_factor_required, is_required(*parsed, "second_factor"));
    settings.passwords = {static_cast<std::size_t>(remembered), std::chrono::days(password_days)};
    settings.sessions = {std::chrono::minutes(idle), std::chrono::hours(age)};
    settings.log_kept = std::chrono::days(kept);
    return settings;
}

}  // namespace muniment::storage
