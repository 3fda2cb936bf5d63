// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <charconv>
#include <optional>

#include "core/text.h"
#include "storage/event_codec.h"
#include "storage/trailers.h"

namespace muniment::storage {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;
using core::Status;

constexpr std::string_view subject_key = "Subject";

tl::unexpected<core::Error> unreadable(const std::string& what) {
    return fail(ErrorCode::data_corrupt, "the message of a register commit: " + what);
}

/// Takes the trailers in their order.
class TrailerReader {
  public:
    explicit TrailerReader(const std::vector<Trailer>& trailers)
        : next_(trailers.begin()), end_(trailers.end()) {}

    /// The value, if the next trailer has this key.
    std::optional<std::string> take_if(std::string_view key) {
        if (next_ == end_ || next_->first != key) return {};
        return (next_++)->second;
    }
    Result<std::string> take(std::string_view key) {
        if (auto value = take_if(key)) return std::move(*value);
        return unreadable("the trailer '" + std::string(key) + "' is missing");
    }
    template <class Number>
    Result<Number> take_number(std::string_view key) {
        MUNIMENT_TRY(const auto text, take(key));
        Number number = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc() && end == text.data() + text.size() && number > 0) return number;
        return unreadable("the trailer '" + std::string(key) + "' is not a number from 1");
    }

  private:
    std::vector<Trailer>::const_iterator next_;
    std::vector<Trailer>::const_iterator end_;
};

std::string render(const SubjectLine& line) {
    return line.commit.hex() + " " + line.sha256.text() + " " + line.subject.text() + " " +
           line.revision;
}

Result<SubjectLine> parse_subject(std::string_view text) {
    const auto words = core::split(text, ' ');
    if (words.size() != 4) return unreadable("a subject has four words");
    SubjectLine line;
    MUNIMENT_TRY(line.commit, core::ObjectId::parse(words[0]));
    MUNIMENT_TRY(line.sha256, core::Digest::parse(words[1]));
    MUNIMENT_TRY(line.subject, core::SubjectName::parse(words[2]));
    line.revision = words[3];
    if (line.subject.is_person() ? line.revision != "-"
                                 : !core::RevisionLabel::parse(line.revision)) {
        return unreadable("'" + line.revision + "' is not a revision of " + line.subject.text());
    }
    return line;
}

Status read_subjects(TrailerReader& reader, RegisterMessage& message) {
    while (const auto value = reader.take_if(subject_key)) {
        MUNIMENT_TRY(auto line, parse_subject(*value));
        message.subjects.push_back(std::move(line));
    }
    const auto& subjects = message.subjects;
    const bool ordered =
        std::is_sorted(subjects.begin(), subjects.end(),
                       [](const auto& a, const auto& b) { return a.subject < b.subject; });
    if (subjects.empty() || subjects.size() > most_subjects || !ordered) {
        return unreadable("an event has 1 to 1000 subjects, in the order of their names");
    }
    return {};
}

Status read_founding(TrailerReader& reader, RegisterMessage& message) {
    MUNIMENT_TRY(message.registrar_key, reader.take("Registrar-Key"));
    MUNIMENT_TRY(const auto administrator, reader.take("Administrator"));
    MUNIMENT_TRY(message.administrator, core::PersonId::parse(administrator));
    MUNIMENT_TRY(message.administrator_key_proof, reader.take("Administrator-Key-Proof"));
    return {};
}

Result<RegisterMessage> read_message(const MessageParts& parts) {
    TrailerReader reader(parts.trailers);
    MUNIMENT_TRY(const int format, reader.take_number<int>("Format"));
    if (format != register_format) {
        return fail(ErrorCode::failed_precondition,
                    "this register has format " + std::to_string(format) +
                        ", and this program knows format " + std::to_string(register_format),
                    "Use a newer version of Muniment.");
    }
    RegisterMessage message;
    message.title = parts.title;
    MUNIMENT_TRY(message.rules, reader.take_number<int>("Rules"));
    MUNIMENT_TRY(message.sequence, reader.take_number<std::uint64_t>("Sequence"));
    MUNIMENT_TRY(const auto kind, reader.take("Event"));
    MUNIMENT_TRY(message.kind, core::parse_event_kind(kind));
    const bool founding = message.kind == core::EventKind::library_founded;
    if (founding != (message.sequence == 1)) {
        return unreadable("sequence 1, and no other, founds the library");
    }
    if (founding) {
        MUNIMENT_CHECK(read_founding(reader, message));
    } else {
        MUNIMENT_TRY(const auto previous, reader.take("Previous-SHA256"));
        MUNIMENT_TRY(message.previous_sha256, core::Digest::parse(previous));
        MUNIMENT_CHECK(read_subjects(reader, message));
    }
    return message;
}

}  // namespace

std::string render_register_message(const RegisterMessage& message) {
    MessageParts parts{message.title, {}, {}};
    auto& trailers = parts.trailers;
    trailers = {{"Format", std::to_string(register_format)},
                {"Rules", std::to_string(message.rules)},
                {"Sequence", std::to_string(message.sequence)},
                {"Event", std::string(core::name_of(message.kind))}};
    if (message.sequence == 1) {
        trailers.emplace_back("Registrar-Key", message.registrar_key);
        trailers.emplace_back("Administrator", message.administrator.text());
        trailers.emplace_back("Administrator-Key-Proof", message.administrator_key_proof);
    } else {
        trailers.emplace_back("Previous-SHA256", message.previous_sha256.text());
        for (const auto& line : message.subjects) trailers.emplace_back(subject_key, render(line));
    }
    return render_message(parts);
}

Result<RegisterMessage> parse_register_message(std::string_view text) {
    MUNIMENT_TRY(const auto parts, parse_message(text));
    auto message = read_message(parts);
    if (!message) {
        auto error = std::move(message.error());
        // A value of another form is damage here, not somebody's wrong argument.
        if (error.code == ErrorCode::invalid_argument) error.code = ErrorCode::data_corrupt;
        return fail(std::move(error));
    }
    if (render_register_message(*message) == text) return message;
    return unreadable("not in Muniment's spelling");
}

std::string register_title(core::EventKind kind, const std::vector<core::Event>& subjects) {
    if (subjects.empty()) return std::string(core::rule_of(kind).title);
    if (subjects.size() == 1) return title_of(subjects.front());
    std::string words(core::name_of(kind));
    std::replace(words.begin(), words.end(), '-', ' ');
    words[0] = static_cast<char>(words[0] - 'a' + 'A');
    return words + ": " + std::to_string(subjects.size()) + " subjects";
}

}  // namespace muniment::storage
