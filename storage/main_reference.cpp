// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/main_reference.h"

#include <string>

#include <git2.h>

#include "storage/durable_file.h"
#include "storage/git_error.h"
#include "storage/git_handle.h"
#include "storage/git_object_access.h"
#include "storage/register_layout.h"
#include "storage/system_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

const std::string& main_name() {
    static const std::string name(register_layout::main_reference);
    return name;
}

core::Status compare_and_set(ObjectStore& store, const core::ObjectId& expected,
                             const core::ObjectId& next) {
    const git_oid from = to_git(expected);
    const git_oid to = to_git(next);
    GitReference moved;
    const int code = git_reference_create_matching(receive(moved), store.repository(),
                                                   main_name().c_str(), &to, 1, &from, nullptr);
    if (code >= 0) return {};
    core::Error error = git_failure(code, "move the register");
    const bool is_gone = code == GIT_ENOTFOUND && error.code == ErrorCode::not_found;
    if (code == GIT_EMODIFIED || is_gone) {
        return core::fail(ErrorCode::conflict, "the register has moved since it was read",
                          "Look again and repeat.");
    }
    return core::fail(std::move(error));
}

}  // namespace

core::Result<core::ObjectId> read_main(const ObjectStore& store) {
    git_oid id{};
    const int code = git_reference_name_to_id(&id, store.repository(), main_name().c_str());
    if (code == GIT_ENOTFOUND) {
        git_error_clear();
        return core::ObjectId();
    }
    MUNIMENT_CHECK(git_status(code, "read the tip of the register"));
    return from_git(id);
}

core::Status move_main(ObjectStore& store, const core::ObjectId& expected,
                       const core::ObjectId& next) {
    MUNIMENT_CHECK(store.flush());
    MUNIMENT_CHECK(store.read_commit(next));
    MUNIMENT_CHECK(compare_and_set(store, expected, next));
    // libgit2 flushes the file before it takes its name; the name is flushed here, whatever the
    // version of libgit2 does.
    return flush_folder((store.path() / main_name()).parent_path());
}

core::Status clear_stale_locks(const std::filesystem::path& repository, const WriterLock& lock) {
    if (!lock.holder_before_died()) return {};
    for (const std::string& name : {main_name() + ".lock", std::string("packed-refs.lock"),
                                    std::string("HEAD.lock"), std::string("config.lock")}) {
        std::error_code error;
        std::filesystem::remove(repository / name, error);
        if (error) return core::fail(system_failure(error.value(), "remove " + name));
    }
    return {};
}

}  // namespace muniment::storage
