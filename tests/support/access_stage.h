// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "tests/support/access_table.h"
#include "tests/support/rehearsal.h"
#include "tests/support/served_library.h"
#include "web/api/operation.h"

namespace muniment::test {

/// Values that a command, a form or a request to the API is filled with, by name.
using ActValues = std::map<std::string, std::string>;

/// A document of the stage.
struct AccessCase {
    core::Identifier id;
    std::string condition;
    std::string reading_class;
    ActValues shown{};  ///< what forms about it say, whoever opens them
};

/// Somebody whom an act on people is tried on.
struct AccessSubject {
    std::string condition;  ///< "self" stands for whoever tries
    std::string person;

    /// Whom `viewer` tries it on; nobody in particular tries it on the other.
    [[nodiscard]] std::string about(const std::string& viewer) const {
        if (condition != "self") return person;
        return viewer.empty() ? "rita" : viewer;
    }
};

/// A served library with one document in each condition and of each reading class, the policy, and
/// somebody for each role. From then on every act is a rehearsal: decided and signed as ever, but
/// not written.
class AccessStage {
  public:
    AccessStage();

    /// Who tries, by the name that the table uses: one person for each role, who has written
    /// nothing; `writer` wrote everything and holds the roles of the route too; `limited` is a
    /// document controller for SOPs alone, `elsewhere` holds roles for another type and another
    /// department; `disabled` was an administrator and has a session still.
    [[nodiscard]] const std::map<std::string, std::string>& viewers() const;
    [[nodiscard]] const std::vector<AccessCase>& cases() const { return cases_; }
    [[nodiscard]] const std::vector<AccessSubject>& subjects() const;

    [[nodiscard]] RealLibrary& library() { return served.library; }
    /// The token of the forms of this person's session.
    [[nodiscard]] const std::string& form_token(const std::string& person);

    /// What somebody with every right would fill in for the act on this document.
    [[nodiscard]] ActValues values(const std::string& act, const AccessCase& one,
                                   const std::string& person);
    /// The same for acts on people and on the whole library.
    [[nodiscard]] ActValues values(const std::string& person);
    /// The same for acts on this person.
    [[nodiscard]] ActValues values_about(const std::string& about, const std::string& person);

    /// A word that stands in every document, the policy too.
    static constexpr const char* word = "lavender";

    ServedLibrary served;
    std::string code;  ///< for the enrolment of ines

  private:
    void add_people();
    void ask_for_two_persons();
    void leave_open_matters();
    core::Identifier make(const std::string& condition, const std::string& reading_class);
    [[nodiscard]] ActValues shown(const core::Identifier& id, const std::string& condition);
    void take_further(const core::Identifier& id, const std::string& condition);
    void revise(const core::Identifier& id);

    std::vector<AccessCase> cases_;
    std::map<std::string, std::string> tokens_;
};

/// Each observes the actions of one way in, and enters them under the names of the table: `GET
/// /documents/{id}`, `POST /api/v1/...`, `muniment draft edit`.
void observe_pages(AccessStage& stage, Observed& observed);
void observe_api(AccessStage& stage, Observed& observed);
void observe_commands(AccessStage& stage, Observed& observed);
/// The same of one command. Those that change what others rest on (`policy submit`, `account
/// password`) are tried by this alone, while nothing else is.
void observe_command(AccessStage& stage, const std::string& command, Observed& observed);

/// What the operation takes of the values, as JSON.
[[nodiscard]] std::string json_body(const web::ApiOperation& operation, const ActValues& values);

/// The commands of the program, without nouns alone: `draft edit`.
[[nodiscard]] std::vector<std::string> all_commands();

}  // namespace muniment::test
