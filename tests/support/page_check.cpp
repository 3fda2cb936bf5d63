// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/page_check.h"

#include <algorithm>
#include <array>

namespace muniment::test {
namespace {

constexpr std::array<std::string_view, 67> elements{
    "a",     "article", "aside",   "b",     "blockquote", "body",   "br",      "button", "code",
    "dd",    "del",     "details", "div",   "dl",         "dt",     "em",      "footer", "form",
    "h1",    "h2",      "h3",      "h4",    "h5",         "h6",     "head",    "header", "hr",
    "html",  "i",       "img",     "input", "ins",        "label",  "li",      "link",   "main",
    "mark",  "meta",    "nav",     "ol",    "option",     "p",      "path",    "pre",    "q",
    "s",     "section", "select",  "small", "span",       "strong", "summary", "svg",    "table",
    "tbody", "td",      "th",      "thead", "time",       "title",  "tr",      "ul",     "dfn",
    "abbr",  "kbd",     "sub",     "sup"};

std::string lower_case(std::string_view text) {
    std::string lower(text);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return lower;
}

bool begins_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

/// As a browser reads an address: without blanks and control characters, entities decoded.
std::string read_address(std::string_view value) {
    std::string address;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (begins_with(value.substr(i), "&amp;")) {
            address += '&';
            i += 4;
        } else if (static_cast<unsigned char>(value[i]) > 0x20U) {
            address += value[i];
        }
    }
    return lower_case(address);
}

bool is_harmless(const std::string& address) {
    constexpr std::array<std::string_view, 5> schemes{"http://", "https://",
                                                      "mailto:", "data:image/", "#"};
    if (address.empty()) return true;
    if (address[0] == '/') return !begins_with(address, "//") && !begins_with(address, "/\\");
    return std::any_of(schemes.begin(), schemes.end(),
                       [&](std::string_view scheme) { return begins_with(address, scheme); });
}

/// Reads the attributes of one tag, from after its name.
class TagCheck {
  public:
    TagCheck(std::string_view tag, std::vector<std::string>& faults) : tag_(tag), faults_(faults) {}

    void run() {
        const std::size_t end = tag_.find_first_of(" \t\n/>", 1);
        const std::string name = lower_case(tag_.substr(0, std::min(end, tag_.size())));
        const bool closing = !name.empty() && name[0] == '/';
        const std::string element = closing ? name.substr(1) : name;
        if (name != "!doctype" &&
            std::find(elements.begin(), elements.end(), element) == elements.end())
            faults_.push_back("element <" + name.substr(0, 60) + ">");
        if (end == std::string_view::npos) return;
        rest_ = tag_.substr(end);
        while (next_attribute()) {
        }
    }

  private:
    bool next_attribute() {
        const std::size_t start = rest_.find_first_not_of(" \t\n/");
        if (start == std::string_view::npos) return false;
        rest_.remove_prefix(start);
        const std::size_t end = std::min(rest_.find_first_of(" \t\n=/"), rest_.size());
        const std::string name = lower_case(rest_.substr(0, end));
        rest_.remove_prefix(end);
        std::string_view value;
        if (!rest_.empty() && rest_[0] == '=') {
            if (rest_.size() < 2 || rest_[1] != '"') {
                faults_.push_back("an attribute without quotes: " + name);
                return false;
            }
            const std::size_t close = rest_.find('"', 2);
            if (close == std::string_view::npos) return false;
            value = rest_.substr(2, close - 2);
            rest_.remove_prefix(close + 1);
        }
        check(name, value);
        return true;
    }

    void check(const std::string& name, std::string_view value) {
        if (begins_with(name, "on") || name == "style" || name == "srcdoc" || name == "formaction")
            faults_.push_back("attribute " + name);
        const bool address = name == "href" || name == "src" || name == "action";
        if (address && !is_harmless(read_address(value)))
            faults_.push_back("address " + std::string(value.substr(0, 80)));
    }

    std::string_view tag_;
    std::string_view rest_;
    std::vector<std::string>& faults_;
};

/// The end of a tag: the first `>` outside quotes.
std::size_t end_of_tag(std::string_view html) {
    bool quoted = false;
    for (std::size_t i = 0; i < html.size(); ++i) {
        if (html[i] == '"') quoted = !quoted;
        if (html[i] == '>' && !quoted) return i;
    }
    return std::string_view::npos;
}

}  // namespace

std::vector<std::string> page_faults(std::string_view html) {
    std::vector<std::string> faults;
    for (auto open = html.find('<'); open != std::string_view::npos; open = html.find('<')) {
        html.remove_prefix(open + 1);
        const std::size_t end = end_of_tag(html);
        if (end == std::string_view::npos) {
            faults.emplace_back("a tag that does not end");
            break;
        }
        TagCheck(html.substr(0, end), faults).run();
        html.remove_prefix(end + 1);
    }
    return faults;
}

}  // namespace muniment::test
