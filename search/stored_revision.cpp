// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "search/stored_revision.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace muniment::search {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

constexpr std::size_t most_text = std::size_t{256} * 1024;

/// Fields follow each other as "length:bytes".
void put(std::string& bytes, std::string_view field) {
    bytes += std::to_string(field.size());
    bytes += ':';
    bytes += field;
}

auto damaged() {
    return fail(ErrorCode::data_corrupt, "an entry of the search index is damaged",
                "Run `muniment reindex`.");
}

class FieldReader {
  public:
    explicit FieldReader(std::string_view bytes) : rest_(bytes) {}

    Result<std::string> next() {
        std::size_t length = 0;
        const auto* end = rest_.data() + rest_.size();
        const auto [at, error] = std::from_chars(rest_.data(), end, length);
        if (error != std::errc() || at == end || *at != ':') return damaged();
        rest_.remove_prefix(static_cast<std::size_t>(at - rest_.data()) + 1);
        if (length > rest_.size()) return damaged();
        std::string field(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return field;
    }

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

  private:
    std::string_view rest_;
};

}  // namespace

StoredRevision stored_part(const core::SearchableRevision& revision) {
    StoredRevision stored{revision.id,
                          revision.revision,
                          revision.metadata.title,
                          revision.metadata.language,
                          revision.retired,
                          revision.working_state,
                          {}};
    std::size_t left = most_text;
    const auto keep = [&](const std::string& heading, const std::string& text) {
        if (left == 0) return;
        const std::size_t length = std::min(text.size(), left);
        stored.sections.push_back({heading, text.substr(0, length)});
        left -= length;
    };
    for (const auto& section : revision.sections) keep(section.heading, section.text);
    if (revision.sections.empty()) keep({}, revision.text);
    return stored;
}

std::string encode(const StoredRevision& stored) {
    std::string bytes;
    put(bytes, stored.id.text());
    put(bytes, stored.revision.text());
    put(bytes, stored.title);
    put(bytes, stored.language);
    put(bytes, stored.retired ? "retired" : "");
    put(bytes, core::name_of(stored.working_state));
    for (const auto& section : stored.sections) {
        put(bytes, section.heading);
        put(bytes, section.text);
    }
    return bytes;
}

Result<StoredRevision> decode(std::string_view bytes) {
    FieldReader reader(bytes);
    MUNIMENT_TRY(const auto id_text, reader.next());
    MUNIMENT_TRY(const auto revision_text, reader.next());
    MUNIMENT_TRY(auto title, reader.next());
    MUNIMENT_TRY(auto language, reader.next());
    MUNIMENT_TRY(const auto retired, reader.next());
    MUNIMENT_TRY(const auto state_text, reader.next());
    const auto id = core::Identifier::parse(id_text);
    const auto revision = core::RevisionLabel::parse(revision_text);
    const auto state = core::parse_revision_state(state_text);
    if (!id || !revision || !state) return damaged();
    StoredRevision stored{
        *id, *revision, std::move(title), std::move(language), !retired.empty(), *state, {}};
    while (!reader.at_end()) {
        MUNIMENT_TRY(auto heading, reader.next());
        MUNIMENT_TRY(auto text, reader.next());
        stored.sections.push_back({std::move(heading), std::move(text)});
    }
    return stored;
}

}  // namespace muniment::search
