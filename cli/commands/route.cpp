// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/done_output.h"
#include "cli/session.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

struct RouteOptions {
    std::string id, from, to, until, reason;
    int stage = 1;
};

/// A place as typed: a role of the policy, or a person with or without `@`.
Result<core::Slot> slot_as_typed(core::LibraryReader& reader, const std::string& typed) {
    MUNIMENT_TRY(const auto* policy, reader.policy());
    if (policy->roles.count(typed) > 0) return typed;
    const bool marked = !typed.empty() && typed[0] == '@';
    MUNIMENT_TRY(const auto person, core::PersonId::parse(marked ? typed.substr(1) : typed));
    MUNIMENT_CHECK(reader.viewer(person));
    return core::slot_of(person);
}

Outcome reassign(const Context& context, const RouteOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_TRY(const auto id, session.document(options.id));
    core::Reassign command;
    command.stage = options.stage;
    command.reason = options.reason;
    MUNIMENT_TRY(command.from, slot_as_typed(session.reader(), options.from));
    MUNIMENT_TRY(command.to, slot_as_typed(session.reader(), options.to));
    MUNIMENT_TRY(const auto done, session.writer().reassign(session.acting, id, command));
    print_done(context, {done});
    return ExitStatus::done;
}

Outcome delegate(const Context& context, const RouteOptions& options) {
    MUNIMENT_TRY(const auto to, core::PersonId::parse(options.to));
    MUNIMENT_TRY(const auto from, core::parse_date(options.from));
    MUNIMENT_TRY(const auto until, core::parse_date(options.until));
    if (until < from) {
        return fail(ErrorCode::invalid_argument, "the last day is before the first");
    }
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_CHECK(session.writer().delegate(session.acting, to, from, until));
    context.streams.out << to.text() << " may sign for " << session.acting.person.text() << " from "
                        << core::render(from) << " to " << core::render(until)
                        << " (both days included)\n";
    return ExitStatus::done;
}

}  // namespace

void add_route_commands(CLI::App& app, Context& context) {
    const auto options = std::make_shared<RouteOptions>();
    auto& moved = add_command(
        app, context,
        {"reassign", "Give a place in a route to somebody else",
         "muniment reassign SOP-0001 --stage 1 --from reviewer --to rita --reason \"On leave\" "
         "--as mia"},
        [&context, options] { return reassign(context, *options); });
    moved.add_option("ID", options->id, "The document")->required();
    moved.add_option("--stage", options->stage, "Number of the stage, from 1")
        ->required()
        ->check(CLI::Range(1, 1000).description(""))
        ->type_name("N");
    moved.add_option("--from", options->from, "The place: a role or a person")->required();
    moved.add_option("--to", options->to, "Who gets it: a person or a role")->required();
    moved.add_option("--reason", options->reason, "Why");
    auto& lent =
        add_command(app, context,
                    {"delegate", "Let somebody sign in one's place for some days",
                     "muniment delegate --to rita --from 2026-07-01 --until 2026-07-14 --as mia"},
                    [&context, options] { return delegate(context, *options); });
    lent.add_option("--to", options->to, "The delegate")->required()->type_name("ID");
    lent.add_option("--from", options->from, "The first day")->required()->type_name("DATE");
    lent.add_option("--until", options->until, "The last day")->required()->type_name("DATE");
}

}  // namespace muniment::cli
