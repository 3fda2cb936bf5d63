// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tree_path.h"

#include <algorithm>
#include <string>

#include "core/names.h"
#include "core/text.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

constexpr std::size_t longest_name = 255;
constexpr std::size_t longest_path = 1024;

/// Whether a file system of Apple ignores these three bytes in names: U+200B to U+200F, U+202A to
/// U+202E, U+2060 to U+206F, U+FEFF.
bool is_ignorable(std::string_view three) {
    if (three == "\xEF\xBB\xBF") return true;
    if (three.size() != 3 || three[0] != '\xE2') return false;
    const auto second = static_cast<unsigned char>(three[1]);
    const auto third = static_cast<unsigned char>(three[2]);
    if (second == 0x80) return (third >= 0x8B && third <= 0x8F) || (third >= 0xAA && third <= 0xAE);
    return second == 0x81 && third >= 0xA0 && third <= 0xAF;
}

std::string without_ignorable(std::string_view name) {
    std::string out;
    for (std::size_t at = 0; at < name.size();) {
        if (is_ignorable(name.substr(at, 3))) {
            at += 3;
        } else {
            out += name[at++];
        }
    }
    return out;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

/// Windows gives long names a second, short one: git~1 for .git, gi7eba~1 for .gitmodules. Which
/// one it was depends on the folder, so every short name of this family is refused.
bool is_short_name_of_git(std::string_view folded) {
    const std::size_t tilde = folded.find('~');
    return folded.starts_with("gi") && tilde != std::string_view::npos && tilde <= 6 &&
           tilde + 1 < folded.size() && folded[tilde + 1] >= '0' && folded[tilde + 1] <= '9';
}

/// COM and LPT with a superscript digit are devices too, which core's plain names cannot hold.
bool is_device(std::string_view name) {
    if (core::is_device_name(name)) return true;
    const std::string stem = core::trimmed(lower(std::string(name.substr(0, name.find('.')))));
    if (stem == "conin$" || stem == "conout$") return true;
    if (!stem.starts_with("com") && !stem.starts_with("lpt")) return false;
    const std::string digit = stem.substr(3);
    return digit == "\xC2\xB9" || digit == "\xC2\xB2" || digit == "\xC2\xB3";
}

std::string problem_of(std::string_view name) {
    if (name.empty()) return "a part of it is empty";
    if (name.size() > longest_name) return "a part of it is longer than 255 bytes";
    if (!core::is_utf8(name)) return "it is not UTF-8";
    if (!core::is_single_line(name)) return "it holds a control character or a line end";
    if (name.find_first_of("/\\:") != std::string_view::npos)
        return "a part of it holds a slash, a backslash or a colon";
    if (name.back() == '.' || name.back() == ' ') return "a part of it ends in a dot or a space";
    if (belongs_to_git(name)) return "git keeps such names for itself";
    if (is_device(name)) return "Windows keeps such names for devices";
    return {};
}

core::Status refuse(std::string_view path, const std::string& problem) {
    if (problem.empty()) return {};
    const std::string shown = core::is_single_line(path) && path.size() <= longest_name
                                  ? " '" + std::string(path) + "'"
                                  : "";
    return core::fail(ErrorCode::invalid_argument,
                      "the file name" + shown + " cannot be kept: " + problem,
                      "Rename the file and try again.");
}

}  // namespace

bool belongs_to_git(std::string_view name) {
    const std::string folded = lower(without_ignorable(name));
    return folded.starts_with(".git") || is_short_name_of_git(folded);
}

core::Status check_tree_name(std::string_view name) {
    return refuse(name, problem_of(name));
}

core::Status check_tree_path(std::string_view path) {
    if (path.size() > longest_path) return refuse(path, "it is longer than 1,024 bytes");
    for (std::size_t start = 0; start <= path.size();) {
        const std::size_t end = std::min(path.find('/', start), path.size());
        MUNIMENT_CHECK(refuse(path, problem_of(path.substr(start, end - start))));
        start = end + 1;
    }
    return {};
}

}  // namespace muniment::storage
