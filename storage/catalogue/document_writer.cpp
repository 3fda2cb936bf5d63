// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/catalogue/document_writer.h"

#include "storage/sqlite/row.h"

namespace muniment::storage {

namespace {

using namespace Poco::Data::Keywords;

template <class T>
void append(std::vector<T>& all, std::vector<T>& more) {
    all.insert(all.end(), std::make_move_iterator(more.begin()),
               std::make_move_iterator(more.end()));
}

}  // namespace

void DocumentWriter::add(const core::DocumentState& state) {
    documents_.insert_or_assign(state.id.text(), rows_of(state));
}

void DocumentWriter::flush(Poco::Data::Session& session) {
    if (documents_.empty()) return;
    std::vector<std::string> ids;
    std::vector<StoredDocument> documents;
    std::vector<RevisionRow> revisions;
    std::vector<WorkRow> work;
    for (auto& [id, rows] : documents_) {
        ids.push_back(id);
        documents.push_back(rows.document);
        append(revisions, rows.revisions);
        append(work, rows.work);
    }
    insert_rows(session, "INSERT OR REPLACE INTO documents (id, type, next_due) VALUES", documents);
    session << "DELETE FROM revisions WHERE document = ?", use(ids), now;
    session << "DELETE FROM work WHERE document = ?", use(ids), now;
    insert_rows(session,
                "INSERT INTO revisions (document, kind, position, label, state, starts, ends, "
                "retired_at, first_date, lapse_date, imported, title, owner, department, "
                "reading_class, review_due) VALUES",
                revisions);
    insert_rows(session, "INSERT INTO work (document, kind, retirement, revision, since) VALUES",
                work);
    documents_.clear();
}

}  // namespace muniment::storage
