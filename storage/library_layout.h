// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace muniment::storage {

/// Where everything lies in a library's folder. A value; nothing is opened or made.
class LibraryLayout {
  public:
    explicit LibraryLayout(std::filesystem::path folder) : folder_(std::move(folder)) {}

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
    /// How this installation runs; nothing that governs documents.
    [[nodiscard]] std::filesystem::path settings() const { return folder_ / "muniment.toml"; }
    /// The bare repository of the register: the only truth.
    [[nodiscard]] std::filesystem::path repository() const { return folder_ / "repository.git"; }
    /// Derived and deletable: rebuilt from the register.
    [[nodiscard]] std::filesystem::path projections() const { return folder_ / "projections"; }
    [[nodiscard]] std::filesystem::path catalogue() const {
        return projections() / "catalogue.sqlite";
    }
    [[nodiscard]] std::filesystem::path search_index() const { return projections() / "index"; }
    /// Credentials, wrapped keys, sessions: secret or passing, never evidence.
    [[nodiscard]] std::filesystem::path accounts() const { return folder_ / "accounts.db"; }
    [[nodiscard]] std::filesystem::path keys() const { return folder_ / "keys"; }
    [[nodiscard]] std::filesystem::path registrar_key() const { return keys() / "registrar"; }
    /// Made for the registrar, until an event has named it.
    [[nodiscard]] std::filesystem::path registrar_successor() const {
        return keys() / "registrar.next";
    }
    /// Held by the one process that writes.
    [[nodiscard]] std::filesystem::path writer_lock() const { return folder_ / "lock"; }

  private:
    std::filesystem::path folder_;
};

}  // namespace muniment::storage
