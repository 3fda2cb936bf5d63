// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/done_output.h"

#include <algorithm>
#include <ostream>

#include "cli/json_output.h"

namespace muniment::cli {

void print_done(const Context& context, const std::vector<core::Done>& done) {
    if (context.options.json) {
        JsonArray acts;
        for (const auto& act : done) acts.add(json_done(act));
        JsonObject answer = json_answer();
        answer.set("done", acts);
        print_json(context.streams, answer);
        return;
    }
    for (const auto& act : done) {
        context.streams.out << act.id.text() << " revision " << act.revision << " is "
                            << state_in_words(act.state) << " (event " << act.entry.sequence
                            << ")\n";
        if (!act.digest.text().empty()) {
            context.streams.out << "digest " << act.digest.text() << '\n';
        }
    }
}

std::string state_in_words(core::RevisionState state) {
    std::string words(name_of(state));
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
}

}  // namespace muniment::cli
