// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/digest.h"
#include "core/ports/register.h"
#include "storage/event_codec.h"
#include "storage/object_store.h"
#include "storage/raw_commit.h"

namespace muniment::storage {

/// A commit read strictly, with the SHA-256 that the register keeps of it.
struct StoredCommit {
    RawCommit commit;
    core::Digest sha256;  ///< over what `git cat-file commit` prints
};

/// Errors: data_corrupt, naming the commit.
[[nodiscard]] core::Result<StoredCommit> read_stored_commit(const ObjectStore& store,
                                                            const core::ObjectId& id);

/// How a person, or the registrar, stands in commits.
[[nodiscard]] Ident ident_of(const core::PersonId& person, std::string_view name,
                             core::Instant time);

/// Writes a commit; its SHA-256 comes with its id.
struct WrittenCommit {
    core::ObjectId id;
    core::Digest sha256;
};
[[nodiscard]] core::Result<WrittenCommit> write_stored_commit(ObjectStore& store,
                                                              const RawCommit& commit);

/// The files below a tree, in byte order of their paths; entries that are commits are left out.
/// Errors: data_corrupt.
[[nodiscard]] core::Result<core::Files> read_files(const ObjectStore& store,
                                                   const core::ObjectId& tree);

/// The files of a subject commit's tree. Anything beside them, which no digest covers (an entry
/// that is a commit, an empty folder), is data_corrupt.
[[nodiscard]] core::Result<core::Files> read_subject_files(const ObjectStore& store,
                                                           const core::ObjectId& tree);

/// Content-SHA256 of the files.
[[nodiscard]] core::Result<core::Digest> digest_of(const core::Files& files);

/// A commit as the subject that it records, with the metadata of its tree when the event brings
/// content. Errors: data_corrupt.
[[nodiscard]] core::Result<core::RecordedSubject> recorded_subject(const ObjectStore& store,
                                                                   const core::ObjectId& id,
                                                                   const StoredCommit& stored);

}  // namespace muniment::storage
