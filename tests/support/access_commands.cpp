// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <fstream>
#include <sstream>

#include "cli/exit_status.h"
#include "core/text.h"
#include "storage/accounts/accounts.h"
#include "tests/support/access_acts.h"
#include "tests/support/cli_run.h"
#include "tests/support/own_key.h"

namespace muniment::test {
namespace {

using Words = std::vector<std::string>;

/// They change what the other commands rest on.
bool is_tried_alone(const std::string& command) {
    return command == "policy submit" || command == "account password";
}

/// How a command that only reads, or that concerns one's own account, is called: ID, REVISION
/// stand for the document's; PERSON for whom it is about; KEY for a public key; TOKEN for one of
/// the acting person's; NEW for a new password.
struct Call {
    Words arguments;
    bool is_list = false;  ///< everybody may; each document shows or does not
    bool asks_for_password = false;
    bool is_lacking = false;  ///< nobody has what it is about: whoever hears so got in
};

const std::map<std::string, Call>& calls() {
    static const std::map<std::string, Call> all{
        {"show", {{"ID", "--revision", "REVISION"}}},
        {"compare", {{"ID", "1.0", "REVISION"}}},
        {"trace", {{"ID", "--revision", "REVISION"}}},
        {"history", {{"ID"}}},
        {"list", {{}, true}},
        {"search", {{"--all-states", "--limit", "1000", AccessStage::word}, true}},
        {"tasks", {{}, true}},
        {"key list", {{"PERSON"}}},
        {"key text", {{"--key", "KEY"}}},
        {"policy show", {{}}},
        {"policy check", {{"--from", "-"}}},
        {"verify", {{}}},
        {"reindex", {{}}},
        {"init", {{"--help"}}},
        {"demo", {{"--help"}}},
        {"serve", {{"--help"}}},
        {"completion", {{"bash"}}},
        {"account log", {{}, false, true}},
        {"account unlock", {{"PERSON"}, false, true}},
        {"account sessions", {{}, false, true}},
        {"account token create", {{"--scope", "read", "--name", "mine"}, false, true}},
        {"account password", {{"--new-password-file", "NEW"}, false, true}},
        {"account second-factor status", {{}, false, true}},
        {"account second-factor remove", {{"--code", "123456"}, false, true, true}},
        {"account token list", {{}, false, true}},
        {"account token revoke", {{"TOKEN"}, false, true}},
    };
    return all;
}

void collect(const CLI::App& app, const std::string& path, Words& found) {
    const auto below = app.get_subcommands([](const CLI::App*) { return true; });
    for (const auto* command : below)
        collect(*command, path + (path.empty() ? "" : " ") + command->get_name(), found);
    if (below.empty()) found.push_back(path);
}

bool is_about(const Words& arguments, const std::string& what) {
    return std::find(arguments.begin(), arguments.end(), what) != arguments.end();
}

/// Status 1 says that revisions differ.
bool is_open(const CliRun& ran) {
    return ran.status <= 1;
}

bool is_open(const CliRun& ran, const Call& call) {
    const bool lacks = ran.status == static_cast<int>(cli::ExitStatus::wrong_state);
    return is_open(ran) || (call.is_lacking && lacks);
}

/// All commands, tried by everybody; without `--as` it is the operator.
class Commands {
  public:
    Commands(AccessStage& stage, Observed& observed)
        : stage_(stage), observed_(observed), rehearsal_(stage), viewers_(stage.viewers()) {
        viewers_.erase("nobody");
        make_ssh_key(folder_.path() / "key");
        std::ofstream(folder_.path() / "new password") << "lavender 4 everybody\n";
        for (const auto& [name, person] : viewers_) {
            std::ofstream(folder_.path() / person) << RealLibrary::password(person) << '\n';
        }
    }

    void observe(const std::string& command) {
        if (command == "person list") observe_people(command);
        const auto call = calls().find(command);
        if (call != calls().end()) {
            observe_call(command, call->second);
            return;
        }
        const auto on_document = document_acts().find(command);
        const auto on_person = person_acts().find(command);
        const auto on_library = library_acts().find(command);
        if (on_document != document_acts().end()) {
            for (const auto& one : stage_.cases())
                for (const auto& [name, person] : viewers_)
                    note(command, one, name, on_document->second(rehearsal_, person, one));
        } else if (on_person != person_acts().end()) {
            for (const auto& subject : stage_.subjects())
                for (const auto& [name, person] : viewers_)
                    note(command, subject, name,
                         on_person->second(rehearsal_, person, subject.about(person)));
        } else if (on_library != library_acts().end()) {
            for (const auto& [name, person] : viewers_)
                note(command, name, on_library->second(rehearsal_, person));
        }
    }

