// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/lock_out_notice.h"

#include "core/text.h"

namespace muniment::web {
namespace {

using Names = std::set<std::string>;

/// `bob, eva, ...`: the first ones.
std::string spelled(const Names& names) {
    constexpr std::size_t most = 6;
    std::vector<std::string> shown;
    for (const auto& name : names) {
        shown.push_back(shown.size() < most ? name : "...");
        if (shown.size() > most) break;
    }
    return core::join(shown, ", ");
}

/// One sentence for each kind; `when` is the beginning of their texts' keys.
void tell(const Messages& texts, const std::string& when, const storage::LockOuts& found,
          std::vector<std::string>& sentences) {
    const auto tell_of = [&](const char* kind, const Names& names, bool named) {
        if (names.empty()) return;
        std::string sentence = texts.counted("lock_outs." + when + kind, names.size());
        if (named) sentence += " " + spelled(names) + ".";
        sentences.push_back(std::move(sentence));
    };
    tell_of("_people", found.people, true);
    tell_of("_nobodys", found.nobodys, false);  // only hashes of what was typed are known
    tell_of("_addresses", found.addresses, true);
}

void leave_out(Names& names, const Names& told) {
    for (const auto& name : told) names.erase(name);
}

}  // namespace

core::Result<std::string> lock_out_notice(Call& call) {
    if (!call.viewer.person || !may_watch_operations(call.policy, call.viewer))
        return std::string();
    auto& watch = call.library.accounts().lock_outs();
    MUNIMENT_TRY(const auto closed, watch.closed());
    MUNIMENT_TRY(auto lately, watch.unseen(call.viewer.person->id));
    leave_out(lately.people, closed.people);
    leave_out(lately.nobodys, closed.nobodys);
    leave_out(lately.addresses, closed.addresses);
    std::vector<std::string> sentences;
    tell(call.wording.texts(), "now", closed, sentences);
    tell(call.wording.texts(), "lately", lately, sentences);
    return core::join(sentences, " ");
}

core::Status lock_outs_read(Call& call, const std::vector<storage::OperationEntry>& shown) {
    // Without news nothing has to be written.
    if (call.frame.lock_outs.empty()) return {};
    return call.library.accounts().lock_outs().seen(call.viewer.person->id, shown);
}

}  // namespace muniment::web
