// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>

#include <catch2/catch.hpp>

#include "storage/verifier.h"
#include "tests/support/eventful_library.h"
#include "tests/support/model_library.h"
#include "tests/support/register_forge.h"

using namespace muniment;
using core::ObjectId;
using test::ForgedEvent;
using test::GitObject;

namespace {

/// What became of the mutations of one kind.
struct Count {
    int made = 0;
    int found = 0;         ///< by the register alone
    int found_by_pin = 0;  ///< only by a pin after the mutation, or by the high-water mark
};

/// A library, what is known of it elsewhere, and somebody who tampers with it.
class Tampering {
  public:
    explicit Tampering(unsigned seed) : random_(seed) {
        forge = std::make_unique<test::RegisterForge>(library.layout);
        pin_ = library.services().high_water();
        const auto clean = library.verify({.expect = pin_, .high_water = pin_});
        UNSCOPED_INFO(test::describe(clean));
        REQUIRE(clean.faults.empty());
        for (const auto& [id, object] : forge->objects()) ids_.push_back(id);
    }

    /// Every mutation was found in one way or the other.
    void finish() const {
        for (const auto& [kind, count] : counts_) {
            UNSCOPED_INFO(kind << ": " << count.made << " made, " << count.found << " found, "
                               << count.found_by_pin << " found by a pin alone");
        }
        const auto all = [](const auto& entry) {
            return entry.second.made == entry.second.found + entry.second.found_by_pin;
        };
        CHECK(std::all_of(counts_.begin(), counts_.end(), all));
    }

    std::size_t below(std::size_t end) {
        return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
    }

    ObjectId some_object() { return ids_[below(ids_.size())]; }

    GitObject flipped(const ObjectId& id) {
        GitObject object = forge->objects().at(id);
        auto& byte = object.bytes[below(object.bytes.size())];
        byte = static_cast<char>(byte ^ static_cast<char>(1 + below(255)));
        return object;
    }

    /// The mutation must be found without any help, and the event be named.
    void must_be_found(const std::string& kind, std::uint64_t event) {
        const auto report = verify({});
        Count& count = counts_[kind];
        ++count.made;
        INFO(kind << " of event " << event << "\n" << test::describe(report));
        const auto first = first_event(report);
        const bool named = std::any_of(report.faults.begin(), report.faults.end(),
                                       [&](const auto& fault) { return event_of(fault) == event; });
        // An event that names no event before it is named together with the one that is missing.
        const bool is_first = first && *first + 1 >= event;
        if (named && is_first) ++count.found;
        CHECK(named);
        CHECK(is_first);
        forge->restore();
    }

    /// The mutation must be found without any help.
    void must_be_found(const std::string& kind) {
        const auto report = verify({});
        Count& count = counts_[kind];
        ++count.made;
        INFO(kind);
        CHECK_FALSE(report.faults.empty());
        if (!report.faults.empty()) ++count.found;
        forge->restore();
    }

    /// Only acts that nobody signed may escape, and only without a pin.
    void must_be_found_or_harmless(const std::string& kind, std::uint64_t event) {
        const auto report = verify({});
        Count& count = counts_[kind];
        ++count.made;
        INFO(kind << " of event " << event << "\n" << test::describe(report));
        if (const auto first = first_event(report)) {
            ++count.found;
            CHECK(*first + 1 >= event);
        } else {
            for (const auto& subject : forge->subjects_now()) check_not_made_up(subject);
            const auto pinned = verify({.expect = pin_});
            const auto marked = verify({.high_water = pin_});
            CHECK(first_event(pinned));
            CHECK(first_event(marked));
            if (first_event(pinned)) ++count.found_by_pin;
        }
        forge->restore();
    }

    /// With a key of the library that is not the acting person's.
    void sign_as_bob(storage::RawCommit& commit) {
        const auto bob = test::person_id("bob");
        const auto person = test::must(library.reader().ports().reg.person(bob));
        const auto signer = test::must(library.services().keys().unlock(
            bob, person->keys.back().public_key, test::RealLibrary::password("bob")));
        commit.signature = test::must(signer->sign(storage::payload(commit)));
    }

