// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/tasks_page.h"

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

}  // namespace

Data tasks_data(const Wording& wording, const std::vector<core::Task>& tasks, core::Date today) {
    DataList list;
    for (const auto& task : tasks) list.push_back(task_data(wording, task, today));
    return Data(list);
}

core::Result<http::Response> tasks_page(Call& call) {
    MUNIMENT_CHECK(Query::check(call.visit.request.query, {}));
    MUNIMENT_TRY(const auto tasks, call.reader().tasks(call.viewer));
    Data data;
    if (!tasks.empty())
        data.set("tasks", Data("task", tasks_data(call.wording, tasks, call.today)));
    data.set("count_text", call.wording.texts().counted("frame.tasks", tasks.size()));
    return call.answer(call.text("frame.tasks_link"), "tasks", data);
}

}  // namespace muniment::web
