// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/input_file.h"
#include "cli/json_output.h"
#include "cli/known_person.h"
#include "cli/session.h"
#include "cli/site_time.h"
#include "cli/text_output.h"
#include "storage/accounts/key_proof.h"
#include "storage/own_key_signer.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

struct KeyOptions {
    std::string person;  ///< whose keys; empty: the acting person's
    std::string file;
    std::string proof;
    std::string fingerprint;
    std::string reason;
    std::string since;
};

Result<std::string> fingerprint_of(const std::string& public_key) {
    MUNIMENT_TRY(const auto key, storage::PublicKey::parse(public_key));
    return key.fingerprint();
}

/// What a key that shall be enrolled must sign, for the acting person in this library.
Result<std::string> text_to_sign(const Session& session, const std::string& public_key) {
    MUNIMENT_TRY(const auto key, storage::PublicKey::parse(public_key));
    MUNIMENT_TRY(const auto founding, session.reader().ports().reg.founding());
    return storage::key_proof_text(session.acting.person, founding, key);
}

Outcome text(const Context& context, const KeyOptions& options) {
    if (context.options.person.empty()) {
        return fail(ErrorCode::invalid_argument, "nobody is named whose key it is",
                    "Name the person with --as ID or $MUNIMENT_PERSON.");
    }
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    MUNIMENT_TRY(const auto key, storage::read_public_key(options.file));
    MUNIMENT_TRY(const auto text, text_to_sign(session, key));
    context.streams.out << text;
    return ExitStatus::done;
}

struct Proven {
    std::string public_key;
    std::string proof;
};

/// The key and its proof: the signature that the person made, else made now by ssh-keygen.
Result<Proven> proven_key(const Context& context, const Session& session,
                          const KeyOptions& options) {
    Proven proven;
    if (!options.proof.empty()) {
        MUNIMENT_TRY(proven.public_key, storage::read_public_key(options.file));
        MUNIMENT_TRY(const auto armoured, read_input(context.streams, options.proof));
        MUNIMENT_TRY(proven.proof, storage::proof_of_signature(armoured));
        return proven;
    }
    MUNIMENT_TRY(const auto signer, storage::OwnKeySigner::open(options.file));
    MUNIMENT_TRY(const auto founding, session.reader().ports().reg.founding());
    proven.public_key = signer->public_key();
    MUNIMENT_TRY(proven.proof, signer->prove(session.acting.person, founding));
    return proven;
}

Outcome enrol(const Context& context, const KeyOptions& options) {
    MUNIMENT_TRY(auto session, open_for_writing(context));
    MUNIMENT_TRY(const auto proven, proven_key(context, session, options));
    MUNIMENT_CHECK(ask_for_password(context, session));
    MUNIMENT_CHECK(session.writer().enrol_key(session.acting, proven.public_key, proven.proof));
    MUNIMENT_TRY(const auto fingerprint, fingerprint_of(proven.public_key));
    context.streams.out << session.acting.person.text() << " may sign with the key " << fingerprint
                        << " now\n";
    return ExitStatus::done;
}

/// Whose key has this fingerprint, and the key.
struct FoundKey {
    core::PersonId owner;
    std::string public_key;
};

Result<FoundKey> find_key(const Session& session, const std::string& fingerprint) {
    MUNIMENT_TRY(const auto people, session.reader().people());
    for (const auto& person : people) {
        for (const auto& key : person.keys) {
            MUNIMENT_TRY(const auto known, fingerprint_of(key.public_key));
            if (known == fingerprint) return FoundKey{person.id, key.public_key};
        }
    }
    return fail(ErrorCode::not_found, "nobody has a key with the fingerprint '" + fingerprint + "'",
                "`muniment key list` shows a person's keys.");
}

Outcome revoke(const Context& context, const KeyOptions& options) {
    MUNIMENT_TRY(auto session, open_for_writing(context));
    MUNIMENT_TRY(const auto key, find_key(session, options.fingerprint));
    MUNIMENT_TRY(const auto since, optional_first_moment(session.reader(), options.since));
    MUNIMENT_CHECK(ask_for_password(context, session));
    MUNIMENT_CHECK(session.writer().revoke_key(session.acting, key.owner, key.public_key,
                                               options.reason, since));
    context.streams.out << "the key " << options.fingerprint << " of " << key.owner.text()
                        << " has ended; what it signed before stays valid\n";
    return ExitStatus::done;
}

Outcome list(const Context& context, const KeyOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    MUNIMENT_TRY(
        const auto id,
        core::PersonId::parse(options.person.empty() ? context.options.person : options.person));
    MUNIMENT_TRY(const auto owner, known_person(session, id));
    JsonArray rows;
    Table table({"FINGERPRINT", "FROM", "UNTIL"});
    for (const auto& key : owner.keys) {
        MUNIMENT_TRY(const auto fingerprint, fingerprint_of(key.public_key));
        JsonObject row = json_object();
        row.set("fingerprint", fingerprint);
        row.set("key", key.public_key);
        row.set("from", json_instant(key.from));
        row.set("until", json_instant(key.until));
        rows.add(row);
        table.add({fingerprint, core::render(key.from), key.until ? core::render(*key.until) : ""});
    }
    if (!context.options.json) {
        table.print(context.streams);
        return ExitStatus::done;
    }
    JsonObject answer = json_answer();
    answer.set("person", id.text());
    answer.set("keys", rows);
    print_json(context.streams, answer);
    return ExitStatus::done;
}

}  // namespace

void add_key_commands(CLI::App& app, Context& context) {
    auto& noun = add_noun(app, "key", "A person's keys: list, text, enrol, revoke");
    const auto options = std::make_shared<KeyOptions>();
    const auto command = [&](const CommandText& text,
                             Outcome (*act)(const Context&, const KeyOptions&)) -> CLI::App& {
        return add_command(noun, context, text,
                           [&context, options, act] { return act(context, *options); });
    };
    command({"list", "The keys of a person, with their validity", "muniment key list mia"}, list)
        .add_option("ID", options->person, "Whose (default: the acting person's)");
    command({"text", "Print what an own key must sign before it is enrolled",
             "muniment key text --key id_ed25519.pub --as mia > proof"},
            text)
        .add_option("--key", options->file, "The public key")
        ->required()
        ->type_name("FILE");
    auto& enrolling = command({"enrol", "Enrol an SSH key of one's own, to sign with --ssh-key",
                               "muniment key enrol --key id_ed25519 --as mia"},
                              enrol);
    enrolling.add_option("--key", options->file, "The key; an agent may hold its private half")
        ->required()
        ->type_name("FILE");
    enrolling
        .add_option("--proof", options->proof,
                    "Signature that `ssh-keygen -Y sign -n muniment-key` made over the text")
        ->type_name("FILE");
    auto& revoking =
        command({"revoke", "End a key; what it signed before stays valid",
                 "muniment key revoke SHA256:FINGERPRINT --reason \"Laptop stolen\" --as ann"},
                revoke);
    revoking.add_option("FINGERPRINT", options->fingerprint, "Of the key")->required();
    revoking.add_option("--reason", options->reason, "Why");
    revoking
        .add_option("--since", options->since,
                    "Since when others may have had the key: verification marks what it signed")
        ->type_name("INSTANT");
}

}  // namespace muniment::cli
