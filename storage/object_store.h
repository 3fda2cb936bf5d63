// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/object_id.h"
#include "core/result.h"
#include "storage/raw_commit.h"
#include "storage/raw_tree.h"

struct git_repository;

namespace muniment::storage {

/// The objects of a bare git repository: written, read back, checked. What is written stays in
/// memory, where this store already reads it, until flush() makes all of it durable at once: so a
/// group of events costs one flush, and nothing half-written is ever on the disk.
///
/// One thread uses a store at a time; a thread that wants its own opens another. Any number of
/// stores, also of other processes, may read one repository while one of them writes.
/// Every function may fail as git_failure() and system_failure() say.
class ObjectStore {
  public:
    /// Makes an empty repository, durable on return: no hooks, no template, HEAD at main, no
    /// collecting of garbage behind our back. Errors: already_exists when anything is there.
    [[nodiscard]] static core::Status create(const std::filesystem::path& repository);

    /// Errors: not_found when there is no repository.
    [[nodiscard]] static core::Result<ObjectStore> open(const std::filesystem::path& repository);

    ~ObjectStore();
    ObjectStore(ObjectStore&&) noexcept;
    ObjectStore& operator=(ObjectStore&&) noexcept;

    /// The id under which the bytes can be read from now on; durable only after flush(). Writing
    /// what is stored already reads and checks that; data_corrupt when it is damaged.
    [[nodiscard]] core::Result<core::ObjectId> write_blob(std::string_view bytes);
    /// Errors: invalid_argument, as render_raw_tree().
    [[nodiscard]] core::Result<core::ObjectId> write_tree(std::vector<TreeEntry> entries);
    /// Errors: invalid_argument, as render(RawCommit).
    [[nodiscard]] core::Result<core::ObjectId> write_commit(const RawCommit& commit);

    /// Makes everything written so far survive power loss: few objects each in a file, many in one
    /// pack. After an error everything is still pending and flush() may be called again.
    [[nodiscard]] core::Status flush();

    /// Forgets what was written since the last flush().
    [[nodiscard]] core::Status discard();

    /// Whether something was written that the repository did not hold yet.
    [[nodiscard]] bool has_pending() const;

    /// The bytes, whose hash is checked against the id. Errors: data_corrupt when the object is
    /// missing, damaged, of another type or (a tree) malformed.
    [[nodiscard]] core::Result<std::string> read_blob(const core::ObjectId& id) const;
    [[nodiscard]] core::Result<std::vector<TreeEntry>> read_tree(const core::ObjectId& id) const;
    /// As stored: what parse_raw_commit() takes, and what a register's SHA256 is over.
    [[nodiscard]] core::Result<std::string> read_commit(const core::ObjectId& id) const;

    [[nodiscard]] const std::filesystem::path& path() const;
    /// For the other units of storage; owned by the store, sees only what is flushed.
    [[nodiscard]] git_repository* repository() const;

  private:
    struct State;
    explicit ObjectStore(std::unique_ptr<State> state);

    std::unique_ptr<State> state_;
};

}  // namespace muniment::storage
