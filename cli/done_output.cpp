// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/done_output.h"

#include <algorithm>
#include <ostream>

#include "cli/json_output.h"

namespace muniment::cli {
namespace {

std::string in_words(std::string_view name) {
    std::string words(name);
    std::replace_if(
        words.begin(), words.end(), [](char c) { return c == '_' || c == '-'; }, ' ');
    return words;
}

/// The day from which a release ahead will be in force.
std::string start_of(const core::Done& act) {
    for (const auto& subject : act.entry.subjects) {
        const auto& effective = subject.event.effective;
        const bool ahead = effective && effective->first_instant;
        if (ahead && subject.event.subject == core::SubjectName(act.id)) {
            return ", in force from " + core::render(effective->date);
        }
    }
    return {};
}

}  // namespace

void print_done(const Context& context, const std::vector<core::Done>& done) {
    if (context.options.json) {
        print_json(context.streams, json_done_answer(done));
        return;
    }
    for (const auto& act : done) {
        context.streams.out << act.id.text() << " revision " << act.revision << ": "
                            << in_words(name_of(act.entry.kind)) << ", now "
                            << state_in_words(act.state) << start_of(act) << " (event "
                            << act.entry.sequence << ")\n";
        if (!act.digest.text().empty()) {
            context.streams.out << "digest " << act.digest.text() << '\n';
        }
    }
}

std::string state_in_words(core::RevisionState state) {
    return in_words(name_of(state));
}

}  // namespace muniment::cli
