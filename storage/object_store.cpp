// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/object_store.h"

#include <set>
#include <utility>

#include <git2.h>

#include "storage/durable_file.h"
#include "storage/git_error.h"
#include "storage/git_handle.h"
#include "storage/git_object_access.h"
#include "storage/loose_object.h"
#include "storage/pending_objects.h"
#include "storage/system_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

/// Above this many objects one pack (three flushes, whatever its size) beats files of their own
/// (two flushes each). Below it files are better, because many small packs slow every read.
constexpr std::size_t most_loose_objects = 32;

/// `core.fsync` is for stock git, should somebody write with it. Denying keeps a mistaken push
/// from rewriting the register. No reflog: the register is its own.
core::Status write_settings(git_repository* repository) {
    GitConfig config;
    MUNIMENT_CHECK(
        git_status(git_repository_config(receive(config), repository), "open git's settings"));
    constexpr std::pair<const char*, const char*> settings[] = {
        {"core.fsync", "committed"},
        {"core.logAllRefUpdates", "false"},
        {"gc.auto", "0"},
        {"maintenance.auto", "false"},
        {"receive.denyDeletes", "true"},
        {"receive.denyNonFastForwards", "true"},
        {"transfer.fsckObjects", "true"},
    };
    for (const auto& [name, value] : settings) {
        MUNIMENT_CHECK(
            git_status(git_config_set_string(config.get(), name, value), "write git's settings"));
    }
    return {};
}

/// libgit2 has a template of its own, with samples that nobody needs.
core::Status remove_samples(const std::filesystem::path& repository) {
    for (const char* name : {"hooks", "description", "info"}) {
        std::error_code error;
        std::filesystem::remove_all(repository / name, error);
        if (error) return core::fail(system_failure(error.value(), "remove " + std::string(name)));
    }
    return {};
}

}  // namespace

struct ObjectStore::State {
    std::filesystem::path path;
    GitRepository repository;
    GitOdb stored;                 ///< what is on the disk
    PendingObjects pending;        ///< empty until something is written
    std::set<core::ObjectId> met;  ///< stored already when they were written again

    /// Pending objects first, then files of their own, then packs.
    [[nodiscard]] core::Result<std::string> read(const core::ObjectId& id,
                                                 git_object_t type) const {
        if (pending.contains(id)) return read_object(pending.odb(), id, type);
        MUNIMENT_TRY(std::optional<LooseObject> loose, read_loose_object(path, id));
        if (!loose) return read_object(stored.get(), id, type);
        MUNIMENT_CHECK(check_type(id, loose->type, type));
        return std::move(loose->bytes);
    }

    core::Result<core::ObjectId> write(git_object_t type, std::string_view bytes) {
        MUNIMENT_TRY(const core::ObjectId id, object_id(type, bytes));
        MUNIMENT_TRY(const bool is_stored, contains_object(stored.get(), id));
        if (is_stored) {
            MUNIMENT_CHECK(read(id, type));
            met.insert(id);
            return id;
        }
        if (!pending.is_open()) MUNIMENT_CHECK(pending.open(path));
        MUNIMENT_CHECK(pending.write(id, type, bytes));
        return id;
    }

    /// Another process may have died between writing such a file and flushing its name.
    core::Status flush_met() {
        for (const core::ObjectId& id : met) {
            const std::filesystem::path file = loose_object_file(path, id);
            std::error_code error;
            if (!std::filesystem::exists(file, error)) continue;  // it is in a pack
            MUNIMENT_CHECK(flush_file(file));
            MUNIMENT_CHECK(flush_folder(file.parent_path()));
        }
        if (!met.empty()) MUNIMENT_CHECK(flush_folder(path / "objects"));
        met.clear();
        return {};
    }

    /// libgit2 flushes each file and its folder, but not the name of a folder that it makes.
    core::Status flush_loose() {
        bool new_folder = false;
        for (const core::ObjectId& id : pending.ids()) {
            std::error_code error;
            new_folder |=
                !std::filesystem::exists(loose_object_file(path, id).parent_path(), error);
            MUNIMENT_CHECK(copy_object(pending.odb(), stored.get(), id));
        }
        if (new_folder) MUNIMENT_CHECK(flush_folder(path / "objects"));
        return {};
    }

