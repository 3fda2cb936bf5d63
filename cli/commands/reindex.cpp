// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/open_library.h"
#include "cli/progress.h"

namespace muniment::cli {
namespace {

Outcome reindex(const Context& context) {
    const storage::LibraryLayout layout(context.options.library);
    MUNIMENT_TRY(const auto library, OpenLibrary::open(layout));
    {
        ProgressBar bar(context.streams, "Rebuilding");
        MUNIMENT_CHECK(library->reader().reindex(bar.teller()));
    }
    context.streams.out << "The catalogue and the search index are rebuilt.\n";
    return ExitStatus::done;
}

}  // namespace

void add_reindex_command(CLI::App& app, Context& context) {
    add_command(app, context,
                {"reindex", "Rebuild the catalogue and the search index from the register",
                 "muniment -L library reindex"},
                [&context] { return reindex(context); });
}

}  // namespace muniment::cli
