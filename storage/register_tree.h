// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/ports/register.h"
#include "storage/object_store.h"
#include "storage/tree_change.h"

namespace muniment::storage {

/// The register's tree while one event changes it: folders hold what took effect last, and the
/// tips of the chains. The writer makes the new tree with this, and the verifier the tree that an
/// event should have; both write into the store's memory only. For one event, in one thread.
class RegisterTree {
  public:
    /// The tree before the event; none before the founding.
    RegisterTree(ObjectStore& store, core::ObjectId before)
        : store_(store), before_(std::move(before)) {}

    /// The newest subject commit of a document or person, this event's included; nothing for one
    /// that has no chain yet.
    [[nodiscard]] core::Result<std::optional<core::ObjectId>> tip(const core::SubjectName& subject);

    /// The person's own tree, with the one file that holds them.
    [[nodiscard]] core::Result<core::ObjectId> person_tree(const core::Person& person);

    /// The person as this event leaves them: their file, and `allowed_signers` after their keys.
    [[nodiscard]] core::Status put_person(const core::Person& after);

    /// The registrar's key after an event at `time` that rotates or replaces it: the change in
    /// `allowed_signers`. A rotation is signed by the old key still, a replacement by the new one.
    [[nodiscard]] core::Status put_registrar(const core::Event& change, core::Instant time);

    /// What a subject commit does to its folder: acknowledgements nothing, other events of people
    /// move the tip, events of documents that and, by the state after, the files.
    [[nodiscard]] core::Status record(const core::RecordedSubject& subject);

    /// Writes the tree that the event leaves.
    [[nodiscard]] core::Result<core::ObjectId> after();

    /// The tree of sequence 1.
    [[nodiscard]] static core::Result<core::ObjectId> founding(ObjectStore& store,
                                                               const core::Founding& founding,
                                                               std::string_view registrar_key,
                                                               core::Instant time);

  private:
    [[nodiscard]] core::Status load_allowed_signers();

    ObjectStore& store_;
    core::ObjectId before_;
    std::map<core::SubjectName, core::ObjectId> tips_;
    std::map<core::SubjectName, std::vector<TreeEntry>> documents_;
    TreeChanges people_;
    std::optional<std::string> allowed_signers_;
};

/// The folder of a subject in the register's tree.
[[nodiscard]] std::string folder_of(const core::SubjectName& subject);

/// Its entry that leads to the newest subject commit.
[[nodiscard]] std::string history_path(const core::SubjectName& subject);

}  // namespace muniment::storage
