// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import_source/folder_reader.h"

#include <map>

#include "core/rendition/document_text.h"
#include "core/rendition/front_matter.h"
#include "core/rendition/markdown.h"
#include "core/text.h"
#include "storage/digest.h"
#include "storage/import_source/attachments.h"
#include "storage/import_source/folder_links.h"
#include "storage/import_source/folder_scan.h"
#include "storage/import_source/front_matter_metadata.h"
#include "storage/import_source/stated_text.h"

namespace muniment::storage {
namespace {

using core::ErrorCode;
using core::ImportedRevision;

std::string stem_of(const std::string& path) {
    const std::string name = path.substr(path.rfind('/') + 1);
    return name.substr(0, name.rfind('.'));
}

core::Status check_text(const std::string& bytes) {
    if (bytes.empty()) return core::fail(ErrorCode::invalid_argument, "the file is empty");
    if (!core::is_utf8(bytes) || bytes.find('\0') != std::string::npos) {
        return core::fail(ErrorCode::invalid_argument, "the file is not UTF-8 text",
                          "Save it as UTF-8 and import again.");
    }
    return {};
}

/// Reads a folder once; one object for one reading.
class FolderReader {
  public:
    FolderReader(SourceFolder folder, const ImportSourceOptions& options)
        : folder_(std::move(folder)), options_(options) {}

    core::Result<ImportSource> read() {
        FolderScan scan = scan_folder(folder_);
        source_.faults = std::move(scan.faults);
        for (const auto& path : scan.documents) MUNIMENT_CHECK(read_document(path));
        std::vector<std::string> keys;
        for (const auto& line : source_.lines) keys.push_back(line.key);
        const FolderLinks links(folder_, keys, scan.other_files);
        for (auto& line : source_.lines) MUNIMENT_CHECK(follow_links(links, line));
        finish_manifest();
        return std::move(source_);
    }

  private:
    core::Status read_document(const std::string& path) {
        auto bytes = folder_.read(path, options_.max_bytes);
        MUNIMENT_CHECK(check_room());
        if (!bytes) return stay_outside(path, bytes.error());
        if (const auto status = check_text(*bytes); !status) {
            return stay_outside(path, status.error());
        }
        const auto title = core::title_of_document(*bytes);
        if (!title) return stay_outside(path, title.error());
        manifest_[path] = sha256(*bytes).text();
        ImportedRevision line;
        line.key = path;
        line.type = options_.type;
        line.as_effective = options_.as_effective;
        const auto most = static_cast<std::size_t>(options_.max_title_characters);
        line.content.title = fitting_title(*title, most);
        if (line.content.title->empty()) line.content.title = fitting_title(stem_of(path), most);
        if (line.content.title->empty()) line.content.title = fitting_title(path, most);
        const auto document = core::split_document(*bytes);
        for (auto& sentence :
             take_front_matter(core::read_front_matter(document), options_, line.content)) {
            say(path, std::move(sentence));
        }
        line.content.master = core::MasterFile{".md", std::move(*bytes)};
        source_.lines.push_back(std::move(line));
        return {};
    }

    core::Status follow_links(const FolderLinks& links, ImportedRevision& line) {
        const std::string& bytes = line.content.master->bytes;
        const auto rendition = core::render_markdown(core::split_document(bytes).body);
        // Its title could be read, so this cannot be the document's fault.
        if (!rendition) return core::fail(rendition.error());
        Attachments attachments(options_.max_bytes - static_cast<std::int64_t>(bytes.size()));
        for (const auto* uses : {&rendition->links, &rendition->images}) {
            for (const auto& use : *uses) {
                if (use.kind == core::TargetKind::document) {
                    MUNIMENT_CHECK(follow_link(links, use.target, attachments, line));
                }
            }
        }
        line.content.attach = attachments.take();
        return {};
    }

    core::Status follow_link(const FolderLinks& links, const std::string& written,
                             Attachments& attachments, ImportedRevision& line) {
        const std::string target = written.substr(0, written.find('#'));
        if (line.links.count(target) > 0) return {};
        const auto found = links.follow(line.key, target.substr(0, target.find('?')));
        switch (found.kind) {
            case FolderTarget::Kind::nothing:
                return {};
            case FolderTarget::Kind::document:
                line.links.emplace(target, found.path);
                return {};
            case FolderTarget::Kind::outside:
                say(line.key,
                    "the link '" + shown(target) + "' leads to a file that stays outside");
                return {};
            case FolderTarget::Kind::file:
                return attach(found.path, target, attachments, line);
        }
        return {};
    }

    core::Status attach(const std::string& path, const std::string& target,
                        Attachments& attachments, ImportedRevision& line) {
        auto name = attachments.name_of(path);
        if (!name) {
            auto bytes = folder_.read(path, options_.max_bytes);
            MUNIMENT_CHECK(check_room());
            const std::string digest = bytes ? sha256(*bytes).text() : std::string();
            auto added = bytes ? attachments.add(path, std::move(*bytes))
                               : core::Result<std::string>(core::fail(bytes.error()));
            if (!added) {
                say(line.key, "'" + shown(path) + "' is not attached: " + added.error().message);
                return {};
            }
            manifest_[path] = digest;
            name = std::move(*added);
        }
        line.links.emplace(target, "attachments/" + *name);
        return {};
    }

    core::Status check_room() const {
        if (folder_.bytes_read() <= max_import_bytes) return {};
        return core::fail(
            ErrorCode::invalid_argument,
            "the folder holds more than " + std::to_string(max_import_bytes) + " bytes to import",
            "Import its parts one by one.");
    }

    core::Status stay_outside(const std::string& path, core::Error error) {
        source_.faults.push_back({0, path, std::move(error)});
        return {};
    }

    /// Of a document that comes in all the same.
    void say(const std::string& path, std::string sentence) {
        source_.faults.push_back({0, path, {ErrorCode::invalid_argument, std::move(sentence), ""}});
    }

    void finish_manifest() {
        std::string text;
        std::map<std::string, std::int64_t> numbers;
        for (const auto& [path, digest] : manifest_) {
            numbers.emplace(path, static_cast<std::int64_t>(numbers.size()) + 1);
            text.append(digest).append("  ").append(path).append("\n");
        }
        text += "type " + options_.type + "\n";
        text += std::string("as-effective ") + (options_.as_effective ? "yes\n" : "no\n");
        source_.manifest = sha256(text);
        for (auto& line : source_.lines) line.line = numbers.at(line.key);
        for (auto& fault : source_.faults) {
            const auto found = numbers.find(fault.key);
            if (found != numbers.end()) fault.line = found->second;
        }
    }

    SourceFolder folder_;
    const ImportSourceOptions& options_;
    ImportSource source_;
    std::map<std::string, std::string> manifest_;  ///< SHA-256 by path
};

}  // namespace

core::Result<ImportSource> read_folder(const std::filesystem::path& folder,
                                       const ImportSourceOptions& options) {
    if (options.type.empty()) {
        return core::fail(ErrorCode::invalid_argument,
                          "the documents of a folder need a document type",
                          "Say --type, as in `--type SOP`.");
    }
    MUNIMENT_TRY(auto source, SourceFolder::open(folder));
    return FolderReader(std::move(source), options).read();
}

}  // namespace muniment::storage
