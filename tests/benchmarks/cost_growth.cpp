// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What one act costs in a small and in a large library; tests/benchmarks/cost_growth.py counts
// instructions, system calls and bytes of it.
//
//   cost_growth build FOLDER DOCUMENTS PEOPLE   makes a library
//   cost_growth run FOLDER ACT COUNT            opens it and does ACT (sign, unlock, history or
//                                               read) COUNT times

#include <filesystem>
#include <iostream>

#include "storage/accounts/key_proof.h"
#include "storage/digest.h"
#include "tests/support/model_library.h"
#include "tests/support/real_library.h"

namespace muniment::test {
namespace {

/// Documents that wait for a signature, for the runs.
constexpr int waiting_documents = 24;
constexpr std::size_t subjects_of_an_event = 1000;

core::PersonId numbered_person(std::size_t number) {
    return person_id("p" + std::to_string(number));
}

/// Appends one event about many people, each decided like any other.
template <class Command>
void append_people(RealLibrary& library, std::size_t from, std::size_t to, bool signed_act,
                   Command command) {
    auto& services = library.services();
    auto& reg = services.reader().ports().reg;
    must(services.reader().catch_up());
    const auto* policy = must(services.reader().policy());
    const auto olga = must(reg.person(person_id("olga"))).value();
    const auto signer = must(services.keys().unlock(olga.id, olga.keys.front().public_key,
                                                    RealLibrary::password("olga")));
    const auto head = must(reg.head());
    const core::Instant now = head.time + std::chrono::seconds(1);
    std::vector<core::NewSubject> subjects;
    for (std::size_t i = from; i < to; ++i) {
        const auto id = numbered_person(i);
        core::People people{{olga.id, olga}};
        const auto known = must(reg.person(id));
        if (known) people.emplace(id, *known);
        const core::Actor actor{
            signed_act ? olga.id : id,
            signed_act ? core::Authentication::password : core::Authentication::token,
            core::Via::cli};
        core::NewSubject subject;
        subject.event = must(core::decide({*policy, people, actor, now}, id,
                                          known ? &*known : nullptr, command(id)));
        subject.person = core::apply(known.value_or(core::Person()), subject.event, now);
        subjects.push_back(std::move(subject));
    }
    const auto writer = must(services.gate().open_writer());
    must(writer->append(head, now, std::move(subjects), signed_act ? signer.get() : nullptr));
}

void add_people(RealLibrary& library, std::size_t count) {
    const auto founding = must(library.services().reader().ports().reg.founding());
    const auto statement = storage::sha256(core::accountability_statement());
    for (std::size_t at = 0; at < count; at += subjects_of_an_event) {
        const std::size_t end = std::min(count, at + subjects_of_an_event);
        append_people(library, at, end, true, [](const core::PersonId& id) {
            return core::AddPerson{id, "Person " + id.text(), {"reader"}};
        });
        append_people(library, at, end, false, [&](const core::PersonId& id) {
            const auto key = must(storage::SecretKey::generate());
            return core::EnrolPerson{key.public_key().line(),
                                     must(storage::make_key_proof(id, founding, key)), statement};
        });
    }
}

std::string text_of(std::size_t number) {
    std::string text = "# Procedure number " + std::to_string(number) + "\n\n";
    for (std::size_t i = 0; i < 60; ++i) {
        text +=
            "word" + std::to_string((number * 31 + i * 7) % 4000) + (i % 12 == 11 ? "\n\n" : " ");
    }
    return text;
}

void add_documents(RealLibrary& library, std::size_t count) {
    std::vector<core::ImportedRevision> lines;
    for (std::size_t i = 1; i <= count; ++i) {
        core::ImportedRevision line;
        line.key = "source " + std::to_string(i);
        line.type = "SOP";
        line.content.master = core::MasterFile{".md", text_of(i)};
        line.content.title = "Procedure number " + std::to_string(i);
        line.as_effective = true;
        line.line = static_cast<std::int64_t>(i);
        lines.push_back(std::move(line));
    }
    const auto report = must(
        library.services().writer().import(library.acting("carl"), storage::sha256("benchmark"),
                                           "For measuring.", lines, {}, [] { return true; }));
    if (report.imported != count) throw std::runtime_error("not every document came in");
}

void build(const std::filesystem::path& folder, std::size_t documents, std::size_t people) {
    RealLibrary library;
    library.enrol_everyone();
    add_people(library, people);
    add_documents(library, documents);
    for (int i = 0; i < waiting_documents; ++i) {
        library.submit(library.draft("Waiting " + std::to_string(i), text_of(1)));
    }
    must(library.services().reader().catch_up());
    std::filesystem::copy(library.layout.folder(), folder,
                          std::filesystem::copy_options::recursive);
}

using Act = std::function<void(OpenServices&, const core::Identifier&)>;

void sign(OpenServices& services, const core::Identifier& id) {
    core::LibraryWriter::Signing signing;
    signing.meaning = core::Meaning::review;
    const core::Acting rita{person_id("rita"), RealLibrary::password("rita"),
                            core::Authentication::none, core::Via::cli};
    must(services.writer().sign(rita, id, signing));
}

/// The part of signing that is the password's: it costs the same everywhere, and far more.
void unlock(OpenServices& services, const core::Identifier& /*id*/) {
    const auto rita = must(services.reader().ports().reg.person(person_id("rita"))).value();
    must(services.keys().unlock(rita.id, rita.keys.front().public_key,
                                RealLibrary::password("rita")));
}

void history(OpenServices& services, const core::Identifier& id) {
    core::TrailFilter filter;
    filter.subject = core::SubjectName(id);
    must(services.reader().catch_up());
    if (must(services.reader().history({{}, true}, filter)).empty()) {
        throw std::runtime_error("a document without a history");
    }
}

void read(OpenServices& services, const core::Identifier& id) {
    must(services.reader().catch_up());
    const auto view = must(services.reader().show({{}, true}, id, {}));
    if (must(services.reader().files(view)).empty()) {
        throw std::runtime_error("a revision without files");
    }
}

/// Does the act so often, each time on another document.
void run(const std::filesystem::path& folder, const std::string& act, std::size_t count) {
    const std::map<std::string, Act> acts{
        {"sign", sign}, {"unlock", unlock}, {"history", history}, {"read", read}};
    // Some days after the building, whose events took a second each at least.
    AdjustableClock clock(instant("2026-03-09T09:00:00Z"));
    OpenServices services(storage::LibraryLayout(folder), clock);
    must(services.reader().catch_up());
    const auto rita = must(services.reader().viewer(person_id("rita")));
    std::vector<core::Identifier> documents;
    for (const auto& task : must(services.reader().tasks(rita))) documents.push_back(task.id);
    if (documents.size() < count)
        throw std::runtime_error("too few documents wait for a signature");
    for (std::size_t i = 0; i < count; ++i) acts.at(act)(services, documents[i]);
}

int main_of(const std::vector<std::string>& words) {
    if (words.size() == 4 && words[0] == "build") {
        build(words[1], std::stoul(words[2]), std::stoul(words[3]));
    } else if (words.size() == 4 && words[0] == "run") {
        run(words[1], words[2], std::stoul(words[3]));
    } else {
        std::cerr << "usage: cost_growth build FOLDER DOCUMENTS PEOPLE | run FOLDER ACT COUNT\n";
        return 2;
    }
    return 0;
}

}  // namespace
}  // namespace muniment::test

int main(int argc, char** argv) {
    try {
        return muniment::test::main_of({argv + 1, argv + argc});
    } catch (const std::exception& error) {
        std::cerr << "cost_growth: " << error.what() << "\n";
        return 1;
    }
}
