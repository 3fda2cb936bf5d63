// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/sample_pages.h"

namespace muniment::test {
namespace {

using web::Data;
using web::DataList;
using Fields = std::vector<std::pair<std::string, std::string>>;

Data object(const Fields& fields) {
    Data made(Data::type::object);
    for (const auto& field : fields) made.set(field.first, field.second);
    return made;
}

Data list_of(const std::vector<Fields>& items) {
    Data made(Data::type::list);
    for (const auto& item : items) made.push_back(object(item));
    return made;
}

const char* const article = R"(<h2 id="purpose">Purpose</h2>
<p>This procedure says how the mixer in hall 2 is cleaned between two batches, so that no residue of one product reaches the next. It applies to every shift.</p>
<h2 id="scope">Scope</h2>
<p>Everybody who works at the mixer, and whoever releases it for the next batch. The dry cleaning after maintenance is described in <a href="#">WI-0044</a>.</p>
<h2 id="steps">Steps</h2>
<ol><li>Lock the drive and hang up your tag.</li><li>Rinse for five minutes at 80&nbsp;°C. Open the valve <em>slowly</em>: the first water is hot.</li><li>Take a swab from each of the three points shown in the table.</li><li>Write the result into <a href="#">FRM-0007</a> and sign.</li></ol>
<table><thead><tr><th>Point</th><th>Where</th><th>Limit</th></tr></thead><tbody><tr><td>A</td><td>Behind the seal of the shaft</td><td>10 CFU/cm²</td></tr><tr><td>B</td><td>Lower edge of the outlet</td><td>10 CFU/cm²</td></tr><tr><td>C</td><td>Lid, inside</td><td>25 CFU/cm²</td></tr></tbody></table>
<h3 id="when-it-fails">When a swab fails</h3>
<p>Repeat the steps 2 and 3. If it fails again, close the mixer with the red tag and call the production manager; do not start the next batch.</p>
<blockquote><p>Never use a hose with a worn seal. The accident of 2021 began with one.</p></blockquote>
<h2 id="records">Records</h2>
<p>The form <code>FRM-0007</code> is kept for five years.</p>)";

Data document(const Fields& band) {
    auto page = object(band);
    page.set("id", "SOP-0012");
    page.set("title", "Cleaning the mixer");
    page.set("address", "/documents/SOP-0012");
    page.set("article", article);
    page.set(
        "contents",
        Data("toc",
             list_of(
                 {{{"anchor", "purpose"}, {"number", "1"}, {"text", "Purpose"}},
                  {{"anchor", "scope"}, {"number", "2"}, {"text", "Scope"}},
                  {{"anchor", "steps"}, {"number", "3"}, {"text", "Steps"}},
                  {{"anchor", "when-it-fails"}, {"number", "3.1"}, {"text", "When a swab fails"}},
                  {{"anchor", "records"}, {"number", "4"}, {"text", "Records"}}})));
    page.set("owner", "Production");
    page.set("department", "Hall 2");
    page.set("next_review", "3 May 2027");
    page.set("signatures", list_of({{{"meaning_word", "Approved"},
                                     {"name", "Ola Zych"},
                                     {"role", "production manager"},
                                     {"time", "28 Apr 2026 14:02 CEST"},
                                     {"how", "signed with their password"}},
                                    {{"meaning_word", "Reviewed"},
                                     {"name", "Rita Bąk"},
                                     {"role", "reviewer"},
                                     {"time", "27 Apr 2026 09:40 CEST"},
                                     {"how", "signed with a key of their own"}}}));
    page.set("type_name", "Procedure");
    page.set("related", Data("link", list_of({{{"link_id", "FRM-0007"},
                                               {"link_title", "Swab results"},
                                               {"link_address", "#"}}})));
    page.set("releases", Data("release", list_of({{{"label", "2.1"},
                                                   {"state_word", "In force"},
                                                   {"begin", "3 May 2026"},
                                                   {"revision_address", "#"}}})));
    page.set("attachments", Data("attachment", list_of({{{"file_name", "swab-points.png"},
                                                         {"file_address", "#"},
                                                         {"size", "212 KB"}}})));
    return page;
}

Data in_force() {
    auto page = document({{"state", "effective"},
                          {"state_word", "In force"},
                          {"revision", "2.1"},
                          {"since", "3 May 2026"},
                          {"edit", "/documents/SOP-0012/draft"}});
    page.set("calm", true);
    auto read = object({{"act_label", "I have read and understood"}, {"act_address", "#"}});
    read.set("act_first", true);
    auto retire = object({{"act_label", "Ask for retirement"}, {"act_address", "#"}});
    page.set("acts", Data("act", Data(DataList{read, retire})));
    return page;
}

Data superseded() {
    return document({{"state", "superseded"},
                     {"state_word", "Superseded"},
                     {"revision", "1.4"},
                     {"notice", "Superseded by 2.1 since 3 May 2026"},
                     {"current_link", "/documents/SOP-0012"}});
}

Data draft() {
    auto page = document({{"state", "draft"},
                          {"state_word", "Draft"},
                          {"revision", "2.2"},
                          {"notice", "Draft of 2.2"},
                          {"current_link", "/documents/SOP-0012"}});
    page.set("draft_notice", true);
    return page;
}

Data home() {
    auto page = object({{"query", ""}});
    auto tasks = list_of({{{"kind_word", "Approve"},
                           {"id", "SOP-0003"},
                           {"task_title", "Goods inward inspection"},
                           {"revision_label", "3.0"},
                           {"waiting_since", "2 May 2026"},
                           {"due", "9 May 2026"},
                           {"task_address", "#"},
                           {"action_word", "Read and sign"}},
                          {{"kind_word", "Read and understand"},
                           {"id", "SOP-0012"},
                           {"task_title", "Cleaning the mixer"},
                           {"revision_label", "2.1"},
                           {"waiting_since", "3 May 2026"},
                           {"task_address", "#"},
                           {"action_word", "Read"}}});
    auto overdue = object({{"kind_word", "Periodic review"},
                           {"id", "WI-0044"},
                           {"task_title", "Dry cleaning after maintenance of the mixers in hall 2"},
                           {"revision_label", "1.0"},
                           {"waiting_since", "1 March 2026"},
                           {"due", "1 April 2026"},
                           {"task_address", "#"},
                           {"action_word", "Review"}});
    overdue.set("overdue", true);
    tasks.push_back(overdue);
    tasks.push_back(object({{"kind_word", "Change of roles"},
                            {"id", "rita"},
                            {"task_title", "Rita Example"},
                            {"task_words", "+approver:SOP, -reviewer"},
                            {"task_address", "#"},
                            {"action_word", "Decide"}}));
    page.set("tasks", Data("task", tasks));
    page.set(
        "attention",
        Data("number",
             list_of({{{"value", "4"}, {"label", "reviews overdue"}, {"address", "#"}},
                      {{"value", "1"}, {"label", "route stuck"}, {"address", "#"}},
                      {{"value", "37"}, {"label", "acknowledgements open"}, {"address", "#"}}})));
    page.set("recent", Data("change", list_of({{{"id", "SOP-0012"},
                                                {"change_title", "Cleaning the mixer"},
                                                {"address", "#"},
                                                {"revision", "2.1"},
                                                {"date", "3 May 2026"},
                                                {"summary", "rinse temperature lowered"}},
                                               {{"id", "POL-0001"},
                                                {"change_title", "Quality policy"},
                                                {"address", "#"},
                                                {"revision", "5.0"},
                                                {"date", "1 May 2026"}}})));
    page.set("soon", Data("change", list_of({{{"id", "SOP-0031"},
                                              {"change_title", "Żółte światła: postępowanie"},
                                              {"address", "#"},
                                              {"revision", "1.0"},
                                              {"date", "1 June 2026"}}})));
    return page;
}

Data documents() {
    auto page = object({{"count_text", "214 documents"}, {"csv", "#"}, {"next", "#"}});
    page.set("states", list_of({{{"value", "effective"}, {"word", "In force"}}}));
    page.set("types", list_of({{{"value", "SOP"}, {"word", "SOP"}}}));
    page.set("departments",
             Data("department", list_of({{{"value", "hall-2"}, {"word", "Hall 2"}}})));
    page.set("filtered", true);
    const auto row = [](const char* id, const char* title, const char* state, const char* word,
                        const char* revision) {
        return object({{"id", id},
                       {"address", "#"},
                       {"row_title", title},
                       {"state", state},
                       {"state_word", word},
                       {"revision", revision},
                       {"since", "3 May 2026"},
                       {"owner", "Production"},
                       {"review", "3 May 2027"}});
    };
    DataList rows;
    auto first = row("SOP-0003", "Goods inward inspection", "effective", "In force", "2.0");
    first.set("draft_state", "in_review");
    first.set("draft_word", "In review");
    first.set("draft_address", "#");
    rows.push_back(first);
    rows.push_back(row("SOP-0012", "Cleaning the mixer", "effective", "In force", "2.1"));
    auto late = row("WI-0044", "Dry cleaning after maintenance of the mixers in hall 2",
                    "effective", "In force", "1.0");
    late.set("review_overdue", true);
    rows.push_back(late);
    rows.push_back(row("SOP-0031", "Żółte światła: postępowanie", "approved", "Approved", "1.0"));
    rows.push_back(row("SOP-0002", "Typewriter ribbons", "retired", "Retired", "1.2"));
    rows.push_back(row("FRM-0007", "Swab results", "draft", "Draft", "1.0"));
    page.set("rows", Data("row", Data(rows)));
    return page;
}

Data history() {
    auto page = object(
        {{"id", "SOP-0012"}, {"title", "Cleaning the mixer"}, {"address", "/documents/SOP-0012"}});
    const auto event = [](const char* what, const char* who, const char* time) {
        return object({{"what", what}, {"who", who}, {"time", time}});
    };
    auto released = event("Released, in force", "Maja Nowak", "3 May 2026 00:00 CEST");
    released.set("large", true);
    released.set("state", "effective");
    released.set("revision_label", "2.1");
    released.set("interval", "in force since 3 May 2026");
    auto approved = event("Approved", "Ola Zych", "28 Apr 2026 14:02 CEST");
    auto changed = event("Sent for review", "Adam Lis", "26 Apr 2026 16:30 CEST");
    approved.set("event_behalf", "on behalf of Jan Bury");
    changed.set("event_detail", "approver -> @ola");
    changed.set("reason", "Rinse temperature lowered after complaint C-31.");
    auto old = event("Released, in force", "Maja Nowak", "1 Feb 2025 00:00 CET");
    old.set("large", true);
    old.set("state", "superseded");
    old.set("revision_label", "2.0");
    old.set("interval", "in force from 1 Feb 2025 until 3 May 2026");
    page.set("events", Data("event", Data(DataList{released, approved, changed, old})));
    return page;
}

Data compare() {
    auto page = object(
        {{"id", "SOP-0012"},
         {"title", "Cleaning the mixer"},
         {"state", "in_review"},
         {"state_word", "In review"},
         {"revision", "2.2"},
         {"notice", "Draft of 2.2"},
         {"current_link", "/documents/SOP-0012"},
         {"from", "2.1"},
         {"to", "2.2"},
         {"summary", "12 words in 2 paragraphs"},
         {"reason", "Rinse temperature lowered after complaint C-31"},
         {"redline",
          "<h2>3 Steps</h2><p>Rinse for <del>five</del> <ins>seven</ins> minutes at "
          "<del>80</del> <ins>60</ins> °C. Open the valve slowly.</p><p><ins>Take a swab from each "
          "of the three points.</ins></p>"}});
    return page;
}

Data sign_form(bool failed) {
    auto form =
        object({{"sign_action", "#"},
                {"csrf", "t"},
                {"digest", "4f9a11c290be7d014f9a11c290be7d014f9a11c290be7d014f9a11c290be7d01"},
                {"request", "draft"},
                {"meaning_value", "approval"},
                {"meaning_word", "Approved"},
                {"statement", "I approve this document for use."},
                {"button", "Sign as Ola Zych"},
                {"comment_text", ""}});
    if (!failed) return form;
    form.set("problem", "the password of ola is wrong");
    form.set("password_problem", "the password of ola is wrong");
    form.set("behalf_notice", "You sign on behalf of Rita Bak.");
    form.set("accepted", true);
    return form;
}

Data sign(bool failed) {
    auto page = compare();
    page.set("compared", true);
    page.set("why", "Rinse temperature lowered after complaint C-31");
    page.set("metadata", list_of({{{"what", "Owner"}, {"value", "adam"}},
                                  {{"what", "Reading class"}, {"value", "internal"}}}));
    page.set("article", article);
    auto now =
        object({{"stage_number", "2"}, {"stage_word", "Approval"}, {"stage_places", "approver"}});
    now.set("stage_now", true);
    page.set("route", Data(DataList{object({{"stage_number", "1"},
                                            {"stage_word", "Review"},
                                            {"stage_places", "reviewer"},
                                            {"stage_signers", "Rita Bak"}}),
                                    now}));
    page.set("sign", sign_form(failed));
    return page;
}

Data form() {
    auto page = object({{"headline", "Release"},
                        {"explanation", "The approved revision comes into force."},
                        {"problem", "this is not a date"},
                        {"problem_hint", "Write it as year-month-day."},
                        {"action", "#"},
                        {"csrf", "t"},
                        {"button", "Sign and release"},
                        {"cancel", "#"},
                        {"about_address", "#"},
                        {"about_id", "SOP-0012"},
                        {"about_title", "Cleaning the mixer"},
                        {"revision", "2.2"},
                        {"state", "approved"},
                        {"state_word", "Approved"},
                        {"digest_text", "4f9a11c290be7d01"}});
    DataList fields;
    for (const char* kind :
         {"is_line", "is_date", "is_text", "is_secret", "is_choice", "is_checks"}) {
        auto field = object({{"name", kind},
                             {"label", "Something to fill in"},
                             {"field_hint", "What it is for."},
                             {"field_problem", "this is not right"},
                             {"typed", "as typed"},
                             {"rows", "3"},
                             {"autocomplete", "off"}});
        field.set(kind, true);
        auto option =
            object({{"option_name", kind}, {"value", "a"}, {"option_label", "One of them"}});
        option.set("chosen", true);
        const bool checks = std::string(kind) == "is_checks";
        if (checks) {
            option.set("limit_name", "limit-a");
            option.set("limit_label", "What it is limited to");
            option.set("limit", "SOP, @Production");
        }
        field.set("limited", checks);
        field.set("options", Data(DataList{option}));
        fields.push_back(field);
    }
    page.set("fields", Data(fields));
    page.set("hidden", list_of({{{"hidden_name", "digest"}, {"hidden_value", "4f9a"}}}));
    return page;
}

Data conflict() {
    auto page = compare();
    page.set("again", "#");
    page.set("address", "#");
    return page;
}

Data person() {
    auto page = object({{"person_id", "ola"},
                        {"person_name", "Ola Zych"},
                        {"person_address", "#"},
                        {"person_roles", "approver"},
                        {"standing_word", "Has a key"}});
    page.set("keys", Data("key", list_of({{{"key_from", "3 May 2026, 14:02 CEST"},
                                           {"key_until", "9 May 2026, 14:02 CEST"},
                                           {"key_text", "ssh-ed25519 AAAA"}}})));
    page.set("delegations", Data("row", list_of({{{"delegation", "On behalf of Rita Bak"}}})));
    page.set("acts", Data("act", list_of({{{"act_address", "#"}, {"act_label", "Change roles"}}})));
    page.set("proposal", "A change of roles waits for a second person: +approver:SOP.");
    return page;
}

Data people() {
    Data page(Data::type::object);
    page.set("people", Data("person_row", Data(DataList{person(), person()})));
    page.set("invite", true);
    return page;
}

Data text_to_sign() {
    auto page = object({{"text", "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n\nApprove\n"},
                        {"command", "echo dHJlZQ== | base64 -d | ssh-keygen"},
                        {"key_file", "~/.ssh/id_ed25519"},
                        {"action", "#"},
                        {"csrf", "x"},
                        {"problem", "the text to sign was made too long ago"},
                        {"problem_hint", "Sign the new one."}});
    page.set("headline", "Sign on your own machine");
    page.set("explanation", "This is what your signature will stand for.");
    page.set("button", "Sign");
    page.set("hidden", list_of({{{"hidden_name", "decision"}, {"hidden_value", "accept"}}}));
    return page;
}

Data enrol() {
    return object({{"person_id", "ola"},
                   {"action", "#"},
                   {"code", "abc"},
                   {"statement_text", "I accept that my signature is binding."},
                   {"problem", "this code is not valid"},
                   {"problem_hint", "Ask for a new one."}});
}

Data search() {
    auto page = object({{"query", "rinse temperature"}, {"count_text", "2 documents"}});
    page.set("asked", true);
    auto hit = object({{"id", "SOP-0012"},
                       {"hit_title", "Cleaning the mixer"},
                       {"address", "#"},
                       {"state", "effective"},
                       {"state_word", "In force"},
                       {"revision", "2.1"}});
    hit.set("heading", "3 Steps");
    hit.set("section_address", "#");
    hit.set("snippet",
            "<mark>Rinse</mark> for five minutes at 80 °C. Open the valve slowly: the first water "
            "is hot.");
    page.set("hits", Data("hit", Data(DataList{hit, hit})));
    page.set("others", object({{"others_count", "3"}, {"others_address", "#"}}));
    return page;
}

Data login(bool failed) {
    auto page = object({{"organisation", "Nordmühle Foods"},
                        {"return_to", "/documents/SOP-0012"},
                        {"person_id", failed ? "maja" : ""}});
    if (failed) {
        page.set("failed", object({{"problem", "Name and password do not go together."},
                                   {"problem_hint", "Check both and try again."}}));
    }
    return page;
}

}  // namespace

