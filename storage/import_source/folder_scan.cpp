// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import_source/folder_scan.h"

#include <algorithm>

#include "storage/import_source/stated_text.h"
#include "storage/system_error.h"

namespace muniment::storage {
namespace {

namespace fs = std::filesystem;
using core::ErrorCode;

bool ends_in(const std::string& path, std::string_view ending) {
    if (path.size() <= ending.size()) return false;
    return std::equal(ending.rbegin(), ending.rend(), path.rbegin(), [](char wanted, char c) {
        return wanted == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    });
}

class Walk {
  public:
    explicit Walk(const SourceFolder& folder) : folder_(folder) {}

    FolderScan scan() {
        waiting_.emplace_back();
        while (!waiting_.empty()) {
            const std::string path = std::move(waiting_.back());
            waiting_.pop_back();
            list(path);
        }
        std::sort(scan_.documents.begin(), scan_.documents.end());
        std::sort(scan_.other_files.begin(), scan_.other_files.end());
        std::sort(scan_.faults.begin(), scan_.faults.end(),
                  [](const auto& one, const auto& other) { return one.key < other.key; });
        return std::move(scan_);
    }

  private:
    void list(const std::string& path) {
        std::error_code error;
        const std::string prefix = path.empty() ? "" : path + "/";
        for (fs::directory_iterator entry(folder_.root() / path, error), end;
             !error && entry != end; entry.increment(error)) {
            const std::string name = entry->path().filename().string();
            take(prefix + name, *entry);
        }
        if (error) {
            fault(path, system_failure(error.value(), "list the folder '" + shown(path) + "'"));
        }
    }

    void take(const std::string& path, const fs::directory_entry& entry) {
        std::error_code error;
        const auto type = entry.symlink_status(error).type();
        if (type == fs::file_type::symlink) return take_link(path);
        if (type == fs::file_type::directory) return waiting_.push_back(path);
        take_file(path);
    }

    /// A link inside to other Markdown is that document under a second name.
    void take_link(const std::string& path) {
        std::error_code error;
        const bool leads_to_folder = fs::is_directory(folder_.root() / path, error);
        const auto real = folder_.real_path(path);
        if (!real && (leads_to_folder || has_markdown_name(path))) {
            fault(path, {ErrorCode::invalid_argument,
                         "the symbolic link leads out of the folder, or to nothing",
                         "Put the files themselves in its place."});
        } else if (real && !leads_to_folder && !has_markdown_name(*real)) {
            take_file(path);
        }
    }

    void take_file(const std::string& path) {
        const auto safe = check_source_path(path);
        if (!has_markdown_name(path)) {
            if (safe) scan_.other_files.push_back(path);
        } else if (safe) {
            scan_.documents.push_back(path);
        } else {
            fault(path, safe.error());
        }
    }

    void fault(const std::string& path, core::Error error) {
        scan_.faults.push_back({0, shown(path), std::move(error)});
    }

    const SourceFolder& folder_;
    std::vector<std::string> waiting_;
    FolderScan scan_;
};

}  // namespace

FolderScan scan_folder(const SourceFolder& folder) {
    return Walk(folder).scan();
}

bool has_markdown_name(const std::string& path) {
    return ends_in(path, ".md") || ends_in(path, ".markdown");
}

}  // namespace muniment::storage
