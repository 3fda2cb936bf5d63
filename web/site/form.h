// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "web/site/call.h"

namespace muniment::web {

/// The fields of a form that was sent from a page of this server, of at most so many bytes. Errors:
/// permission_denied (sent from elsewhere), invalid_argument (too long, or not a form).
[[nodiscard]] core::Result<http::Parameters> read_form(const http::Request& request,
                                                       std::size_t longest);

/// What somebody typed: line ends as line feeds, without blanks around it.
[[nodiscard]] std::string typed(const http::Parameters& form, std::string_view name);

/// A date as browsers send it; nothing for an empty field. invalid_argument in the reader's words.
[[nodiscard]] core::Result<std::optional<core::Date>> typed_date(const Call& call,
                                                                 std::string_view name);

/// One thing to fill in.
struct Field {
    enum class Kind { line, text, date, secret, choice, checks };
    struct Option {
        std::string value;
        std::string label;
        std::string limit_name{};  ///< of checks: a line beside the box, with this name
        std::string limit_label{};
        std::string limit{};  ///< in that line at first
    };

    Kind kind = Kind::line;
    std::string name;
    std::string label;
    std::string hint;  ///< may be empty
    bool required = false;
    std::vector<Option> options;      ///< of choice and checks
    std::vector<std::string> chosen;  ///< at first; what was sent goes before it
    int rows = 3;                     ///< of a text
    std::string autocomplete;         ///< of a line: what browsers may fill in
    bool is_new_secret = false;       ///< a password being set, not the one that is
    bool signs = false;               ///< a password that may give way to a key of one's own
};

/// A page with one form that asks for an act.
struct FormPage {
    std::string headline;
    std::string explanation;
    std::string warning;
    std::string action;  ///< where it is sent
    std::string cancel;  ///< address of what people came from
    std::string button;
    std::vector<Field> fields;
    std::vector<std::pair<std::string, std::string>> hidden;
    Data about;                          ///< what the page is about: see the template
    std::optional<core::Error> problem;  ///< why the last attempt failed
    std::string problem_field;           ///< where; empty: nowhere in particular
    /// That the fields were sent once: they show what was typed, but never a password.
    bool sent = false;
};

/// How a page with a form answers what refused its act.
struct Refusal {
    core::Error problem;           ///< as the page says it
    int status;                    ///< of an error, as http_status() has it; none fits all
    std::chrono::seconds wait{0};  ///< more than zero: passwords are not looked at for so long
};

/// Too many wrong passwords or codes are told in the reader's words, with status 429; the rest as
/// it is. Errors: a problem that is for the log alone, which a form cannot mend.
[[nodiscard]] core::Result<Refusal> refusal_of(Call& call, const core::Error& error);

/// The page of a form, with the status of what refused it, and Retry-After where somebody has to
/// wait.
[[nodiscard]] core::Result<http::Response> answer_refused(const Call& call,
                                                          const std::string& title,
                                                          const std::string& name, const Data& data,
                                                          const std::optional<Refusal>& refusal);

/// The field where a refusal belongs; see field_at_fault().
[[nodiscard]] std::string field_at_fault(const Refusal& refusal, const std::string& otherwise);

/// Template `form`, with the status that goes with the problem. Errors: a problem that is for the
/// log alone, which a form cannot mend.
[[nodiscard]] core::Result<http::Response> answer_form(Call& call, const FormPage& page);

/// A page with a text that is signed with ssh-keygen on the person's own machine; its form sends
/// the signature as `signature`.
struct TextToSign {
    std::string headline;
    std::string explanation;
    std::string text;
    std::string name_space;  ///< of the signature
    std::string action;
    std::string button;
    std::vector<std::pair<std::string, std::string>> hidden;
    std::vector<Field> fields;  ///< besides the signature
    std::optional<core::Error> problem;
};

/// Template `text_to_sign`, with the status that goes with the problem. Errors as answer_form's.
[[nodiscard]] core::Result<http::Response> answer_text_to_sign(Call& call, const TextToSign& page);

/// Sets `problem` and `problem_hint`; hints about commands are for who has a terminal.
void set_problem(Data& data, const core::Error& error);

/// The acting person's password, the last field of every act that asks for it.
[[nodiscard]] Field password_field(const Call& call);

/// The same for an act on a document, which a key of one's own may sign instead.
[[nodiscard]] Field signing_field(const Call& call);

/// A code of the viewer's second factor, or a recovery code.
[[nodiscard]] Field code_field(const Call& call);

/// The field where an error of an act belongs: a refusal of who may act was met before, so what is
/// left of it is the password.
[[nodiscard]] std::string field_at_fault(const core::Error& error, const std::string& otherwise);

}  // namespace muniment::web
