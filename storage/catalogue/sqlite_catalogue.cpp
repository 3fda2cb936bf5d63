// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/catalogue/sqlite_catalogue.h"

#include <Poco/Data/Statement.h>

#include "storage/catalogue/catalogue_form.h"
#include "storage/catalogue/document_query.h"
#include "storage/catalogue/document_writer.h"
#include "storage/catalogue/stored_values.h"
#include "storage/catalogue/trail_query.h"
#include "storage/catalogue/trail_writer.h"
#include "storage/sqlite/sqlite_error.h"
#include "storage/system_error.h"

namespace muniment::storage {

using core::ErrorCode;
using namespace Poco::Data::Keywords;
using Poco::Data::Session;

/// An open file, and what is prepared for writing to it.
struct SqliteCatalogue::Connection {
    explicit Connection(const Session& opened)
        : session(opened), trail(session), documents(session) {}

    [[nodiscard]] core::Result<std::uint64_t> applied() {
        std::vector<Poco::UInt64> sequences;
        session << "SELECT sequence FROM applied", into(sequences), now;
        if (sequences.size() != 1) return core::fail(unreadable_catalogue());
        return sequences.front();
    }

    [[nodiscard]] core::Status take_in(const core::RegisterEntry& entry,
                                       const std::vector<const core::DocumentState*>& changed) {
        MUNIMENT_TRY(const std::uint64_t before, applied());
        if (before + 1 != entry.sequence) {
            return core::fail(ErrorCode::conflict, "the catalogue has taken in event " +
                                                       std::to_string(before) + ", so not event " +
                                                       std::to_string(entry.sequence) + " next");
        }
        trail.write(entry);
        for (const core::DocumentState* state : changed) documents.write(*state);
        session << "UPDATE applied SET sequence = ?", bind(Poco::UInt64{entry.sequence}), now;
        return {};
    }

