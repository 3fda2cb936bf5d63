// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/registrar_succession.h"

#include "storage/durable_file.h"
#include "storage/main_reference.h"
#include "storage/registrar_key_file.h"
#include "storage/ssh_signature.h"
#include "storage/stored_commit.h"

namespace muniment::storage {
namespace {

namespace fs = std::filesystem;

using core::ErrorCode;
using core::fail;
using core::Result;
using core::Status;

Status removal_failed(const fs::path& file, const std::error_code& error) {
    return fail(ErrorCode::unavailable,
                "cannot replace '" + file.string() + "': " + error.message());
}

}  // namespace

Result<PublicKey> registrar_after(const ObjectStore& store, const core::ObjectId& head) {
    MUNIMENT_TRY(const auto stored, read_stored_commit(store, head));
    MUNIMENT_TRY(const auto message, parse_register_message(stored.commit.message));
    if (message.kind == core::EventKind::registrar_rotated) {
        MUNIMENT_TRY(const auto subject,
                     read_stored_commit(store, message.subjects.front().commit));
        MUNIMENT_TRY(const auto event, parse_event(subject.commit.message));
        return PublicKey::parse(event.registrar_key);
    }
    MUNIMENT_TRY(const auto signature, parse_ssh_signature(stored.commit.signature));
    return signature.signer;
}

Result<SecretKey> read_current_registrar(const LibraryLayout& layout, const ObjectStore& store) {
    auto key = read_registrar_key(layout.registrar_key());
    MUNIMENT_TRY(const auto head, read_main(store));
    if (head.is_none()) return key;
    MUNIMENT_TRY(const PublicKey current, registrar_after(store, head));
    if (key && key->public_key() == current) return key;
    auto successor = read_registrar_key(layout.registrar_successor());
    if (successor && successor->public_key() == current) {
        MUNIMENT_CHECK(install_successor(layout));
        return successor;
    }
    if (!key && key.error().code != ErrorCode::not_found) return key;
    return fail(ErrorCode::failed_precondition,
                key ? "the registrar's key in this library is not the one of its register, " +
                          current.fingerprint()
                    : "the registrar's key is missing, and without it nothing can be registered",
                "Put keys/registrar back from the backup of the keys; if it is lost, "
                "`muniment registrar replace` makes a new one.");
}

Status keep_successor(const LibraryLayout& layout, const SecretKey& key) {
    std::error_code error;
    fs::remove(layout.registrar_successor(), error);
    if (error) return removal_failed(layout.registrar_successor(), error);
    return write_registrar_key(layout.registrar_successor(), key);
}

Status install_successor(const LibraryLayout& layout) {
    std::error_code error;
    fs::rename(layout.registrar_successor(), layout.registrar_key(), error);
    if (error) return removal_failed(layout.registrar_key(), error);
    return flush_folder(layout.keys());
}

}  // namespace muniment::storage
