// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/writer_session.h"

namespace muniment::core {
namespace {

constexpr std::size_t most_subjects = 1000;
constexpr std::int64_t most_bytes_at_once = 64 * 1024 * 1024;

using Identifiers = std::map<std::string, Identifier>;

/// Whether the document began as an import, so that further revisions of its source may follow.
Result<bool> began_as_import(RegisterReader& reg, const Identifier& id) {
    MUNIMENT_TRY(const auto tip, reg.tip(SubjectName(id)));
    if (!tip) return false;
    MUNIMENT_TRY(const auto chain, reg.chain(*tip));
    return !chain.empty() && chain.front().event.kind == EventKind::imported;
}

/// Gives each key of an import its document: the one it became before, else the key itself when
/// it fits the type's numbering and is free, else the next number.
class KeyAssigner {
  public:
    KeyAssigner(LibraryReader& reader, const Policy& policy) : reader_(reader), policy_(policy) {}

    Status assign(const std::vector<ImportedRevision>& lines) {
        // Keys that are identifiers first, so that no number is given that a later key claims.
        for (const auto& line : lines) MUNIMENT_CHECK(assign_known(line));
        for (const auto& line : lines) MUNIMENT_CHECK(assign_next(line));
        return {};
    }

    Identifiers identifiers;

  private:
    Status assign_known(const ImportedRevision& line) {
        if (identifiers.count(line.key) > 0) return {};
        MUNIMENT_TRY(const auto former, reader_.ports().catalogue.by_former_identifier(line.key));
        if (former) return put(line, *former);
        const auto type = policy_.type(line.type);
        const auto id = Identifier::parse(line.key);
        if (!type || !id || id->is_policy() || !(*type)->pattern.fits(*id)) return {};
        MUNIMENT_TRY(const auto tip, reader_.ports().reg.tip(SubjectName(*id)));
        if (!tip) return put(line, *id);
        MUNIMENT_TRY(const bool ours, began_as_import(reader_.ports().reg, *id));
        return ours ? put(line, *id) : Status();
    }

    Status assign_next(const ImportedRevision& line) {
        const auto type = policy_.type(line.type);
        if (identifiers.count(line.key) > 0 || !type || line.type == "POLICY") return {};
        const std::string& prefix = (*type)->pattern.prefix();
        auto last = last_number_.find(prefix);
        if (last == last_number_.end()) {
            MUNIMENT_TRY(const auto highest, reader_.ports().reg.highest_number(prefix));
            last = last_number_.emplace(prefix, highest).first;
        }
        do {
            ++last->second;
        } while (taken_.count((*type)->pattern.identifier(last->second)) > 0);
        return put(line, (*type)->pattern.identifier(last->second));
    }

    Status put(const ImportedRevision& line, const Identifier& id) {
        identifiers.emplace(line.key, id);
        taken_.insert(id);
        return {};
    }

