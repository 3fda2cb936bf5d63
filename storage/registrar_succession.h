// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/library_layout.h"
#include "storage/object_store.h"
#include "storage/public_key.h"
#include "storage/secret_key.h"

namespace muniment::storage {

/// The key with which the next event of the register must be signed: that of the newest event, or
/// the one that it rotates to. Costs one or two commits. Errors: data_corrupt.
[[nodiscard]] core::Result<PublicKey> registrar_after(const ObjectStore& store,
                                                      const core::ObjectId& head);

/// The registrar's private key, which must be that of the register; any for an empty one. Finishes
/// a change of keys whose event was written before the key took its place. With the writer's lock.
/// Errors: failed_precondition when the key is missing or another one; else as
/// read_registrar_key().
[[nodiscard]] core::Result<SecretKey> read_current_registrar(const LibraryLayout& layout,
                                                             const ObjectStore& store);

/// Keeps a key that shall be the registrar's once an event names it, in the place of one that no
/// event named. Durable. With the writer's lock.
[[nodiscard]] core::Status keep_successor(const LibraryLayout& layout, const SecretKey& key);

/// Puts it in the place of the registrar's key, which is gone then. Durable.
[[nodiscard]] core::Status install_successor(const LibraryLayout& layout);

}  // namespace muniment::storage
