// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/storage/catalogue/open_catalogue.h"

using namespace muniment;
using namespace muniment::test;
using core::EventKind;
using std::chrono::seconds;

namespace {

const core::Instant noon = instant("2026-05-03T12:00:00Z");

struct Trail : OpenCatalogue {
    std::vector<core::TrailRow> rows(const core::TrailFilter& filter = {}) {
        auto answer = catalogue.trail(filter);
        REQUIRE(answer);
        return *answer;
    }
    std::string sequences(const core::TrailFilter& filter) {
        std::string text;
        for (const auto& row : rows(filter)) text += std::to_string(row.sequence) + " ";
        return text;
    }
};

}  // namespace

TEST_CASE_METHOD(Trail, "the founding is about nothing but the library, and by the registrar") {
    REQUIRE(catalogue.apply(founding(), {}));
    const auto row = rows().at(0);
    CHECK(row.sequence == 1);
    CHECK(row.event == EventKind::library_founded);
    CHECK_FALSE(row.subject);
    CHECK(row.person == core::registrar_id());
    CHECK(row.commit == founding().commit);
}

TEST_CASE_METHOD(Trail, "a row says all that its event says") {
    auto signature = event(EventKind::draft_signed, "SOP-0001", "rita");
    signature.name = "Rita Żak";
    signature.revision = label("2.0");
    signature.meaning = core::Meaning::approval;
    signature.decision = core::Decision::reject;
    signature.on_behalf_of = person("jan");
    signature.effective = core::EffectiveDate{date("2026-06-01"), {}};
    signature.comment = "Two lines\nof 'reasons'";
    take_in(signature, {}, noon);
    take_in(event(EventKind::took_effect, "SOP-0001"), {}, noon);
    const auto row = rows().at(0);
    CHECK(row.time == noon);
    CHECK(row.event == EventKind::draft_signed);
    CHECK(row.subject == core::SubjectName(identifier("SOP-0001")));
    CHECK(row.revision == "2.0");
    CHECK(row.person == person("rita"));
    CHECK(row.name == "Rita Żak");
    CHECK(row.meaning == core::Meaning::approval);
    CHECK(row.decision == core::Decision::reject);
    CHECK(row.on_behalf_of == person("jan"));
    CHECK(row.detail == "2026-06-01");
    CHECK(row.reason == "Two lines\nof 'reasons'");
    CHECK(row.commit == object(1));
    CHECK(rows().at(1).revision.empty());
    CHECK_FALSE(rows().at(1).meaning);
    CHECK_FALSE(rows().at(1).decision);
}

TEST_CASE_METHOD(Trail, "filters, alone and together") {
    take_in(event(EventKind::draft_created, "SOP-0001", "anna"), {}, noon);
    take_in(event(EventKind::draft_created, "SOP-0002", "bob"), {}, noon + seconds(1));
    take_in(event(EventKind::submitted, "SOP-0001", "bob"), {}, noon + seconds(2));
    take_in(event(EventKind::person_added, core::SubjectName(person("carla")), "anna"), {},
            noon + seconds(3));
    core::TrailFilter filter;
    CHECK(sequences(filter) == "1 2 3 4 ");
    filter.person = person("bob");
    CHECK(sequences(filter) == "2 3 ");
    filter.subject = core::SubjectName(identifier("SOP-0001"));
    CHECK(sequences(filter) == "3 ");
    filter = {};
    filter.event = EventKind::draft_created;
    CHECK(sequences(filter) == "1 2 ");
    filter = {};
    filter.since = noon + seconds(1);
    CHECK(sequences(filter) == "2 3 4 ");
    filter.until = noon + seconds(2);
    CHECK(sequences(filter) == "2 3 ");
    filter = {};
    filter.subject = core::SubjectName(person("carla"));
    CHECK(sequences(filter) == "4 ");
    filter.person = person("bob");
    CHECK(sequences(filter).empty());
}

TEST_CASE_METHOD(Trail, "an event of many subjects has a row for each, in their order") {
    auto many = entry(1, event(EventKind::imported, "SOP-0001"));
    many.subjects.push_back({event(EventKind::imported, "SOP-0001"), object(2), {}, noon});
    many.subjects.push_back({event(EventKind::imported, "SOP-0002"), object(3), {}, noon});
    REQUIRE(catalogue.apply(many, {}));
    CHECK(sequences({}) == "1 1 1 ");
    const auto positions = catalogue.positions(core::SubjectName(identifier("SOP-0001"))).value();
    REQUIRE(positions.size() == 2);
    CHECK(positions[0].first == object(1));
    CHECK(positions[1].first == object(2));
    CHECK(positions[1].second.sequence == 1);
    CHECK(positions[1].second.time == many.time);
}

TEST_CASE_METHOD(Trail, "acknowledgements are in the trail but not in the chain") {
    take_in(event(EventKind::released, "SOP-0001"));
    auto read = event(EventKind::acknowledged, "SOP-0001", "bob");
    read.revision = label("1.0");
    take_in(read);
    CHECK(sequences({}) == "1 2 ");
    CHECK(catalogue.positions(core::SubjectName(identifier("SOP-0001"))).value().size() == 1);
    const auto has = [&](const std::string& id, const std::string& revision,
                         const std::string& who) {
        return catalogue.has_acknowledged(identifier(id), label(revision), person(who)).value();
    };
    CHECK(has("SOP-0001", "1.0", "bob"));
    CHECK_FALSE(has("SOP-0001", "2.0", "bob"));
    CHECK_FALSE(has("SOP-0001", "1.0", "anna"));
    CHECK_FALSE(has("SOP-0002", "1.0", "bob"));
}

TEST_CASE_METHOD(Trail, "imports are found by their manifest's lines and former names") {
    const auto manifest = storage::sha256("a manifest");
    for (const std::int64_t line : {7, 2, 3}) {
        auto import = event(EventKind::imported, "SOP-000" + std::to_string(line));
        import.manifest = manifest;
        import.manifest_line = line;
        import.metadata = metadata("Imported");
        import.metadata->former_identifier = "QP " + std::to_string(line);
        take_in(import);
    }
    CHECK(catalogue.imported_lines(manifest).value() == std::vector<std::int64_t>{2, 3, 7});
    CHECK(catalogue.imported_lines(storage::sha256("another")).value().empty());
    CHECK(catalogue.by_former_identifier("QP 7").value() == identifier("SOP-0007"));
    CHECK_FALSE(catalogue.by_former_identifier("QP 8").value());
    CHECK_FALSE(catalogue.by_former_identifier("").value());
}
