// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "storage/import_source/source_folder.h"

namespace muniment::storage {

/// What a relative link of a document in a folder leads to.
struct FolderTarget {
    enum class Kind {
        nothing,   ///< nothing that is there
        document,  ///< `path` is one of the documents
        file,      ///< `path` is another file of the folder
        outside,   ///< a file outside the folder, or one that may not be taken
    };
    Kind kind = Kind::nothing;
    std::string path;
};

/// Undoes percent-encoding; what is not two digits stays.
[[nodiscard]] std::string percent_decoded(std::string_view text);

/// Follows relative links as web servers, wikis and editors do: as written or percent-decoded, from
/// the document's folder (or from the top when they begin with a slash), with or without `.md`, a
/// folder for its `index.md` or `README.md`, and composed like decomposed Unicode.
class FolderLinks {
  public:
    /// `folder` must outlive this.
    FolderLinks(const SourceFolder& folder, const std::vector<std::string>& documents,
                const std::vector<std::string>& other_files);

    /// `target` without query and fragment.
    [[nodiscard]] FolderTarget follow(const std::string& document, const std::string& target) const;

  private:
    using Paths = std::map<std::string, std::string>;  ///< as they are, by composed form

    [[nodiscard]] std::optional<std::string> document_at(const std::string& path) const;
    [[nodiscard]] std::optional<FolderTarget> inside(const std::string& path) const;
    [[nodiscard]] bool lies_outside(const std::string& document, const std::string& target) const;

    const SourceFolder& folder_;
    Paths documents_;
    Paths other_files_;
};

}  // namespace muniment::storage