    Session session;
    TrailWriter trail;
    DocumentWriter documents;
    std::unique_ptr<WriteTransaction> bulk;
};

SqliteCatalogue::SqliteCatalogue(std::filesystem::path file) : file_(std::move(file)) {}

SqliteCatalogue::~SqliteCatalogue() = default;

core::Status SqliteCatalogue::ensure_open() {
    if (connection_) return {};
    std::error_code error;
    std::filesystem::create_directories(file_.parent_path(), error);
    if (error) return core::fail(system_failure(error.value(), "make the folder of the catalogue"));
    MUNIMENT_TRY(const Session session, open_database(file_, catalogue_form()));
    return sqlite_guarded("open the catalogue", [&]() -> core::Status {
        connection_ = std::make_unique<Connection>(session);
        return {};
    });
}

/// Opens the file, runs `work`, which gives a Result, and remembers damage.
template <class Work>
auto SqliteCatalogue::ask(const char* doing, const Work& work) {
    const auto opened = [&]() -> decltype(work(*connection_)) {
        MUNIMENT_CHECK(ensure_open());
        return work(*connection_);
    };
    auto answer = sqlite_guarded(doing, opened);
    if (!answer && answer.error().code == ErrorCode::data_corrupt) {
        damaged_ = true;
        answer.error().hint = catalogue_form().damage_hint;
    }
    return answer;
}

/// As ask(). After a failure nothing prepared is used again, and an open bulk is given up.
template <class Work>
core::Status SqliteCatalogue::write(const char* doing, const Work& work) {
    auto status = ask(doing, work);
    if (!status && status.error().code != ErrorCode::conflict) connection_.reset();
    return status;
}

core::Result<std::uint64_t> SqliteCatalogue::applied() {
    return ask("read the catalogue",
               [](Connection& open) -> core::Result<std::uint64_t> { return open.applied(); });
}

core::Status SqliteCatalogue::apply(const core::RegisterEntry& entry,
                                    const std::vector<const core::DocumentState*>& changed) {
    return write("write the catalogue", [&](Connection& open) -> core::Status {
        if (open.bulk) return open.take_in(entry, changed);
        WriteTransaction transaction(open.session);
        MUNIMENT_CHECK(open.take_in(entry, changed));
        transaction.commit();
        return {};
    });
}

core::Status SqliteCatalogue::begin_bulk() {
    return write("write the catalogue", [](Connection& open) -> core::Status {
        if (!open.bulk) open.bulk = std::make_unique<WriteTransaction>(open.session);
        return {};
    });
}

core::Status SqliteCatalogue::end_bulk() {
    return write("write the catalogue", [](Connection& open) -> core::Status {
        if (!open.bulk) {
            return core::fail(ErrorCode::failed_precondition,
                              "the catalogue is not being written in bulk");
        }
        open.bulk->commit();
        open.bulk.reset();
        return {};
    });
}

core::Status SqliteCatalogue::clear() {
    if (connection_) connection_->bulk.reset();
    if (!damaged_) {
        const auto emptied = write("empty the catalogue", [](Connection& open) -> core::Status {
            WriteTransaction transaction(open.session);
            for (const std::string& table : catalogue_tables())
                open.session << "DELETE FROM " + table, now;
            open.session << "UPDATE applied SET sequence = 0", now;
            transaction.commit();
            return {};
        });
        if (emptied || emptied.error().code != ErrorCode::data_corrupt) return emptied;
    }
    MUNIMENT_CHECK(delete_files());
    damaged_ = false;
    return ensure_open();
}

core::Status SqliteCatalogue::delete_files() {
    connection_.reset();
    for (const char* ending : {"", "-wal", "-shm", "-journal"}) {
        std::error_code error;
        std::filesystem::remove(file_.string() + ending, error);
        if (error) return core::fail(system_failure(error.value(), "delete the catalogue"));
    }
    return {};
}

core::Result<std::vector<std::pair<core::ObjectId, core::CommitPosition>>>
SqliteCatalogue::positions(const core::SubjectName& subject) {
    return ask("read the catalogue",
               [&](Connection& open) { return read_positions(open.session, subject); });
}

core::Result<std::vector<core::DocumentRow>> SqliteCatalogue::documents(
    const core::DocumentFilter& filter, core::Instant now) {
    return ask("read the master list",
               [&](Connection& open) { return read_documents(open.session, filter, now); });
}

core::Result<std::vector<core::TrailRow>> SqliteCatalogue::trail(const core::TrailFilter& filter) {
    return ask("read the trail",
               [&](Connection& open) { return read_trail(open.session, filter); });
}

core::Result<bool> SqliteCatalogue::has_acknowledged(const core::Identifier& id,
                                                     const core::RevisionLabel& revision,
                                                     const core::PersonId& person) {
    return ask("read the acknowledgements", [&](Connection& open) -> core::Result<bool> {
        return find_acknowledgement(open.session, id, revision, person);
    });
}

core::Result<std::vector<core::Identifier>> SqliteCatalogue::due(core::Instant now) {
    return ask("read what is due", [&](Connection& open) { return read_due(open.session, now); });
}

core::Result<std::vector<core::OpenWork>> SqliteCatalogue::open_work(core::Date today) {
    return ask("read the open work",
               [&](Connection& open) { return read_open_work(open.session, today); });
}

core::Result<std::vector<std::int64_t>> SqliteCatalogue::imported_lines(
    const core::Digest& manifest) {
    using Lines = std::vector<std::int64_t>;
    return ask("read the imported lines", [&](Connection& open) -> core::Result<Lines> {
        return read_imported_lines(open.session, manifest);
    });
}

core::Result<std::optional<core::Identifier>> SqliteCatalogue::by_former_identifier(
    const std::string& former) {
    return ask("read the catalogue",
               [&](Connection& open) { return find_former(open.session, former); });
}

core::Result<std::vector<core::Identifier>> SqliteCatalogue::identifiers() {
    return ask("read the catalogue",
               [&](Connection& open) { return read_identifiers(open.session); });
}

}  // namespace muniment::storage
