// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/policy.h"
#include "core/toml_text.h"

namespace muniment::core {
namespace {

struct TypeDefault {
    std::string_view code;
    std::string_view name;
    int review_months;
    std::string_view route;
};

constexpr std::string_view rights_and_classes = R"(
# What may be done by holders of which roles, besides filling places in routes.
[rights]
draft = ["author", "document-controller"]
release = ["document-controller"]
import = ["administrator", "document-controller"]
review = ["document-controller"]
retire = ["author", "document-controller"]
reassign = ["administrator", "document-controller"]
manage_people = ["administrator"]
change_policy = ["administrator", "document-controller"]
read_all = ["administrator", "auditor", "document-controller"]

# Who may read what is, or was, in force: "anyone", "people", or a list of roles.
[classes.public]
readers = "anyone"

[classes.internal]
readers = "people"

[classes.confidential]
readers = ["administrator", "approver", "auditor", "document-controller", "reviewer"]
)";

std::string control(std::string_view route, bool solo) {
    if (solo) return "self_released = true\n";
    return "route = [" + std::string(route) + "]\n";
}

}  // namespace

std::string default_policy_text(std::string_view organisation, std::string_view time_zone,
                                bool solo) {
    constexpr TypeDefault types[] = {
        {"POL", "Policy", 24, R"("approval all approver")"},
        {"SOP", "Procedure", 24, R"("review all reviewer", "approval all approver")"},
        {"WI", "Work instruction", 24, R"("approval all approver")"},
        {"FRM", "Form", 36, R"("approval all approver")"},
        {"EXT", "External document", 12, R"("approval all approver")"},
    };
    std::string text =
        "# The policy of this library: who may do what, and how documents are released.\n"
        "# It is a controlled document itself; `muniment policy propose` changes it.\n"
        "format = 1\norganisation = " +
        toml_quoted(organisation) +
        "\n\n# Effective dates are dates in this time zone.\ntime_zone = " +
        toml_quoted(time_zone) +
        "\n\nroles = [\"reader\", \"author\", \"reviewer\", \"approver\", "
        "\"document-controller\", \"auditor\", \"administrator\"]\n"
        "once_per_route = true            # a person signs one stage of a route at most\n"
        "enrolment_confirmation = false   # a second person confirms each first key\n"
        "two_person_rule = false          # a second person confirms changes of people's roles\n"
        "registrar_recovery = 1           # people who together replace the registrar's key\n"
        "superseded_readable = true       # readers may see what was once in force\n"
        "default_class = \"internal\"\n\n"
        "[limits]\ncontent_bytes = 20971520\ntitle_characters = 200\n";
    text += rights_and_classes;
    text +=
        solo
            ? "\n# One person keeps this library: documents are released without a second person,\n"
              "# and every signature and page says so.\n"
            : "\n# Stages in order: a meaning, how many places must sign (all or a number), and\n"
              "# the places: roles, or @person for a named one.\n";
    for (const auto& type : types) {
        text += "[types." + std::string(type.code) + "]\nname = " + toml_quoted(type.name) +
                "\npattern = \"" + std::string(type.code) + "-####\"\nlabels = \"major.minor\"\n" +
                "review_months = " + std::to_string(type.review_months) + "\n" +
                control(type.route, solo) + "\n";
    }
    return text + "[policy_document]\nname = \"Policy of this library\"\nreview_months = 24\n" +
           control(R"("approval 1 administrator,document-controller")", solo);
}

}  // namespace muniment::core
