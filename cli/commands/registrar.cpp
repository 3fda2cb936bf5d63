// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/input_file.h"
#include "cli/prompt.h"
#include "cli/session.h"
#include "cli/site_time.h"
#include "storage/public_key.h"

namespace muniment::cli {
namespace {

using core::Result;

struct RegistrarOptions {
    std::string reason;
    std::string since;
    std::vector<std::string> with;  ///< ID, or ID=FILE with the first line of the file the password
};

Outcome print_new_key(const Context& context, const std::string& public_key) {
    MUNIMENT_TRY(const auto key, storage::PublicKey::parse(public_key));
    context.streams.out << "the registrar signs with a new key from now on:\n"
                        << key.fingerprint()
                        << "\nKeep this fingerprint where `muniment verify --registrar` can be "
                           "given it, and\ntake a backup of keys/.\n";
    return ExitStatus::done;
}

Outcome rotate(const Context& context, const RegistrarOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_TRY(const auto key, session.writer().rotate_registrar(session.acting, options.reason));
    return print_new_key(context, key);
}

/// Somebody else who signs in the same act, by their password.
Result<core::Acting> another(const Context& context, const std::string& given) {
    const auto equals = given.find('=');
    core::Acting acting;
    MUNIMENT_TRY(acting.person, core::PersonId::parse(given.substr(0, equals)));
    if (equals != std::string::npos) {
        MUNIMENT_TRY(acting.password, read_first_line(context.streams, given.substr(equals + 1)));
        return acting;
    }
    MUNIMENT_TRY(acting.password,
                 ask_password(context.streams, "Password of " + acting.person.text() + ": ",
                              "Off a terminal, name a file: --with ID=FILE."));
    return acting;
}

Outcome replace(const Context& context, const RegistrarOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_TRY(const auto since, optional_first_moment(session.reader(), options.since));
    std::vector<core::Acting> acting{session.acting};
    for (const auto& given : options.with) {
        MUNIMENT_TRY(auto other, another(context, given));
        acting.push_back(std::move(other));
    }
    MUNIMENT_TRY(const auto key, session.writer().replace_registrar(acting, options.reason, since));
    return print_new_key(context, key);
}

}  // namespace

void add_registrar_commands(CLI::App& app, Context& context) {
    auto& noun = add_noun(app, "registrar", "The system's own signing key: rotate, replace");
    const auto options = std::make_shared<RegistrarOptions>();
    add_command(noun, context,
                {"rotate", "Give the registrar a new key; the old one signs for it",
                 "muniment registrar rotate --reason \"Once a year\" --as olga"},
                [&context, options] { return rotate(context, *options); })
        .add_option("--reason", options->reason, "Why");
    auto& replacing =
        add_command(noun, context,
                    {"replace", "Give the registrar a new key when the old one is lost or stolen",
                     "muniment registrar replace --reason \"Server stolen\" --with otto --as olga"},
                    [&context, options] { return replace(context, *options); });
    replacing.add_option("--reason", options->reason, "Why");
    replacing.add_option("--with", options->with, "Who signs too, as many as the policy asks for")
        ->delimiter(',')
        ->type_name("ID[=FILE]");
    replacing
        .add_option(
            "--since", options->since,
            "Since when others may have had the old key: verification marks what rests on it")
        ->type_name("INSTANT");
}

}  // namespace muniment::cli
