// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/library_writer.h"
#include "storage/accounts/accounts.h"

namespace muniment::web {

/// One thread's own way into the library: its adapters are used by one thread at a time.
class LibraryHandle {
  public:
    LibraryHandle() = default;
    LibraryHandle(const LibraryHandle&) = delete;
    LibraryHandle& operator=(const LibraryHandle&) = delete;
    virtual ~LibraryHandle() = default;

    [[nodiscard]] virtual core::LibraryReader& reader() = 0;
    /// For acts; it writes under the lock of the library, so another process may be before it.
    [[nodiscard]] virtual core::LibraryWriter& writer() = 0;
    /// The same that check_password() and the writer look into.
    [[nodiscard]] virtual storage::Accounts& accounts() = 0;
    /// That the register has not been cut off or exchanged since it was last seen; data_corrupt
    /// otherwise. Asked before each group of questions.
    [[nodiscard]] virtual core::Status check_register() = 0;
    /// As LibraryWriter::check_password.
    [[nodiscard]] virtual core::Status check_password(const core::PersonId& person,
                                                      const std::string& password) = 0;
    /// As LibraryWriter::settle: registers what became due.
    [[nodiscard]] virtual core::Status settle() = 0;
};

/// Opens the library once more. Called by several threads at once.
using OpenHandle = std::function<core::Result<std::unique_ptr<LibraryHandle>>()>;

/// The open handles of a library. There are as many as were ever needed at once. Thread-safe.
class LibraryPool {
  public:
    /// A handle for as long as it is held; then the next may have it.
    class Lease {
      public:
        ~Lease();
        Lease(Lease&& other) noexcept = default;
        Lease& operator=(Lease&&) = delete;

        [[nodiscard]] LibraryHandle& operator*() const { return *handle_; }
        [[nodiscard]] LibraryHandle* operator->() const { return handle_.get(); }
        /// Closes the handle instead of giving it back: what it has open is damaged or outdated.
        void discard() { handle_.reset(); }

      private:
        friend class LibraryPool;
        Lease(LibraryPool& pool, std::unique_ptr<LibraryHandle> handle)
            : pool_(&pool), handle_(std::move(handle)) {
            // Until it is known who comes, it is a stranger on the network.
            handle_->accounts().arrive({core::Via::web, {}, {}, false});
        }

        LibraryPool* pool_;
        std::unique_ptr<LibraryHandle> handle_;
    };

    explicit LibraryPool(OpenHandle open) : open_(std::move(open)) {}

    /// A handle whose projections have caught up with the register. Errors: those of opening, of
    /// LibraryHandle::check_register and of LibraryReader::catch_up.
    [[nodiscard]] core::Result<Lease> lease();

    /// A handle as it is, for who writes or only asks for the head.
    [[nodiscard]] core::Result<Lease> lease_as_is();

  private:
    OpenHandle open_;
    std::mutex mutex_;
    std::vector<std::unique_ptr<LibraryHandle>> idle_;
};

}  // namespace muniment::web
