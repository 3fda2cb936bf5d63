// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/query_parser.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "core/text.h"
#include "search/identifier_key.h"
#include "search/query_words.h"

namespace muniment::search {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;
using Kind = QueryNode::Kind;
using OptionalNode = std::optional<QueryNode>;

constexpr std::size_t most_bytes = 1000;
constexpr std::size_t most_terms = 64;
constexpr int most_levels = 32;

constexpr std::string_view white_space = " \t\r\n\v\f";

QueryNode combined(Kind kind, std::vector<QueryNode> children) {
    if (children.size() == 1) return std::move(children.front());
    QueryNode node;
    node.kind = kind;
    node.children = std::move(children);
    return node;
}

std::string lower(std::string_view text) {
    std::string result(text);
    for (char& c : result) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return result;
}

/// Recursive descent; each level of parentheses and each NOT is one call deeper, up to a limit.
class Parser {
  public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<QueryNode> whole() {
        MUNIMENT_TRY(auto node, any_of());
        if (!at_end()) return error(at_, "a closing parenthesis without an opening one");
        if (!node)
            return fail(ErrorCode::invalid_argument, "the query contains no words",
                        "Type words of the title or the text, or an identifier.");
        return std::move(*node);
    }

  private:
    using Failure = tl::unexpected<core::Error>;

    [[nodiscard]] Failure error(std::size_t at, const std::string& what,
                                const std::string& hint = {}) const {
        const auto character = core::character_count(text_.substr(0, at)) + 1;
        return fail(
            ErrorCode::invalid_argument,
            "the query cannot be read at character " + std::to_string(character) + ": " + what,
            hint);
    }

    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    void skip_space() { at_ = std::min(text_.find_first_not_of(white_space, at_), text_.size()); }

    /// The characters up to a space, a quotation mark or a parenthesis.
    [[nodiscard]] std::string_view bare_word() const {
        const auto end = text_.find_first_of(" \t\r\n\v\f\"()", at_);
        return text_.substr(at_, std::min(end, text_.size()) - at_);
    }

    bool take(std::string_view keyword) {
        if (bare_word() != keyword) return false;
        at_ += keyword.size();
        return true;
    }

    /// Nothing when there is only punctuation.
    Result<OptionalNode> any_of() {
        std::vector<QueryNode> alternatives;
        for (bool first = true;; first = false) {
            const std::size_t begin = at_;
            MUNIMENT_TRY(auto alternative, all_of());
            const std::size_t end = at_;
            const bool more = take("OR");
            if (!alternative && (more || !first))
                return error(more ? end : begin, "OR needs words on both sides");
            if (alternative) alternatives.push_back(std::move(*alternative));
            if (!more) break;
        }
        if (alternatives.empty()) return OptionalNode();
        return OptionalNode(combined(Kind::any_of, std::move(alternatives)));
    }

    Result<OptionalNode> all_of() {
        std::vector<QueryNode> parts;
        for (skip_space(); !at_end() && text_[at_] != ')' && bare_word() != "OR"; skip_space()) {
            const std::size_t begin = at_;
            const bool wants_both = take("AND");
            if (wants_both && parts.empty()) return error(begin, "AND needs words on both sides");
            skip_space();
            MUNIMENT_TRY(auto part, operand());
            if (wants_both && !part) return error(begin, "AND needs words on both sides");
            if (part) parts.push_back(std::move(*part));
        }
        if (parts.empty()) return OptionalNode();
        return OptionalNode(combined(Kind::all_of, std::move(parts)));
    }

    Result<OptionalNode> operand() {
        if (at_end() || text_[at_] == ')' || bare_word() == "AND" || bare_word() == "OR")
            return OptionalNode();
        const std::size_t begin = at_;
        if (take("NOT")) {
            MUNIMENT_TRY(auto negated, negation());
            if (!negated) return error(begin, "NOT needs words behind it");
            return negated;
        }
        if (begins_negation()) {
            ++at_;
            return negation();
        }
        if (text_[at_] == '(') return group();
        if (text_[at_] == '"') return phrase(nullptr);
        return word();
    }

    /// A hyphen that stands alone, or several of them, are a dash.
    [[nodiscard]] bool begins_negation() const {
        return text_[at_] == '-' && at_ + 1 < text_.size() && text_[at_ + 1] != '-' &&
               text_[at_ + 1] != ')' && white_space.find(text_[at_ + 1]) == std::string_view::npos;
    }

    Result<OptionalNode> negation() {
        skip_space();
        if (++level_ > most_levels) return error(at_, "it is nested too deeply");
        MUNIMENT_TRY(auto child, operand());
        --level_;
        if (!child) return OptionalNode();
        QueryNode node;
        node.kind = Kind::none_of;
        node.children.push_back(std::move(*child));
        return OptionalNode(std::move(node));
    }

