// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/lifecycle_conditions.h"

#include <stdexcept>

namespace muniment::test {
namespace {

constexpr const char* doc = lifecycle_document;
constexpr int far_ahead = 30;  // days

using Step = std::function<void(ModelLibrary&)>;

void must(ModelLibrary& library, const std::string& person, const core::DocumentCommand& command) {
    const auto event = library.act(person, doc, command);
    if (!event) throw std::logic_error(event.error().message);
    library.pass(std::chrono::minutes(1));
}

core::Import import_of(const ModelLibrary& library) {
    core::Import import;
    import.id = identifier(doc);
    import.content = library.content(doc, "as it was");
    import.as_effective = true;
    import.stated_start = library.in_days(-1);
    import.today = library.today();
    import.manifest = digest_of("manifest");
    import.statement = "taken over from the old share";
    return import;
}

core::RequestRetirement retirement(const ModelLibrary& library, int days_ahead) {
    core::RequestRetirement request{{}, library.today(), "the machine is gone"};
    if (days_ahead > 0) request.date = library.in_days(days_ahead);
    return request;
}

void retire(ModelLibrary& library) {
    must(library, "ann", retirement(library, 0));
    must(library, "adam", library.sign_retirement(doc, core::Decision::accept));
}

/// The conditions of the revision that is worked on, beside what `base` reaches.
void add_working(std::vector<LifecycleCondition>& all, const std::string& prefix,
                 const Step& base) {
    all.push_back({prefix + "draft", [base](ModelLibrary& l) {
                       base(l);
                       l.draft(doc, "work");
                   }});
    all.push_back({prefix + "in review", [base](ModelLibrary& l) {
                       base(l);
                       l.draft_in_review(doc, "work");
                   }});
    all.push_back({prefix + "approved", [base](ModelLibrary& l) {
                       base(l);
                       l.draft_approved(doc, "work");
                   }});
}

/// What can stand beside a document that `base` reaches: a draft, a revision to come, or both.
void add_beside(std::vector<LifecycleCondition>& all, const std::string& prefix, const Step& base) {
    const Step pending = [base](ModelLibrary& l) {
        base(l);
        l.make_pending(doc, "to come", far_ahead);
    };
    add_working(all, prefix, base);
    all.push_back({prefix + "pending", pending});
    add_working(all, prefix + "pending + ", pending);
}

std::vector<LifecycleCondition> all_conditions() {
    std::vector<LifecycleCondition> all;
    const Step nothing = [](ModelLibrary&) {};
    const Step effective = [](ModelLibrary& l) { l.make_effective(doc, "first"); };
    const Step retired = [](ModelLibrary& l) {
        l.make_effective(doc, "first");
        retire(l);
    };
    all.push_back({"no document", nothing});
    add_beside(all, "", nothing);
    all.push_back({"withdrawn", [](ModelLibrary& l) {
                       l.draft(doc, "first");
                       must(l, "ann", core::Withdraw{"not needed"});
                   }});
    all.push_back({"effective, imported", [](ModelLibrary& l) { must(l, "olga", import_of(l)); }});
    all.push_back({"effective", effective});
    add_beside(all, "effective + ", effective);
    all.push_back({"retirement requested", [](ModelLibrary& l) {
                       l.make_effective(doc, "first");
                       must(l, "ann", retirement(l, 0));
                   }});
    all.push_back({"retirement requested for a date", [](ModelLibrary& l) {
                       l.make_effective(doc, "first");
                       must(l, "ann", retirement(l, far_ahead));
                   }});
    all.push_back({"retirement planned", [](ModelLibrary& l) {
                       l.make_effective(doc, "first");
                       must(l, "ann", retirement(l, far_ahead));
                       must(l, "adam", l.sign_retirement(doc, core::Decision::accept));
                   }});
    all.push_back({"retired", retired});
    add_beside(all, "retired + ", retired);
    return all;
}

bool waits_for_review(const ModelLibrary& library) {
    const auto found = library.documents.find(identifier(doc));
    return found != library.documents.end() && found->second.working &&
           found->second.working->progress.stage == 1;
}

core::Result<core::Event> sign_last(ModelLibrary& library) {
    if (waits_for_review(library)) {
        auto reviewed = library.act("rita", doc, library.review(doc));
        if (!reviewed) return reviewed;
    }
    return library.act("adam", doc, library.approve(doc));
}

core::Reassign reassignment(ModelLibrary& library) {
    const bool retires = library.document(doc).retirement.has_value();
    return {1, retires ? "approver" : "reviewer", "@rolf", "on leave"};
}

core::Result<core::Event> let_time_pass(ModelLibrary& library) {
    library.pass(std::chrono::hours(24) * (far_ahead + 1));
    return library.act("carl", doc, core::TakeEffect{});
}

std::vector<LifecycleCommand> writing_commands() {
    return {
        {"create",
         [](ModelLibrary& l) {
             return l.act("ann", doc, core::CreateDraft{identifier(doc), l.content(doc, "n"), ""});
         }},
        {"draft the next",
         [](ModelLibrary& l) {
             return l.act("ann", doc, core::DraftRevision{l.content(doc, "next"), "better"});
         }},
        {"edit",
         [](ModelLibrary& l) {
             return l.act("ann", doc, core::EditDraft{l.content(doc, "edited"), "better"});
         }},
        {"submit", [](ModelLibrary& l) { return l.act("ann", doc, l.submission(doc)); }},
        {"withdraw",
         [](ModelLibrary& l) { return l.act("carl", doc, core::Withdraw{"not needed"}); }},
    };
}

std::vector<LifecycleCommand> signing_commands() {
    using core::Decision;
    return {
        {"sign, others still to come",
         [](ModelLibrary& l) { return l.act("rita", doc, l.review(doc)); }},
        {"sign as the last", sign_last},
        {"reject",
         [](ModelLibrary& l) {
             const auto meaning =
                 waits_for_review(l) ? core::Meaning::review : core::Meaning::approval;
             return l.act(waits_for_review(l) ? "rita" : "adam", doc, l.reject(doc, meaning));
         }},
        {"reassign a place", [](ModelLibrary& l) { return l.act("carl", doc, reassignment(l)); }},
    };
}

std::vector<LifecycleCommand> release_commands() {
    return {
        {"release today", [](ModelLibrary& l) { return l.act("carl", doc, l.release(doc)); }},
        {"release for a date",
         [](ModelLibrary& l) { return l.act("carl", doc, l.release(doc, far_ahead / 2)); }},
        {"reschedule",
         [](ModelLibrary& l) {
             return l.act("carl", doc, core::Reschedule{l.in_days(10), l.today(), "sooner"});
         }},
        {"cancel",
         [](ModelLibrary& l) { return l.act("carl", doc, core::CancelRelease{"a mistake"}); }},
        {"the date comes", let_time_pass},
    };
}

std::vector<LifecycleCommand> other_commands() {
    using core::Decision;
    return {
        {"review periodically",
         [](ModelLibrary& l) {
             return l.act("carl", doc,
                          core::PeriodicReview{core::ReviewOutcome::keep, l.today(), "fine"});
         }},
        {"acknowledge", [](ModelLibrary& l) { return l.act("reed", doc, core::Acknowledge{}); }},
        {"import",
         [](ModelLibrary& l) {
             auto import = import_of(l);
             import.stated_start = l.in_days(0);
             return l.act("olga", doc, import);
         }},
        {"ask to retire", [](ModelLibrary& l) { return l.act("ann", doc, retirement(l, 0)); }},
        {"ask to retire on a date",
         [](ModelLibrary& l) { return l.act("ann", doc, retirement(l, far_ahead)); }},
        {"sign the retirement",
         [](ModelLibrary& l) {
             return l.act("adam", doc, l.sign_retirement(doc, Decision::accept));
         }},
        {"reject the retirement",
         [](ModelLibrary& l) {
             return l.act("adam", doc, l.sign_retirement(doc, Decision::reject));
         }},
    };
}

std::vector<LifecycleCommand> all_commands() {
    std::vector<LifecycleCommand> all;
    for (auto part :
         {writing_commands(), signing_commands(), release_commands(), other_commands()}) {
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

/// What is in force, or was.
std::string standing_of(const core::DocumentState& state, core::Instant now) {
    if (state.planned_retirement) return "retirement planned";
    if (state.retirement) {
        return state.retirement->date ? "retirement requested for a date" : "retirement requested";
    }
    if (core::in_force(state, now) == nullptr) {
        const bool was = !state.released.empty() && state.released.front().start <= now;
        return was ? "retired" : "";
    }
    return state.has_native_events || state.working ? "effective" : "effective, imported";
}

}  // namespace

const std::vector<LifecycleCondition>& lifecycle_conditions() {
    static const auto all = all_conditions();
    return all;
}

const std::vector<LifecycleCommand>& lifecycle_commands() {
    static const auto all = all_commands();
    return all;
}

std::string condition_of(const core::DocumentState& state, core::Instant now) {
    if (!state.exists()) return "no document";
    std::string condition = standing_of(state, now);
    const auto add = [&](const std::string& part) {
        condition += (condition.empty() ? "" : " + ") + part;
    };
    if (core::pending(state, now) != nullptr) add("pending");
    if (state.working) {
        const bool reviewed = state.working->state == core::RevisionState::in_review;
        add(reviewed ? "in review" : std::string(name_of(state.working->state)));
    }
    return condition.empty() ? "withdrawn" : condition;
}

}  // namespace muniment::test
