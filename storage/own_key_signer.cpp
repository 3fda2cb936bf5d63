// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/own_key_signer.h"

#include <fstream>

#include "core/text.h"
#include "storage/accounts/key_proof.h"
#include "storage/base64.h"
#include "storage/ssh_signature.h"
#include "storage/tool_run.h"

namespace muniment::storage {
namespace {

namespace fs = std::filesystem;

using core::ErrorCode;
using core::fail;
using core::Result;

/// Key files are short; what is longer is none.
constexpr std::size_t longest_key_file = 64 * 1024;

Result<std::string> read_key_file(const fs::path& file) {
    std::error_code error;
    if (!fs::is_regular_file(file, error)) {
        return fail(ErrorCode::not_found, "there is no file '" + file.string() + "'",
                    "Name a key that `ssh-keygen -t ed25519` made.");
    }
    std::ifstream in(file, std::ios::binary);
    std::string text(longest_key_file, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.bad() || (!in && !in.eof())) {
        return fail(ErrorCode::unavailable, "cannot read '" + file.string() + "'");
    }
    text.resize(static_cast<std::size_t>(in.gcount()));
    return text;
}

/// The first two words of a public key's line.
Result<std::string> key_of_line(const std::string& text, const fs::path& file) {
    const std::string line(core::trimmed(text.substr(0, text.find('\n'))));
    const auto first = line.find(' ');
    const std::string words =
        first == std::string::npos ? line : line.substr(0, line.find(' ', first + 1));
    const auto key = PublicKey::parse(words);
    if (key) return key->line();
    return fail(ErrorCode::invalid_argument,
                "'" + file.string() + "' is not an ed25519 public key: " + key.error().message,
                "Muniment signs with ed25519 keys alone: `ssh-keygen -t ed25519`.");
}

/// What ssh-keygen complained about, on one line.
std::string complaint(const ToolRun& run) {
    std::string text;
    for (const char c : run.errors) text += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    text = std::string(core::trimmed(text));
    return text.empty() ? "it ended with status " + std::to_string(run.status) : text;
}

Result<std::string> public_half(const fs::path& file) {
    MUNIMENT_TRY(const auto text, read_key_file(file));
    if (text.find("PRIVATE KEY-----") == std::string::npos) return key_of_line(text, file);
    fs::path beside = file;
    beside += ".pub";
    std::error_code error;
    if (fs::is_regular_file(beside, error)) return read_public_key(beside);
    MUNIMENT_TRY(const auto run, run_tool({"ssh-keygen", "-y", "-f", file.string()}, ""));
    if (run.status == 0) return key_of_line(run.output, file);
    return fail(ErrorCode::permission_denied,
                "ssh-keygen cannot open '" + file.string() + "': " + complaint(run));
}

}  // namespace

Result<std::string> read_public_key(const fs::path& file) {
    MUNIMENT_TRY(const auto text, read_key_file(file));
    return key_of_line(text, file);
}

Result<std::shared_ptr<const OwnKeySigner>> OwnKeySigner::open(const fs::path& file) {
    MUNIMENT_TRY(auto key, public_half(file));
    // The constructor is private, so make_shared cannot reach it.
    return std::shared_ptr<const OwnKeySigner>(new OwnKeySigner(file, std::move(key)));
}

Result<std::string> OwnKeySigner::sign_for(std::string_view name_space,
                                           const std::string& text) const {
    MUNIMENT_TRY(const auto run, run_tool({"ssh-keygen", "-Y", "sign", "-n",
                                           std::string(name_space), "-f", file_.string()},
                                          text));
    if (run.status != 0) {
        return fail(ErrorCode::permission_denied,
                    "ssh-keygen did not sign with '" + file_.string() + "': " + complaint(run),
                    "The private key, its passphrase or an agent that holds it is needed.");
    }
    const auto signer = verify(run.output, name_space, text);
    if (!signer) {
        return fail(ErrorCode::permission_denied,
                    "what ssh-keygen answered is not a signature: " + signer.error().message);
    }
    if (signer->line() == public_key_) return run.output;
    return fail(ErrorCode::permission_denied,
                "'" + file_.string() + "' and the public key beside it are of different keys");
}

Result<std::string> OwnKeySigner::sign(const std::string& payload) const {
    return sign_for(git_namespace, payload);
}

Result<std::string> OwnKeySigner::prove(const core::PersonId& person,
                                        const core::Digest& founding) const {
    MUNIMENT_TRY(const auto key, PublicKey::parse(public_key_));
    MUNIMENT_TRY(const auto signature,
                 sign_for(key_proof_namespace, key_proof_text(person, founding, key)));
    return proof_of_signature(signature);
}

}  // namespace muniment::storage
