// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>

#include "core/ports/register.h"
#include "storage/library_layout.h"
#include "storage/object_store.h"
#include "storage/secret_key.h"
#include "storage/stored_commit.h"
#include "storage/writer_lock.h"

namespace muniment::storage {

/// Told of each new head once it is durable: the high-water mark follows it.
using HeadMoved = std::function<core::Status(const core::Head&)>;

/// The register in a bare git repository, for writing: holds the writer's lock while it lives.
class GitRegisterWriter : public core::RegisterWriter {
  public:
    /// Without a registrar's key only an event that replaces it can be appended.
    GitRegisterWriter(WriterLock lock, ObjectStore store, std::optional<SecretKey> registrar,
                      LibraryLayout layout, HeadMoved head_moved)
        : lock_(std::move(lock)),
          store_(std::move(store)),
          registrar_(std::move(registrar)),
          layout_(std::move(layout)),
          head_moved_(std::move(head_moved)) {}

    [[nodiscard]] core::Result<core::Content> stage(const core::Files& files) override;
    [[nodiscard]] core::Result<core::NewKey> make_successor(const core::Digest& founding) override;
    [[nodiscard]] core::Result<core::RegisterEntry> append(
        const core::Head& expected, core::Instant time, std::vector<core::NewSubject> subjects,
        const core::PersonSigner* signer) override;

    /// Writes sequence 1 into an empty repository. already_exists when there is a register.
    [[nodiscard]] core::Result<core::Head> found(const core::Founding& founding,
                                                 core::Instant time);

  private:
    struct Appending;

    [[nodiscard]] core::Status add_subject(Appending& event, core::NewSubject subject);
    [[nodiscard]] core::Result<WrittenCommit> write_signed(RawCommit commit,
                                                           const core::PersonSigner* signer);

    /// From here on the new key signs for the registrar.
    void take_over();

    WriterLock lock_;
    ObjectStore store_;
    std::optional<SecretKey> registrar_;
    std::optional<SecretKey> successor_;
    LibraryLayout layout_;
    HeadMoved head_moved_;
};

/// Opens writers of one library. Thread-safe.
class GitRegisterGate : public core::RegisterGate {
  public:
    GitRegisterGate(LibraryLayout layout, HeadMoved head_moved)
        : layout_(std::move(layout)), head_moved_(std::move(head_moved)) {}

    [[nodiscard]] core::Result<std::unique_ptr<core::RegisterWriter>> open_writer() override;
    [[nodiscard]] core::Result<std::unique_ptr<core::RegisterWriter>> open_writer_without_key()
        override;

    /// The same, with what founding needs beyond the port.
    [[nodiscard]] core::Result<std::unique_ptr<GitRegisterWriter>> open_git_writer();

  private:
    struct Locked;
    [[nodiscard]] core::Result<Locked> lock() const;

    LibraryLayout layout_;
    HeadMoved head_moved_;
};

}  // namespace muniment::storage
