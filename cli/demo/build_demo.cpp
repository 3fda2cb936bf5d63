// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/demo/build_demo.h"

#include <algorithm>
#include <iomanip>

#include "cli/demo/demo_actors.h"
#include "cli/demo/demo_content.h"
#include "cli/open_library.h"
#include "core/text.h"
#include "storage/found_library.h"
#include "storage/import_source/import_source.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;
using core::Status;

constexpr const char* password = "muniment demo";
constexpr const char* statement =
    "The documents of the former shared folder, with the dates and the people that its cover "
    "sheets state, come into the library as they were in force.";

Result<const DemoPerson*> find(const DemoPeople& demo, const core::PersonId& id) {
    const auto found = std::find_if(demo.people.begin(), demo.people.end(),
                                    [&](const DemoPerson& person) { return person.id == id; });
    if (found != demo.people.end()) return &*found;
    return fail(ErrorCode::internal, "the sample does not describe '" + id.text() + "'");
}

Status found(const DemoPeople& demo, const storage::LibraryLayout& layout) {
    core::FoundingPlan plan;
    plan.organisation = demo.organisation;
    plan.time_zone = demo.time_zone;
    plan.administrator = demo.administrator;
    MUNIMENT_TRY(const auto* const administrator, find(demo, demo.administrator));
    plan.printed_name = administrator->name;
    MUNIMENT_CHECK(storage::found_library(layout, plan, password, storage::SystemClock(),
                                          storage::ZoneCalendar(), storage::open_key_ring,
                                          core::accountability_statement()));
    return {};
}

Status bring_people(const DemoPeople& demo, const DemoActors& actors, core::LibraryWriter& writer) {
    const core::Acting administrator = actors.acting(demo.administrator);
    for (const auto& person : demo.people) {
        if (person.id == demo.administrator) continue;
        MUNIMENT_TRY(const auto code,
                     writer.add_person(administrator, person.id, person.name, person.roles));
        MUNIMENT_CHECK(writer.enrol(person.id, code, password, core::Via::cli));
    }
    return {};
}

Status import_history(const DemoPeople& demo, const DemoActors& actors,
                      core::LibraryWriter& writer) {
    MUNIMENT_TRY(const auto lines, demo_file("history.jsonl"));
    MUNIMENT_TRY(auto source, storage::read_import_lines(lines, demo_file, {}));
    auto faults = std::move(source.faults);
    MUNIMENT_TRY(auto report, writer.import(actors.acting(demo.importer), source.manifest,
                                            statement, source.lines, {}, [] { return true; }));
    faults.insert(faults.end(), report.faults.begin(), report.faults.end());
    if (faults.empty()) return {};
    return fail(ErrorCode::failed_precondition,
                "line " + std::to_string(faults.front().line) + " of the sample's history (" +
                    faults.front().key + ") does not come in: " + faults.front().error.message,
                "Check this computer's clock.");
}

void print(const DemoPeople& demo, const std::filesystem::path& folder, std::ostream& out) {
    out << "The library of " << demo.organisation << ", " << demo.place << ", is ready in "
        << folder.string() << ".\nEverybody's password is: " << password << "\n\n";
    for (const auto& person : demo.people) {
        out << "  " << std::left << std::setw(8) << person.id.text() << person.name << ", "
            << person.position << ": "
            << core::join({person.roles.begin(), person.roles.end()}, ", ") << '\n';
    }
    out << "\nLook around in a browser:\n  muniment -L " << folder.string()
        << " serve\nOr here:\n  muniment -L " << folder.string() << " list\n  muniment -L "
        << folder.string() << " --as " << demo.importer.text() << " tasks\n";
}

}  // namespace

Status build_demo(const std::filesystem::path& folder, std::ostream& out) {
    MUNIMENT_TRY(const auto demo, read_demo_people());
    MUNIMENT_TRY(const auto script, read_demo_script());
    const storage::LibraryLayout layout(folder);
    MUNIMENT_CHECK(found(demo, layout));
    MUNIMENT_TRY(const auto library, OpenLibrary::open(layout));
    DemoActors actors(library->reader(), library->writer(), password);
    MUNIMENT_CHECK(library->reader().catch_up());
    MUNIMENT_CHECK(bring_people(demo, actors, library->writer()));
    MUNIMENT_CHECK(import_history(demo, actors, library->writer()));
    MUNIMENT_CHECK(actors.perform(script));
    MUNIMENT_CHECK(library->reader().catch_up());
    print(demo, folder, out);
    return {};
}

}  // namespace muniment::cli
