// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/result.h"
#include "web/assets/assets.h"
#include "web/pages/templates.h"

namespace muniment::web {

/// Every text of one language that a person sees on a page, from messages/LANGUAGE.toml. Keys are
/// paths into its tables: "document.in_force". Only read after it is made; thread safe.
class Messages {
  public:
    using Fillings = std::vector<std::pair<std::string_view, std::string>>;

    /// Errors: not_found (no such language), data_corrupt (not TOML, or something that is no text).
    [[nodiscard]] static core::Result<Messages> load(const Assets& assets,
                                                     const std::string& language);

    /// The text. An unknown key is a defect: std::logic_error, which becomes a page with status
    /// 500.
    [[nodiscard]] const std::string& get(std::string_view key) const;
    /// The text with `{name}` replaced by what `fillings` has for it. Fillings are not escaped
    /// here; templates do that.
    [[nodiscard]] std::string fill(std::string_view key, const Fillings& fillings) const;
    /// The form of `key` (key.one, key.few, key.many) that goes with `count`, with {count} filled.
    [[nodiscard]] std::string counted(std::string_view key, std::uint64_t count) const;

    [[nodiscard]] const std::string& language() const { return language_; }
    [[nodiscard]] const std::map<std::string, std::string, std::less<>>& all() const {
        return texts_;
    }
    /// For templates: all texts, nested, under `t`: `{{t.document.in_force}}`.
    [[nodiscard]] const Data& as_data() const { return data_; }

  private:
    std::string language_;
    std::map<std::string, std::string, std::less<>> texts_;
    Data data_;
};

/// The languages that there are. Thread safe.
class MessageCatalogue {
  public:
    /// Loads all languages. Errors: data_corrupt, also when a language lacks a text that English
    /// has.
    [[nodiscard]] static core::Result<MessageCatalogue> load(const Assets& assets);
    /// The messages of `language` ("pl"), or English.
    [[nodiscard]] const Messages& in(std::string_view language) const;
    /// The first language of an Accept-Language header that there is, in the header's order.
    [[nodiscard]] const Messages& best_for(std::string_view accept_language) const;
    [[nodiscard]] const std::vector<Messages>& languages() const { return languages_; }

  private:
    std::vector<Messages> languages_;  ///< English first
};

}  // namespace muniment::web
