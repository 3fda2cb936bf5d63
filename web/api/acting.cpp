// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/api/operation.h"

namespace muniment::web {
namespace {

using Type = ApiParameter::Type;

constexpr ApiParameter reason{"reason", true, Type::text, "Why; it stands in the trail"};
constexpr ApiParameter comment{"comment", false, Type::text, "For those who read the trail"};
constexpr ApiParameter digest{"digest", true, Type::text,
                              "Of the content that was shown: another one is a conflict"};
constexpr std::size_t most_stages = 99;

core::Result<JsonObject> submit(ApiCall& call) {
    MUNIMENT_TRY(const auto id, document_of(call));
    MUNIMENT_TRY(const auto shown, core::Digest::parse(call.arguments.get("digest")));
    return told(
        call.library.writer().submit(call.acting, id, call.arguments.get("comment"), shown));
}

core::Result<JsonObject> withdraw(ApiCall& call) {
    MUNIMENT_TRY(const auto id, document_of(call));
    return told(call.library.writer().withdraw(call.acting, id, call.arguments.get("reason")));
}

core::Result<JsonObject> sign(ApiCall& call) {
    MUNIMENT_TRY(const auto id, document_of(call));
    core::LibraryWriter::Signing signing;
    const std::string request = call.arguments.get("request");
    if (!request.empty() && request != "draft" && request != "retirement") {
        return core::fail(core::ErrorCode::invalid_argument, "'request' is draft or retirement");
    }
    if (request == "retirement") signing.request = core::Request::retirement;
    MUNIMENT_TRY(signing.meaning, core::parse_meaning(call.arguments.get("meaning")));
    MUNIMENT_TRY(signing.decision, core::parse_decision(call.arguments.get("decision")));
    MUNIMENT_TRY(signing.digest, core::Digest::parse(call.arguments.get("digest")));
    signing.comment = call.arguments.get("comment");
    if (const auto person = call.arguments.text("on_behalf_of")) {
        MUNIMENT_TRY(signing.on_behalf_of, core::PersonId::parse(*person));
    }
    return told(call.library.writer().sign(call.acting, id, signing));
}

core::Result<JsonObject> release(ApiCall& call) {
    MUNIMENT_TRY(const auto id, document_of(call));
    MUNIMENT_TRY(const auto effective, call.arguments.date("effective"));
    MUNIMENT_TRY(const auto shown, core::Digest::parse(call.arguments.get("digest")));
    MUNIMENT_TRY(const auto done,
                 call.library.writer().release(call.acting, {{id, shown}}, effective,
                                               call.arguments.get("comment")));
    return json_done_answer(done);
}

core::Result<JsonObject> reschedule(ApiCall& call) {
    MUNIMENT_TRY(const auto id, document_of(call));
    MUNIMENT_TRY(const auto effective, call.arguments.date("effective"));
    return told(call.library.writer().reschedule(call.acting, id, effective.value_or(core::Date()),
                                                 call.arguments.get("reason")));
}

core::Result<JsonObject> cancel(ApiCall& call) {
    MUNIMENT_TRY(const auto id, document_of(call));
    return told(call.library.writer().cancel(call.acting, id, call.arguments.get("reason")));
}

core::Result<JsonObject> reassign(ApiCall& call) {
    MUNIMENT_TRY(const auto id, document_of(call));
    MUNIMENT_TRY(const auto stage, call.arguments.number("stage", 1, most_stages));
    const core::Reassign command{static_cast<int>(stage), call.arguments.get("from"),
                                 call.arguments.get("to"), call.arguments.get("reason")};
    return told(call.library.writer().reassign(call.acting, id, command));
}

core::Result<JsonObject> review(ApiCall& call) {
    MUNIMENT_TRY(const auto id, document_of(call));
    MUNIMENT_TRY(const auto outcome, core::parse_review_outcome(call.arguments.get("outcome")));
    return told(
        call.library.writer().review(call.acting, id, outcome, call.arguments.get("reason")));
}

core::Result<JsonObject> acknowledge(ApiCall& call) {
    MUNIMENT_TRY(const auto id, document_of(call));
    MUNIMENT_TRY(const auto label, core::RevisionLabel::parse(call.arguments.get("revision")));
    return told(call.library.writer().acknowledge(call.acting, id, label));
}

core::Result<JsonObject> retire(ApiCall& call) {
    MUNIMENT_TRY(const auto id, document_of(call));
    MUNIMENT_TRY(const auto date, call.arguments.date("effective"));
    return told(call.library.writer().retire(call.acting, id, call.arguments.get("reason"), date));
}

ApiOperation act(std::string_view pattern, std::string_view summary,
                 std::vector<ApiParameter> parameters, ApiHandler handler) {
    const auto signing = signing_parameters();
    parameters.insert(parameters.end(), signing.begin(), signing.end());
    return {http::Method::post, pattern, summary, "done", std::move(parameters), handler, true};
}

}  // namespace

std::vector<ApiOperation> acting_operations() {
    const ApiParameter start{"effective", false, Type::date, "A day ahead; absent: at once"};
    return {
        act("/documents/{id}/submit", "Send a draft on its route", {digest, comment}, submit),
        act("/documents/{id}/withdraw", "Give up what is being worked on", {reason}, withdraw),
        act("/documents/{id}/sign", "Accept or reject exactly the content of the digest",
            {{"request", false, Type::text, "draft (default) or retirement"},
             {"meaning", true, Type::text, "review or approval"},
             {"decision", true, Type::text, "accept or reject"},
             digest,
             {"on_behalf_of", false, Type::text,
              "Who delegated the place, or oneself; absent: oneself, else whoever did"},
             comment},
            sign),
        act("/documents/{id}/release", "Bring an approved revision into force",
            {start, digest, comment}, release),
        act("/documents/{id}/reschedule", "Move the date of a release",
            {{"effective", true, Type::date, "The new day"}, reason}, reschedule),
        act("/documents/{id}/cancel", "Take a release back", {reason}, cancel),
        act("/documents/{id}/reassign", "Give a place in a route to somebody else",
            {{"stage", true, Type::number, "From 1"},
             {"from", true, Type::text, "A role, or @person"},
             {"to", true, Type::text, "A role, or @person"},
             reason},
            reassign),
        act("/documents/{id}/review", "Review what is in force periodically",
            {{"outcome", true, Type::text, "keep, revise or retire"}, reason}, review),
        act("/documents/{id}/acknowledge", "Sign that a revision was read and understood",
            {{"revision", true, Type::text, "The one in force"}}, acknowledge),
        act("/documents/{id}/retire", "Ask for a retirement", {reason, start}, retire),
    };
}

}  // namespace muniment::web
