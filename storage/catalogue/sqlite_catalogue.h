// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <memory>

#include "core/ports/catalogue.h"

namespace muniment::storage {

/// The catalogue in an SQLite file. The file is opened by the first call that needs it, and made
/// with its folder when it is not there; so clear() works whatever lies in its place. As the port
/// says: one object for each thread, any number of processes; a writer is waited for 10 seconds.
///
/// A call that fails within a bulk, but for a conflict, gives the whole bulk up: end_bulk() then
/// fails with failed_precondition, and applied() is what it was before the bulk. clear() gives a
/// bulk up too.
class SqliteCatalogue : public core::Catalogue {
  public:
    explicit SqliteCatalogue(std::filesystem::path file);
    ~SqliteCatalogue() override;

    [[nodiscard]] core::Result<std::uint64_t> applied() override;
    [[nodiscard]] core::Status apply(
        const core::RegisterEntry& entry,
        const std::vector<const core::DocumentState*>& changed) override;
    [[nodiscard]] core::Status begin_bulk() override;
    [[nodiscard]] core::Status end_bulk() override;

    /// Deletes the file when it is damaged, not ours, or of another schema; empties it otherwise.
    [[nodiscard]] core::Status clear() override;

    [[nodiscard]] core::Result<std::vector<std::pair<core::ObjectId, core::CommitPosition>>>
    positions(const core::SubjectName& subject) override;
    [[nodiscard]] core::Result<std::vector<core::DocumentRow>> documents(
        const core::DocumentFilter& filter, core::Instant now) override;
    [[nodiscard]] core::Result<std::vector<core::TrailRow>> trail(
        const core::TrailFilter& filter) override;
    [[nodiscard]] core::Result<bool> has_acknowledged(const core::Identifier& id,
                                                      const core::RevisionLabel& revision,
                                                      const core::PersonId& person) override;
    [[nodiscard]] core::Result<std::vector<core::Identifier>> due(core::Instant now) override;
    [[nodiscard]] core::Result<std::vector<core::OpenWork>> open_work(core::Date today) override;
    [[nodiscard]] core::Result<std::vector<std::int64_t>> imported_lines(
        const core::Digest& manifest) override;
    [[nodiscard]] core::Result<std::optional<core::Identifier>> by_former_identifier(
        const std::string& former) override;
    [[nodiscard]] core::Result<std::vector<core::Identifier>> identifiers() override;

  private:
    struct Connection;

    template <class Work>
    auto ask(const char* doing, const Work& work);
    template <class Question>
    auto read(const char* doing, const Question& question);
    core::Status ensure_open();
    core::Status delete_files();

    std::filesystem::path file_;
    std::unique_ptr<Connection> connection_;
    bool damaged_ = false;  ///< seen by an earlier call
};

}  // namespace muniment::storage
