// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "core/ports/register.h"
#include "storage/object_store.h"

namespace muniment::storage {

/// The register in a bare git repository, for reading. Sees what is durable; each call looks at
/// `main` as it then is. One object for each thread.
class GitRegisterReader : public core::RegisterReader {
  public:
    explicit GitRegisterReader(ObjectStore store) : store_(std::move(store)) {}

    [[nodiscard]] core::Result<core::Head> head() override;
    [[nodiscard]] core::Result<core::Digest> founding() override;
    [[nodiscard]] core::Status each_after(
        std::uint64_t sequence,
        const std::function<core::Status(const core::RegisterEntry&)>& visit) override;
    [[nodiscard]] core::Result<std::optional<core::ObjectId>> tip(
        const core::SubjectName& subject) override;
    [[nodiscard]] core::Result<std::vector<core::RecordedSubject>> chain(
        const core::ObjectId& tip) override;
    [[nodiscard]] core::Result<core::Files> files(const core::ObjectId& tree) override;
    [[nodiscard]] core::Result<std::string> file(const core::ObjectId& tree,
                                                 const std::string& path) override;
    [[nodiscard]] core::Result<std::optional<core::Person>> person(
        const core::PersonId& id) override;
    [[nodiscard]] core::Result<std::vector<core::Person>> all_people() override;
    [[nodiscard]] core::Result<bool> knows_key(const std::string& public_key) override;
    [[nodiscard]] core::Result<std::uint64_t> highest_number(const std::string& prefix) override;

    /// One event, read from its register commit.
    [[nodiscard]] core::Result<core::RegisterEntry> entry(const core::ObjectId& commit);

    /// The SHA-256 of the event of that sequence number. not_found when there is none. Costs the
    /// distance from the head.
    [[nodiscard]] core::Result<core::Digest> sha256_of(std::uint64_t sequence);

  private:
    [[nodiscard]] core::Result<core::ObjectId> main_tree();
    [[nodiscard]] core::Result<std::vector<core::ObjectId>> commits_after(std::uint64_t sequence);

    ObjectStore store_;
    std::optional<core::Digest> founding_;
};

}  // namespace muniment::storage
