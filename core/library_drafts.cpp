// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/numbering.h"
#include "core/rendition/document_text.h"
#include "core/writer_session.h"

namespace muniment::core {
namespace {

/// What the next draft of a document begins with: the newest content that it had.
struct Base {
    ObjectId tree;
    Metadata metadata;
};

Base newest_content(const DocumentState& state) {
    if (!state.released.empty()) {
        return {state.released.back().content.tree, state.released.back().metadata};
    }
    if (!state.withdrawn.empty()) {
        return {state.withdrawn.back().content.tree, state.withdrawn.back().metadata};
    }
    return {};
}

/// Whatever looks like an identifier: what is there, and for whom, is asked when somebody reads.
/// Were it asked here, the stored links would tell the author of documents that are not for them.
Result<bool> any_document(const Identifier&) {
    return true;
}

/// The title of the text itself, for an author who gave none.
Result<DraftChange> with_title(DraftChange change) {
    const bool markdown = change.master && is_markdown("x" + change.master->extension);
    if (change.title || !markdown) return change;
    MUNIMENT_TRY(change.title, title_of_document(change.master->bytes));
    return change;
}

/// Dates of the proposed policy must be dates somewhere.
template <class Session>
Status check_zone(Session& session, const File& rules) {
    MUNIMENT_TRY(const auto proposed, parse_policy(rules.bytes));
    const auto date = session.reader.ports().calendar.local_date(proposed.time_zone, session.now);
    if (date) return {};
    return fail(ErrorCode::invalid_argument, "time_zone: " + date.error().message,
                date.error().hint);
}

}  // namespace

Result<NewContent> LibraryWriter::stage(Session& session, const Identifier& id,
                                        const Files& files) {
    auto inspection = inspect(id, files);
    // The metadata were written this moment, so what cannot be read is what somebody gave.
    if (!inspection && inspection.error().code == ErrorCode::data_corrupt) {
        inspection.error().code = ErrorCode::invalid_argument;
    }
    MUNIMENT_TRY(auto inspected, std::move(inspection));
    if (inspected.bytes > session.policy.limits.content_bytes) {
        return fail(ErrorCode::invalid_argument,
                    "the files have " + std::to_string(inspected.bytes) +
                        " bytes; the policy allows " +
                        std::to_string(session.policy.limits.content_bytes));
    }
    if (id.is_policy()) MUNIMENT_CHECK(check_zone(session, *find_master(id, files)));
    NewContent content;
    MUNIMENT_TRY(content.content, session.writer.stage(files));
    content.metadata = std::move(inspected.metadata);
    content.bytes = inspected.bytes;
    return content;
}

Result<Done> LibraryWriter::create_draft(const Acting& acting, const std::string& type_code,
                                         const DraftChange& given) {
    if (!given.master) {
        return fail(ErrorCode::invalid_argument, "a document needs a text",
                    "Give a file with --from.");
    }
    MUNIMENT_TRY(const auto change, with_title(given));
    const Decide decide_creation = [&](Session& session) -> Result<std::vector<NewSubject>> {
        MUNIMENT_TRY(const auto* type, session.policy.type(type_code));
        if (type->code == "POLICY") {
            return fail(ErrorCode::already_exists, "POLICY exists already",
                        "Propose the next one with `muniment policy propose`.");
        }
        auto& reg = session.reader.ports().reg;
        MUNIMENT_TRY(const auto highest, reg.highest_number(type->pattern.prefix()));
        CreateDraft create;
        create.id = type->pattern.identifier(highest + 1);
        create.reason = change.change_reason.value_or("");
        Metadata metadata;
        metadata.type = type->code;
        metadata.owner = acting.person;
        metadata.reading_class = session.policy.default_class;
        MUNIMENT_TRY(const auto files,
                     changed_files(create.id, {}, metadata, change, any_document));
        MUNIMENT_TRY(create.content, stage(session, create.id, files));
        MUNIMENT_CHECK(session.know(create.content.metadata.owner));
        DocumentState state;
        state.id = create.id;
        MUNIMENT_TRY(auto subject, decided_subject(session.around(), state, state, create));
        return std::vector{std::move(subject)};
    };
    MUNIMENT_TRY(const auto entry, transact(acting, false, decide_creation));
    return done_with(entry, entry.subjects.front());
}

Result<Done> LibraryWriter::draft_revision(const Acting& acting, const Identifier& id,
                                           const DraftChange& change, const std::string& reason) {
    return act(acting, id.is_policy(), id,
               [&](Session& session, const DocumentState& state) -> Result<DocumentCommand> {
                   Base base = newest_content(state);
                   // The reader may not begin what `decide` will refuse: let it say so.
                   if (state.working) base = {state.working->content.tree, state.working->metadata};
                   base.metadata.effective_date.reset();
                   base.metadata.change_reason = reason;
                   auto& reg = session.reader.ports().reg;
                   MUNIMENT_TRY(const auto files, reg.files(base.tree));
                   MUNIMENT_TRY(const auto changed,
                                changed_files(id, files, base.metadata, change, any_document));
                   DraftRevision command;
                   command.reason = reason;
                   MUNIMENT_TRY(command.content, stage(session, id, changed));
                   return command;
               });
}

Result<Done> LibraryWriter::edit_draft(const Acting& acting, const Identifier& id,
                                       const DraftChange& change, const std::string& reason,
                                       const std::optional<Digest>& shown) {
    return act(acting, id.is_policy(), id,
               [&](Session& session, const DocumentState& state) -> Result<DocumentCommand> {
                   EditDraft command;
                   command.reason = reason;
                   command.shown = shown;
                   if (!state.working) return command;  // `decide` says what is missing
                   auto& reg = session.reader.ports().reg;
                   MUNIMENT_TRY(const auto files, reg.files(state.working->content.tree));
                   MUNIMENT_TRY(
                       const auto changed,
                       changed_files(id, files, state.working->metadata, change, any_document));
                   MUNIMENT_TRY(command.content, stage(session, id, changed));
                   return command;
               });
}

Result<Done> LibraryWriter::submit(const Acting& acting, const Identifier& id,
                                   const std::string& comment, const std::optional<Digest>& shown) {
    return act(acting, true, id,
               [&](Session&, const DocumentState& state) -> Result<DocumentCommand> {
                   const auto there = state.working ? state.working->content.sha256 : Digest();
                   return Submit{shown.value_or(there), comment};
               });
}

Result<Done> LibraryWriter::withdraw(const Acting& acting, const Identifier& id,
                                     const std::string& reason) {
    return act(acting, true, id, [&](Session&, const DocumentState&) -> Result<DocumentCommand> {
        return Withdraw{reason};
    });
}

}  // namespace muniment::core
