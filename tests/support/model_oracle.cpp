// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/model_oracle.h"

#include <algorithm>
#include <set>

namespace muniment::test {
namespace {

using core::EventKind;

bool is_about(const ModelEvent& entry, const core::Identifier& id) {
    return entry.event.subject.text() == id.text();
}

bool brings_content(EventKind kind) {
    return kind == EventKind::draft_created || kind == EventKind::revision_drafted ||
           kind == EventKind::draft_edited || kind == EventKind::imported;
}

/// The person in whose right a signature stands.
core::PersonId authority_of(const core::Event& event) {
    return event.on_behalf_of.value_or(event.person);
}

bool could_fill(const ModelEvent& signature, const core::Slot& slot) {
    const auto id = authority_of(signature.event);
    return slot == "@" + id.text() || signature.people.at(id).roles.count(slot) > 0;
}

bool was_delegated(const ModelEvent& signature) {
    if (!signature.event.on_behalf_of) return true;
    const auto& signer = signature.people.at(signature.event.person);
    return std::any_of(signer.delegations.begin(), signer.delegations.end(), [&](const auto& d) {
        return d.delegator == *signature.event.on_behalf_of &&
               d.from.first_instant <= signature.position.time &&
               signature.position.time < d.until.first_instant;
    });
}

/// Whether each signer can be given another place: every way of giving them is tried.
bool can_all_sit(const std::vector<const ModelEvent*>& signers, std::vector<core::Slot> places,
                 std::size_t next = 0) {
    if (next == signers.size()) return true;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (places[i].empty() || !could_fill(*signers[next], places[i])) continue;
        const auto place = std::exchange(places[i], "");
        if (can_all_sit(signers, places, next + 1)) return true;
        places[i] = place;
    }
    return false;
}

std::string fault_in_stage(const core::Stage& stage,
                           const std::vector<const ModelEvent*>& signers) {
    std::set<core::PersonId> persons;
    std::set<core::PersonId> authorities;
    for (const auto* signature : signers) {
        const auto& person = signature->people.at(signature->event.person);
        persons.insert(person.id);
        authorities.insert(authority_of(signature->event));
        if (!core::may_sign(person, signature->position.time)) return "a signer had no key";
        if (!was_delegated(*signature)) return "a delegation was not in force";
        if (signature->event.meaning != stage.meaning) return "another meaning was signed";
    }
    if (persons.size() != signers.size()) return "a person signed a stage twice";
    if (authorities.size() != signers.size()) return "a place was lent twice";
    if (signers.size() < stage.required) return "a required signature is missing";
    if (!can_all_sit(signers, stage.slots)) return "signers do not fill the places";
    return {};
}

/// The round of signatures before a release: from the last submission on.
struct Round {
    core::Route route;
    core::Digest digest;
    std::vector<const ModelEvent*> signatures;
    bool broken = true;  ///< no submission, or content or a rejection came after it
};

Round round_before(const std::vector<ModelEvent>& trail, std::size_t release) {
    Round round;
    const auto& released = trail[release].event;
    for (std::size_t i = 0; i < release; ++i) {
        const auto& event = trail[i].event;
        if (event.subject != released.subject || event.revision != released.revision) continue;
        if (event.kind == EventKind::submitted) {
            round = {event.route, event.content_sha256, {}, false};
        } else if (brings_content(event.kind) || event.decision == core::Decision::reject) {
            round.broken = true;
        } else if (event.kind == EventKind::stage_reassigned) {
            auto& slots = round.route.at(static_cast<std::size_t>(*event.stage - 1)).slots;
            *std::find(slots.begin(), slots.end(), *event.reassigned_from) = *event.reassigned_to;
        } else if (event.kind == EventKind::draft_signed) {
            round.signatures.push_back(&trail[i]);
        }
    }
    return round;
}

/// Everyone who had brought content since the last revision that came into force, and the
/// submitter, when this signature was given.
std::set<core::PersonId> authors_before(const std::vector<ModelEvent>& trail,
                                        std::size_t signature) {
    std::vector<const core::Event*> content;
    const auto& released = trail[signature].event;
    std::optional<core::PersonId> submitter;
    for (std::size_t i = 0; i < signature; ++i) {
        const auto& event = trail[i].event;
        if (event.subject != released.subject) continue;
        if (brings_content(event.kind)) content.push_back(&event);
        // Content of a draft begun before this start belongs to the next change.
        if (event.state == core::RevisionState::effective &&
            (event.kind == EventKind::released || event.kind == EventKind::took_effect ||
             event.kind == EventKind::imported)) {
            const auto last = std::find_if(content.rbegin(), content.rend(), [&](const auto* c) {
                return c->revision == event.revision;
            });
            content.erase(content.begin(), last.base());
        }
        if (event.kind == EventKind::submitted && event.revision == released.revision) {
            submitter = event.person;
        }
    }
    std::set<core::PersonId> authors{submitter.value()};
    for (const auto* event : content) authors.insert(event->person);
    return authors;
}

std::string fault_in_release(const std::vector<ModelEvent>& trail, std::size_t release,
                             const core::Policy& policy) {
    const auto& released = trail[release].event;
    const auto round = round_before(trail, release);
    if (round.broken) return "released without a standing submission";
    if (round.digest != released.content_sha256) return "other bytes were submitted";
    std::set<core::PersonId> whole_route;
    for (const auto* signature : round.signatures) {
        const auto authors =
            authors_before(trail, static_cast<std::size_t>(signature - trail.data()));
        if (signature->event.content_sha256 != released.content_sha256) return "other bytes signed";
        if (authors.count(signature->event.person) > 0) return "an author signed";
        if (authors.count(authority_of(signature->event)) > 0) return "signed for an author";
        if (!whole_route.insert(signature->event.person).second && policy.once_per_route) {
            return "a person signed a route twice";
        }
    }
    for (std::size_t stage = 0; stage < round.route.size(); ++stage) {
        std::vector<const ModelEvent*> signers;
        for (const auto* signature : round.signatures) {
            const bool here = signature->event.stage == static_cast<int>(stage) + 1;
            if (here) signers.push_back(signature);
        }
        auto fault = fault_in_stage(round.route[stage], signers);
        if (!fault.empty()) return fault;
    }
    const auto& releaser = trail[release].people.at(released.person);
    if (!core::allows(policy, core::Right::release, releaser.roles)) return "no right to release";
    return {};
}

std::string fault_in_labels(const std::vector<ModelEvent>& trail) {
    std::set<std::pair<std::string, core::RevisionLabel>> labels;
    for (const auto& entry : trail) {
        if (!brings_content(entry.event.kind) || entry.event.kind == EventKind::draft_edited) {
            continue;
        }
        const auto& event = entry.event;
        if (!labels.insert({event.subject.text(), *event.revision}).second) {
            return "a label was given twice";
        }
    }
    return {};
}

/// A start of a revision, and the end of the document that may follow.
struct Start {
    core::RevisionLabel label;
    core::Instant from;
    std::optional<core::Instant> retired;
};

std::vector<Start> starts_of(const std::vector<ModelEvent>& trail, const core::Identifier& id) {
    std::vector<Start> starts;
    for (const auto& entry : trail) {
        const auto& event = entry.event;
        if (!is_about(entry, id)) continue;
        const auto at = event.effective && event.effective->first_instant
                            ? *event.effective->first_instant
                            : entry.position.time;
        const bool imported = event.kind == EventKind::imported && event.effective;
        if (event.kind == EventKind::released || imported) {
            starts.push_back({*event.revision, at, {}});
        } else if (event.kind == EventKind::rescheduled) {
            starts.back().from = at;
        } else if (event.kind == EventKind::release_cancelled) {
            starts.pop_back();
        } else if (event.kind == EventKind::retirement_withdrawn) {
            starts.back().retired.reset();
        } else if (event.kind == EventKind::retirement_signed &&
                   (event.state == core::RevisionState::retired || event.effective)) {
            starts.back().retired = at;
        }
    }
    return starts;
}

}  // namespace

