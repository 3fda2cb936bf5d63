// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <filesystem>
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/json_output.h"
#include "cli/progress.h"
#include "cli/text_output.h"
#include "core/library_writer.h"
#include "storage/accounts/accounts.h"
#include "storage/digest.h"
#include "storage/verifier.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

namespace fs = std::filesystem;

constexpr std::uint64_t most_events = 1'000'000'000'000;

constexpr const char* what_it_cannot_know =
    "What a replay cannot know: whether the newest events were cut off, whether the holder of the\n"
    "registrar's key re-chained events that need no person's signature, and whether all of this "
    "is\n"
    "a forgery with other keys. A pin that was written down elsewhere answers all three.\n";

struct VerifyOptions {
    std::uint64_t from = 1;
    std::string expect;
    std::string registrar;
};

/// The repository of a library, or a bare repository itself: verifying needs nothing else.
Result<fs::path> repository_in(const fs::path& folder) {
    const storage::LibraryLayout layout(folder);
    std::error_code ignored;  // what cannot be looked at is not there for us
    if (fs::exists(layout.repository(), ignored)) return layout.repository();
    const bool bare =
        fs::exists(folder / "HEAD", ignored) && fs::exists(folder / "objects", ignored);
    if (bare) return folder;
    return fail(ErrorCode::not_found,
                "'" + folder.string() + "' is neither a library nor a bare repository",
                "Name one with -L DIR or $MUNIMENT_LIBRARY.");
}

/// What this installation has seen of the register. A bare repository belongs to no installation.
struct HighWater {
    bool expected = false;            ///< there is an installation around the repository
    std::optional<storage::Pin> pin;  ///< what the register is compared with
    std::string missing;              ///< why there is none to compare with

    [[nodiscard]] bool wanting() const { return expected && !pin; }
};

/// Whether something of this name is there; what cannot be looked at is, as far as we know.
bool may_exist(const fs::path& path) {
    std::error_code error;
    return fs::exists(path, error) || error;
}

/// Missing or damaged accounts keep nobody from verifying the rest, but it is said, and the exit
/// status says it too: who cuts off events could as well remove what remembers them.
HighWater high_water(const fs::path& folder) {
    const storage::LibraryLayout layout(folder);
    HighWater found;
    found.expected = may_exist(layout.settings()) || may_exist(layout.accounts());
    if (!found.expected) return found;
    const auto read = [&]() -> Result<std::optional<storage::RegisterMark>> {
        // Opening would make the file.
        if (!may_exist(layout.accounts()))
            return fail(ErrorCode::not_found, "there is no " + layout.accounts().string());
        MUNIMENT_TRY(auto accounts, storage::Accounts::open(layout.accounts()));
        return accounts.high_water().read();
    };
    const auto mark = read();
    if (!mark)
        found.missing = mark.error().message;
    else if (!*mark)
        found.missing = layout.accounts().string() + " holds none";
    else
        found.pin = storage::Pin{(*mark)->sequence, (*mark)->sha256};
    return found;
}

JsonValue json_high_water(const HighWater& mark) {
    if (!mark.expected) return {};
    JsonObject object = json_object();
    object.set("compared", !mark.wanting());
    object.set("sequence", mark.pin ? JsonValue(mark.pin->sequence) : JsonValue());
    object.set("missing", json_text(mark.missing));
    return object;
}

void print_answer(const Context& context, const storage::VerifyReport& report,
                  const HighWater& mark) {
    JsonArray faults;
    for (const auto& fault : report.faults) {
        JsonObject object = json_object();
        object.set("sequence", fault.sequence > 0 ? JsonValue(fault.sequence) : JsonValue());
        object.set("commit", json_text(fault.commit));
        object.set("code", fault.code);
        object.set("message", fault.message);
        faults.add(object);
    }
    JsonObject head = json_object();
    head.set("sequence", report.head.sequence);
    head.set("sha256", json_text(report.head.sha256.text()));
    JsonObject answer = json_answer();
    answer.set("ok", report.faults.empty() && !mark.wanting());
    answer.set("events", report.events);
    answer.set("head", head);
    answer.set("registrar", json_text(report.registrar));
    answer.set("high_water", json_high_water(mark));
    answer.set("faults", faults);
    JsonArray marks;
    for (const auto& marked : report.marks) {
        JsonObject object = json_object();
        object.set("sequence", marked.sequence);
        object.set("commit", marked.commit);
        object.set("message", marked.message);
        marks.add(object);
    }
    answer.set("marks", marks);
    print_json(context.streams, answer);
}

