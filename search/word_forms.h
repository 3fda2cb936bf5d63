// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <unordered_map>

#include <xapian.h>

namespace muniment::search {

/// The forms under which one word is kept and found.
struct WordForms {
    std::string exact;        ///< normal form
    std::string stem;         ///< English stem of `exact`
    std::string folded;       ///< without Latin marks; often the same as `exact`
    std::string folded_stem;  ///< English stem of `folded`
};

/// Makes forms of words and remembers them, for most words of a text come again and stemming is a
/// good part of the cost. Not thread-safe.
class WordFormCache {
  public:
    /// Valid until the next call.
    [[nodiscard]] const WordForms& of(const std::string& normal);

  private:
    Xapian::Stem stem_{"english"};
    std::unordered_map<std::string, WordForms> forms_;
};

/// Whether texts of that language (BCP 47) are kept by their English stems. Without a language
/// they are: the query looks for both forms, so nothing is lost.
[[nodiscard]] bool is_stemmed(const std::string& language);

}  // namespace muniment::search
