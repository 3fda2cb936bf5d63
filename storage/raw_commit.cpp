// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/raw_commit.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "core/text.h"
#include "storage/ssh_signature.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

constexpr std::string_view signature_header = "gpgsig ";
constexpr std::int64_t last_second = 253402300799;  // of the year 9999: RFC 3339 has four digits

tl::unexpected<core::Error> malformed(std::string what) {
    return core::fail(ErrorCode::data_corrupt, "malformed commit: " + std::move(what));
}

/// Takes one header after the other off the front of a commit.
class Headers {
  public:
    explicit Headers(std::string_view bytes) : rest_(bytes) {}

    [[nodiscard]] bool next_is(std::string_view start) const { return rest_.starts_with(start); }

    /// The value of the next line, which has to begin with `start`.
    core::Result<std::string_view> take(std::string_view start) {
        if (!next_is(start))
            return malformed("no '" + core::trimmed(start) + "' where one must be");
        const std::size_t end = rest_.find('\n');
        if (end == std::string_view::npos) return malformed("cut off in its headers");
        const std::string_view value = rest_.substr(start.size(), end - start.size());
        rest_.remove_prefix(end + 1);
        return value;
    }

    [[nodiscard]] std::string_view rest() const { return rest_; }

  private:
    std::string_view rest_;
};

bool is_ident_word(std::string_view text) {
    return !text.empty() && core::is_single_line(text) &&
           text.find_first_of("<>") == std::string_view::npos;
}

core::Result<core::Instant> parse_time(std::string_view text) {
    if (!text.ends_with(" +0000")) return malformed("its time zone is not +0000");
    text.remove_suffix(6);
    std::int64_t seconds = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (read.ec != std::errc() || std::to_string(seconds) != text || seconds < 0 ||
        seconds > last_second) {
        return malformed("its time is not in seconds since 1970");
    }
    return core::Instant(std::chrono::seconds(seconds));
}

core::Result<Ident> parse_ident(std::string_view line) {
    const std::size_t open = line.find(" <");
    const std::size_t close = line.find("> ");
    if (open == std::string_view::npos || close == std::string_view::npos || close < open + 2)
        return malformed("an author or committer is not 'NAME <ADDRESS> TIME +0000'");
    Ident ident;
    ident.name = line.substr(0, open);
    ident.email = line.substr(open + 2, close - open - 2);
    if (!is_ident_word(ident.name) || ident.name.front() == ' ' || ident.name.back() == ' ')
        return malformed("the name of an author or committer is empty or unclean");
    if (!is_ident_word(ident.email) || ident.email.find(' ') != std::string::npos)
        return malformed("the address of an author or committer is empty or unclean");
    MUNIMENT_TRY(ident.time, parse_time(line.substr(close + 2)));
    return ident;
}

core::Result<core::ObjectId> parse_id(std::string_view text) {
    auto id = core::ObjectId::parse(text);
    if (!id) return malformed(id.error().message);
    return id;
}

/// The armour without the space that begins each of its later lines.
core::Result<std::string> take_signature(Headers& headers) {
    MUNIMENT_TRY(const std::string_view first, headers.take(signature_header));
    std::string armour_text = std::string(first) + "\n";
    while (headers.next_is(" ")) {
        MUNIMENT_TRY(const std::string_view line, headers.take(" "));
        armour_text.append(line).append("\n");
    }
    const auto signature = parse_ssh_signature(armour_text);
    if (!signature) return malformed(signature.error().message);
    if (signature->name_space != git_namespace)
        return malformed("its signature was made for another use than 'git'");
    return armour_text;
}

core::Result<std::string> take_message(Headers& headers) {
    if (!headers.next_is("\n"))
        return malformed("a header that does not belong there, or a second one of its kind");
    const std::string_view message = headers.rest().substr(1);
    if (message.empty() || message.back() != '\n')
        return malformed("its message does not end in a line feed");
    if (message.find('\0') != std::string_view::npos) return malformed("a NUL in its message");
    if (!core::is_utf8(message)) return malformed("its message is not UTF-8");
    return std::string(message);
}

std::string render_ident(std::string_view key, const Ident& ident) {
    return std::string(key) + " " + ident.name + " <" + ident.email + "> " +
           std::to_string(ident.time.time_since_epoch().count()) + " +0000\n";
}

std::string render_signature(std::string_view armour_text) {
    std::string out(signature_header);
    for (const char c : armour_text) {
        if (out.back() == '\n') out += ' ';
        out += c;
    }
    return out;
}

std::string render_with(const RawCommit& commit, const std::string& signature_lines) {
    std::string out = "tree " + commit.tree.hex() + "\n";
    for (const core::ObjectId& parent : commit.parents) out += "parent " + parent.hex() + "\n";
    out += render_ident("author", commit.author);
    out += render_ident("committer", commit.committer);
    return out + signature_lines + "\n" + commit.message;
}

}  // namespace

core::Result<RawCommit> parse_raw_commit(std::string_view bytes) {
    Headers headers(bytes);
    RawCommit commit;
    MUNIMENT_TRY(const std::string_view tree, headers.take("tree "));
    MUNIMENT_TRY(commit.tree, parse_id(tree));
    while (headers.next_is("parent ")) {
        MUNIMENT_TRY(const std::string_view text, headers.take("parent "));
        MUNIMENT_TRY(const core::ObjectId parent, parse_id(text));
        commit.parents.push_back(parent);
    }
    MUNIMENT_TRY(const std::string_view author, headers.take("author "));
    MUNIMENT_TRY(commit.author, parse_ident(author));
    MUNIMENT_TRY(const std::string_view committer, headers.take("committer "));
    MUNIMENT_TRY(commit.committer, parse_ident(committer));
    MUNIMENT_TRY(commit.signature, take_signature(headers));
    MUNIMENT_TRY(commit.message, take_message(headers));
    return commit;
}

core::Result<std::string> render(const RawCommit& commit) {
    std::string bytes = render_with(commit, render_signature(commit.signature));
    const auto again = parse_raw_commit(bytes);
    if (!again) return core::fail(ErrorCode::invalid_argument, again.error().message);
    if (*again != commit) {
        return core::fail(ErrorCode::invalid_argument,
                          "malformed commit: a value would be read back as another");
    }
    return bytes;
}

std::string payload(const RawCommit& commit) {
    return render_with(commit, "");
}

std::string ident_name(std::string_view printed_name, std::string_view otherwise) {
    // git drops these at both ends of a name when it writes one itself.
    constexpr std::string_view crud = " .,:;\"'\\";
    std::string name(printed_name);
    name.erase(std::remove_if(
                   name.begin(), name.end(),
                   [](unsigned char c) { return c < 0x20 || c == 0x7F || c == '<' || c == '>'; }),
               name.end());
    const std::size_t first = name.find_first_not_of(crud);
    if (first == std::string::npos) return std::string(otherwise);
    name = name.substr(first, name.find_last_not_of(crud) - first + 1);
    return core::is_single_line(name) ? name : std::string(otherwise);
}

}  // namespace muniment::storage
