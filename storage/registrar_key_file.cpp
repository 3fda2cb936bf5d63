// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/registrar_key_file.h"

#include <sodium.h>

#include "storage/base64.h"
#include "storage/durable_file.h"
#include "storage/ssh_wire.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

constexpr std::string_view begin_line = "-----BEGIN OPENSSH PRIVATE KEY-----\n";
constexpr std::string_view end_line = "-----END OPENSSH PRIVATE KEY-----\n";
constexpr std::string_view magic{"openssh-key-v1\0", 15};
constexpr std::string_view comment_written = "muniment registrar";
constexpr std::size_t longest_file = 4096;
constexpr std::size_t block_size = 8;
constexpr std::size_t line_length = 70;

/// What distinguishes two files of one key: a random number that OpenSSH checks, and a comment.
struct Trimmings {
    std::uint32_t check = 0;
    std::string comment;
};

void append(SecretBytes& out, std::string_view bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

SecretBytes private_section(const SecretKey& key, const Trimmings& trimmings) {
    SecretBytes out;
    put_uint32(out, trimmings.check);
    put_uint32(out, trimmings.check);
    put_string(out, PublicKey::type);
    put_string(out, key.public_key().bytes());
    SecretBytes pair = key.seed();
    append(pair, key.public_key().bytes());
    put_string(out, view(pair));
    put_string(out, trimmings.comment);
    for (char padding = 1; out.size() % block_size != 0; ++padding) out.push_back(padding);
    return out;
}

/// Lines of base64, made in memory that is wiped: armour() of storage/base64.h is for what is
/// public.
SecretBytes private_armour(const SecretBytes& blob) {
    constexpr int variant = sodium_base64_VARIANT_ORIGINAL;
    SecretBytes text(sodium_base64_ENCODED_LEN(blob.size(), variant));
    sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(blob.data()),
                      blob.size(), variant);
    text.pop_back();
    SecretBytes out;
    append(out, begin_line);
    for (std::size_t at = 0; at < text.size(); at += line_length) {
        append(out, view(text).substr(at, line_length));
        append(out, "\n");
    }
    append(out, end_line);
    return out;
}

SecretBytes render(const SecretKey& key, const Trimmings& trimmings) {
    SecretBytes out;
    append(out, magic);
    put_string(out, "none");
    put_string(out, "none");
    put_string(out, "");
    put_uint32(out, 1);
    put_string(out, key.public_key().blob());
    put_string(out, view(private_section(key, trimmings)));
    return private_armour(out);
}

core::Result<SecretBytes> decode(std::string_view text) {
    const std::size_t marks = begin_line.size() + end_line.size();
    if (text.size() < marks || !text.starts_with(begin_line) || !text.ends_with(end_line))
        return core::fail(ErrorCode::data_corrupt, "it does not begin or end as one");
    const std::string_view lines = text.substr(begin_line.size(), text.size() - marks);
    SecretBytes bytes(lines.size());
    std::size_t length = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(),
                          lines.data(), lines.size(), "\n", &length, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0) {
        return core::fail(ErrorCode::data_corrupt, "it is not base64");
    }
    bytes.resize(length);
    return bytes;
}

core::Result<std::pair<SecretKey, Trimmings>> parse_private_section(std::string_view bytes) {
    SshReader reader(bytes);
    Trimmings trimmings;
    MUNIMENT_TRY(trimmings.check, reader.take_uint32());
    MUNIMENT_CHECK(reader.take_uint32());
    MUNIMENT_CHECK(reader.expect_string(PublicKey::type, "key type"));
    MUNIMENT_CHECK(reader.take_string());
    MUNIMENT_TRY(const std::string_view pair, reader.take_string());
    MUNIMENT_TRY(const std::string_view comment, reader.take_string());
    trimmings.comment = comment;
    MUNIMENT_TRY(SecretKey key, SecretKey::from_seed(pair.substr(0, SecretKey::seed_size)));
    return std::pair(std::move(key), std::move(trimmings));
}

core::Result<SecretKey> parse(std::string_view text) {
    MUNIMENT_TRY(const SecretBytes blob, decode(text));
    SshReader reader(view(blob));
    MUNIMENT_TRY(const std::string_view start, reader.take(magic.size()));
    if (start != magic) return core::fail(ErrorCode::data_corrupt, "it is of another format");
    MUNIMENT_CHECK(reader.expect_string("none", "cipher"));
    MUNIMENT_CHECK(reader.expect_string("none", "key derivation"));
    MUNIMENT_CHECK(reader.expect_string("", "options"));
    MUNIMENT_CHECK(reader.take_uint32());
    MUNIMENT_CHECK(reader.take_string());
    MUNIMENT_TRY(const std::string_view section, reader.take_string());
    MUNIMENT_TRY(auto parsed, parse_private_section(section));
    // Everything that was skipped above (counts, doubled numbers, public halves, padding, line
    // ends) is right when the key would be written just so.
    if (view(render(parsed.first, parsed.second)) != text)
        return core::fail(ErrorCode::data_corrupt, "its parts do not fit each other");
    return std::move(parsed.first);
}

}  // namespace

core::Status write_registrar_key(const std::filesystem::path& file, const SecretKey& key) {
    MUNIMENT_CHECK(initialise_sodium());
    const Trimmings trimmings{randombytes_random(), std::string(comment_written)};
    return write_private_file(file, view(render(key, trimmings)));
}

core::Result<SecretKey> read_registrar_key(const std::filesystem::path& file) {
    MUNIMENT_TRY(const SecretBytes text, read_private_file(file, longest_file));
    auto key = parse(view(text));
    if (!key) {
        return core::fail(key.error().code == ErrorCode::unavailable ? ErrorCode::unavailable
                                                                     : ErrorCode::data_corrupt,
                          file.string() + " is not an OpenSSH ed25519 key without a passphrase: " +
                              key.error().message,
                          "Restore the file from the backup of the keys.");
    }
    return key;
}

}  // namespace muniment::storage
