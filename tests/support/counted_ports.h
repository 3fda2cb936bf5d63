// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>

#include "core/library_reader.h"

namespace muniment::test {

/// How often each question was asked.
using Work = std::map<std::string, int>;

/// The register, with its questions counted; look-ups of a tip are not: they cost next to nothing.
class CountedRegister : public core::RegisterReader {
  public:
    CountedRegister(core::RegisterReader& reg, Work& work) : reg_(reg), work_(work) {}

    core::Result<core::Head> head() override { return reg_.head(); }
    core::Result<core::Digest> founding() override { return reg_.founding(); }
    core::Status each_after(
        std::uint64_t sequence,
        const std::function<core::Status(const core::RegisterEntry&)>& visit) override {
        return reg_.each_after(sequence, visit);
    }
    core::Result<std::optional<core::ObjectId>> tip(const core::SubjectName& subject) override {
        return reg_.tip(subject);
    }
    core::Result<std::vector<core::RecordedSubject>> chain(const core::ObjectId& tip) override {
        ++work_["histories read"];
        return reg_.chain(tip);
    }
    core::Result<core::Files> files(const core::ObjectId& tree) override {
        ++work_["files read"];
        return reg_.files(tree);
    }
    core::Result<std::string> file(const core::ObjectId& tree, const std::string& path) override {
        ++work_["files read"];
        return reg_.file(tree, path);
    }
    core::Result<std::optional<core::Person>> person(const core::PersonId& id) override {
        ++work_["people read"];
        return reg_.person(id);
    }
    core::Result<std::vector<core::Person>> all_people() override { return reg_.all_people(); }
    core::Result<bool> knows_key(const std::string& public_key) override {
        return reg_.knows_key(public_key);
    }
    core::Result<std::uint64_t> highest_number(const std::string& prefix) override {
        return reg_.highest_number(prefix);
    }

  private:
    core::RegisterReader& reg_;
    Work& work_;
};

/// The catalogue, with its questions counted.
class CountedCatalogue : public core::Catalogue {
  public:
    CountedCatalogue(core::Catalogue& catalogue, Work& work) : catalogue_(catalogue), work_(work) {}

    core::Result<std::uint64_t> applied() override { return catalogue_.applied(); }
    core::Status apply(const core::RegisterEntry& entry,
                       const std::vector<const core::DocumentState*>& changed) override {
        return catalogue_.apply(entry, changed);
    }
    core::Status begin_bulk() override { return catalogue_.begin_bulk(); }
    core::Status end_bulk() override { return catalogue_.end_bulk(); }
    core::Status clear() override { return catalogue_.clear(); }
    core::Result<std::vector<std::pair<core::ObjectId, core::CommitPosition>>> positions(
        const core::SubjectName& subject) override {
        ++work_["positions read"];
        return catalogue_.positions(subject);
    }
    core::Result<std::vector<core::DocumentRow>> documents(const core::DocumentFilter& filter,
                                                           core::Instant now) override {
        ++work_["lists read"];
        return catalogue_.documents(filter, now);
    }
    core::Result<std::vector<core::TrailRow>> trail(const core::TrailFilter& filter) override {
        ++work_["trails read"];
        return catalogue_.trail(filter);
    }
    core::Result<bool> has_acknowledged(const core::Identifier& id,
                                        const core::RevisionLabel& revision,
                                        const core::PersonId& person) override {
        ++work_["acknowledgements looked for"];
        return catalogue_.has_acknowledged(id, revision, person);
    }
    core::Result<std::vector<core::Identifier>> due(core::Instant now) override {
        ++work_["due looked for"];
        return catalogue_.due(now);
    }
    core::Result<std::vector<core::OpenWork>> open_work(core::Date today) override {
        ++work_["open work read"];
        return catalogue_.open_work(today);
    }
    core::Result<std::vector<std::int64_t>> imported_lines(const core::Digest& manifest) override {
        ++work_["imports read"];
        return catalogue_.imported_lines(manifest);
    }
    core::Result<std::optional<core::Identifier>> by_former_identifier(
        const std::string& former) override {
        ++work_["former identifiers looked for"];
        return catalogue_.by_former_identifier(former);
    }
    core::Result<std::vector<core::Identifier>> identifiers() override {
        ++work_["identifiers read"];
        return catalogue_.identifiers();
    }

  private:
    core::Catalogue& catalogue_;
    Work& work_;
};

/// The search index, with its searches counted.
class CountedIndex : public core::SearchIndex {
  public:
    CountedIndex(core::SearchIndex& index, Work& work) : index_(index), work_(work) {}

    core::Result<std::uint64_t> applied() override { return index_.applied(); }
    core::Status put(const core::SearchableRevision& one) override { return index_.put(one); }
    core::Status remove(const core::Identifier& id, const core::RevisionLabel& label) override {
        return index_.remove(id, label);
    }
    core::Status commit(std::uint64_t sequence) override { return index_.commit(sequence); }
    core::Status clear() override { return index_.clear(); }
    core::Result<core::SearchAnswer> search(const core::SearchQuery& query) override {
        ++work_["searches"];
        return index_.search(query);
    }

  private:
    core::SearchIndex& index_;
    Work& work_;
};

}  // namespace muniment::test