  private:
    void note(const AccessCell& cell, const std::string& name, bool open) {
        auto& admitted = observed_[cell];
        if (open) admitted.insert(name);
    }
    void note(const std::string& command, const AccessCase& one, const std::string& name,
              bool open) {
        note({"muniment " + command, one.condition, one.reading_class}, name, open);
    }
    void note(const std::string& command, const AccessSubject& subject, const std::string& name,
              bool open) {
        note({"muniment " + command, subject.condition, "-"}, name, open);
    }
    void note(const std::string& command, const std::string& name, bool open) {
        note({"muniment " + command, "-", "-"}, name, open);
    }

    void observe_call(const std::string& command, const Call& call) {
        auto everybody = viewers_;
        everybody["operator"] = "";
        for (const auto& [name, person] : everybody) {
            if (call.is_list || is_about(call.arguments, "ID")) {
                observe_on_documents(command, call, name, person);
            } else if (is_about(call.arguments, "PERSON")) {
                for (const auto& subject : stage_.subjects()) {
                    note(command, subject, name,
                         is_open(run(command, call, person, {{"PERSON", subject.about(person)}})));
                }
            } else {
                note(command, name,
                     is_open(run(command, call, person, {{"TOKEN", token_of(person)}}), call));
            }
        }
    }

    void observe_people(const std::string& command) {
        auto everybody = viewers_;
        everybody["operator"] = "";
        for (const auto& [name, person] : everybody) {
            const auto list = run(command, {{"--json"}}, person, {});
            for (const auto& subject : stage_.subjects())
                note(command, subject, name,
                     list.out.find('"' + subject.about(person) + '"') != std::string::npos);
        }
    }

    /// The id of a token of theirs, which is made when there is none.
    std::string token_of(const std::string& person) {
        if (person.empty()) return "none";
        const auto viewer = must(rehearsal_.reader().viewer(must(core::PersonId::parse(person))));
        auto& tokens = rehearsal_.accounts().tokens();
        const auto now = rehearsal_.reader().now();
        const auto until = now + storage::TokenStore::usual_life;
        must(tokens.create(*viewer.person, {"test", storage::TokenScope::read, until}, now));
        const auto listed = must(tokens.list(viewer.person->id, now));
        return listed.empty() ? "none" : listed.front().id;
    }

    void observe_on_documents(const std::string& command, const Call& call, const std::string& name,
                              const std::string& person) {
        const auto list = call.is_list ? run(command, call, person, {}) : CliRun{};
        for (const auto& one : stage_.cases()) {
            const ActValues meaning{{"ID", one.id.text()}, {"REVISION", one.shown.at("revision")}};
            const bool open = call.is_list ? list.out.find(one.id.text()) != std::string::npos
                                           : is_open(run(command, call, person, meaning));
            note(command, one, name, open);
        }
    }

    CliRun run(const std::string& command, const Call& call, const std::string& person,
               ActValues meaning) {
        meaning["KEY"] = (folder_.path() / "key.pub").string();
        meaning["NEW"] = (folder_.path() / "new password").string();

        Words words{"-L", stage_.library().layout.folder().string()};
        if (!person.empty()) words.insert(words.end(), {"--as", person});
        if (!person.empty() && call.asks_for_password)
            words.insert(words.end(), {"--password-file", (folder_.path() / person).string()});
        for (const auto& word : core::split(command, ' ')) words.push_back(word);
        for (const auto& word : call.arguments) {
            const auto found = meaning.find(word);
            words.push_back(found == meaning.end() ? word : found->second);
        }
        return run_cli(words, core::default_policy_text("Other", "Europe/Warsaw", false));
    }

    AccessStage& stage_;
    Observed& observed_;
    ActRehearsal rehearsal_;
    TemporaryFolder folder_;
    std::map<std::string, std::string> viewers_;
};

}  // namespace

std::vector<std::string> all_commands() {
    std::istringstream in;
    std::ostringstream out;
    cli::Context context{{in, out, out}, {}, {}};
    const auto app = cli::build_app(context);
    Words found;
    collect(*app, "", found);
    return found;
}

void observe_command(AccessStage& stage, const std::string& command, Observed& observed) {
    Commands(stage, observed).observe(command);
}

void observe_commands(AccessStage& stage, Observed& observed) {
    Commands commands(stage, observed);
    for (const auto& command : all_commands())
        if (!is_tried_alone(command)) commands.observe(command);
}

}  // namespace muniment::test
