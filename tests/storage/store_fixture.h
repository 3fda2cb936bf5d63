// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "storage/object_store.h"
#include "storage/ssh_signature.h"
#include "tests/support/command.h"
#include "tests/support/temporary_folder.h"

namespace muniment::test {

/// An empty repository of its own, with stock git beside it.
class StoreFixture {
  public:
    StoreFixture() { REQUIRE(storage::ObjectStore::create(path())); }

    [[nodiscard]] std::filesystem::path path() const { return folder_.path() / "repository.git"; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    [[nodiscard]] storage::ObjectStore open() const {
        auto store = storage::ObjectStore::open(path());
        REQUIRE(store);
        return std::move(*store);
    }

    [[nodiscard]] CommandOutput git(std::vector<std::string> words) const {
        words.insert(words.begin(),
                     {"git", "-c", "safe.directory=*", "--git-dir", path().string()});
        return run_command(words);
    }

    [[nodiscard]] bool is_sound() const {
        const CommandOutput checked = git({"fsck", "--strict", "--no-dangling"});
        UNSCOPED_INFO(checked.text);
        return checked.status == 0;
    }

  private:
    TemporaryFolder folder_;
};

[[nodiscard]] inline storage::RawCommit make_commit(const core::ObjectId& tree,
                                                    std::vector<core::ObjectId> parents,
                                                    std::string message = "Event\n") {
    static const auto key = storage::SecretKey::from_seed("0123456789abcdef0123456789abcdef");
    storage::RawCommit commit;
    commit.tree = tree;
    commit.parents = std::move(parents);
    commit.author = {"Anna", "anna@example.invalid",
                     core::Instant(std::chrono::seconds(1700000000))};
    commit.committer = commit.author;
    commit.message = std::move(message);
    commit.signature = storage::sign(*key, "git", storage::payload(commit));
    return commit;
}

}  // namespace muniment::test