void print_faults(const Context& context, const storage::VerifyReport& report) {
    for (const auto& fault : report.faults) {
        std::string line =
            fault.sequence > 0 ? "event " + std::to_string(fault.sequence) : "register";
        if (!fault.commit.empty()) line += ", commit " + fault.commit.substr(0, 12);
        line += ": " + fault.code + ": " + fault.message;
        context.streams.out << for_terminal(context.streams, line) << '\n';
    }
}

void print_high_water(const Context& context, const HighWater& mark) {
    if (!mark.expected) return;
    auto& out = context.streams.out;
    if (mark.wanting())
        out << for_terminal(context.streams, "The high-water mark is not compared: " + mark.missing)
            << ".\nSo this cannot tell whether the newest events were cut off; give --expect a pin "
               "that was kept elsewhere.\n";
    else
        out << "The register holds what this installation has seen, up to event "
            << mark.pin->sequence << '\n';
}

/// What is no fault, and must be weighed all the same.
void print_marks(const Context& context, const storage::VerifyReport& report) {
    for (const auto& mark : report.marks) {
        context.streams.out << "event " << mark.sequence << ", commit " << mark.commit.substr(0, 12)
                            << ": marked: " << mark.message << '\n';
    }
}

void print_report(const Context& context, const storage::VerifyReport& report,
                  const HighWater& mark) {
    print_faults(context, report);
    print_marks(context, report);
    auto& out = context.streams.out;
    out << counted(report.events, "event") << " checked, "
        << (report.faults.empty() ? std::string("no fault")
                                  : counted(report.faults.size(), "fault"))
        << '\n';
    if (report.faults.empty() || mark.wanting()) print_high_water(context, mark);
    if (!report.faults.empty()) return;
    const std::string pin = std::to_string(report.head.sequence) + ":" + report.head.sha256.text();
    out << "\nhead       " << pin << "\nregistrar  " << report.registrar
        << "\n\nTo pin this state, keep this line where nobody who can change the library can "
           "change it:\n  muniment verify --expect "
        << pin << " --registrar " << report.registrar << "\n\n"
        << what_it_cannot_know;
}

Outcome verify(const Context& context, const VerifyOptions& given) {
    storage::VerifyOptions options;
    options.from = given.from;
    options.registrar = given.registrar;
    options.statement = storage::sha256(core::accountability_statement());
    if (!given.expect.empty()) {
        MUNIMENT_TRY(options.expect, storage::Pin::parse(given.expect));
    }
    MUNIMENT_TRY(const auto repository, repository_in(context.options.library));
    const auto mark = high_water(context.options.library);
    options.high_water = mark.pin;
    MUNIMENT_TRY(auto store, storage::ObjectStore::open(repository));
    storage::VerifyReport report;
    {
        ProgressBar bar(context.streams, "Verifying");
        MUNIMENT_TRY(report, storage::verify_register(std::move(store), options, bar.teller()));
    }
    if (context.options.json) {
        print_answer(context, report, mark);
    } else {
        print_report(context, report, mark);
    }
    const bool well = report.faults.empty() && !mark.wanting();
    return well ? ExitStatus::done : ExitStatus::found_wanting;
}

}  // namespace

void add_verify_command(CLI::App& app, Context& context) {
    const auto options = std::make_shared<VerifyOptions>();
    auto& command = add_command(
        app, context,
        {"verify", "Check the whole register by replay; exit status 1 when something is wrong",
         "muniment verify --expect 2:HASH --registrar SHA256:FINGERPRINT"},
        [&context, options] { return verify(context, *options); });
    command.add_option("--from", options->from, "Take signatures of earlier events on trust")
        ->check(CLI::Range(std::uint64_t{1}, most_events).description(""))
        ->type_name("SEQUENCE");
    command.add_option("--expect", options->expect, "An event that there must be")
        ->type_name("SEQUENCE:SHA256");
    command.add_option("--registrar", options->registrar, "Whose register it must be")
        ->type_name("FINGERPRINT");
}

}  // namespace muniment::cli
