// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/replay.h"
#include "storage/object_store.h"
#include "storage/public_key.h"
#include "storage/register_tree.h"
#include "storage/stored_commit.h"
#include "storage/verifier.h"

namespace muniment::storage {

/// Checks the events of a register one after the other: what each commit, digest, signature and
/// tree shows, then by core::Replay whether the act was legal. Keeps what later events rest on.
/// Writes into the store's memory only. Not thread-safe.
class EvidenceCheck {
  public:
    EvidenceCheck(ObjectStore& store, core::Digest statement)
        : store_(store), statement_(std::move(statement)) {}

    /// The faults of the next event. `proofs` is false for events whose signatures and digests are
    /// taken on trust. Errors: only what keeps from checking at all.
    [[nodiscard]] core::Result<std::vector<VerifyFault>> event(std::uint64_t sequence,
                                                               const core::ObjectId& commit,
                                                               bool proofs);

    [[nodiscard]] const core::Head& head() const { return head_; }
    [[nodiscard]] std::string registrar_fingerprint() const;
    /// Whether a key with that fingerprint is, or was, the registrar's.
    [[nodiscard]] bool had_registrar(const std::string& fingerprint) const;

    /// What rests on keys that are said to be compromised, in the order of the events that say so.
    [[nodiscard]] const std::vector<VerifyMark>& marks() const { return marks_; }

  private:
    struct Current;

    [[nodiscard]] core::Status check_event(Current& now);
    [[nodiscard]] core::Status check_founding(Current& now);
    [[nodiscard]] core::Status check_subjects(Current& now);
    [[nodiscard]] core::Status check_subject(Current& now, RegisterTree& tree,
                                             const SubjectLine& line,
                                             core::RecordedSubject& subject);
    void check_subject_commit(Current& now, const SubjectLine& line, const StoredCommit& stored,
                              const core::Event& event);
    void check_register_commit(Current& now);
    void check_signature(Current& now, const StoredCommit& stored, const core::ObjectId& id,
                         const core::Event* event);
    void check_signer(Current& now, const core::ObjectId& id, const core::Event& event,
                      core::Instant signed_at, const PublicKey& signer);
    void check_key(Current& now, const core::RecordedSubject& subject);
    void check_proof(Current& now, const core::PersonId& owner, const std::string& key,
                     const std::string& proof, const core::ObjectId& commit);
    [[nodiscard]] core::Status check_registrar_change(Current& now, RegisterTree& tree);
    void remember(const PublicKey& key, const Current& now, const core::ObjectId& commit);
    void mark(const PublicKey& key, core::Instant since, const std::string& what);

    /// What somebody else could have made, if the key was not its owner's alone.
    struct Rests {
        std::uint64_t sequence = 0;
        core::ObjectId commit;
        core::Instant time{};
    };

    ObjectStore& store_;
    core::Digest statement_;
    core::Replay replay_;
    core::Head head_;
    core::ObjectId tree_;  ///< of the event before
    core::Digest founding_;
    int rules_ = 1;  ///< the newest version named so far
    std::optional<PublicKey> registrar_;
    std::vector<PublicKey> registrars_;  ///< all so far, the present one last
    std::set<std::string> own_keys_;     ///< those that people enrolled themselves
    std::map<PublicKey, std::vector<Rests>> rests_;
    std::vector<VerifyMark> marks_;
};

/// The number of the event whose commit cannot be read, from what the oldest readable one says.
[[nodiscard]] std::uint64_t sequence_before(const ObjectStore& store,
                                            const std::vector<core::ObjectId>& readable);

}  // namespace muniment::storage
