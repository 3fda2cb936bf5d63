// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "storage/accounts/high_water.h"
#include "storage/accounts/session_store.h"
#include "storage/accounts/stored_key_ring.h"
#include "storage/library_layout.h"

namespace muniment::storage {

/// accounts.db: what is secret or passing, and never evidence. Each write is durable on return. One
/// thread at a time; open one for each thread, and in as many processes as there are.
class Accounts {
  public:
    /// Opens the file, or makes it, of mode 0600. Errors: data_corrupt (damaged, or not ours),
    /// failed_precondition (a newer program wrote it; others may read it), unavailable.
    [[nodiscard]] static core::Result<Accounts> open(const std::filesystem::path& file,
                                                     PasswordCost cost = {});

    [[nodiscard]] StoredKeyRing& key_ring() { return *key_ring_; }
    [[nodiscard]] SessionStore& sessions() { return *sessions_; }
    [[nodiscard]] HighWater& high_water() { return *high_water_; }

  private:
    Accounts(const Poco::Data::Session& session, PasswordCost cost);

    std::unique_ptr<StoredKeyRing> key_ring_;
    std::unique_ptr<SessionStore> sessions_;
    std::unique_ptr<HighWater> high_water_;
};

/// The key ring alone, in the accounts.db of a library that is being founded. Errors as above.
[[nodiscard]] core::Result<std::unique_ptr<core::KeyRing>> open_key_ring(
    const LibraryLayout& layout);

}  // namespace muniment::storage