    core::Status flush_packed() {
        MUNIMENT_CHECK(pending.write_pack());
        MUNIMENT_CHECK(flush_folder(path / "objects" / "pack"));
        return git_status(git_odb_refresh(stored.get()), "look for new packs");
    }
};

core::Status ObjectStore::create(const std::filesystem::path& repository) {
    MUNIMENT_CHECK(initialise_git());
    std::error_code error;
    if (std::filesystem::exists(repository, error)) {
        return core::fail(ErrorCode::already_exists, repository.string() + " exists already",
                          "Choose another folder.");
    }
    git_repository_init_options options;
    MUNIMENT_CHECK(
        git_status(git_repository_init_options_init(&options, GIT_REPOSITORY_INIT_OPTIONS_VERSION),
                   "prepare a repository"));
    options.flags =
        GIT_REPOSITORY_INIT_BARE | GIT_REPOSITORY_INIT_NO_REINIT | GIT_REPOSITORY_INIT_MKDIR;
    options.initial_head = "main";
    GitRepository made;
    MUNIMENT_CHECK(git_status(git_repository_init_ext(receive(made), repository.c_str(), &options),
                              "make the repository " + repository.string()));
    MUNIMENT_CHECK(write_settings(made.get()));
    MUNIMENT_CHECK(remove_samples(repository));
    return flush_tree(repository);
}

core::Result<ObjectStore> ObjectStore::open(const std::filesystem::path& repository) {
    MUNIMENT_CHECK(initialise_git());
    auto state = std::make_unique<State>();
    state->path = repository;
    MUNIMENT_CHECK(
        git_status(git_repository_open_bare(receive(state->repository), repository.c_str()),
                   "open the repository " + repository.string()));
    MUNIMENT_CHECK(git_status(git_repository_odb(receive(state->stored), state->repository.get()),
                              "open the objects of " + repository.string()));
    return ObjectStore(std::move(state));
}

ObjectStore::ObjectStore(std::unique_ptr<State> state) : state_(std::move(state)) {}
ObjectStore::~ObjectStore() = default;
ObjectStore::ObjectStore(ObjectStore&&) noexcept = default;
ObjectStore& ObjectStore::operator=(ObjectStore&&) noexcept = default;

core::Result<core::ObjectId> ObjectStore::write_blob(std::string_view bytes) {
    return state_->write(GIT_OBJECT_BLOB, bytes);
}

core::Result<core::ObjectId> ObjectStore::write_tree(std::vector<TreeEntry> entries) {
    MUNIMENT_TRY(const std::string bytes, render_raw_tree(std::move(entries)));
    return state_->write(GIT_OBJECT_TREE, bytes);
}

core::Result<core::ObjectId> ObjectStore::write_commit(const RawCommit& commit) {
    MUNIMENT_TRY(const std::string bytes, render(commit));
    return state_->write(GIT_OBJECT_COMMIT, bytes);
}

core::Status ObjectStore::flush() {
    MUNIMENT_CHECK(state_->flush_met());
    const std::size_t count = state_->pending.ids().size();
    if (count == 0) return {};
    MUNIMENT_CHECK(count > most_loose_objects ? state_->flush_packed() : state_->flush_loose());
    return state_->pending.clear();
}

bool ObjectStore::has_pending() const {
    return !state_->pending.ids().empty();
}

core::Status ObjectStore::discard() {
    state_->met.clear();
    return state_->pending.clear();
}

core::Result<std::string> ObjectStore::read_blob(const core::ObjectId& id) const {
    return state_->read(id, GIT_OBJECT_BLOB);
}

core::Result<std::vector<TreeEntry>> ObjectStore::read_tree(const core::ObjectId& id) const {
    MUNIMENT_TRY(const std::string bytes, state_->read(id, GIT_OBJECT_TREE));
    auto entries = parse_raw_tree(bytes);
    if (!entries) {
        return core::fail(entries.error().code,
                          "the object " + id.hex() + ": " + entries.error().message,
                          entries.error().hint);
    }
    return entries;
}

core::Result<std::string> ObjectStore::read_commit(const core::ObjectId& id) const {
    return state_->read(id, GIT_OBJECT_COMMIT);
}

const std::filesystem::path& ObjectStore::path() const {
    return state_->path;
}

git_repository* ObjectStore::repository() const {
    return state_->repository.get();
}

}  // namespace muniment::storage
