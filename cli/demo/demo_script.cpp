// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/demo/demo_script.h"

#include "cli/demo/demo_content.h"
#include "core/toml_text.h"

namespace muniment::cli {
namespace {

using core::Result;
using core::Status;
using core::TomlReader;

/// Calls `read` with each table of an array of tables.
Status each_table(TomlReader& reader, const std::string& name,
                  const std::function<Status(TomlReader&)>& read) {
    const auto* const tables = reader.array(name);
    if (tables == nullptr) return {};
    for (const auto& node : *tables) {
        const auto* const table = node.as_table();
        if (table == nullptr) {
            reader.fault(name, "must be tables");
            continue;
        }
        TomlReader entry(*table, name);
        MUNIMENT_CHECK(read(entry));
        MUNIMENT_CHECK(entry.finish());
    }
    return {};
}

Result<core::PersonId> person(TomlReader& reader, const std::string& key) {
    return core::PersonId::parse(reader.required_text(key));
}

Result<core::Identifier> identifier(TomlReader& reader) {
    return core::Identifier::parse(reader.required_text("identifier"));
}

Status read_signatures(TomlReader& reader, std::vector<DemoSignature>& signatures) {
    return each_table(reader, "signatures", [&](TomlReader& entry) -> Status {
        DemoSignature signature;
        MUNIMENT_TRY(signature.person, person(entry, "person"));
        MUNIMENT_TRY(signature.meaning, core::parse_meaning(entry.required_text("meaning")));
        MUNIMENT_TRY(signature.decision, core::parse_decision(entry.required_text("decision")));
        signature.comment = entry.text("comment");
        signatures.push_back(std::move(signature));
        return {};
    });
}

/// `attachments/x.png` below a document's folder is attached as `x.png`.
Status read_files(TomlReader& reader, core::DraftChange& content) {
    MUNIMENT_TRY(auto bytes, demo_file(reader.required_text("file")));
    content.master = core::MasterFile{".md", std::move(bytes)};
    for (const auto& path : reader.texts("attachments")) {
        MUNIMENT_TRY(auto attached, demo_file(path));
        content.attach.push_back({path.substr(path.rfind('/') + 1), std::move(attached)});
    }
    return {};
}

/// What only a new document states.
Status read_new_document(TomlReader& reader, DemoChange& change) {
    core::DraftChange& content = change.content;
    change.type = reader.required_text("type");
    content.title = reader.required_text("title");
    MUNIMENT_TRY(content.owner, person(reader, "owner"));
    content.department = reader.required_text("department");
    content.language = reader.required_text("language");
    content.review_months = static_cast<int>(reader.integer("review_months", 0));
    content.clauses = reader.texts("clauses");
    content.keywords = reader.texts("keywords");
    return {};
}

Status read_end(TomlReader& reader, DemoChange& change) {
    const std::string end = reader.required_text("ends_as");
    // At once or on a date ahead, as the release says.
    MUNIMENT_TRY(change.ends_as, core::parse_revision_state(end == "released" ? "effective" : end));
    if (const auto* const table = reader.table("release")) {
        TomlReader release(*table, "release");
        MUNIMENT_TRY(change.released_by, person(release, "by"));
        change.effective_in = std::chrono::days(release.integer("effective_in_days", 0));
        MUNIMENT_CHECK(release.finish());
    }
    if (const auto* const table = reader.table("withdrawal")) {
        TomlReader withdrawal(*table, "withdrawal");
        MUNIMENT_TRY(change.withdrawn_by, person(withdrawal, "by"));
        change.withdrawal_reason = withdrawal.required_text("reason");
        MUNIMENT_CHECK(withdrawal.finish());
    }
    // For the reader of the content; the routes say the same.
    static_cast<void>(reader.table("waiting_for"));
    return {};
}

Status read_change(TomlReader& reader, DemoScript& script) {
    DemoChange change;
    change.name = reader.required_text("name");
    const std::string id = reader.text("identifier");
    if (id.empty()) {
        MUNIMENT_CHECK(read_new_document(reader, change));
    } else {
        MUNIMENT_TRY(change.id, core::Identifier::parse(id));
    }
    change.revision = reader.required_text("revision");
    MUNIMENT_TRY(change.content.change_kind, core::parse_change_kind(reader.required_text("kind")));
    MUNIMENT_TRY(change.author, person(reader, "author"));
    change.reason = reader.required_text("reason");
    change.content.change_reason = change.reason;
    MUNIMENT_CHECK(read_files(reader, change.content));
    MUNIMENT_CHECK(read_signatures(reader, change.signatures));
    MUNIMENT_CHECK(read_end(reader, change));
    script.changes.push_back(std::move(change));
    return {};
}

Status read_retirement(TomlReader& reader, DemoScript& script) {
    DemoRetirement retirement;
    retirement.name = reader.required_text("name");
    MUNIMENT_TRY(retirement.id, identifier(reader));
    retirement.ends_as_retired = reader.required_text("ends_as") == "retired";
    MUNIMENT_TRY(retirement.requester, person(reader, "requested_by"));
    retirement.reason = reader.required_text("reason");
    MUNIMENT_CHECK(read_signatures(reader, retirement.signatures));
    static_cast<void>(reader.table("waiting_for"));
    script.retirements.push_back(std::move(retirement));
    return {};
}

Status read_review(TomlReader& reader, DemoScript& script) {
    DemoReview review;
    MUNIMENT_TRY(review.id, identifier(reader));
    MUNIMENT_TRY(review.person, person(reader, "person"));
    MUNIMENT_TRY(review.outcome, core::parse_review_outcome(reader.required_text("outcome")));
    review.reason = reader.required_text("reason");
    script.reviews.push_back(std::move(review));
    return {};
}

Status read_acknowledgement(TomlReader& reader, DemoScript& script) {
    DemoAcknowledgement acknowledgement;
    MUNIMENT_TRY(acknowledgement.id, identifier(reader));
    MUNIMENT_TRY(acknowledgement.person, person(reader, "person"));
    script.acknowledgements.push_back(std::move(acknowledgement));
    return {};
}

}  // namespace

Result<DemoPeople> read_demo_people() {
    MUNIMENT_TRY(const auto text, demo_file("people.toml"));
    MUNIMENT_TRY(const auto table, core::parse_toml(text, "people.toml"));
    TomlReader reader(table, "people.toml");
    DemoPeople demo;
    demo.organisation = reader.required_text("organisation");
    demo.place = reader.required_text("place");
    demo.time_zone = reader.required_text("time_zone");
    MUNIMENT_TRY(demo.administrator, person(reader, "administrator"));
    MUNIMENT_TRY(demo.importer, person(reader, "importer"));
    MUNIMENT_CHECK(each_table(reader, "people", [&](TomlReader& entry) -> Status {
        DemoPerson one;
        MUNIMENT_TRY(one.id, person(entry, "id"));
        one.name = entry.required_text("name");
        one.position = entry.required_text("position");
        const auto roles = entry.texts("roles");
        one.roles = {roles.begin(), roles.end()};
        demo.people.push_back(std::move(one));
        return {};
    }));
    MUNIMENT_CHECK(reader.finish());
    return demo;
}

Result<DemoScript> read_demo_script() {
    MUNIMENT_TRY(const auto text, demo_file("drafts.toml"));
    MUNIMENT_TRY(const auto table, core::parse_toml(text, "drafts.toml"));
    TomlReader reader(table, "drafts.toml");
    DemoScript script;
    const auto into = [&script](Status (*read)(TomlReader&, DemoScript&)) {
        return [&script, read](TomlReader& entry) { return read(entry, script); };
    };
    MUNIMENT_CHECK(each_table(reader, "changes", into(read_change)));
    MUNIMENT_CHECK(each_table(reader, "retirements", into(read_retirement)));
    MUNIMENT_CHECK(each_table(reader, "reviews", into(read_review)));
    MUNIMENT_CHECK(each_table(reader, "acknowledgements", into(read_acknowledgement)));
    MUNIMENT_CHECK(reader.finish());
    return script;
}

}  // namespace muniment::cli
