// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

#include "core/object_id.h"
#include "core/result.h"
#include "storage/object_store.h"
#include "storage/writer_lock.h"

namespace muniment::storage {

/// The commit at the tip of the register: where `refs/heads/main` points now. None when the
/// library has not been founded. Errors: data_corrupt when the reference is damaged.
[[nodiscard]] core::Result<core::ObjectId> read_main(const ObjectStore& store);

/// Flushes the store, then moves main from `expected` (none: main must not exist) to `next`, in one
/// step that either happens or does not. Durable when it returns success. Errors: conflict when
/// main is not at `expected`; unavailable when another program holds git's lock; as flush(). After
/// an error other than conflict main may have moved all the same (the move was made, but could
/// not be made durable): read it again.
[[nodiscard]] core::Status move_main(ObjectStore& store, const core::ObjectId& expected,
                                     const core::ObjectId& next);

/// Removes git's own lock files that a dead writer left in the repository. Only the holder of the
/// writer's lock may, and it does so only when the holder before died: another program's lock
/// stays.
[[nodiscard]] core::Status clear_stale_locks(const std::filesystem::path& repository,
                                             const WriterLock& lock);

}  // namespace muniment::storage
