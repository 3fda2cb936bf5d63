// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/demo/demo_actors.h"

namespace muniment::cli {
namespace {

using core::RevisionState;
using core::Status;

Status otherwise(const std::string& name, const std::string& what) {
    return core::fail(core::ErrorCode::internal,
                      "the sample's '" + name + "' came out otherwise: " + what);
}

/// A draft that was rejected, or is to be released, was submitted before.
bool is_submitted(const DemoChange& change) {
    return !change.signatures.empty() ||
           (change.ends_as != RevisionState::draft && change.ends_as != RevisionState::withdrawn);
}

}  // namespace

Status DemoActors::perform(const DemoScript& script) {
    for (const auto& change : script.changes) MUNIMENT_CHECK(perform(change));
    for (const auto& retirement : script.retirements) MUNIMENT_CHECK(perform(retirement));
    for (const auto& review : script.reviews) {
        MUNIMENT_CHECK(
            writer_.review(acting(review.person), review.id, review.outcome, review.reason));
    }
    for (const auto& acknowledgement : script.acknowledgements) {
        MUNIMENT_CHECK(writer_.acknowledge(acting(acknowledgement.person), acknowledgement.id, {}));
    }
    return {};
}

Status DemoActors::perform(const DemoChange& change) {
    const core::Acting author = acting(change.author);
    MUNIMENT_TRY(const auto drafted,
                 change.id
                     ? writer_.draft_revision(author, *change.id, change.content, change.reason)
                     : writer_.create_draft(author, change.type, change.content));
    if (drafted.revision != change.revision) {
        return otherwise(change.name, "revision " + drafted.revision);
    }
    if (is_submitted(change)) MUNIMENT_CHECK(writer_.submit(author, drafted.id, ""));
    MUNIMENT_CHECK(sign(drafted.id, core::Request::draft, change.signatures));
    if (change.released_by) return release(change, drafted.id);
    if (change.withdrawn_by) {
        MUNIMENT_CHECK(
            writer_.withdraw(acting(*change.withdrawn_by), drafted.id, change.withdrawal_reason));
        return {};
    }
    MUNIMENT_TRY(const auto viewer, reader_.viewer(change.author));
    MUNIMENT_TRY(const auto state, reader_.document(viewer, drafted.id));
    if (!state.working || state.working->state != change.ends_as) {
        return otherwise(change.name, "not " + std::string(core::name_of(change.ends_as)));
    }
    return {};
}

Status DemoActors::release(const DemoChange& change, const core::Identifier& id) {
    std::optional<core::Date> date;
    if (change.effective_in.count() > 0) {
        MUNIMENT_TRY(const auto today, reader_.today());
        date = core::Date(std::chrono::sys_days(today) + change.effective_in);
    }
    MUNIMENT_CHECK(writer_.release(acting(*change.released_by), {{id, {}}}, date, ""));
    return {};
}

Status DemoActors::perform(const DemoRetirement& retirement) {
    MUNIMENT_CHECK(
        writer_.retire(acting(retirement.requester), retirement.id, retirement.reason, {}));
    MUNIMENT_CHECK(sign(retirement.id, core::Request::retirement, retirement.signatures));
    MUNIMENT_TRY(const auto viewer, reader_.viewer(retirement.requester));
    MUNIMENT_TRY(const auto state, reader_.document(viewer, retirement.id));
    const bool retired = core::is_retired(state, reader_.now());
    if (retired != retirement.ends_as_retired) {
        return otherwise(retirement.name, retired ? "retired" : "not retired");
    }
    return {};
}

Status DemoActors::sign(const core::Identifier& id, core::Request request,
                        const std::vector<DemoSignature>& signatures) {
    for (const auto& given : signatures) {
        core::LibraryWriter::Signing signing;
        signing.request = request;
        signing.meaning = given.meaning;
        signing.decision = given.decision;
        signing.comment = given.comment;
        MUNIMENT_CHECK(writer_.sign(acting(given.person), id, signing));
    }
    return {};
}

}  // namespace muniment::cli
