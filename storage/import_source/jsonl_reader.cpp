// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <set>

#include "core/rendition/front_matter.h"
#include "core/rendition/markdown.h"
#include "core/text.h"
#include "storage/digest.h"
#include "storage/import_source/attachments.h"
#include "storage/import_source/folder_links.h"
#include "storage/import_source/folder_scan.h"
#include "storage/import_source/import_source.h"
#include "storage/import_source/json_members.h"
#include "storage/import_source/json_record.h"
#include "storage/import_source/source_folder.h"
#include "storage/import_source/stated_text.h"

namespace muniment::storage {
namespace {

using core::ErrorCode;
using core::fail;
using core::ImportedRevision;
using core::Result;
using core::Status;

constexpr std::size_t longest_key = 4096;

constexpr std::array<std::string_view, 18> known_members{
    "approved_by", "attachments",    "author",        "class",    "clauses",  "content",
    "department",  "effective_from", "file",          "key",      "keywords", "language",
    "owner",       "reason",         "review_months", "revision", "title",    "type"};

Status check_members(const JsonRecord& record) {
    for (const auto& [name, unused] : record) {
        if (std::find(known_members.begin(), known_members.end(), name) != known_members.end()) {
            continue;
        }
        return fail(
            ErrorCode::invalid_argument, "'" + shown(name) + "' is no member of a line",
            "A line has: " + core::join({known_members.begin(), known_members.end()}, ", ") + ".");
    }
    return {};
}

/// A date, or the date of an instant as it is written.
Result<core::Date> stated_date(const std::string& text) {
    if (text.size() > 10) {
        const auto instant = core::parse_instant(text);
        if (!instant) return fail(instant.error());
    }
    return core::parse_date(text.substr(0, 10));
}

Status read_metadata(const JsonMembers& members, core::DraftChange& change) {
    MUNIMENT_TRY(change.title, members.required_line("title"));
    if (members.has("owner")) {
        MUNIMENT_TRY(const auto owner, members.line("owner"));
        MUNIMENT_TRY(change.owner, core::PersonId::parse(owner));
    }
    MUNIMENT_CHECK(members.set_line("department", change.department));
    MUNIMENT_CHECK(members.set_line("language", change.language));
    MUNIMENT_CHECK(members.set_line("class", change.reading_class));
    MUNIMENT_TRY(change.review_months, members.months("review_months"));
    MUNIMENT_TRY(change.clauses, members.lines("clauses"));
    MUNIMENT_TRY(change.keywords, members.lines("keywords"));
    return {};
}

Status read_statements(const JsonMembers& members, const ImportSourceOptions& options,
                       ImportedRevision& line) {
    MUNIMENT_TRY(line.key, members.text("key"));
    if (line.key.empty() || line.key.size() > longest_key || !core::is_single_line(line.key)) {
        return fail(ErrorCode::invalid_argument,
                    line.key.empty() ? "'key' is missing or empty" : "'key' cannot be used",
                    "A key is text on one line, of at most 4,096 bytes.");
    }
    MUNIMENT_TRY(line.type, members.line("type"));
    if (line.type.empty()) line.type = options.type;
    if (line.type.empty()) {
        return fail(ErrorCode::invalid_argument, "'type' is missing",
                    "Say it in the line, or for all lines with --type.");
    }
    if (members.has("revision")) {
        MUNIMENT_TRY(const auto label, members.line("revision"));
        MUNIMENT_TRY(line.revision, core::RevisionLabel::parse(label));
    }
    if (members.has("effective_from")) {
        MUNIMENT_TRY(const auto date, members.line("effective_from"));
        MUNIMENT_TRY(line.effective_from, stated_date(date));
    }
    line.as_effective = options.as_effective || line.effective_from.has_value();
    MUNIMENT_TRY(line.stated_author, members.required_line("author"));
    MUNIMENT_TRY(line.stated_approvers, members.lines("approved_by"));
    MUNIMENT_TRY(line.stated_reason, members.required_line("reason"));
    return {};
}

/// Reads lines one after the other; one object for one source.
class JsonlReader {
  public:
    JsonlReader(const ReadSourceFile& read_file, const ImportSourceOptions& options)
        : read_file_(read_file), options_(options) {}

    Result<ImportSource> read(std::string_view jsonl) {
        source_.manifest = sha256(jsonl);
        if (jsonl.substr(0, 3) == "\xEF\xBB\xBF") jsonl.remove_prefix(3);
        for (std::int64_t number = 1; !jsonl.empty(); ++number) {
            const auto end = std::min(jsonl.find('\n'), jsonl.size());
            MUNIMENT_CHECK(read_line(jsonl.substr(0, end), number));
            jsonl.remove_prefix(std::min(end + 1, jsonl.size()));
        }
        for (auto& line : source_.lines) follow_links(line);
        return std::move(source_);
    }

  private:
    Status read_line(std::string_view text, std::int64_t number) {
        if (core::trimmed(text).empty()) return {};
        ImportedRevision line;
        line.line = number;
        if (const auto status = read_revision(text, line); !status) {
            source_.faults.push_back({number, shown(line.key), status.error()});
            return {};
        }
        bytes_ += static_cast<std::int64_t>(line.content.master->bytes.size());
        for (const auto& file : line.content.attach) {
            bytes_ += static_cast<std::int64_t>(file.bytes.size());
        }
        if (bytes_ > max_import_bytes) {
            return fail(
                ErrorCode::invalid_argument,
                "the lines hold more than " + std::to_string(max_import_bytes) + " bytes to import",
                "Import them in parts.");
        }
        keys_.insert(line.key);
        source_.lines.push_back(std::move(line));
        return {};
    }

