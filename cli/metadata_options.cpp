// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/metadata_options.h"

#include "cli/input_file.h"
#include "cli/site_time.h"

namespace muniment::cli {
namespace {

using core::Result;
using core::Status;

bool given(const CLI::App& command, const std::string& option) {
    return command.get_option(option)->count() > 0;
}

std::optional<std::string> text_of(const CLI::App& command, const std::string& option,
                                   const std::string& value) {
    return given(command, option) ? std::optional(value) : std::nullopt;
}

/// An empty value is how somebody takes all of them away.
std::optional<std::vector<std::string>> texts_of(const CLI::App& command, const std::string& option,
                                                 const std::vector<std::string>& values) {
    if (!given(command, option)) return {};
    std::vector<std::string> kept;
    for (const auto& value : values) {
        if (!value.empty()) kept.push_back(value);
    }
    return kept;
}

Status read_related(const CLI::App& command, const MetadataOptions& options,
                    core::DraftChange& change) {
    const auto texts = texts_of(command, "--related", options.related);
    if (!texts) return {};
    change.related.emplace();
    for (const auto& text : *texts) {
        MUNIMENT_TRY(auto id, core::Identifier::parse(text));
        change.related->push_back(std::move(id));
    }
    return {};
}

Status read_origin(const CLI::App& command, const MetadataOptions& options,
                   core::DraftChange& change) {
    const bool external = given(command, "--publisher") || given(command, "--edition") ||
                          given(command, "--edition-date");
    if (!external) return {};
    core::ExternalOrigin origin{options.publisher, options.edition, {}};
    MUNIMENT_TRY(origin.date, optional_date(options.edition_date));
    change.external = origin;
    return {};
}

Status read_files(const Context& context, const MetadataOptions& options,
                  core::DraftChange& change) {
    if (!options.from.empty()) {
        MUNIMENT_TRY(change.master, read_master(context.streams, options.from));
    }
    for (const auto& path : options.attach) {
        MUNIMENT_TRY(auto file, read_attachment(context.streams, path));
        change.attach.push_back(std::move(file));
    }
    change.detach = options.detach;
    return {};
}

}  // namespace

void add_metadata_options(CLI::App& command, MetadataOptions& options) {
    command.add_option("--from", options.from, "The text; - is the standard input")
        ->type_name("FILE");
    command.add_option("--title", options.title, "Default: the text's own title");
    command.add_option("--owner", options.owner, "Who answers for it (default: the author)")
        ->type_name("ID");
    command.add_option("--department", options.department, "Where it belongs");
    command.add_option("--class", options.reading_class, "Reading class: who may read it");
    command.add_option("--language", options.language, "Such as en or pl");
    command
        .add_option("--review-months", options.review_months,
                    "Months between periodic reviews; 0 for none")
        ->check(CLI::Range(0, 1200).description(""))
        ->type_name("N");
    command.add_option("--clause", options.clauses, "Clauses of standards that it answers");
    command.add_option("--keyword", options.keywords, "Words to find it by");
    command.add_option("--related", options.related, "Other documents")->type_name("ID");
    command.add_option("--requested-date", options.requested_date, "When it should take effect")
        ->type_name("DATE");
    command.add_option("--publisher", options.publisher, "Of a document of external origin");
    command.add_option("--edition", options.edition, "Its edition there");
    command.add_option("--edition-date", options.edition_date, "The edition's date")
        ->type_name("DATE");
    command.add_option("--attach", options.attach, "Files to attach")->type_name("FILE");
}

Result<core::DraftChange> read_change(const Context& context, const CLI::App& command,
                                      const MetadataOptions& options) {
    core::DraftChange change;
    change.title = text_of(command, "--title", options.title);
    change.department = text_of(command, "--department", options.department);
    change.language = text_of(command, "--language", options.language);
    change.reading_class = text_of(command, "--class", options.reading_class);
    change.clauses = texts_of(command, "--clause", options.clauses);
    change.keywords = texts_of(command, "--keyword", options.keywords);
    if (options.review_months >= 0) change.review_months = options.review_months;
    if (given(command, "--owner")) {
        MUNIMENT_TRY(change.owner, core::PersonId::parse(options.owner));
    }
    MUNIMENT_TRY(change.effective_date, optional_date(options.requested_date));
    MUNIMENT_CHECK(read_related(command, options, change));
    MUNIMENT_CHECK(read_origin(command, options, change));
    MUNIMENT_CHECK(read_files(context, options, change));
    return change;
}

}  // namespace muniment::cli
