// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/draft_change.h"
#include "core/library_reader.h"
#include "core/ports/key_ring.h"

namespace muniment::core {

/// The accountability statement that a person accepts by enrolling (21 CFR 11.10(j)); its SHA-256
/// stands in the event.
[[nodiscard]] std::string_view accountability_statement();

/// Who acts, and with what proof. Acts that are signed need the password, or a signer that uses a
/// key of the person's own; for others `authentication` says how the person is known.
struct Acting {
    PersonId person;
    std::optional<std::string> password;
    Authentication authentication = Authentication::none;
    Via via = Via::cli;
    std::shared_ptr<const PersonSigner> own_key = nullptr;  ///< goes before the password
};

/// What came of an act: the event as it stands in the register, durable.
struct Done {
    RegisterEntry entry;
    Identifier id;                               ///< of the document, for acts on one
    std::string revision;                        ///< label, for acts on a revision
    RevisionState state = RevisionState::draft;  ///< of that revision, after the act
    Digest digest;                               ///< what was acted upon
};

/// One revision to be imported, as its source states it.
struct ImportedRevision {
    std::string key;  ///< the source's name for the document; lines of one key follow
    std::string type;
    DraftChange content;  ///< master, title and metadata
    /// Links as written, and what they mean: another key of the import (also with a `#fragment`),
    /// or `attachments/NAME`.
    std::map<std::string, std::string> links;
    std::optional<RevisionLabel> revision;
    std::optional<Date> effective_from;
    bool as_effective = false;
    std::string stated_author;
    std::vector<std::string> stated_approvers;
    std::string stated_reason;
    std::int64_t line = 1;  ///< of the manifest, 1-based
};

/// Why one line of an import did not come in.
struct ImportFault {
    std::int64_t line = 0;
    std::string key;
    Error error;
};

struct ImportReport {
    std::uint64_t imported = 0;       ///< revisions brought in by this run
    std::uint64_t already_there = 0;  ///< by an earlier run, or just so by an earlier import
    std::vector<ImportFault> faults;
    std::map<std::string, Identifier> identifiers;  ///< by key
};

/// Does what people ask for: loads, decides, signs, appends, brings the projections up to date. The
/// rules are `decide`'s alone. When a call has returned success, its event survives power loss.
/// Several processes may write: each act takes the writer's lock, decides on what it then finds,
/// and fails with conflict rather than overwrite. Not thread-safe.
/// Errors: those of `decide`, and the ports'.
class LibraryWriter {
  public:
    LibraryWriter(LibraryReader& reader, RegisterGate& gate, KeyRing& keys)
        : reader_(reader), gate_(gate), keys_(keys) {}

    /// Registers what became due: starts in force and retirements whose date has come.
    [[nodiscard]] Status settle();

    // Documents
    [[nodiscard]] Result<Done> create_draft(const Acting& acting, const std::string& type,
                                            const DraftChange& change);
    [[nodiscard]] Result<Done> draft_revision(const Acting& acting, const Identifier& id,
                                              const DraftChange& change, const std::string& reason);
    /// `shown` of these two absent: what is there.
    [[nodiscard]] Result<Done> edit_draft(const Acting& acting, const Identifier& id,
                                          const DraftChange& change, const std::string& reason,
                                          const std::optional<Digest>& shown = {});
    [[nodiscard]] Result<Done> submit(const Acting& acting, const Identifier& id,
                                      const std::string& comment,
                                      const std::optional<Digest>& shown = {});
    [[nodiscard]] Result<Done> withdraw(const Acting& acting, const Identifier& id,
                                        const std::string& reason);

    struct Signing {
        Request request = Request::draft;
        Meaning meaning = Meaning::approval;
        Decision decision = Decision::accept;
        std::string comment;
        std::optional<Digest> digest;          ///< what was shown; absent: what is there
        std::optional<PersonId> on_behalf_of;  ///< absent: oneself, else whoever delegated
    };
    [[nodiscard]] Result<Done> sign(const Acting& acting, const Identifier& id,
                                    const Signing& signing);

    struct Releasing {
        Identifier id;
        std::optional<Digest> digest;  ///< what was shown; absent: what is there
    };
    /// Releases all of them in one event, or none. Without a date: at once.
    [[nodiscard]] Result<std::vector<Done>> release(const Acting& acting,
                                                    const std::vector<Releasing>& documents,
                                                    std::optional<Date> effective,
                                                    const std::string& comment);
    [[nodiscard]] Result<Done> reschedule(const Acting& acting, const Identifier& id,
                                          Date effective, const std::string& reason);
    [[nodiscard]] Result<Done> cancel(const Acting& acting, const Identifier& id,
                                      const std::string& reason);
    [[nodiscard]] Result<Done> reassign(const Acting& acting, const Identifier& id,
                                        const Reassign& command);
    [[nodiscard]] Result<Done> review(const Acting& acting, const Identifier& id,
                                      ReviewOutcome outcome, const std::string& reason);
    [[nodiscard]] Result<Done> acknowledge(const Acting& acting, const Identifier& id,
                                           std::optional<RevisionLabel> revision);
    [[nodiscard]] Result<Done> retire(const Acting& acting, const Identifier& id,
                                      const std::string& reason, std::optional<Date> date);

    /// Brings in the lines in events of at most 1,000 subjects; lines of the same manifest that are
    /// in the register already are passed over. A line that cannot come in is reported, the rest
    /// goes on; `keep_going` is asked between events.
    [[nodiscard]] Result<ImportReport> import(const Acting& acting, const Digest& manifest,
                                              const std::string& statement,
                                              const std::vector<ImportedRevision>& lines,
                                              const Progress& progress,
                                              const std::function<bool()>& keep_going);

