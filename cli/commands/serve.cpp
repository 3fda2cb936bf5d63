// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/serve.h"

#include <mutex>
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/input_file.h"
#include "cli/served_library.h"
#include "core/toml_text.h"
#include "storage/found_library.h"

namespace muniment::cli {
namespace {

struct ServeArguments {
    std::string listen;
    bool behind_tls = false;
    bool unencrypted = false;
    bool access_log = false;
};

constexpr const char* usual_address = "127.0.0.1:8080";

core::Result<std::string> address_in(const toml::table& settings) {
    core::TomlReader reader(settings, "");
    std::string address = usual_address;
    // The format was looked at before, and the accounts read their own part.
    (void)reader.integer("format", 0);
    (void)reader.table("accounts");
    if (const auto* serve = reader.table("serve")) {
        core::TomlReader inner(*serve, "serve");
        address = inner.text("listen", address);
        MUNIMENT_CHECK(inner.finish());
    }
    MUNIMENT_CHECK(reader.finish());
    return address;
}

/// The address in the library's settings, for who gives none. What nobody would read is refused:
/// a misspelt setting must not pass for the usual one.
core::Result<std::string> configured_address(const Context& context,
                                             const storage::LibraryLayout& layout) {
    const std::string file = layout.settings().string();
    MUNIMENT_TRY(const auto text, read_input(context.streams, file));
    const auto address = core::parse_toml(text, "the settings").and_then(address_in);
    if (address) return *address;
    return core::fail(core::ErrorCode::invalid_argument, file + ": " + address.error().message,
                      "Correct the file; it says only how this installation runs.");
}

Outcome serve(const Context& context, const ServeArguments& arguments) {
    const storage::LibraryLayout layout(context.options.library);
    MUNIMENT_CHECK(storage::check_library(layout));
    web::ServeOptions options;
    MUNIMENT_TRY(options.listen, configured_address(context, layout));
    if (!arguments.listen.empty()) options.listen = arguments.listen;
    options.transport = arguments.behind_tls ? web::Transport::tls : web::Transport::plain;
    options.is_unencrypted_wanted = arguments.unencrypted;
    options.access_log = arguments.access_log;
    std::mutex log_mutex;
    const web::ServeOutput output{
        [&](const std::string& line) { context.streams.out << line << std::endl; },
        [&](const std::string& line) {
            const std::lock_guard lock(log_mutex);
            context.streams.err << line << std::endl;
        }};
    MUNIMENT_CHECK(web::serve(options, handles_of(layout), output));
    return ExitStatus::done;
}

}  // namespace

void add_serve_command(CLI::App& app, Context& context) {
    auto arguments = std::make_shared<ServeArguments>();
    auto& command = add_command(app, context,
                                {"serve", "Serve the library to browsers until Ctrl-C",
                                 "muniment -L library serve --listen 127.0.0.1:8080"},
                                [&context, arguments] { return serve(context, *arguments); });
    command.add_option("--listen", arguments->listen,
                       "HOST:PORT; port 0 picks a free one (default: as in muniment.toml)");
    command.add_flag("--behind-tls", arguments->behind_tls,
                     "People come through a proxy that ends TLS: cookies are for TLS alone");
    command.add_flag("--unencrypted", arguments->unencrypted,
                     "Other machines may come without TLS: whoever listens in reads passwords");
    command.add_flag("--access-log", arguments->access_log,
                     "A line on standard error for each answer");
}

}  // namespace muniment::cli
