// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/trailers.h"

#include <algorithm>

#include "core/text.h"

namespace muniment::storage {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Length of `Key` when the line begins `Key:`, or 0.
std::size_t key_length(std::string_view line) {
    if (line.empty() || !is_letter(line[0])) return 0;
    const auto end = std::find_if(line.begin(), line.end(), [](char c) {
        return !is_letter(c) && !(c >= '0' && c <= '9') && c != '-';
    });
    return end != line.end() && *end == ':' ? static_cast<std::size_t>(end - line.begin()) : 0;
}

/// Git takes a line of its comment character and this for the end of a message.
constexpr std::string_view scissors = " ------------------------ >8 ------------------------";

/// What must not stand at the start of a line of the body, whatever spaces precede it.
bool looks_special(std::string_view line) {
    const auto first = line.find_first_not_of(' ');
    if (first == std::string_view::npos) return false;
    const auto rest = line.substr(first);
    return key_length(rest) > 0 || rest.rfind("---", 0) == 0 ||
           rest.find(scissors) != std::string_view::npos;
}

/// What git gives back as it stands.
bool is_value(std::string_view text) {
    return !text.empty() && core::is_single_line(text) && core::trimmed(text) == text;
}

template <class Change>
std::string each_line(std::string_view text, Change change) {
    std::string out;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (at > 0) out += '\n';
        out += change(text.substr(at, end - at));
        at = end + 1;
    }
    return out;
}

std::string indent_special(std::string_view body) {
    return each_line(body, [](std::string_view line) {
        return looks_special(line) ? " " + std::string(line) : std::string(line);
    });
}

std::string unindent_special(std::string_view body) {
    return each_line(body, [](std::string_view line) {
        return std::string(looks_special(line) && line[0] == ' ' ? line.substr(1) : line);
    });
}

tl::unexpected<core::Error> not_ours() {
    return fail(ErrorCode::data_corrupt, "the commit's message is not in Muniment's form");
}

}  // namespace

std::string render_message(const MessageParts& parts) {
    std::string message = parts.title + "\n\n";
    if (!parts.body.empty()) message += indent_special(parts.body) + "\n\n";
    for (const auto& [key, value] : parts.trailers)
        message.append(key).append(": ").append(value) += '\n';
    return message;
}

Result<MessageParts> parse_message(std::string_view message) {
    const auto title_end = message.find("\n\n");
    const auto block = message.rfind("\n\n");
    if (title_end == std::string_view::npos || message.back() != '\n' || !core::is_utf8(message)) {
        return not_ours();
    }
    MessageParts parts;
    parts.title = message.substr(0, title_end);
    if (block > title_end + 1) {
        parts.body = unindent_special(message.substr(title_end + 2, block - title_end - 2));
    }
    auto lines = message.substr(block + 2);
    while (!lines.empty()) {
        const auto line = lines.substr(0, lines.find('\n'));
        const auto key = key_length(line);
        if (key == 0 || line.size() < key + 2 || line[key + 1] != ' ' ||
            !is_value(line.substr(key + 2))) {
            return not_ours();
        }
        parts.trailers.emplace_back(line.substr(0, key), line.substr(key + 2));
        lines.remove_prefix(line.size() + 1);
    }
    if (render_message(parts) != message) return not_ours();
    return parts;
}

}  // namespace muniment::storage
