// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "storage/accounts/accounts.h"
#include "tests/support/web_form.h"

namespace muniment::test {

/// The password with which a person of a RealLibrary begins.
[[nodiscard]] std::string secret(const std::string& person);

/// The Cookie header line of the session that this answer to a log-in begins.
[[nodiscard]] std::string cookie_line(const WebAnswer& login);

/// What most tests of pages begin with: a served library in which everybody is enrolled.
struct StaffedSite {
    StaffedSite();
    /// With these lines in `[accounts]` of its settings.
    explicit StaffedSite(const std::string& account_settings);

    /// The token that goes along with the person's forms.
    [[nodiscard]] std::string csrf_of(const std::string& person);
    /// A document as its author sees it, the register's newest events included.
    [[nodiscard]] core::DocumentState state(const core::Identifier& id);
    [[nodiscard]] core::Person person(const std::string& id);
    [[nodiscard]] storage::Accounts& accounts();
    /// What the operations log tells of it, the newest first.
    [[nodiscard]] std::vector<storage::OperationEntry> noted(storage::Operation operation);

    ServedLibrary served;
};

}  // namespace muniment::test