    Result<OptionalNode> group() {
        const std::size_t begin = at_++;
        if (++level_ > most_levels) return error(begin, "it is nested too deeply");
        MUNIMENT_TRY(auto inner, any_of());
        --level_;
        if (at_end()) return error(begin, "the parenthesis is not closed");
        ++at_;
        return inner;
    }

    Result<OptionalNode> phrase(const Field* field) {
        const std::size_t begin = at_++;
        const auto end = text_.find('"', at_);
        if (end == std::string_view::npos)
            return error(begin, "the quotation mark is not closed",
                         "Write a second quotation mark where the phrase ends.");
        const auto inner = text_.substr(at_, end - at_);
        at_ = end + 1;
        return words(field, begin, inner, false);
    }

    Result<OptionalNode> word() {
        const std::size_t begin = at_;
        const std::string_view bare = bare_word();
        at_ += bare.size();
        const auto colon = bare.find(':');
        const Field* field =
            colon == std::string_view::npos ? nullptr : find_field(lower(bare.substr(0, colon)));
        if (field == nullptr) return starred(nullptr, begin, bare);
        const auto value = bare.substr(colon + 1);
        const bool quoted = value.empty() && !at_end() && text_[at_] == '"';
        MUNIMENT_TRY(auto node, quoted ? phrase(field) : starred(field, begin, value));
        if (!node)
            return error(begin, std::string(bare.substr(0, colon + 1)) + " has no value behind it",
                         "Write it like " + std::string(field->example) + ", without a space.");
        return node;
    }

    /// Words with or without a `*` at the end.
    Result<OptionalNode> starred(const Field* field, std::size_t begin, std::string_view bare) {
        const auto star = bare.find('*');
        if (star == std::string_view::npos) return words(field, begin, bare, false);
        if (!query_words(bare.substr(star)).empty())
            return error(begin, "* stands for the rest of a word, at its end only",
                         "Write the beginning of the word and *, such as clean*.");
        const auto stem = bare.substr(0, star);
        if (query_words(stem).empty()) return OptionalNode();
        if (field != nullptr && field->kind != FieldKind::words)
            return error(begin, std::string(field->name) + ": takes a whole value, without *");
        if (stem.size() < 2) return error(begin, "* needs at least two characters before it");
        return words(field, begin, stem, true);
    }

    Result<OptionalNode> words(const Field* field, std::size_t begin, std::string_view typed,
                               bool is_beginning) {
        QueryNode node;
        node.field = field;
        node.text = core::trimmed(typed);
        node.is_beginning = is_beginning;
        node.terms = query_words(typed);
        if (node.terms.empty()) return OptionalNode();
        if (field != nullptr && field->kind != FieldKind::words) node.kind = Kind::value;
        terms_ += node.terms.size();
        if (terms_ > most_terms)
            return error(begin, "it has more than " + std::to_string(most_terms) + " words",
                         "Fewer words find the document as well.");
        return OptionalNode(std::move(node));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t terms_ = 0;
    int level_ = 0;
};

bool is_plain(const QueryNode& node) {
    if (node.kind == Kind::all_of)
        return std::all_of(node.children.begin(), node.children.end(), is_plain);
    return node.kind == Kind::words && node.field == nullptr && !node.is_beginning;
}

/// An identifier has a number, except that of the policy.
std::string identifier_of(const QueryNode& root, std::string_view text) {
    if (!is_plain(root)) return {};
    std::string key = identifier_key(text);
    const bool has_number = key.find_first_of("0123456789") != std::string::npos;
    return has_number || key == "policy" ? key : std::string();
}

}  // namespace

Result<ParsedQuery> parse_query(std::string_view text) {
    if (!core::is_utf8(text))
        return fail(ErrorCode::invalid_argument, "the query is not UTF-8 text");
    if (text.size() > most_bytes)
        return fail(ErrorCode::invalid_argument,
                    "the query is longer than " + std::to_string(most_bytes) + " bytes",
                    "Fewer words find the document as well.");
    ParsedQuery query;
    MUNIMENT_TRY(query.root, Parser(text).whole());
    query.identifier = identifier_of(query.root, text);
    return query;
}

std::string to_text(const QueryNode& node) {
    std::string text;
    for (const auto& child : node.children) text += " " + to_text(child);
    switch (node.kind) {
        case Kind::all_of:
            return "(all" + text + ")";
        case Kind::any_of:
            return "(any" + text + ")";
        case Kind::none_of:
            return "(not" + text + ")";
        case Kind::value:
            return "(" + std::string(node.field->name) + " = " + node.text + ")";
        case Kind::words:
            break;
    }
    const std::string name(node.field == nullptr ? "words" : node.field->name);
    return "(" + name + " " + core::join(node.terms, " ") + (node.is_beginning ? "*" : "") + ")";
}

}  // namespace muniment::search
