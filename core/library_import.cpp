// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "core/earlier_imports.h"
#include "core/import_keys.h"
#include "core/writer_session.h"

namespace muniment::core {
namespace {

constexpr std::size_t most_subjects = 1000;
constexpr std::int64_t most_bytes_at_once = 64 * 1024 * 1024;

/// Whether some role, limited or not, allows to import; `decide` judges each line by itself.
bool may_import_some(const Policy& policy, const GrantSet& grants) {
    return std::any_of(grants.begin(), grants.end(), [&](const auto& text) {
        const auto grant = parse_grant(text);
        return grant && allows(policy, Right::import, {grant->role});
    });
}

/// What a link of the source means here. A key may itself hold the sign of a fragment.
std::string resolved(const std::string& meaning, const ImportIdentifiers& identifiers) {
    for (std::size_t end = meaning.size(); end != std::string::npos;
         end = end == 0 ? std::string::npos : meaning.rfind('#', end - 1)) {
        const auto found = identifiers.find(meaning.substr(0, end));
        if (found != identifiers.end()) return found->second.text() + meaning.substr(end);
    }
    return meaning;
}

std::map<std::string, std::string> resolved_links(const ImportedRevision& line,
                                                  const ImportIdentifiers& identifiers) {
    std::map<std::string, std::string> links;
    for (const auto& [target, meaning] : line.links) {
        links.emplace(target, resolved(meaning, identifiers));
    }
    return links;
}

Metadata metadata_of(const ImportedRevision& line, const Policy& policy, const PersonId& importer,
                     const Identifier& id, const ImportIdentifiers& identifiers) {
    Metadata metadata;
    metadata.type = line.type;
    metadata.owner = importer;
    metadata.reading_class = policy.default_class;
    metadata.change_reason = line.stated_reason;
    metadata.links = resolved_links(line, identifiers);
    if (id.text() != line.key) metadata.former_identifier = line.key;
    return metadata;
}

std::int64_t bytes_of(const DraftChange& content) {
    std::size_t bytes = content.master->bytes.size();
    for (const auto& file : content.attach) bytes += file.bytes.size();
    return static_cast<std::int64_t>(bytes);
}

}  // namespace

/// Decides as many of the lines as one event takes, from `next` on.
struct LibraryWriter::ImportRun {
    const Digest& manifest;
    const std::string& statement;
    const std::vector<ImportedRevision>& lines;
    std::set<std::int64_t> there;  ///< lines in the register already
    ImportIdentifiers identifiers;
    std::size_t next = 0;
    ImportReport report;
    std::vector<ImportFault> faults_of_attempt;
    EarlierImports earlier;
};

Result<std::optional<NewSubject>> LibraryWriter::import_line(
    Session& session, ImportRun& run, const ImportedRevision& line,
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
    // The documents of the source had identifiers of their own: only what is here now is meant.
    const LinksTo is_here = [&](const Identifier& other) -> Result<bool> {
        if (other.is_policy()) return false;
        MUNIMENT_TRY(const auto tip, session.reader.ports().reg.tip(SubjectName(other)));
        return tip.has_value();
    };
    MUNIMENT_TRY(const auto files, changed_files(id, {}, metadata, line.content, is_here));
    MUNIMENT_TRY(import.content, stage(session, id, files));
    MUNIMENT_TRY(const bool brought, run.earlier.brought(id, line, import.content.content.sha256));
    if (brought) return std::optional<NewSubject>();
    MUNIMENT_CHECK(session.know(import.content.metadata.owner));
    DocumentState& state = states[id];
    MUNIMENT_TRY(auto subject, decided_subject(session.around(), state, state, import));
    // The commit does not exist yet; its tree stands in, for only its being there matters here.
    state = apply(std::move(state), subject.event,
                  {session.head.sequence + 1, session.now, subject.tree, subject.tree});
    return std::optional(std::move(subject));
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
        if (subject && !*subject) run.there.insert(line.line);
        if (subject && *subject) {
            bytes += bytes_of(line.content);
            subjects.push_back(std::move(**subject));
        }
        if (subject) continue;
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
                                           const std::vector<ImportedRevision>& lines,
                                           const Progress& progress,
                                           const std::function<bool()>& keep_going) {
    MUNIMENT_CHECK(reader_.catch_up());
    MUNIMENT_TRY(const auto* policy, reader_.policy());
    MUNIMENT_TRY(const auto viewer, reader_.viewer(acting.person));
    if (!may_import_some(*policy, viewer.person->roles)) {
        return fail(ErrorCode::permission_denied, acting.person.text() + " may not import",
                    "The policy's right `import` says which roles may.");
    }
    MUNIMENT_CHECK(check_secret(acting));
    const LibraryPorts& ports = reader_.ports();
    MUNIMENT_TRY(const auto numbers, ports.catalogue.imported_lines(manifest));
    ImportRun run{manifest, statement, lines, {numbers.begin(), numbers.end()},   {},
                  0,        {},        {},    EarlierImports(ports.reg, manifest)};
    MUNIMENT_TRY(run.identifiers, assign_identifiers(ports, *policy, lines, run.there));
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
    for (const auto& line : lines) run.report.already_there += run.there.count(line.line);
    run.report.identifiers = std::move(run.identifiers);
    return std::move(run.report);
}

}  // namespace muniment::core
