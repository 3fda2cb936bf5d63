// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/served_library.h"

namespace muniment::cli {

web::OpenHandle handles_of(const storage::LibraryLayout& layout) {
    return [layout]() -> core::Result<std::unique_ptr<web::LibraryHandle>> {
        MUNIMENT_TRY(auto library, OpenLibrary::open(layout));
        return std::make_unique<ServedLibrary>(std::move(library));
    };
}

}  // namespace muniment::cli
