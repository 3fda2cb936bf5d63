// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/html_check.h"

#include <algorithm>
#include <array>

namespace muniment::test {
namespace {

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

std::string decoded(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 5> entities{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#x27;", '\''}}};
    std::string out;
    while (!text.empty()) {
        const auto found = std::find_if(entities.begin(), entities.end(), [&](const auto& entity) {
            return text.substr(0, entity.first.size()) == entity.first;
        });
        out += found == entities.end() ? text.front() : found->second;
        text.remove_prefix(found == entities.end() ? 1 : found->first.size());
    }
    return out;
}

std::string take_name(std::string_view& text) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_name_character);
    const auto length = static_cast<std::size_t>(end - text.begin());
    std::string name(text.substr(0, length));
    text.remove_prefix(length);
    return name;
}

bool take(std::string_view& text, std::string_view expected) {
    if (text.substr(0, expected.size()) != expected) return false;
    text.remove_prefix(expected.size());
    return true;
}

bool take_attribute(std::string_view& text, HtmlTag& tag) {
    std::string name = take_name(text);
    if (name.empty() || !take(text, "=\"")) return false;
    const std::size_t end = text.find('"');
    if (end == std::string_view::npos) return false;
    const std::string_view value = text.substr(0, end);
    if (value.find_first_of("<>") != std::string_view::npos) return false;
    tag.attributes.emplace_back(std::move(name), decoded(value));
    text.remove_prefix(end + 1);
    return true;
}

/// Takes a tag whose `<` is already gone.
bool take_tag(std::string_view& text, HtmlTag& tag) {
    tag.closing = take(text, "/");
    tag.name = take_name(text);
    if (tag.name.empty()) return false;
    while (!tag.closing && take(text, " ") && text.substr(0, 2) != "/>")
        if (!take_attribute(text, tag)) return false;
    return take(text, "/>") || take(text, ">");
}

std::string as_scheme(std::string_view address) {
    std::string text;
    for (const char c : address)
        if (static_cast<unsigned char>(c) > 0x20U)
            text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

template <std::size_t size>
bool is_one_of(const std::array<std::string_view, size>& list, std::string_view text) {
    return std::find(list.begin(), list.end(), text) != list.end();
}

void check_address(const HtmlTag& tag, const std::string& value, std::vector<std::string>& faults) {
    const std::string address = as_scheme(value);
    const auto begins = [&](std::string_view prefix) {
        return address.compare(0, prefix.size(), prefix) == 0;
    };
    const bool relative =
        address.find(':') > address.find_first_of("/?#") || address.find(':') == std::string::npos;
    const bool known = begins("http://") || begins("https://") || begins("mailto:") ||
                       (tag.name == "img" && begins("data:image/") && !begins("data:image/svg"));
    if ((!relative && !known) || begins("//") || begins("/\\") || begins("\\"))
        faults.push_back("address " + value + " in <" + tag.name + ">");
}

void check_attribute(const HtmlTag& tag, const std::string& name, const std::string& value,
                     std::vector<std::string>& faults) {
    constexpr std::array<std::string_view, 15> allowed{
        "href",  "src",     "id",       "class",      "title", "alt",  "rel",     "start",
        "align", "checked", "disabled", "aria-label", "scope", "type", "tabindex"};
    if (!is_one_of(allowed, name)) faults.push_back("attribute " + name + " in <" + tag.name + ">");
    if (name == "href" || name == "src") check_address(tag, value, faults);
    if (name == "id" && value.compare(0, 2, "s-") != 0) faults.push_back("id " + value);
    if (name == "class" && value.find_first_of(" \t\n\f\r") != std::string::npos)
        faults.push_back("several classes " + value);
    if (name == "type" && value != "checkbox") faults.push_back("input of type " + value);
}

bool is_void(const HtmlTag& tag) {
    constexpr std::array<std::string_view, 4> names{"br", "hr", "img", "input"};
    return is_one_of(names, tag.name);
}

void check_tag(const HtmlTag& tag, std::vector<std::string>& faults) {
    constexpr std::array<std::string_view, 35> allowed{
        "a",     "blockquote", "br",  "code",    "del",    "ins",   "div",   "em",    "h1",
        "h2",    "h3",         "h4",  "h5",      "h6",     "hr",    "img",   "input", "li",
        "ol",    "p",          "pre", "span",    "strong", "table", "tbody", "td",    "th",
        "thead", "tr",         "ul",  "section", "b",      "i",     "small", "s"};
    if (!is_one_of(allowed, tag.name)) faults.push_back("element <" + tag.name + ">");
    for (const auto& [name, value] : tag.attributes) check_attribute(tag, name, value, faults);
}

}  // namespace

std::vector<HtmlTag> tags_of(std::string_view html, std::vector<std::string>& faults) {
    std::vector<HtmlTag> tags;
    while (!html.empty()) {
        const std::size_t next = html.find('<');
        if (html.substr(0, next).find('>') != std::string_view::npos)
            faults.emplace_back("a stray >");
        if (next == std::string_view::npos) break;
        html.remove_prefix(next + 1);
        HtmlTag tag;
        if (take_tag(html, tag))
            tags.push_back(std::move(tag));
        else
            faults.push_back("malformed tag at " + std::string(html.substr(0, 40)));
    }
    return tags;
}

std::vector<std::string> html_faults(std::string_view html) {
    std::vector<std::string> faults;
    std::vector<std::string> open;
    for (const HtmlTag& tag : tags_of(html, faults)) {
        check_tag(tag, faults);
        if (is_void(tag)) continue;
        if (!tag.closing) {
            open.push_back(tag.name);
        } else if (open.empty() || open.back() != tag.name) {
            faults.push_back("</" + tag.name + "> closes nothing");
        } else {
            open.pop_back();
        }
    }
    if (!open.empty()) faults.push_back("<" + open.back() + "> stays open");
    return faults;
}

}  // namespace muniment::test
