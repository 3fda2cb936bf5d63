// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/decide.h"

namespace muniment::test {

/// A value that tests write as text; throws when it is none.
[[nodiscard]] core::PersonId person_id(std::string_view text);
[[nodiscard]] core::Identifier identifier(std::string_view text);
[[nodiscard]] core::RevisionLabel label(std::string_view text);
[[nodiscard]] core::Instant instant(std::string_view text);
[[nodiscard]] core::Date date(std::string_view text);
/// Some digest, the same for the same text.
[[nodiscard]] core::Digest digest_of(std::string_view text);

/// An accepted event and what it was decided on.
struct ModelEvent {
    core::Event event;
    core::EventPosition position;
    core::People people;  ///< before the event
};

/// A library in memory: people, policy, clock and documents, driven by `decide` and `apply` alone.
/// The site's clock is one hour ahead of UTC. Whatever is accepted is held to what must be true of
/// every event: it keeps to its row of the event table, and deciding it again yields the same
/// event; std::logic_error otherwise.
///
/// The people: ann, bob (authors), rita, rolf (reviewers), adam, eva (approvers), carl (document
/// controller), olga, otto (administrators), reed (reader).
class ModelLibrary {
  public:
    explicit ModelLibrary(const std::string& policy_text = default_policy());

    [[nodiscard]] static std::string default_policy();

    /// The default policy with one passage replaced.
    [[nodiscard]] static std::string policy_with(const std::string& passage,
                                                 const std::string& replacement);

    void add_person(const std::string& id, const core::GrantSet& roles);
    void pass(std::chrono::seconds time) { now += time; }

    [[nodiscard]] core::Date today() const;
    /// The date so many days from today, and its first instant here.
    [[nodiscard]] core::ResolvedDate in_days(int days) const;

    [[nodiscard]] core::Metadata metadata(const std::string& id) const;
    /// Some content of a document; another `text` makes other content.
    [[nodiscard]] core::NewContent content(const std::string& id, const std::string& text) const;
    [[nodiscard]] core::NewContent content(const core::Metadata& metadata,
                                           const std::string& text) const;

    /// Decides and records. Dates that have come are recorded first, as the registrar does.
    core::Result<core::Event> act(const std::string& person, const std::string& id,
                                  const core::DocumentCommand& command);
    core::Result<core::Event> act_on(const std::string& person, const std::string& subject,
                                     const core::PersonCommand& command);
    void record_due();

    [[nodiscard]] core::DocumentState& document(const std::string& id);
    [[nodiscard]] core::Person& person(const std::string& id) { return people.at(person_id(id)); }

    /// The commands that signing needs most; `shown` is the document's current content.
    [[nodiscard]] core::Submit submission(const std::string& id);
    [[nodiscard]] core::Sign review(const std::string& id);
    [[nodiscard]] core::Sign approve(const std::string& id);
    [[nodiscard]] core::Sign reject(const std::string& id, core::Meaning meaning);
    [[nodiscard]] core::Sign sign_retirement(const std::string& id, core::Decision decision);
    [[nodiscard]] core::Release release(const std::string& id, int days_ahead = 0);

    /// Brings an SOP of the default policy there; every command must be accepted.
    void draft(const std::string& id, const std::string& text);
    void draft_in_review(const std::string& id, const std::string& text);
    void draft_approved(const std::string& id, const std::string& text);
    void make_effective(const std::string& id, const std::string& text);
    void make_pending(const std::string& id, const std::string& text, int days_ahead);

    core::Policy policy;
    core::People people;
    core::Instant now;
    core::Authentication signing = core::Authentication::password;
    std::map<core::Identifier, core::DocumentState> documents;
    std::vector<ModelEvent> log;

  private:
    core::Circumstances around(const std::string& person, bool signs) const;
    core::EventPosition next_position(const core::ObjectId& tree) const;
    void must(const std::string& person, const std::string& id,
              const core::DocumentCommand& command);
    void check_event(const core::Event& event) const;

    std::map<std::string, std::int64_t> sizes_;  ///< bytes by tree
};

/// The fields that an event gives, as the event table names them.
[[nodiscard]] std::vector<core::Field> given_fields(const core::Event& event);

}  // namespace muniment::test
