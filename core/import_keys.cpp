// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/import_keys.h"

namespace muniment::core {
namespace {

/// Whether the document came from an import under this very name, so that further revisions of its
/// source may follow. One that got its number for another key is somebody else.
Result<bool> is_import_of(RegisterReader& reg, const Identifier& id) {
    MUNIMENT_TRY(const auto tip, reg.tip(SubjectName(id)));
    if (!tip) return false;
    MUNIMENT_TRY(const auto chain, reg.chain(*tip));
    if (chain.empty() || chain.front().event.kind != EventKind::imported) return false;
    const auto& metadata = chain.front().event.metadata;
    return metadata && metadata->former_identifier.empty();
}

class KeyAssigner {
  public:
    KeyAssigner(const LibraryPorts& ports, const Policy& policy,
                const std::set<std::int64_t>& there)
        : ports_(ports), policy_(policy), there_(there) {}

    Status assign(const std::vector<ImportedRevision>& lines) {
        // Keys that are identifiers first, so that no number is given that a later key claims.
        for (const auto& line : lines) MUNIMENT_CHECK(assign_known(line));
        for (const auto& line : lines) MUNIMENT_CHECK(assign_in_order(line));
        for (const auto* line : at_the_end_) MUNIMENT_CHECK(assign_next(*line));
        return {};
    }

    ImportIdentifiers identifiers;

  private:
    Status assign_known(const ImportedRevision& line) {
        if (identifiers.count(line.key) > 0) return {};
        MUNIMENT_TRY(const auto former, ports_.catalogue.by_former_identifier(line.key));
        if (former) return put(line, *former);
        const auto type = policy_.type(line.type);
        const auto id = Identifier::parse(line.key);
        if (!type || !id || id->is_policy() || !(*type)->pattern.fits(*id)) return {};
        MUNIMENT_TRY(const auto tip, ports_.reg.tip(SubjectName(*id)));
        if (!tip) return put(line, *id);
        MUNIMENT_TRY(const bool ours, is_import_of(ports_.reg, *id));
        return ours ? put(line, *id) : Status();
    }

    /// Walks the lines as the first run did: after a line that is there comes the next number. What
    /// stands before every line that is there was refused then, and waits for the end.
    Status assign_in_order(const ImportedRevision& line) {
        const auto type = policy_.type(line.type);
        if (!type || line.type == "POLICY") return {};
        const std::string& prefix = (*type)->pattern.prefix();
        const auto known = identifiers.find(line.key);
        if (known != identifiers.end()) {
            const bool numbered = known->second.text() != line.key;
            if (numbered && there_.count(line.line) > 0 && prefix_of(known->second) == prefix) {
                last_[prefix] = number_of(known->second);
            }
            return {};
        }
        if (!there_.empty() && last_.count(prefix) == 0) {
            at_the_end_.push_back(&line);
            return {};
        }
        return assign_next(line);
    }

    Status assign_next(const ImportedRevision& line) {
        if (identifiers.count(line.key) > 0) return {};
        MUNIMENT_TRY(const auto* const type, policy_.type(line.type));
        const std::string& prefix = type->pattern.prefix();
        MUNIMENT_TRY(const auto highest, highest_number(prefix));
        auto& last = last_.emplace(prefix, highest).first->second;
        for (;;) {
            const Identifier id = type->pattern.identifier(++last);
            if (taken_.count(id) > 0) continue;
            if (last > highest) return put(line, id);
            MUNIMENT_TRY(const auto tip, ports_.reg.tip(SubjectName(id)));
            if (!tip) return put(line, id);
        }
    }

    Result<std::uint64_t> highest_number(const std::string& prefix) {
        auto found = highest_.find(prefix);
        if (found == highest_.end()) {
            MUNIMENT_TRY(const auto highest, ports_.reg.highest_number(prefix));
            found = highest_.emplace(prefix, highest).first;
        }
        return found->second;
    }

    Status put(const ImportedRevision& line, const Identifier& id) {
        identifiers.emplace(line.key, id);
        taken_.insert(id);
        return {};
    }

    const LibraryPorts& ports_;
    const Policy& policy_;
    const std::set<std::int64_t>& there_;
    std::map<std::string, std::uint64_t> last_;     ///< number given, by prefix
    std::map<std::string, std::uint64_t> highest_;  ///< in the register, by prefix
    std::set<Identifier> taken_;
    std::vector<const ImportedRevision*> at_the_end_;
};

}  // namespace

Result<ImportIdentifiers> assign_identifiers(const LibraryPorts& ports, const Policy& policy,
                                             const std::vector<ImportedRevision>& lines,
                                             const std::set<std::int64_t>& there) {
    KeyAssigner assigner(ports, policy, there);
    MUNIMENT_CHECK(assigner.assign(lines));
    return std::move(assigner.identifiers);
}

}  // namespace muniment::core