    Status read_revision(std::string_view text, ImportedRevision& line) {
        // Six bytes at most stand for one (\u0041), and beside the content not much is stated.
        if (static_cast<std::int64_t>(text.size()) > options_.max_bytes * 6 + 1024 * 1024) {
            return fail(ErrorCode::invalid_argument,
                        "the line has " + std::to_string(text.size()) + " bytes",
                        "The policy's limit `content_bytes` says how much a revision may hold.");
        }
        MUNIMENT_TRY(const auto record, parse_json_record(text));
        const JsonMembers members(record);
        MUNIMENT_CHECK(read_statements(members, options_, line));
        MUNIMENT_CHECK(check_members(record));
        MUNIMENT_CHECK(read_metadata(members, line.content));
        MUNIMENT_CHECK(read_content(members, line));
        return read_attachments(members, line);
    }

    Status read_content(const JsonMembers& members, ImportedRevision& line) {
        if (members.has("content") == members.has("file")) {
            return fail(ErrorCode::invalid_argument, "a line has either 'content' or 'file'");
        }
        MUNIMENT_TRY(auto content, members.text("content"));
        if (members.has("file")) {
            MUNIMENT_TRY(const auto path, members.text("file"));
            MUNIMENT_CHECK(check_source_path(path));
            if (!has_markdown_name(path)) {
                return fail(ErrorCode::invalid_argument,
                            "'" + shown(path) + "' is not a Markdown file (.md or .markdown)");
            }
            MUNIMENT_TRY(content, read_file_(path));
        }
        if (content.empty()) return fail(ErrorCode::invalid_argument, "the content is empty");
        if (!core::is_utf8(content) || content.find('\0') != std::string::npos) {
            return fail(ErrorCode::invalid_argument, "the content is not UTF-8 text",
                        "Save the file as UTF-8 and import again.");
        }
        line.content.master = core::MasterFile{".md", std::move(content)};
        return {};
    }

    Status read_attachments(const JsonMembers& members, ImportedRevision& line) {
        const auto size = static_cast<std::int64_t>(line.content.master->bytes.size());
        Attachments attachments(options_.max_bytes - size);
        MUNIMENT_TRY(const auto paths, members.texts("attachments"));
        for (const auto& path : paths) {
            MUNIMENT_CHECK(check_source_path(path));
            if (attachments.name_of(path)) continue;
            MUNIMENT_TRY(auto bytes, read_file_(path));
            MUNIMENT_CHECK(attachments.add(path, std::move(bytes)));
        }
        line.content.attach = attachments.take();
        return {};
    }

    /// Links to other documents of the source by the parts of their paths, and to attachments by
    /// their names. A text that cannot be rendered has none; that is said when it is brought in.
    void follow_links(ImportedRevision& line) const {
        const auto rendition =
            core::render_markdown(core::split_document(line.content.master->bytes).body);
        if (!rendition) return;
        for (const auto* uses : {&rendition->links, &rendition->images}) {
            for (const auto& use : *uses) {
                if (use.kind != core::TargetKind::document) continue;
                const std::string target = use.target.substr(0, use.target.find('#'));
                const auto meaning = meaning_of(line, target.substr(0, target.find('?')));
                if (meaning) line.links.emplace(target, *meaning);
            }
        }
    }

    [[nodiscard]] std::optional<std::string> meaning_of(const ImportedRevision& line,
                                                        const std::string& target) const {
        const std::string path = percent_decoded(target);
        const std::string name = path.substr(path.rfind('/') + 1);
        for (const auto& file : line.content.attach) {
            if (file.path == name) return "attachments/" + name;
        }
        if (keys_.count(path) > 0) return path;
        auto parts = core::split(path, '/');
        // The end of the path, the longest first; then a folder above it.
        for (std::size_t first = 0; first < parts.size(); ++first) {
            const std::string end =
                core::join({parts.begin() + static_cast<std::ptrdiff_t>(first), parts.end()}, "/");
            if (auto key = known(end)) return key;
        }
        std::reverse(parts.begin(), parts.end());
        for (const auto& part : parts) {
            if (auto key = known(part)) return key;
        }
        const auto id = core::identifier_in_link(path);
        if (id && keys_.count(id->text()) > 0) return id->text();
        return {};
    }

    /// The key that a name is, with or without its extension.
    [[nodiscard]] std::optional<std::string> known(const std::string& name) const {
        for (const auto& key : {name, name.substr(0, name.rfind('.'))}) {
            if (keys_.count(key) > 0) return key;
        }
        return {};
    }

    const ReadSourceFile& read_file_;
    const ImportSourceOptions& options_;
    ImportSource source_;
    std::set<std::string> keys_;
    std::int64_t bytes_ = 0;
};

}  // namespace

Result<ImportSource> read_import_lines(std::string_view jsonl, const ReadSourceFile& read_file,
                                       const ImportSourceOptions& options) {
    return JsonlReader(read_file, options).read(jsonl);
}

}  // namespace muniment::storage