    test::RealLibrary library = test::eventful_library();
    std::unique_ptr<test::RegisterForge> forge;

  private:
    storage::VerifyReport verify(const storage::VerifyOptions& options) const {
        return library.verify(options);
    }

    /// The event that a fault names. Of the newest one, when it cannot be read, only its commit is
    /// known without the high-water mark.
    [[nodiscard]] std::uint64_t event_of(const storage::VerifyFault& fault) const {
        const bool newest = fault.sequence == 0 && !fault.commit.empty();
        return newest ? forge->chain().size() : fault.sequence;
    }

    [[nodiscard]] std::optional<std::uint64_t> first_event(
        const storage::VerifyReport& report) const {
        std::optional<std::uint64_t> first;
        for (const auto& fault : report.faults) {
            if (!first || event_of(fault) < *first) first = event_of(fault);
        }
        return first;
    }

    /// What a register that verifies says that somebody signed, they signed.
    void check_not_made_up(const ObjectId& subject) {
        if (forge->objects().count(subject) > 0) return;
        auto store = test::must(storage::ObjectStore::open(library.layout.repository()));
        const auto commit =
            test::must(storage::parse_raw_commit(test::must(store.read_commit(subject))));
        const auto event = test::must(storage::parse_event(commit.message));
        INFO("made up: " << commit.message);
        CHECK_FALSE(core::is_signature(event.authentication));
    }

    std::mt19937 random_;
    storage::Pin pin_;
    std::vector<ObjectId> ids_;
    std::map<std::string, Count> counts_;
};

void drop(std::vector<ForgedEvent>& events, std::size_t at) {
    events.erase(events.begin() + static_cast<std::ptrdiff_t>(at));
}

/// The two change places, not times.
void swap_with_next(std::vector<ForgedEvent>& events, std::size_t at) {
    std::swap(events[at], events[at + 1]);
    std::swap(events[at].time, events[at + 1].time);
}

void repeat(std::vector<ForgedEvent>& events, std::size_t at, std::size_t before) {
    ForgedEvent copy = events[at];
    copy.time = events[before - 1].time;
    events.insert(events.begin() + static_cast<std::ptrdiff_t>(before), copy);
}

/// Another comment, or another decision: whatever the kind of event has that could matter.
void alter(storage::RawCommit& commit, bool decision) {
    auto event = test::must(storage::parse_event(commit.message));
    if (decision && event.decision) {
        event.decision = *event.decision == core::Decision::accept ? core::Decision::reject
                                                                   : core::Decision::accept;
    } else {
        event.comment += event.comment.empty() ? "Made up" : " or so";
    }
    commit.message = storage::render_event(event);
}

core::Event first_told(const ForgedEvent& event) {
    return test::must(storage::parse_event(event.subjects[0].message));
}

/// Whether somebody later signed something that has this event in its chain.
bool is_rested_upon(const std::vector<ForgedEvent>& events, std::size_t at) {
    const auto name = first_told(events[at]).subject;
    return std::any_of(events.begin() + static_cast<std::ptrdiff_t>(at) + 1, events.end(),
                       [&](const ForgedEvent& later) {
                           const auto event = first_told(later);
                           return event.subject == name &&
                                  core::is_signature(event.authentication) &&
                                  event.kind != core::EventKind::acknowledged;
                       });
}

}  // namespace

TEST_CASE("a changed byte of any object is found, and its event named") {
    Tampering tampering(20260501);
    auto& forge = *tampering.forge;
    for (int i = 0; i < 60; ++i) {
        const auto id = tampering.some_object();
        const auto event = forge.first_event(id);
        forge.overwrite(id, tampering.flipped(id));
        tampering.must_be_found("byte changed under the old name", event);
        forge.rename(id, tampering.flipped(id));
        tampering.must_be_found("byte changed under the new name", event);
        forge.relink(id, tampering.flipped(id), false);
        tampering.must_be_found("byte changed, referrers linked anew", event);
    }
    tampering.finish();
}