    // People
    /// Returns the one-time code for their enrolment. The comment of this act and of `confirm` is
    /// kept with it: how it is known who they are (21 CFR 11.100(b)).
    [[nodiscard]] Result<std::string> add_person(const Acting& acting, const PersonId& id,
                                                 const std::string& name, const GrantSet& roles,
                                                 const std::string& comment = {});
    /// The person makes their key, under a password that only they know. After a reset, somebody
    /// must then `confirm`: returns whether that is so.
    [[nodiscard]] Result<bool> enrol(const PersonId& id, const std::string& code,
                                     const std::string& password, Via via);
    [[nodiscard]] Status confirm(const Acting& acting, const PersonId& id,
                                 const std::string& comment = {});
    /// Ends the person's key; returns the code for a new one.
    [[nodiscard]] Result<std::string> reset(const Acting& acting, const PersonId& id,
                                            const std::string& reason);
    /// Where the policy asks for two persons this is a proposal, which waits for `decide_roles`:
    /// returns whether that is so. The same holds for the roles of a person added.
    [[nodiscard]] Result<bool> change_roles(const Acting& acting, const PersonId& id,
                                            const GrantSet& add, const GrantSet& remove,
                                            const std::string& reason = {});
    /// Confirms or rejects what was proposed; `shown` absent: what is there. A rejection has a
    /// reason.
    [[nodiscard]] Status decide_roles(const Acting& acting, const PersonId& id, Decision decision,
                                      const std::string& reason,
                                      const std::optional<RoleProposal>& shown = {});
    [[nodiscard]] Status disable(const Acting& acting, const PersonId& id,
                                 const std::string& reason);
    /// From the first instant of `from` to the last of `until`.
    [[nodiscard]] Status delegate(const Acting& acting, const PersonId& to, Date from, Date until);

    /// Enrols a key of the acting person's own, with the proof that they hold it; the act is signed
    /// by a key that they have already. invalid_argument for a wrong proof, already_exists for a
    /// key that the register knows.
    [[nodiscard]] Status enrol_key(const Acting& acting, const std::string& public_key,
                                   const std::string& proof);
    /// Ends a key of that person: signatures made before stay valid. The act is not signed by it.
    [[nodiscard]] Status revoke_key(const Acting& acting, const PersonId& owner,
                                    const std::string& public_key, const std::string& reason,
                                    std::optional<Instant> compromised_since);

    // The registrar
    /// Makes a new key for the registrar; the old one signs the event. Returns the new public key.
    [[nodiscard]] Result<std::string> rotate_registrar(const Acting& acting,
                                                       const std::string& reason);
    /// The same without the old key, signed by as many people as the policy asks.
    [[nodiscard]] Result<std::string> replace_registrar(const std::vector<Acting>& acting,
                                                        const std::string& reason,
                                                        std::optional<Instant> compromised_since);

    /// Whether the password, or the own key, is this person's. permission_denied otherwise.
    [[nodiscard]] Status check_secret(const Acting& acting);
    /// Whether the password is this person's: it opens their key. permission_denied otherwise.
    [[nodiscard]] Status check_password(const PersonId& person, const std::string& password);

  private:
    struct Session;
    struct ImportRun;
    using Decide = std::function<Result<std::vector<NewSubject>>(Session&)>;

    /// The signer of the acting person; not by `ending`, a key that the act itself ends.
    [[nodiscard]] Result<std::shared_ptr<const PersonSigner>> unlock(
        const Acting& acting, const std::string& ending = {});
    [[nodiscard]] static Status check_key(const Session& session, const PersonSigner& signer);
    /// Also that all of it may be signed before its event, where it was.
    [[nodiscard]] Status check_signer(const Session& session, const PersonSigner& signer,
                                      const std::vector<NewSubject>& subjects);
    [[nodiscard]] Result<RegisterEntry> transact(const Acting& acting, bool signed_act,
                                                 const Decide& decide,
                                                 const std::string& ending = {});
    /// An attempt at the event; `writer` is open, and nothing is due at `now`.
    [[nodiscard]] Result<Session> begin_session(RegisterWriter& writer, Instant now,
                                                const Acting& acting,
                                                Authentication authentication);
    /// The event time at which nothing is due any more.
    [[nodiscard]] Result<Instant> settle(RegisterWriter& writer);
    [[nodiscard]] Result<Done> act(
        const Acting& acting, bool signed_act, const Identifier& id,
        const std::function<Result<DocumentCommand>(Session&, const DocumentState&)>& command_for);
    [[nodiscard]] Result<RegisterEntry> act_on_person(
        const Acting& acting, bool signed_act, const PersonId& id,
        const std::function<Result<PersonCommand>(Session&, const Person*)>& command_for,
        const std::string& ending = {});
    [[nodiscard]] Result<NewContent> stage(Session& session, const Identifier& id,
                                           const Files& files);

    /// Nothing when another import has brought exactly this line before.
    [[nodiscard]] Result<std::optional<NewSubject>> import_line(
        Session& session, ImportRun& run, const ImportedRevision& line,
        std::map<Identifier, DocumentState>& states);
    [[nodiscard]] Result<std::vector<NewSubject>> import_batch(Session& session, ImportRun& run);

    LibraryReader& reader_;
    RegisterGate& gate_;
    KeyRing& keys_;
};

}  // namespace muniment::core
