// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace muniment::search {

/// A word as it stands in a text.
struct Word {
    enum class Kind {
        plain,   ///< between spaces or punctuation
        single,  ///< one character of a script without spaces
        pair,    ///< that character and the next one
    };
    Kind kind = Kind::plain;
    std::size_t begin = 0;  ///< bytes of the text: [begin, end)
    std::size_t end = 0;
    std::uint32_t position = 0;  ///< from 0; a single and its pair have the same one
    std::string term;            ///< normal form, never empty
};

/// Divides a text into words: letters, digits and their marks; full stops and commas belong to a
/// number that they divide (7.5.3). In scripts without spaces (Han, kana, Hangul, Thai, ...) each
/// character is a word, followed by the pair that it begins. Bytes that are not UTF-8 divide.
/// The text must outlive the reader. Linear; not thread-safe.
class WordReader {
  public:
    explicit WordReader(std::string_view text) : text_(text) {}

    /// The next word, or false at the end. Reuses the storage of `word`.
    [[nodiscard]] bool next(Word& word);

  private:
    bool read_plain(Word& word);
    bool read_single(Word& word);
    bool read_pair(Word& word);
    [[nodiscard]] std::size_t end_of_cluster(std::size_t begin) const;

    std::string_view text_;
    std::size_t at_ = 0;
    std::uint32_t position_ = 0;
    std::size_t pair_begin_ = 0;  ///< of the single read last, when its pair comes next
    bool pair_is_next_ = false;
};

}  // namespace muniment::search
