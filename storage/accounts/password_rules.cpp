// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/accounts/password_rules.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <vector>

#include <utf8proc.h>
#include <zxcvbn.h>

#include "core/text.h"
#include "storage/secret_key.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

/// The most characters that a new password may have; NIST SP 800-63B wants 64 at least to be taken.
/// Whatever a person may set must also fit, escaped, into each body that brings a password.
constexpr std::size_t longest_new_password = 1000;

/// As many bytes are judged: the work grows steeply with the length.
constexpr std::size_t judged = 100;

constexpr const char* advice = "Choose several words that nobody would guess.";

/// Letters and digits alone, without case and accents, so that `N. Nowak` is `nnowak`.
core::Result<std::string> bare(std::string_view text) {
    constexpr int options = UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD |
                            UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
    utf8proc_uint8_t* folded = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                   static_cast<utf8proc_ssize_t>(text.size()), &folded,
                                   static_cast<utf8proc_option_t>(options));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(folded, &std::free);
    if (size < 0) return core::fail(ErrorCode::unavailable, utf8proc_errmsg(size));
    std::string answer;
    for (const char c :
         std::string_view(reinterpret_cast<char*>(folded), static_cast<std::size_t>(size))) {
        const auto byte = static_cast<unsigned char>(c);
        const bool ascii_letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        if (ascii_letter || byte >= 0x80U) answer += c;
    }
    return answer;
}

/// The id, and each run of words of the name, forwards and backwards: `nina`, `ninanowak`.
core::Result<std::vector<std::string>> names_of(const core::KeyOwner& owner) {
    MUNIMENT_TRY(const auto id, bare(owner.id.text()));
    std::vector<std::string> names{id};
    auto words = core::split(owner.name, ' ');
    for (const bool backwards : {false, true}) {
        if (backwards) std::reverse(words.begin(), words.end());
        for (std::size_t first = 0; first < words.size(); ++first) {
            std::string run;
            for (std::size_t last = first; last < words.size(); ++last) {
                MUNIMENT_TRY(const auto word, bare(words[last]));
                run += word;
                names.push_back(run);
            }
        }
    }
    return names;
}

core::Status check_is_no_name(const core::KeyOwner& owner, std::string_view password) {
    MUNIMENT_TRY(const auto chosen, bare(password));
    MUNIMENT_TRY(const auto names, names_of(owner));
    if (chosen.empty() || std::find(names.begin(), names.end(), chosen) == names.end()) return {};
    return core::fail(ErrorCode::invalid_argument,
                      chosen == names.front() ? "the password is the person's own id"
                                              : "the password is the person's own name",
                      advice);
}

/// What a guesser tries first for this person, besides the words that are common anyway.
std::vector<std::string> own_words(const core::KeyOwner& owner) {
    std::vector<std::string> words{owner.id.text(), owner.name, owner.organisation};
    for (const auto& text : {owner.name, owner.organisation}) {
        for (auto& word : core::split(text, ' ')) {
            constexpr std::size_t shortest = 3;
            if (word.size() >= shortest) words.push_back(std::move(word));
        }
    }
    return words;
}

double bits_of(const core::KeyOwner& owner, std::string_view password) {
    const auto words = own_words(owner);
    std::vector<const char*> dictionary;
    dictionary.reserve(words.size() + 1);
    for (const auto& word : words) dictionary.push_back(word.c_str());
    dictionary.push_back(nullptr);
    SecretBytes start(password.begin(), password.begin() + static_cast<std::ptrdiff_t>(
                                                               std::min(judged, password.size())));
    start.push_back('\0');
    return ZxcvbnMatch(start.data(), dictionary.data(), nullptr);
}

}  // namespace

core::Status check_new_password(const core::KeyOwner& owner, std::string_view password) {
    if (password.size() < shortest_password) {
        return core::fail(ErrorCode::invalid_argument, "the password is shorter than 8 characters",
                          advice);
    }
    if (!core::is_utf8(password)) {
        return core::fail(ErrorCode::invalid_argument, "the password is not text in UTF-8",
                          "Save the password file as UTF-8, or type the password.");
    }
    if (core::character_count(password) > longest_new_password) {
        return core::fail(ErrorCode::invalid_argument,
                          "the password is longer than 1,000 characters",
                          "Choose a shorter password.");
    }
    MUNIMENT_CHECK(check_is_no_name(owner, password));
    if (bits_of(owner, password) >= easily_guessed) return {};
    return core::fail(ErrorCode::invalid_argument,
                      "the password is among the first million that somebody would try",
                      "Common words, names, dates and rows of keys are tried first. Choose several "
                      "words that nobody would guess.");
}

}  // namespace muniment::storage
