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
