// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/real_library.h"

#include "search/xapian_index.h"
#include "storage/accounts/accounts.h"
#include "storage/catalogue/sqlite_catalogue.h"
#include "storage/digest.h"
#include "storage/found_library.h"
#include "storage/git_register_reader.h"
#include "storage/git_register_writer.h"
#include "storage/zone_calendar.h"
#include "tests/support/model_library.h"

namespace muniment::test {
namespace {

/// The least that argon2id does: nobody guesses passwords here.
constexpr storage::PasswordCost cheap{1, 8192};

}  // namespace

struct OpenServices::Parts {
    Parts(const storage::LibraryLayout& layout, const core::Clock& clock)
        : accounts(must(storage::Accounts::open(
              layout.accounts(), {cheap, &clock, must(storage::read_accounts_settings(layout))}))),
          reg(must(storage::ObjectStore::open(layout.repository()))),
          catalogue(layout.catalogue()),
          index(layout.search_index()),
          gate(layout,
               [this](const core::Head& head) {
                   return accounts.high_water().raise({head.sequence, head.sha256});
               }),
          reader({reg, catalogue, index, clock, calendar}),
          writer(reader, gate, accounts.key_ring()) {}

    storage::Accounts accounts;
    storage::GitRegisterReader reg;
    storage::SqliteCatalogue catalogue;
    search::XapianIndex index;
    storage::ZoneCalendar calendar;
    storage::GitRegisterGate gate;
    core::LibraryReader reader;
    core::LibraryWriter writer;
};

OpenServices::OpenServices(const storage::LibraryLayout& layout, const core::Clock& clock)
    : parts_(std::make_unique<Parts>(layout, clock)) {}
OpenServices::~OpenServices() = default;

core::LibraryReader& OpenServices::reader() {
    return parts_->reader;
}
core::LibraryWriter& OpenServices::writer() {
    return parts_->writer;
}
core::RegisterGate& OpenServices::gate() {
    return parts_->gate;
}
storage::Accounts& OpenServices::accounts() {
    return parts_->accounts;
}
core::KeyRing& OpenServices::keys() {
    return parts_->accounts.key_ring();
}

storage::Pin OpenServices::high_water() {
    const auto mark = must(parts_->accounts.high_water().read());
    return mark ? storage::Pin{mark->sequence, mark->sha256} : storage::Pin{};
}

RealLibrary::RealLibrary(const RealLibraryPlan& plan)
    : clock(instant(plan.start)), layout(folder_.path() / "library") {
    core::FoundingPlan founding;
    founding.organisation = "Lavender Lane";
    founding.time_zone = plan.time_zone;
    founding.administrator = person_id("olga");
    founding.printed_name = "Olga Ostrowska";
    founding.solo = plan.solo;
    registrar = must(storage::found_library(layout, founding, password("olga"), clock,
                                            storage::ZoneCalendar(), storage::open_key_ring,
                                            core::accountability_statement()))
                    .registrar_fingerprint;
    reopen();
}

RealLibrary::RealLibrary(const RealLibrary& original)
    : clock(original.clock.now()),
      layout(folder_.path() / "library"),
      registrar(original.registrar) {
    std::filesystem::copy(original.layout.folder(), layout.folder(),
                          std::filesystem::copy_options::recursive);
    reopen();
}

void RealLibrary::enrol(const std::string& id, const core::RoleSet& roles) {
    const auto code = must(writer().add_person(acting("olga"), person_id(id), "Mx " + id, roles));
    must(writer().enrol(person_id(id), code, password(id), core::Via::cli));
}

void RealLibrary::enrol_everyone() {
    for (const char* id : {"ann", "bob"}) enrol(id, {"author"});
    for (const char* id : {"rita", "rolf"}) enrol(id, {"reviewer"});
    for (const char* id : {"adam", "eva"}) enrol(id, {"approver"});
    enrol("carl", {"document-controller"});
    enrol("otto", {"administrator"});
    enrol("reed", {"reader"});
}

core::Acting RealLibrary::acting(const std::string& id) const {
    return {person_id(id), password(id), core::Authentication::none, core::Via::cli};
}

core::Identifier RealLibrary::draft(const std::string& title, const std::string& text) {
    return must(writer().create_draft(acting("ann"), "SOP", markdown(text, title))).id;
}

void RealLibrary::submit(const core::Identifier& id) {
    must(writer().submit(acting("ann"), id, ""));
}

void RealLibrary::review(const core::Identifier& id) {
    core::LibraryWriter::Signing signing;
    signing.meaning = core::Meaning::review;
    must(writer().sign(acting("rita"), id, signing));
}

void RealLibrary::approve(const core::Identifier& id) {
    must(writer().sign(acting("adam"), id, {}));
}

void RealLibrary::release(const core::Identifier& id, std::optional<core::Date> effective) {
    must(writer().release(acting("carl"), {{id, {}}}, effective, ""));
}

core::Identifier RealLibrary::make_effective(const std::string& title, const std::string& text) {
    auto id = draft(title, text);
    submit(id);
    review(id);
    approve(id);
    release(id);
    return id;
}

core::Date RealLibrary::in_days(int days) {
    return core::Date(std::chrono::sys_days(must(reader().today())) + std::chrono::days(days));
}

storage::VerifyReport RealLibrary::verify(storage::VerifyOptions options) const {
    options.statement = statement_digest();
    return must(
        storage::verify_register(must(storage::ObjectStore::open(layout.repository())), options));
}

core::Digest statement_digest() {
    return storage::sha256(core::accountability_statement());
}

core::DraftChange markdown(const std::string& text, const std::string& title) {
    core::DraftChange change;
    change.master = core::MasterFile{".md", text};
    if (!title.empty()) change.title = title;
    return change;
}

std::string describe(const storage::VerifyReport& report) {
    std::string text;
    for (const auto& fault : report.faults) {
        text += std::to_string(fault.sequence) + " " + fault.commit.substr(0, 8) + " " +
                fault.code + ": " + fault.message + "\n";
    }
    return text;
}

}  // namespace muniment::test