std::string fault_in(const std::vector<ModelEvent>& trail, const core::Policy& policy) {
    for (std::size_t i = 0; i < trail.size(); ++i) {
        if (trail[i].event.kind != EventKind::released) continue;
        const auto fault = fault_in_release(trail, i, policy);
        if (!fault.empty()) {
            return trail[i].event.subject.text() + " " + trail[i].event.revision->text() + ": " +
                   fault;
        }
    }
    return fault_in_labels(trail);
}

std::vector<core::RevisionLabel> in_force_by_trail(const std::vector<ModelEvent>& trail,
                                                   const core::Identifier& id, core::Instant at) {
    const auto starts = starts_of(trail, id);
    std::vector<core::RevisionLabel> labels;
    for (std::size_t i = 0; i < starts.size(); ++i) {
        const bool begun = starts[i].from <= at;
        const bool followed =
            std::any_of(starts.begin() + static_cast<std::ptrdiff_t>(i) + 1, starts.end(),
                        [&](const Start& later) { return later.from <= at; });
        const bool ended = starts[i].retired && *starts[i].retired <= at;
        if (begun && !followed && !ended) labels.push_back(starts[i].label);
    }
    return labels;
}

std::vector<core::Instant> telling_instants(const std::vector<ModelEvent>& trail,
                                            const core::Identifier& id) {
    std::vector<core::Instant> instants;
    const auto add = [&](core::Instant at) {
        for (const int second : {-1, 0, 1}) instants.push_back(at + std::chrono::seconds(second));
    };
    for (const auto& start : starts_of(trail, id)) {
        add(start.from);
        if (start.retired) add(*start.retired);
    }
    return instants;
}

}  // namespace muniment::test
