// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/git_object_access.h"

#include <array>

#include "storage/git_error.h"
#include "storage/git_handle.h"

namespace muniment::storage {

namespace {

core::Result<GitOdbObject> read_raw(git_odb* odb, const core::ObjectId& id) {
    const git_oid oid = to_git(id);
    GitOdbObject object;
    MUNIMENT_CHECK(
        git_status(git_odb_read(receive(object), odb, &oid), "read the object " + id.hex()));
    return object;
}

}  // namespace

git_oid to_git(const core::ObjectId& id) {
    git_oid oid{};
    git_oid_fromstrn(&oid, id.hex().data(), id.hex().size());
    return oid;
}

core::ObjectId from_git(const git_oid& id) {
    std::array<char, GIT_OID_HEXSZ> hex{};
    git_oid_fmt(hex.data(), &id);
    return core::ObjectId::parse({hex.data(), hex.size()}).value_or(core::ObjectId());
}

core::Result<core::ObjectId> object_id(git_object_t type, std::string_view bytes) {
    git_oid id{};
    MUNIMENT_CHECK(git_status(git_odb_hash(&id, bytes.data(), bytes.size(), type),
                              "compute the id of an object"));
    return from_git(id);
}

core::Result<bool> contains_object(git_odb* odb, const core::ObjectId& id) {
    const git_oid oid = to_git(id);
    const int result = git_odb_exists(odb, &oid);
    MUNIMENT_CHECK(git_status(result, "look for the object " + id.hex()));
    return result == 1;
}

core::Status check_type(const core::ObjectId& id, git_object_t actual, git_object_t expected) {
    if (actual == expected) return {};
    return core::fail(core::ErrorCode::data_corrupt,
                      "the object " + id.hex() + " is no " + git_object_type2string(expected) +
                          " but a " + git_object_type2string(actual));
}

core::Result<std::string> read_object(git_odb* odb, const core::ObjectId& id, git_object_t type) {
    MUNIMENT_TRY(const GitOdbObject object, read_raw(odb, id));
    MUNIMENT_CHECK(check_type(id, git_odb_object_type(object.get()), type));
    return std::string(static_cast<const char*>(git_odb_object_data(object.get())),
                       git_odb_object_size(object.get()));
}

core::Status copy_object(git_odb* from, git_odb* to, const core::ObjectId& id) {
    MUNIMENT_TRY(const GitOdbObject object, read_raw(from, id));
    git_oid written{};
    return git_status(
        git_odb_write(&written, to, git_odb_object_data(object.get()),
                      git_odb_object_size(object.get()), git_odb_object_type(object.get())),
        "write the object " + id.hex());
}

}  // namespace muniment::storage