    LibraryReader& reader_;
    const Policy& policy_;
    std::map<std::string, std::uint64_t> last_number_;
    std::set<Identifier> taken_;
};

/// Links of the source, with keys replaced by the identifiers that they became.
std::map<std::string, std::string> resolved_links(const ImportedRevision& line,
                                                  const Identifiers& identifiers) {
    std::map<std::string, std::string> links;
    for (const auto& [target, meaning] : line.links) {
        const auto fragment = std::min(meaning.find('#'), meaning.size());
        const auto found = identifiers.find(meaning.substr(0, fragment));
        links.emplace(target, found == identifiers.end()
                                  ? meaning
                                  : found->second.text() + meaning.substr(fragment));
    }
    return links;
}

Metadata metadata_of(const ImportedRevision& line, const Policy& policy, const PersonId& importer,
                     const Identifier& id, const Identifiers& identifiers) {
    Metadata metadata;
    metadata.type = line.type;
    metadata.owner = importer;
    metadata.reading_class = policy.default_class;
    metadata.change_reason = line.stated_reason;
    metadata.links = resolved_links(line, identifiers);
    if (id.text() != line.key) metadata.former_identifier = line.key;
    return metadata;
}

}  // namespace

/// Decides as many of the lines as one event takes, from `next` on.
struct LibraryWriter::ImportRun {
    const Digest& manifest;
    const std::string& statement;
    const std::vector<ImportedRevision>& lines;
    std::set<std::int64_t> there;  ///< lines in the register already
    Identifiers identifiers;
    std::size_t next = 0;
    ImportReport report;
    std::vector<ImportFault> faults_of_attempt;
};

Result<NewSubject> LibraryWriter::import_line(Session& session, const ImportRun& run,
                                              const ImportedRevision& line,
                                              std::map<Identifier, DocumentState>& states) {
    MUNIMENT_CHECK(session.policy.type(line.type));
    const auto assigned = run.identifiers.find(line.key);
    if (assigned == run.identifiers.end()) {
        return fail(ErrorCode::invalid_argument, "POLICY is not imported",
                    "Propose it with `muniment policy propose`.");
    }
    const Identifier id = assigned->second;
    if (states.count(id) == 0) {
        DocumentLoader loader(session.reader.ports().reg, session.reader.ports().catalogue);
        MUNIMENT_TRY(states[id], loader.load(id));
    }
    Import import;
    import.id = id;
    import.revision = line.revision;
    import.as_effective = line.as_effective;
    import.today = session.today;
    import.stated_author = line.stated_author;
    import.stated_approvers = line.stated_approvers;
    import.stated_reason = line.stated_reason;
    import.manifest = run.manifest;
    import.manifest_line = line.line;
    import.statement = run.statement;
    if (line.effective_from) {
        MUNIMENT_TRY(import.stated_start, session.resolve(*line.effective_from));
    }
    const Metadata metadata =
        metadata_of(line, session.policy, session.actor.person, id, run.identifiers);
    MUNIMENT_TRY(const auto files,
                 changed_files(id, {}, metadata, line.content,
                               [](const Identifier&) -> Result<bool> { return false; }));
    MUNIMENT_TRY(import.content, stage(session, id, files));
    MUNIMENT_CHECK(session.know(import.content.metadata.owner));
    DocumentState& state = states[id];
    MUNIMENT_TRY(auto subject, decided_subject(session.around(), state, import));
    // The commit does not exist yet; its tree stands in, for only its being there matters here.
    state = apply(std::move(state), subject.event,
                  {session.head.sequence + 1, session.now, subject.tree, subject.tree});
    return subject;
}

Result<std::vector<NewSubject>> LibraryWriter::import_batch(Session& session, ImportRun& run) {
    std::vector<NewSubject> subjects;
    std::map<Identifier, DocumentState> states;
    std::int64_t bytes = 0;
    run.faults_of_attempt.clear();
    while (run.next < run.lines.size() && subjects.size() < most_subjects &&
           bytes < most_bytes_at_once) {
        const ImportedRevision& line = run.lines[run.next++];
        if (run.there.count(line.line) > 0) continue;
        auto subject = import_line(session, run, line, states);
        if (subject) {
            bytes += static_cast<std::int64_t>(line.content.master->bytes.size());
            subjects.push_back(std::move(*subject));
            continue;
        }
        const ErrorCode code = subject.error().code;
        if (code == ErrorCode::unavailable || code == ErrorCode::data_corrupt ||
            code == ErrorCode::internal) {
            return fail(subject.error());
        }
        run.faults_of_attempt.push_back({line.line, line.key, subject.error()});
    }
    return subjects;
}

Result<ImportReport> LibraryWriter::import(const Acting& acting, const Digest& manifest,
                                           const std::string& statement,
                                           std::vector<ImportedRevision> lines,
                                           const Progress& progress,
                                           const std::function<bool()>& keep_going) {
    MUNIMENT_CHECK(reader_.catch_up());
    MUNIMENT_TRY(const auto* policy, reader_.policy());
    MUNIMENT_TRY(const auto viewer, reader_.viewer(acting.person));
    if (!allows(*policy, Right::import, viewer.person->roles)) {
        return fail(ErrorCode::permission_denied, acting.person.text() + " may not import",
                    "The policy's right `import` says which roles may.");
    }
    MUNIMENT_CHECK(check_password(acting.person, acting.password.value_or("")));
    KeyAssigner assigner(reader_, *policy);
    MUNIMENT_CHECK(assigner.assign(lines));
    MUNIMENT_TRY(const auto there, reader_.ports().catalogue.imported_lines(manifest));
    ImportRun run{manifest, statement, lines, {there.begin(), there.end()}, {}, 0, {}, {}};
    run.identifiers = std::move(assigner.identifiers);
    for (const auto& line : lines) run.report.already_there += run.there.count(line.line);
    while (run.next < lines.size() && keep_going()) {
        const std::size_t first = run.next;
        bool nothing = false;
        const Decide decide_batch = [&](Session& session) -> Result<std::vector<NewSubject>> {
            run.next = first;
            MUNIMENT_TRY(auto subjects, import_batch(session, run));
            nothing = subjects.empty();
            if (nothing) return fail(ErrorCode::failed_precondition, "nothing to import");
            return subjects;
        };
        const auto entry = transact(acting, true, decide_batch);
        if (!entry && !nothing) return fail(entry.error());
        if (entry) run.report.imported += entry->subjects.size();
        for (auto& fault : run.faults_of_attempt) run.report.faults.push_back(std::move(fault));
        if (progress) progress(run.next, lines.size());
    }
    run.report.identifiers = std::move(run.identifiers);
    return std::move(run.report);
}

}  // namespace muniment::core
