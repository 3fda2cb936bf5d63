// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/json_output.h"
#include "cli/session.h"
#include "cli/text_output.h"
#include "core/people_seen.h"
#include "core/text.h"
#include "storage/one_time_code.h"
#include "web/json/json_readings.h"

namespace muniment::cli {
namespace {

using core::Result;

constexpr const char* how_known = "How you made sure who they are; kept with the act";

struct PersonOptions {
    std::string id;
    std::string name;
    std::vector<std::string> roles;  ///< to have, or to add
    std::vector<std::string> remove;
    std::string code;
    std::string decision;
    std::string reason;
    std::string comment;
};

core::GrantSet grants(const std::vector<std::string>& roles) {
    return {roles.begin(), roles.end()};
}

std::string in_words(const core::GrantSet& roles) {
    return roles.empty() ? "none" : core::join({roles.begin(), roles.end()}, ", ");
}

/// The code stands alone on the last line, for scripts.
void print_code(const Context& context, const std::string& id, const std::string& code) {
    if (context.options.json) {
        JsonObject answer = json_answer();
        answer.set("person", id);
        answer.set("code", code);
        print_json(context.streams, answer);
        return;
    }
    context.streams.out << id << " enrols with this one-time code within "
                        << storage::code_lifetime.count() << " days: `muniment person enrol " << id
                        << " --code CODE`\n"
                        << code << '\n';
}

Outcome add(const Context& context, const PersonOptions& options) {
    MUNIMENT_TRY(const auto id, core::PersonId::parse(options.id));
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_TRY(const auto code,
                 session.writer().add_person(session.acting, id, options.name,
                                             grants(options.roles), options.comment));
    print_code(context, id.text(), code);
    return ExitStatus::done;
}

Outcome enrol(const Context& context, const PersonOptions& options) {
    MUNIMENT_TRY(const auto id, core::PersonId::parse(options.id));
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    MUNIMENT_CHECK(session.reader().viewer(id));
    MUNIMENT_CHECK(accept_statement(context));
    MUNIMENT_TRY(const auto password, new_password(context, id.text()));
    MUNIMENT_TRY(const bool unconfirmed,
                 session.writer().enrol(id, options.code, password, core::Via::cli));
    context.streams.out << id.text() << " has a key of their own now\n";
    if (unconfirmed) {
        context.streams.out << "Before the first signature somebody else confirms it: `muniment "
                               "person confirm "
                            << id.text() << "`\n";
    }
    return ExitStatus::done;
}

Outcome confirm(const Context& context, const PersonOptions& options) {
    MUNIMENT_TRY(const auto id, core::PersonId::parse(options.id));
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_CHECK(session.writer().confirm(session.acting, id, options.comment));
    context.streams.out << "the key of " << id.text() << " is confirmed\n";
    return ExitStatus::done;
}

std::string standing(const core::Person& person) {
    std::string words = person.enabled ? std::string(name_of(person.enrolment)) : "disabled";
    if (person.proposal) {
        words +=
            "; " + core::in_words(*person.proposal) + " proposed by " + person.proposal->by.text();
    }
    return words;
}

Outcome list(const Context& context) {
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    MUNIMENT_TRY(const auto people, core::people_seen(session.reader(), session.viewer));
    if (context.options.json) {
        print_json(context.streams, web::json_people(people));
        return ExitStatus::done;
    }
    Table table({"ID", "NAME", "ROLES", "STANDING"});
    for (const auto& person : people) {
        table.add({person.id.text(), person.name,
                   core::join({person.roles.begin(), person.roles.end()}, ", "), standing(person)});
    }
    table.print(context.streams);
    return ExitStatus::done;
}

Outcome change_roles(const Context& context, const PersonOptions& options) {
    MUNIMENT_TRY(const auto id, core::PersonId::parse(options.id));
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_TRY(const bool waits,
                 session.writer().change_roles(session.acting, id, grants(options.roles),
                                               grants(options.remove), options.reason));
    MUNIMENT_TRY(const auto after, session.reader().viewer(id));
    const auto& person = *after.person;
    context.streams.out << "roles of " << id.text() << ": " << in_words(person.roles) << '\n';
    if (waits) {
        context.streams.out << core::in_words(*person.proposal)
                            << " waits for a second person: `muniment person decide " << id.text()
                            << " --decision accept|reject`\n";
    }
    return ExitStatus::done;
}

Outcome decide(const Context& context, const PersonOptions& options) {
    MUNIMENT_TRY(const auto id, core::PersonId::parse(options.id));
    MUNIMENT_TRY(const auto decision, core::parse_decision(options.decision));
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_CHECK(session.writer().decide_roles(session.acting, id, decision, options.reason));
    MUNIMENT_TRY(const auto after, session.reader().viewer(id));
    context.streams.out << "roles of " << id.text() << ": " << in_words(after.person->roles)
                        << '\n';
    return ExitStatus::done;
}

Outcome disable(const Context& context, const PersonOptions& options) {
    MUNIMENT_TRY(const auto id, core::PersonId::parse(options.id));
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_CHECK(session.writer().disable(session.acting, id, options.reason));
    context.streams.out << id.text() << " is disabled\n";
    return ExitStatus::done;
}

Outcome reset(const Context& context, const PersonOptions& options) {
    MUNIMENT_TRY(const auto id, core::PersonId::parse(options.id));
    MUNIMENT_TRY(const auto session, open_for_signing(context));
    MUNIMENT_TRY(const auto code, session.writer().reset(session.acting, id, options.reason));
    print_code(context, id.text(), code);
    return ExitStatus::done;
}

}  // namespace

void add_person_commands(CLI::App& app, Context& context) {
    auto& noun = add_noun(app, "person", "People: add, enrol, list, roles, decide, disable, reset");
    const auto options = std::make_shared<PersonOptions>();
    const auto command = [&](const CommandText& text,
                             Outcome (*act)(const Context&, const PersonOptions&)) -> CLI::App& {
        auto& added = add_command(noun, context, text,
                                  [&context, options, act] { return act(context, *options); });
        added.add_option("ID", options->id, "Whom it is about")->required();
        return added;
    };
    auto& added = command({"add", "Add a person; prints the one-time code for their enrolment",
                           "muniment person add rita \"Rita Example\" --role reviewer --as ann"},
                          add);
    added.add_option("NAME", options->name, "The printed name, as on each signature")->required();
    added
        .add_option("--role", options->roles,
                    "A role of the policy, also limited as approver:SOP, "
                    "approver:@Production or approver:SOP@Production; more may follow")
        ->delimiter(',')
        ->type_name("ROLE");
    added.add_option("--comment", options->comment, how_known);
    command({"enrol", "Make one's own key under one's own password, with the code received",
             "muniment person enrol rita --code wKd1u8_2Lq"},
            enrol)
        .add_option("--code", options->code, "The one-time code")
        ->required();
    command({"confirm", "Vouch for a person whose new key needs a second person",
             "muniment person confirm rita --comment \"Met in person, passport seen\" --as ann"},
            confirm)
        .add_option("--comment", options->comment, how_known);
    add_command(noun, context,
                {"list", "Who there is, with roles and standing", "muniment person list --json"},
                [&context] { return list(context); });
    auto& roles = command({"roles", "Give and take roles",
                           "muniment person roles rita --add approver --remove reviewer --as ann"},
                          change_roles);
    roles.add_option("--add", options->roles, "Roles to give")->delimiter(',')->type_name("ROLE");
    roles.add_option("--remove", options->remove, "Roles to take")
        ->delimiter(',')
        ->type_name("ROLE");
    roles.add_option("--reason", options->reason, "Why");
    auto& decided =
        command({"decide", "Confirm or reject a change of roles that somebody else proposed",
                 "muniment person decide rita --decision accept --as otto"},
                decide);
    decided.add_option("--decision", options->decision, "What is decided")
        ->required()
        ->check(one_of({"accept", "reject"}))
        ->type_name("accept|reject");
    decided.add_option("--reason", options->reason, "Why; a rejection needs one");
    command({"disable", "End what a person may do; what they did stays",
             "muniment person disable rita --reason \"Left the company\" --as ann"},
            disable)
        .add_option("--reason", options->reason, "Why");
    command({"reset", "End a lost key; prints a code for a new one",
             "muniment person reset rita --reason \"Forgot the password\" --as ann"},
            reset)
        .add_option("--reason", options->reason, "Why");
}

}  // namespace muniment::cli
