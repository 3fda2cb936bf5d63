// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>

#include "core/draft_change.h"
#include "core/master_file.h"
#include "web/api/operation.h"

namespace muniment::web {
namespace {

using core::Result;
using core::Status;
using Type = ApiParameter::Type;

constexpr std::size_t most_review_months = 1200;

Status read_references(const ApiArguments& given, core::DraftChange& change) {
    if (const auto owner = given.text("owner")) {
        MUNIMENT_TRY(change.owner, core::PersonId::parse(*owner));
    }
    if (const auto related = given.list("related")) {
        change.related.emplace();
        for (const auto& text : *related) {
            MUNIMENT_TRY(auto id, core::Identifier::parse(text));
            change.related->push_back(std::move(id));
        }
    }
    if (const auto kind = given.text("kind")) {
        MUNIMENT_TRY(change.change_kind, core::parse_change_kind(*kind));
    }
    return {};
}

/// What is there before the change; nothing where the acting person sees none.
Result<std::optional<core::RevisionView>> revision_there(ApiCall& call, const core::Identifier& id,
                                                         bool draft) {
    core::RevisionChoice choice;
    choice.draft = draft;
    auto view = call.reader().show(call.viewer, id, choice);
    if (view) return std::optional(std::move(*view));
    // The act itself says what is wrong.
    if (view.error().code == core::ErrorCode::not_found) return std::optional<core::RevisionView>();
    return core::fail(view.error());
}

Status read_origin(const ApiArguments& given, const std::optional<core::RevisionView>& there,
                   core::DraftChange& change) {
    if (!given.has("publisher") && !given.has("edition") && !given.has("edition_date")) return {};
    auto origin =
        there ? there->metadata.external.value_or(core::ExternalOrigin()) : core::ExternalOrigin();
    if (given.has("publisher")) origin.publisher = given.get("publisher");
    if (given.has("edition")) origin.edition = given.get("edition");
    if (given.has("edition_date")) {
        MUNIMENT_TRY(origin.date, given.date("edition_date"));
    }
    change.external = origin;
    return {};
}

/// 0 means none.
Status read_review_months(const ApiArguments& given, core::DraftChange& change) {
    if (!given.has("review_months")) return {};
    change.review_months = 0;
    if (given.get("review_months") == "0") return {};
    MUNIMENT_TRY(const auto months, given.number("review_months", 1, most_review_months));
    change.review_months = static_cast<int>(months);
    return {};
}

std::string lower_case(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return text;
}

Result<std::string> extension_of(ApiCall& call, const std::optional<core::RevisionView>& there) {
    if (const auto given = call.arguments.text("extension")) return lower_case(*given);
    if (!there) return std::string(".md");
    MUNIMENT_TRY(const auto master, core::master_of(call.reader(), *there));
    return std::filesystem::path(master.path).extension().string();
}

Status read_text(ApiCall& call, const std::optional<core::RevisionView>& there,
                 core::DraftChange& change) {
    if (const auto text = call.arguments.text("text")) {
        MUNIMENT_TRY(const auto extension, extension_of(call, there));
        change.master = core::MasterFile{extension, *text};
    } else if (call.arguments.has("extension")) {
        return core::fail(core::ErrorCode::invalid_argument, "an extension comes with its text",
                          "Send 'text' too.");
    }
    return {};
}

Result<core::DraftChange> change_of(ApiCall& call, const std::optional<core::RevisionView>& there) {
    const auto& given = call.arguments;
    core::DraftChange change;
    change.title = given.text("title");
    change.department = given.text("department");
    change.language = given.text("language");
    change.reading_class = given.text("class");
    change.clauses = given.list("clauses");
    change.keywords = given.list("keywords");
    MUNIMENT_TRY(change.effective_date, given.date("requested_date"));
    MUNIMENT_CHECK(read_references(given, change));
    MUNIMENT_CHECK(read_origin(given, there, change));
    MUNIMENT_CHECK(read_review_months(given, change));
    MUNIMENT_CHECK(read_text(call, there, change));
    return change;
}

/// Drafts of POLICY are signed. Of other documents they are not; a password that is given is
/// checked all the same.
Status check_proof(ApiCall& call, const core::Identifier& id) {
    if (id.is_policy()) return check_signs(call.arguments);
    MUNIMENT_TRY(const bool own_key, call.arguments.flag("own_key"));
    if (own_key) {
        return core::fail(core::ErrorCode::invalid_argument, "a draft is not signed",
                          "Send it without 'own_key'; only drafts of POLICY are signed.");
    }
    return call.acting.password ? call.library.writer().check_secret(call.acting) : Status();
}

Result<JsonObject> create(ApiCall& call) {
    MUNIMENT_TRY(auto change, change_of(call, {}));
    change.change_reason = call.arguments.text("reason");
    MUNIMENT_CHECK(check_proof(call, {}));
    return told(
        call.library.writer().create_draft(call.acting, call.arguments.get("type"), change));
}

Result<JsonObject> revise(ApiCall& call) {
    MUNIMENT_TRY(const auto id, document_of(call));
    MUNIMENT_TRY(const auto there, revision_there(call, id, false));
    MUNIMENT_TRY(const auto change, change_of(call, there));
    MUNIMENT_CHECK(check_proof(call, id));
    return told(call.library.writer().draft_revision(call.acting, id, change,
                                                     call.arguments.get("reason")));
}

Result<JsonObject> edit(ApiCall& call) {
    MUNIMENT_TRY(const auto shown, core::Digest::parse(call.arguments.get("digest")));
    MUNIMENT_TRY(const auto id, document_of(call));
    MUNIMENT_TRY(const auto there, revision_there(call, id, true));
    MUNIMENT_TRY(const auto change, change_of(call, there));
    MUNIMENT_CHECK(check_proof(call, id));
    return told(call.library.writer().edit_draft(call.acting, id, change,
                                                 call.arguments.get("reason"), shown));
}

ApiOperation draft(std::string_view pattern, std::string_view summary,
                   std::vector<ApiParameter> parameters, ApiHandler handler) {
    const std::vector<ApiParameter> metadata{
        {"extension", false, Type::text, "Of the text; unless told as it was, .md when it is new"},
        {"title", false, Type::text, "Of a new document: the text's own title unless told"},
        {"owner", false, Type::text,
         "Who answers for it; of a new document the author unless told"},
        {"department", false, Type::text, "Where it belongs"},
        {"class", false, Type::text, "Reading class: who may read it"},
        {"language", false, Type::text, "Such as en or pl"},
        {"review_months", false, Type::number, "Between periodic reviews; 0 for none"},
        {"clauses", false, Type::texts, "Clauses of standards that it answers"},
        {"keywords", false, Type::texts, "Words to find it by"},
        {"related", false, Type::texts, "Other documents"},
        {"requested_date", false, Type::date, "When it should take effect"},
        {"publisher", false, Type::text, "Of a document of external origin"},
        {"edition", false, Type::text, "Its edition there"},
        {"edition_date", false, Type::date, "The edition's date"}};
    parameters.insert(parameters.end(), metadata.begin(), metadata.end());
    const auto signing = signing_parameters();
    parameters.insert(parameters.end(), signing.begin(), signing.end());
    ApiOperation operation{http::Method::post,    pattern, summary, "done",
                           std::move(parameters), handler};
    operation.longest_body = document_body;
    return operation;
}

}  // namespace

std::vector<ApiOperation> drafting_operations() {
    const ApiParameter text{"text", false, Type::text, "The new text; absent: as it was"};
    const ApiParameter reason{"reason", true, Type::text, "Why it changes; it stands in the trail"};
    return {
        draft("/documents", "Draft a new document",
              {{"type", true, Type::text, "Such as SOP"},
               {"text", true, Type::text, "Of the document"},
               {"reason", false, Type::text, "Why there is this document"}},
              create),
        draft("/documents/{id}/revise", "Draft the next revision of a document",
              {{"kind", true, Type::text, "How much it changes: major or minor"}, reason, text},
              revise),
        draft("/documents/{id}/edit", "Change a draft; signatures that it has lapse",
              {{"digest", true, Type::text,
                "Of the content that was edited: another one is a conflict"},
               reason,
               text},
              edit),
    };
}

}  // namespace muniment::web
