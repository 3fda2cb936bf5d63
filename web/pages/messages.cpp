// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/pages/messages.h"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include <toml++/toml.h>

#include "web/http/headers.h"

namespace muniment::web {
namespace {

using Texts = std::map<std::string, std::string, std::less<>>;

core::Error broken(const std::string& language, const std::string& why) {
    return {core::ErrorCode::data_corrupt, "the messages of language " + language + ": " + why, {}};
}

core::Status collect(const toml::table& table, const std::string& prefix,
                     const std::string& language, Texts& texts, Data& data) {
    data = Data(Data::type::object);
    for (const auto& entry : table) {
        const std::string name(entry.first.str());
        std::string key = prefix;
        if (!key.empty()) key += '.';
        key += name;
        if (const auto* inner = entry.second.as_table()) {
            Data nested;
            MUNIMENT_CHECK(collect(*inner, key, language, texts, nested));
            data.set(name, nested);
        } else if (const auto text = entry.second.value<std::string>()) {
            texts.emplace(key, *text);
            data.set(name, *text);
        } else {
            return core::fail(broken(language, key + " is no text"));
        }
    }
    return {};
}

core::Result<toml::table> parse(const std::string& text, const std::string& language) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& failure) {
        std::ostringstream why;
        why << failure;
        return core::fail(broken(language, why.str()));
    }
}

/// Polish has a form for 2-4, 22-24 and so on; English has only one and many.
std::string_view plural_form(std::string_view language, std::uint64_t count) {
    if (count == 1) return "one";
    const auto last = count % 10;
    const auto last_two = count % 100;
    const bool few = last >= 2 && last <= 4 && (last_two < 12 || last_two > 14);
    return language == "pl" && few ? "few" : "many";
}

}  // namespace

core::Result<Messages> Messages::load(const Assets& assets, const std::string& language) {
    MUNIMENT_TRY(const auto text, assets.read("messages/" + language + ".toml"));
    MUNIMENT_TRY(const auto table, parse(text, language));
    Messages messages;
    messages.language_ = language;
    Data nested;
    MUNIMENT_CHECK(collect(table, "", language, messages.texts_, nested));
    messages.data_ = Data("t", nested);
    messages.data_.set("language", language);
    return messages;
}

const std::string& Messages::get(std::string_view key) const {
    const auto found = texts_.find(key);
    if (found == texts_.end()) throw std::logic_error("no message " + std::string(key));
    return found->second;
}

std::string Messages::fill(std::string_view key, const Fillings& fillings) const {
    const auto& pattern = get(key);
    std::string text;
    std::size_t done = 0;
    for (auto open = pattern.find('{'); open != std::string::npos; open = pattern.find('{', done)) {
        const auto close = std::min(pattern.find('}', open), pattern.size() - 1);
        const auto name = std::string_view(pattern).substr(open + 1, close - open - 1);
        const auto filling = std::find_if(fillings.begin(), fillings.end(),
                                          [&](const auto& entry) { return entry.first == name; });
        if (filling == fillings.end())
            throw std::logic_error("nothing to fill in for " + std::string(name) + " in message " +
                                   std::string(key));
        text.append(pattern, done, open - done);
        text += filling->second;
        done = close + 1;
    }
    text.append(pattern, done);
    return text;
}

std::string Messages::counted(std::string_view key, std::uint64_t count) const {
    const auto form = std::string(key) + "." + std::string(plural_form(language_, count));
    return fill(form, {{"count", std::to_string(count)}});
}

core::Result<MessageCatalogue> MessageCatalogue::load(const Assets& assets) {
    MessageCatalogue catalogue;
    for (const char* language : {"en", "pl"}) {
        MUNIMENT_TRY(auto messages, Messages::load(assets, language));
        catalogue.languages_.push_back(std::move(messages));
    }
    for (const auto& messages : catalogue.languages_)
        for (const auto& text : catalogue.languages_.front().all())
            if (messages.all().count(text.first) == 0)
                return core::fail(broken(messages.language(), text.first + " is missing"));
    return catalogue;
}

const Messages& MessageCatalogue::in(std::string_view language) const {
    for (const auto& messages : languages_)
        if (messages.language() == language) return messages;
    return languages_.front();
}

const Messages& MessageCatalogue::best_for(std::string_view accept_language) const {
    while (!accept_language.empty()) {
        const auto end = std::min(accept_language.find(','), accept_language.size());
        const auto wish = http::without_blanks(accept_language.substr(0, end));
        accept_language.remove_prefix(std::min(end + 1, accept_language.size()));
        const auto name = wish.substr(0, wish.find_first_of("-;"));
        for (const auto& messages : languages_)
            if (http::equals_ignoring_case(messages.language(), name)) return messages;
    }
    return languages_.front();
}

}  // namespace muniment::web
