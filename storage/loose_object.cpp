// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/loose_object.h"

#include <array>
#include <cerrno>
#include <charconv>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "storage/durable_file.h"
#include "storage/git_object_access.h"
#include "storage/system_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

constexpr std::size_t longest_header = 32;    // a type, a space, 20 digits, a NUL
constexpr std::size_t most_expansion = 1032;  // zlib's limit: a longer object cannot be in the file

tl::unexpected<core::Error> damaged(const core::ObjectId& id, std::string_view what) {
    return core::fail(ErrorCode::data_corrupt,
                      "the object " + id.hex() + " is damaged: " + std::string(what),
                      "Run `muniment verify`, then restore the library from a backup.");
}

core::Result<std::optional<std::string>> read_file(const std::filesystem::path& path) {
    const auto failed = [&path](int number) {
        return core::fail(system_failure(number, "read " + path.string()));
    };
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.is_open()) {
        if (errno == ENOENT) return std::nullopt;
        return failed(errno);
    }
    struct stat status {};
    if (::fstat(file.number(), &status) != 0) return failed(errno);
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t at = 0;
    while (at < bytes.size()) {
        const ssize_t count = ::read(file.number(), bytes.data() + at, bytes.size() - at);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return failed(errno);
        if (count == 0) break;
        at += static_cast<std::size_t>(count);
    }
    bytes.resize(at);
    return bytes;
}

/// Unpacks from bytes that are all there; it never waits for more.
class Inflater {
  public:
    explicit Inflater(std::string_view packed) {
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        stream_.avail_in = static_cast<uInt>(packed.size());
        is_ready_ = inflateInit(&stream_) == Z_OK;
    }
    ~Inflater() { inflateEnd(&stream_); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    /// How many bytes it could give, at most `length`.
    std::size_t take(char* out, std::size_t length) {
        stream_.next_out = reinterpret_cast<Bytef*>(out);
        stream_.avail_out = static_cast<uInt>(length);
        if (is_ready_) result_ = inflate(&stream_, Z_SYNC_FLUSH);
        return length - stream_.avail_out;
    }

    /// Whether the packed bytes have been used up, and were complete.
    [[nodiscard]] bool is_at_end() const {
        return result_ == Z_STREAM_END && stream_.avail_in == 0;
    }

  private:
    z_stream stream_{};
    bool is_ready_ = false;
    int result_ = Z_OK;
};

struct Header {
    git_object_t type;
    std::size_t size;
    std::size_t length;
};

std::optional<Header> parse_header(std::string_view start) {
    const std::size_t space = start.find(' ');
    const std::size_t zero = start.find('\0');
    if (zero == std::string_view::npos || space > zero) return std::nullopt;
    Header header{git_object_string2type(std::string(start.substr(0, space)).c_str()), 0, zero + 1};
    const std::string_view digits = start.substr(space + 1, zero - space - 1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), header.size);
    if (read.ec != std::errc() || std::to_string(header.size) != digits ||
        header.type == GIT_OBJECT_INVALID) {
        return std::nullopt;
    }
    return header;
}

core::Result<LooseObject> unpack(std::string_view packed, const core::ObjectId& id) {
    // zlib counts in 32 bits; nothing that the format allows comes near.
    if (packed.size() >= 1ULL << 31) return damaged(id, "its file is too long");
    Inflater inflater(packed);
    std::array<char, longest_header> start{};
    const std::size_t started = inflater.take(start.data(), start.size());
    const std::optional<Header> header = parse_header({start.data(), started});
    if (!header) return damaged(id, "its header cannot be read");
    if (header->size > packed.size() * most_expansion || header->size >= 1ULL << 31)
        return damaged(id, "its length cannot be right");
    LooseObject object{header->type,
                       std::string(start.data() + header->length, started - header->length)};
    const std::size_t had = object.bytes.size();
    if (had > header->size) return damaged(id, "it is longer than it says");
    // One byte more, so that zlib reaches the end of the stream, and too long a one shows.
    object.bytes.resize(header->size + 1);
    const std::size_t got = had + inflater.take(object.bytes.data() + had, header->size + 1 - had);
    if (got != header->size || !inflater.is_at_end())
        return damaged(id, "it is cut off, or not of the length that it says");
    object.bytes.resize(got);
    return object;
}

}  // namespace

std::filesystem::path loose_object_file(const std::filesystem::path& repository,
                                        const core::ObjectId& id) {
    return repository / "objects" / id.hex().substr(0, 2) / id.hex().substr(2);
}

core::Result<std::optional<LooseObject>> read_loose_object(const std::filesystem::path& repository,
                                                           const core::ObjectId& id) {
    MUNIMENT_TRY(const std::optional<std::string> packed,
                 read_file(loose_object_file(repository, id)));
    if (!packed) return std::nullopt;
    MUNIMENT_TRY(LooseObject object, unpack(*packed, id));
    MUNIMENT_TRY(const core::ObjectId actual, object_id(object.type, object.bytes));
    if (actual != id) return damaged(id, "its bytes hash to " + actual.hex());
    return object;
}

}  // namespace muniment::storage
