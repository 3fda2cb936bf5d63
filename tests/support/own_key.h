// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "storage/own_key_signer.h"
#include "tests/support/command.h"
#include "tests/support/real_library.h"

namespace muniment::test {

/// A new key pair in this file and `file.pub`, made by ssh-keygen without a passphrase.
inline void make_ssh_key(const std::filesystem::path& file, const std::string& comment = "test",
                         const std::string& type = "ed25519") {
    const auto made =
        run_command({"ssh-keygen", "-q", "-t", type, "-N", "", "-C", comment, "-f", file.string()});
    if (made.status != 0) throw std::runtime_error("ssh-keygen: " + made.text);
}

/// The same, ready to sign.
inline std::shared_ptr<const storage::OwnKeySigner> own_key(const std::filesystem::path& file,
                                                            const std::string& comment = "test") {
    make_ssh_key(file, comment);
    return must(storage::OwnKeySigner::open(file));
}

/// The person enrols it, signing with their password.
inline void enrol_own_key(RealLibrary& library, const std::string& id,
                          const storage::OwnKeySigner& key) {
    const auto founding = must(library.reader().ports().reg.founding());
    const auto proof = must(key.prove(*core::PersonId::parse(id), founding));
    must(library.writer().enrol_key(library.acting(id), key.public_key(), proof));
}

}  // namespace muniment::test
