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

/// How many rows of the trail a bulk gathers before it writes them.
constexpr std::size_t rows_at_once = 2000;

/// An open file, and what is gathered for it.
struct SqliteCatalogue::Connection {
    explicit Connection(const Session& opened) : session(opened) {}

    [[nodiscard]] core::Result<std::uint64_t> applied() {
        if (gathered) return *gathered;
        std::vector<Poco::UInt64> sequences;
        session << "SELECT sequence FROM applied", into(sequences), now;
        if (sequences.size() != 1) return core::fail(unreadable_catalogue());
        return sequences.front();
    }

    [[nodiscard]] core::Status gather(const core::RegisterEntry& entry,
                                      const std::vector<const core::DocumentState*>& changed) {
        MUNIMENT_TRY(const std::uint64_t before, applied());
        if (before + 1 != entry.sequence) {
            return core::fail(ErrorCode::conflict, "the catalogue has taken in event " +
                                                       std::to_string(before) + ", so not event " +
                                                       std::to_string(entry.sequence) + " next");
        }
        trail.add(entry);
        for (const core::DocumentState* state : changed) documents.add(*state);
        gathered = entry.sequence;
        return {};
    }

    void flush() {
        if (!gathered) return;
        trail.flush(session);
        documents.flush(session);
        session << "UPDATE applied SET sequence = ?", bind(Poco::UInt64{*gathered}), now;
        gathered.reset();
    }

    Session session;
    TrailWriter trail;
    DocumentWriter documents;
    std::optional<std::uint64_t> gathered;  ///< the newest event that is not written yet
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

/// Opens the file, runs `work`, which gives a Result, and remembers damage. After a failure nothing
/// that was gathered is used again, and an open bulk is given up.
template <class Work>
auto SqliteCatalogue::ask(const char* doing, const Work& work) {
    const auto opened = [&]() -> decltype(work(*connection_)) {
        MUNIMENT_CHECK(ensure_open());
        return work(*connection_);
    };
    auto answer = sqlite_guarded(doing, opened);
    if (answer || answer.error().code == ErrorCode::conflict) return answer;
    connection_.reset();
    if (answer.error().code == ErrorCode::data_corrupt) {
        damaged_ = true;
        answer.error().hint = catalogue_form().damage_hint;
    }
    return answer;
}

/// As ask(), of all that was applied: what a bulk has gathered is written first.
template <class Question>
auto SqliteCatalogue::read(const char* doing, const Question& question) {
    return ask(doing, [&](Connection& open) {
        open.flush();
        return question(open.session);
    });
}

core::Result<std::uint64_t> SqliteCatalogue::applied() {
    return ask("read the catalogue",
               [](Connection& open) -> core::Result<std::uint64_t> { return open.applied(); });
}

core::Status SqliteCatalogue::apply(const core::RegisterEntry& entry,
                                    const std::vector<const core::DocumentState*>& changed) {
    return ask("write the catalogue", [&](Connection& open) -> core::Status {
        if (open.bulk) {
            MUNIMENT_CHECK(open.gather(entry, changed));
            if (open.trail.pending() >= rows_at_once) open.flush();
            return {};
        }
        WriteTransaction transaction(open.session);
        MUNIMENT_CHECK(open.gather(entry, changed));
        open.flush();
        transaction.commit();
        return {};
    });
}

core::Status SqliteCatalogue::begin_bulk() {
    return ask("write the catalogue", [](Connection& open) -> core::Status {
        if (!open.bulk) open.bulk = std::make_unique<WriteTransaction>(open.session);
        return {};
    });
}

core::Status SqliteCatalogue::end_bulk() {
    return ask("write the catalogue", [](Connection& open) -> core::Status {
        if (!open.bulk) {
            return core::fail(ErrorCode::failed_precondition,
                              "the catalogue is not being written in bulk");
        }
        open.flush();
        open.bulk->commit();
        open.bulk.reset();
        return {};
    });
}

core::Status SqliteCatalogue::clear() {
    if (!damaged_) {
        auto emptied = ask("empty the catalogue", [](Connection& open) -> core::Status {
            std::optional<WriteTransaction> own;
            if (!open.bulk) own.emplace(open.session);
            open.flush();
            for (const std::string& table : catalogue_tables())
                open.session << "DELETE FROM " + table, now;
            open.session << "UPDATE applied SET sequence = 0", now;
            if (own) own->commit();
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
    return read("read the catalogue",
                [&](Session& session) { return read_positions(session, subject); });
}

core::Result<std::vector<core::DocumentRow>> SqliteCatalogue::documents(
    const core::DocumentFilter& filter, core::Instant now) {
    return read("read the master list",
                [&](Session& session) { return read_documents(session, filter, now); });
}

core::Result<std::vector<core::TrailRow>> SqliteCatalogue::trail(const core::TrailFilter& filter) {
    return read("read the trail", [&](Session& session) { return read_trail(session, filter); });
}

core::Result<bool> SqliteCatalogue::has_acknowledged(const core::Identifier& id,
                                                     const core::RevisionLabel& revision,
                                                     const core::PersonId& person) {
    return read("read the acknowledgements", [&](Session& session) -> core::Result<bool> {
        return find_acknowledgement(session, id, revision, person);
    });
}

core::Result<std::vector<core::Identifier>> SqliteCatalogue::due(core::Instant now) {
    return read("read what is due", [&](Session& session) { return read_due(session, now); });
}

core::Result<std::vector<core::OpenWork>> SqliteCatalogue::open_work(core::Date today) {
    return read("read the open work",
                [&](Session& session) { return read_open_work(session, today); });
}

core::Result<std::vector<std::int64_t>> SqliteCatalogue::imported_lines(
    const core::Digest& manifest) {
    using Lines = std::vector<std::int64_t>;
    return read("read the imported lines", [&](Session& session) -> core::Result<Lines> {
        return read_imported_lines(session, manifest);
    });
}

core::Result<std::optional<core::Identifier>> SqliteCatalogue::by_former_identifier(
    const std::string& former) {
    return read("read the catalogue",
                [&](Session& session) { return find_former(session, former); });
}

core::Result<std::vector<core::Identifier>> SqliteCatalogue::identifiers() {
    return read("read the catalogue", [&](Session& session) { return read_identifiers(session); });
}

}  // namespace muniment::storage
