// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "storage/event_codec.h"
#include "storage/library_layout.h"
#include "storage/raw_commit.h"
#include "storage/secret_key.h"

namespace muniment::test {

/// An object as git hashes it.
struct GitObject {
    std::string type;  ///< `blob`, `tree`, `commit`
    std::string bytes;
};

/// One event of a register, for those who would make up others.
struct ForgedEvent {
    core::EventKind kind = core::EventKind::library_founded;
    core::Instant time{};
    std::vector<storage::RawCommit> subjects;
};

/// Tampers with the repository of a library as somebody with access to its disk can, and puts
/// everything back. All objects are brought out of their packs first.
class RegisterForge {
  public:
    explicit RegisterForge(const storage::LibraryLayout& layout);

    /// Everything that main reaches.
    [[nodiscard]] const std::map<core::ObjectId, GitObject>& objects() const { return objects_; }
    /// The number of the first event that brought the object in.
    [[nodiscard]] std::uint64_t first_event(const core::ObjectId& id) const {
        return first_event_.at(id);
    }
    /// Register commits from sequence 1 on.
    [[nodiscard]] const std::vector<core::ObjectId>& chain() const { return chain_; }
    /// The events after sequence 1.
    [[nodiscard]] std::vector<ForgedEvent> events() const;
    /// Subject commits that carry their person's signature.
    [[nodiscard]] const std::set<core::ObjectId>& personal() const { return personal_; }
    [[nodiscard]] const storage::SecretKey& registrar() const { return registrar_; }

    /// Stores other bytes under the object's own name.
    void overwrite(const core::ObjectId& id, const GitObject& object);
    /// Stores them under the name that they have, and removes the object that they were.
    void rename(const core::ObjectId& id, const GitObject& object);
    /// Replaces an object and all that refers to it, digests included, up to main. With `sign`,
    /// commits that the registrar had signed are signed anew; others keep their signature.
    void relink(const core::ObjectId& id, const GitObject& object, bool sign);
    /// Makes main these events after the founding, everything that needs no signature as it must
    /// be; commits that a person signed stay as they are. With `sign` the registrar's are signed.
    void rechain(const std::vector<ForgedEvent>& events, bool sign);
    void set_main(const core::ObjectId& commit);

    /// The subject commits of the register as it now is.
    [[nodiscard]] std::set<core::ObjectId> subjects_now() const;

    /// Undoes everything since the last call.
    void restore();

  private:
    /// The registrar's key that made this signature; there may have been several.
    [[nodiscard]] const storage::SecretKey& key_of(const std::string& signature) const;
    void unpack();
    void read_objects();
    void collect(const core::ObjectId& id, std::uint64_t sequence);
    void write(const std::filesystem::path& file, const std::string& bytes);
    void remove(const std::filesystem::path& file);
    void remember(const std::filesystem::path& file);
    void forget_new_objects();

    const storage::LibraryLayout layout_;
    storage::SecretKey registrar_;
    std::map<storage::PublicKey, storage::SecretKey> registrars_;  ///< all in the folder of keys
    std::map<core::ObjectId, GitObject> objects_;
    std::vector<core::ObjectId> chain_;
    std::vector<core::ObjectId> children_first_;
    std::map<core::ObjectId, std::uint64_t> first_event_;
    std::set<core::ObjectId> personal_;
    std::set<std::filesystem::path> files_;  ///< of all objects, before anything was forged
    std::map<std::filesystem::path, std::string> before_;
};

/// The id that an object has.
[[nodiscard]] core::ObjectId id_of(const GitObject& object);

/// Whether the object is an entry of the tree.
[[nodiscard]] bool holds(const GitObject& tree, const core::ObjectId& id);

/// Signs the commit anew.
void sign_again(storage::RawCommit& commit, const storage::SecretKey& key);

}  // namespace muniment::test