std::vector<SamplePage> sample_pages() {
    auto error = object({{"status", "409"},
                         {"headline", "Things have moved on"},
                         {"explanation", "Somebody else was faster. Nothing was changed."},
                         {"message", "the draft of SOP-0012 was changed at 14:02 by Adam Lis"},
                         {"hint", "Read the draft again, and sign what you then see."},
                         {"reference", "K7PQ2M4X"},
                         {"path", "/documents/SOP-0012/draft"}});
    return {
        {"home", "home", home()},
        {"tasks", "tasks", home()},
        {"home-empty", "home", object({{"query", ""}})},
        {"documents", "documents", documents()},
        {"documents-empty", "documents", object({{"count_text", "0 documents"}, {"csv", "#"}})},
        {"document", "revision", in_force()},
        {"superseded", "revision", superseded()},
        {"draft", "revision", draft()},
        {"history", "history", history()},
        {"compare", "compare", compare()},
        {"search", "search", search()},
        {"search-empty", "search", object({{"query", "xyz"}, {"count_text", "0 documents"}})},
        {"login", "login", login(false)},
        {"login-failed", "login", login(true)},
        {"sign", "sign", sign(false)},
        {"sign-failed", "sign", sign(true)},
        {"form", "form", form()},
        {"conflict", "conflict", conflict()},
        {"people", "people", people()},
        {"person", "person", person()},
        {"code", "code",
         object({{"person_address", "#"}, {"link", "http://localhost/enrol/x"}, {"code", "abc"}})},
        {"text_to_sign", "text_to_sign", text_to_sign()},
        {"enrol", "enrol", enrol()},
        {"enrolled", "enrolled", object({{"person_id", "ola"}, {"unconfirmed", "yes"}})},
        {"error", "error", error}};
}

}  // namespace muniment::test
