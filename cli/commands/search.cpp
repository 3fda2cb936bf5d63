// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <ostream>

#include "cli/command_tree.h"
#include "cli/commands/commands.h"
#include "cli/done_output.h"
#include "cli/json_output.h"
#include "cli/session.h"
#include "cli/site_time.h"
#include "cli/text_output.h"
#include "search/fields.h"

namespace muniment::cli {
namespace {

constexpr char found_begins = '\x02';  // see core::SearchHit
constexpr char found_ends = '\x03';
constexpr std::size_t most_hits = 1000;
constexpr std::size_t column = 32;  ///< where the help of a field begins

struct SearchOptions {
    std::vector<std::string> words;
    std::string as_of;
    bool all_states = false;
    std::size_t limit = 20;
};

/// The words found in bold, where there is a terminal to show it.
std::string for_people(const Streams& streams, const std::string& snippet) {
    if (!streams.out_is_terminal) return without_marks(snippet);
    std::string shown;
    std::string plain;
    const auto end_piece = [&](const char* style) {
        shown += for_terminal(streams, plain) + style;
        plain.clear();
    };
    for (const char c : snippet) {
        if (c == found_begins) {
            end_piece("\x1b[1m");
        } else if (c == found_ends) {
            end_piece("\x1b[0m");
        } else {
            plain += c;
        }
    }
    end_piece("");
    return shown;
}

void print_hits(const Context& context, const core::SearchAnswer& answer) {
    for (const auto& hit : answer.hits) {
        std::string head = hit.id.text() + " " + hit.revision.text();
        if (hit.state != core::RevisionState::effective) {
            head += " (" + state_in_words(hit.state) + ")";
        }
        head += "  " + hit.title;
        if (!hit.section.empty()) head += "  [" + hit.section + "]";
        context.streams.out << for_terminal(context.streams, head) << "\n    "
                            << for_people(context.streams, hit.snippet) << '\n';
    }
    const std::size_t more = answer.total - answer.hits.size();
    if (more > 0) context.streams.out << more << " more; see --limit\n";
}

Outcome search(const Context& context, const SearchOptions& options) {
    MUNIMENT_TRY(const auto session, open_for_reading(context));
    MUNIMENT_TRY(const auto as_of, optional_moment(session.reader(), options.as_of));
    core::SearchQuery query;
    for (const auto& word : options.words) query.text += (query.text.empty() ? "" : " ") + word;
    query.at = as_of.value_or(session.reader().now());
    query.all_states = options.all_states;
    query.limit = options.limit;
    MUNIMENT_TRY(const auto answer, session.reader().search(session.viewer, query));
    if (context.options.json) {
        JsonArray hits;
        for (const auto& hit : answer.hits) hits.add(json_hit(hit));
        JsonObject json = json_answer();
        json.set("query", query.text);
        json.set("as_of", json_instant(as_of));
        json.set("planned", query.at > session.reader().now());
        json.set("total", answer.total);
        json.set("hits", hits);
        print_json(context.streams, json);
        return ExitStatus::done;
    }
    if (answer.hits.empty()) {
        context.streams.out << "Nothing found"
                            << (options.all_states ? "."
                                                   : " in what is in force; --all-states "
                                                     "looks at other revisions too.")
                            << '\n';
    }
    print_hits(context, answer);
    return ExitStatus::done;
}

std::string help_on_fields() {
    std::string text = "A word can be looked for in one field:\n";
    for (const auto& field : search::all_fields) {
        const std::string example(field.example);
        text += "  " + example + std::string(column - example.size(), ' ') +
                std::string(field.help) + "\n";
    }
    return text;
}

}  // namespace

void add_search_command(CLI::App& app, Context& context) {
    const auto options = std::make_shared<SearchOptions>();
    auto& command = add_command(app, context,
                                {"search", "Find what is in force by words, phrases, identifier",
                                 "muniment search 'returns \"30 days\"' --limit 5"},
                                [&context, options] { return search(context, *options); });
    command.add_option("QUERY", options->words, "Words; a \"phrase\" in quotation marks")
        ->required();
    command.add_option("--as-of", options->as_of, "In what was in force then")
        ->type_name("INSTANT");
    command.add_flag("--all-states", options->all_states, "Also in drafts and former revisions");
    command.add_option("--limit", options->limit, "Show so many at most")
        ->capture_default_str()
        ->check(CLI::Range(std::size_t{1}, most_hits).description(""))
        ->type_name("N");
    command.footer(help_on_fields() + "\n" + command.get_footer());
}

}  // namespace muniment::cli