TEST_CASE("events that were dropped, moved, repeated or made up without a key are found") {
    Tampering tampering(20260502);
    auto& forge = *tampering.forge;
    const auto original = forge.events();
    for (int i = 0; i < 25; ++i) {
        const auto at = tampering.below(original.size() - 1);
        const std::uint64_t sequence = at + 2;
        auto events = original;
        drop(events, at);
        forge.rechain(events, false);
        tampering.must_be_found("dropped", sequence);

        events = original;
        swap_with_next(events, at);
        forge.rechain(events, false);
        tampering.must_be_found("reordered", sequence);

        events = original;
        const auto before = at + 1 + tampering.below(original.size() - at);
        repeat(events, at, before);
        forge.rechain(events, false);
        tampering.must_be_found("inserted", before + 2);

        events = original;
        alter(events[at].subjects[0], i % 2 == 0);
        forge.rechain(events, false);
        tampering.must_be_found("forged", sequence);
    }
    tampering.finish();
}

TEST_CASE(
    "whoever holds the registrar's key can make up nobody's act, and changes nothing pinned") {
    Tampering tampering(20260503);
    auto& forge = *tampering.forge;
    const auto original = forge.events();
    for (int i = 0; i < 30; ++i) {
        const auto id = tampering.some_object();
        forge.relink(id, tampering.flipped(id), true);
        tampering.must_be_found_or_harmless("key: byte changed", forge.first_event(id));

        const auto at = tampering.below(original.size() - 1);
        auto events = original;
        drop(events, at);
        forge.rechain(events, true);
        tampering.must_be_found_or_harmless("key: dropped", at + 2);

        events = original;
        swap_with_next(events, at);
        forge.rechain(events, true);
        tampering.must_be_found_or_harmless("key: reordered", at + 2);

        events = original;
        const auto before = at + 1 + tampering.below(original.size() - at);
        repeat(events, at, before);
        forge.rechain(events, true);
        tampering.must_be_found_or_harmless("key: inserted", before + 2);

        events = original;
        auto& subject = events[at].subjects[0];
        alter(subject, i % 2 == 0);
        if (i % 3 == 0) test::sign_again(subject, forge.registrar());
        if (i % 3 == 1) tampering.sign_as_bob(subject);
        forge.rechain(events, true);
        tampering.must_be_found_or_harmless("key: forged", at + 2);

        events = original;
        events.resize(original.size() - 1 - tampering.below(20));
        forge.rechain(events, true);
        tampering.must_be_found_or_harmless("key: cut off", events.size() + 2);
    }
    tampering.finish();
}

TEST_CASE("no key of the registrar drops an approval, or changes what was approved") {
    Tampering tampering(20260504);
    auto& forge = *tampering.forge;
    const auto original = forge.events();
    for (std::size_t at = 1; at < original.size(); ++at) {
        const auto event = first_told(original[at]);
        const bool beside = event.kind == core::EventKind::acknowledged;
        if (beside || original[at].subjects.size() != 1 || !is_rested_upon(original, at)) continue;
        auto events = original;
        drop(events, at);
        forge.rechain(events, true);
        tampering.must_be_found("key: dropped under a signature");
        if (event.subject.is_person() || !core::rule_of(event.kind).brings_content) continue;
        const auto& tree = forge.objects().at(original[at].subjects[0].tree);
        const auto file =
            std::find_if(forge.objects().begin(), forge.objects().end(), [&](const auto& object) {
                return object.second.type == "blob" && object.second.bytes.rfind("# ", 0) == 0 &&
                       test::holds(tree, object.first);
            });
        if (file == forge.objects().end()) continue;
        forge.relink(file->first, {"blob", file->second.bytes + "Or not.\n"}, true);
        tampering.must_be_found("key: content changed under a signature");
    }
    tampering.finish();
}
