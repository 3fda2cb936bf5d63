// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/tasks_page.h"

#include "core/people_seen.h"
#include "web/site/person_acts.h"

namespace muniment::web {
namespace {

/// Where the task is done.
std::string page_of(const core::Task& task) {
    if (task.retirement || task.kind == "review" || task.kind == "approval") return "/sign";
    if (task.kind == "release") return "/release";
    return task.kind == "periodic_review" ? "/review" : "/draft";
}

Data task_data(const Wording& wording, const core::Task& task, core::Date today) {
    Data data;
    const std::string kind = task.retirement ? "retirement" : task.kind;
    data.set("kind_word", wording.text("task." + kind));
    data.set("action_word", wording.text("task.do_" + kind));
    data.set("id", task.id.text());
    data.set("task_title", task.title);
    data.set("revision_label", task.revision);
    data.set("waiting_since", wording.day(task.since));
    set_text(data, "due", task.due ? wording.day(*task.due) : "");
    data.set("overdue", task.due && *task.due < today);
    data.set("task_address", address_of(task.id, page_of(task)));
    return data;
}

Data role_change_data(const Wording& wording, const core::Person& person) {
    Data data;
    data.set("kind_word", wording.text("task.role_change"));
    data.set("action_word", wording.text("task.do_role_change"));
    data.set("id", person.id.text());
    data.set("task_title", person.name);
    data.set("task_words", core::in_words(*person.proposal));
    data.set("task_address", person_act_address(person.id, core::PersonAct::reject_roles));
    return data;
}

}  // namespace

Data tasks_data(const Wording& wording, const core::WaitingTasks& tasks, core::Date today) {
    DataList list;
    for (const auto& person : tasks.role_changes) list.push_back(role_change_data(wording, person));
    for (const auto& task : tasks.documents) list.push_back(task_data(wording, task, today));
    return Data(list);
}

core::Result<http::Response> tasks_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const auto tasks, core::waiting_tasks(call.reader(), call.viewer));
    Data data;
    if (tasks.count() > 0)
        data.set("tasks", Data("task", tasks_data(call.wording, tasks, call.today)));
    data.set("count_text", call.wording.texts().counted("frame.tasks", tasks.count()));
    return call.answer(call.text("frame.tasks_link"), "tasks", data);
}

}  // namespace muniment::web
