// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include <git2.h>

namespace muniment::storage {

/// Frees a libgit2 handle with its own function; no state, so a handle is one pointer.
template <auto Free>
struct GitDeleter {
    template <class T>
    void operator()(T* handle) const {
        Free(handle);
    }
};

/// Owning handles. None of them may be used by two threads at once, and none may outlive the
/// repository that it came from.
using GitRepository = std::unique_ptr<git_repository, GitDeleter<git_repository_free>>;
using GitOdb = std::unique_ptr<git_odb, GitDeleter<git_odb_free>>;
using GitOdbObject = std::unique_ptr<git_odb_object, GitDeleter<git_odb_object_free>>;
using GitReference = std::unique_ptr<git_reference, GitDeleter<git_reference_free>>;
using GitConfig = std::unique_ptr<git_config, GitDeleter<git_config_free>>;
using GitPackBuilder = std::unique_ptr<git_packbuilder, GitDeleter<git_packbuilder_free>>;

/// Lets a libgit2 function write its result straight into an owning handle:
/// `git_repository_open_bare(receive(repository), path)`.
template <class Handle>
class Receiver {
  public:
    explicit Receiver(Handle& handle) : handle_(handle) {}
    ~Receiver() { handle_.reset(raw_); }
    Receiver(const Receiver&) = delete;
    Receiver& operator=(const Receiver&) = delete;
    operator typename Handle::pointer *() { return &raw_; }

  private:
    Handle& handle_;
    typename Handle::pointer raw_ = nullptr;
};

template <class Handle>
[[nodiscard]] Receiver<Handle> receive(Handle& handle) {
    return Receiver<Handle>(handle);
}

}  // namespace muniment::storage
