// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/pending_objects.h"

#include <git2/sys/mempack.h>
#include <git2/sys/odb_backend.h>

#include "storage/git_error.h"
#include "storage/git_object_access.h"

namespace muniment::storage {

namespace {

/// Before libgit2's own stores (1 and 2), so that every write comes here.
constexpr int first_of_all = 1000;

}  // namespace

core::Status PendingObjects::open(const std::filesystem::path& repository) {
    MUNIMENT_CHECK(initialise_git());
    GitRepository opened;
    GitOdb odb;
    MUNIMENT_CHECK(git_status(git_repository_open_bare(receive(opened), repository.c_str()),
                              "open the repository " + repository.string()));
    MUNIMENT_CHECK(git_status(git_repository_odb(receive(odb), opened.get()),
                              "open the objects of " + repository.string()));
    git_odb_backend* memory = nullptr;
    MUNIMENT_CHECK(git_status(git_mempack_new(&memory), "prepare memory for objects"));
    core::Status added = git_status(git_odb_add_backend(odb.get(), memory, first_of_all),
                                    "prepare memory for objects");
    if (!added) {
        memory->free(memory);
        return added;
    }
    repository_ = std::move(opened);
    odb_ = std::move(odb);
    memory_ = memory;
    return {};
}

core::Status PendingObjects::write(const core::ObjectId& id, git_object_t type,
                                   std::string_view bytes) {
    if (known_.contains(id)) return {};
    git_oid written{};
    MUNIMENT_CHECK(git_status(git_odb_write(&written, odb_.get(), bytes.data(), bytes.size(), type),
                              "keep the object " + id.hex()));
    known_.insert(id);
    ids_.push_back(id);
    return {};
}

core::Status PendingObjects::write_pack() {
    GitPackBuilder builder;
    MUNIMENT_CHECK(git_status(git_packbuilder_new(receive(builder), repository_.get()),
                              "prepare a pack of objects"));
    for (const core::ObjectId& id : ids_) {
        const git_oid oid = to_git(id);
        MUNIMENT_CHECK(git_status(git_packbuilder_insert(builder.get(), &oid, nullptr),
                                  "put the object " + id.hex() + " into a pack"));
    }
    return git_status(git_packbuilder_write(builder.get(), nullptr, 0, nullptr, nullptr),
                      "write a pack of objects");
}

core::Status PendingObjects::clear() {
    if (is_open()) MUNIMENT_CHECK(git_status(git_mempack_reset(memory_), "forget objects"));
    ids_.clear();
    known_.clear();
    return {};
}

}  // namespace muniment::storage
