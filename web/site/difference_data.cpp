// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/difference_data.h"

#include "core/rendition/lines.h"
#include "storage/accounts/reading_note.h"
#include "web/site/metadata_rows.h"

namespace muniment::web {
namespace {

std::string summary(const Messages& texts, const core::Redline& redline) {
    return texts.counted("compare.inserted", redline.words_inserted) + ", " +
           texts.counted("compare.deleted", redline.words_deleted) + ", " +
           texts.counted("compare.paragraphs", redline.paragraphs_inserted +
                                                   redline.paragraphs_deleted +
                                                   redline.paragraphs_changed);
}

/// Each line with its sign, so that it is told without colours too.
Data lines_data(const std::string& text) {
    DataList lines;
    for (const auto line : core::lines_of(text)) {
        const char* kind = line.starts_with("+ ")   ? "inserted"
                           : line.starts_with("- ") ? "deleted"
                                                    : "kept";
        Data row;
        row.set(kind, std::string(line) + "\n");
        lines.push_back(row);
    }
    return Data("line", Data(lines));
}

void set_text_changes(Data& data, const Wording& wording, const core::Difference& difference) {
    if (difference.opaque) {
        data.set("same", wording.text("compare.other_file"));
    } else if (difference.text.empty()) {
        data.set("same", wording.text(difference.layout_only ? "compare.layout" : "compare.same"));
    } else if (difference.redline) {
        data.set("redline", difference.redline->html);
        data.set("summary", summary(wording.texts(), *difference.redline));
    } else {
        data.set("lines", lines_data(difference.text));
    }
}

void add_change(DataList& changes, const std::string& what, const std::string& before,
                const std::string& after) {
    Data row;
    row.set("what", what);
    set_text(row, "before", before);
    set_text(row, "after", after);
    changes.push_back(row);
}

void add_metadata(DataList& changes, const Wording& wording, const core::Difference& difference) {
    const auto before = metadata_rows(wording, difference.from.metadata);
    const auto after = metadata_rows(wording, difference.to.metadata);
    for (std::size_t at = 0; at < after.size(); ++at) {
        if (before[at].value != after[at].value)
            add_change(changes, after[at].what, before[at].value, after[at].value);
    }
}

void add_attachments(DataList& changes, const Wording& wording,
                     const core::Difference& difference) {
    using Kind = core::AttachmentChange::Kind;
    for (const auto& [path, kind] : difference.attachments) {
        const std::string& what = wording.text("document.attachments");
        if (kind == Kind::added) {
            add_change(changes, what, {}, path);
        } else {
            add_change(
                changes, what, path,
                wording.text(kind == Kind::removed ? "compare.gone" : "compare.other_content"));
        }
    }
}

}  // namespace

void set_difference(Data& data, const Wording& wording, const core::Difference& difference) {
    set_text_changes(data, wording, difference);
    DataList changes;
    add_metadata(changes, wording, difference);
    add_attachments(changes, wording, difference);
    if (!changes.empty()) data.set("changes", Data("change", Data(changes)));
}

core::Status set_draft_changes(Data& data, Call& call, const core::RevisionView& draft) {
    core::RevisionChoice in_force;
    in_force.as_of = call.reader().now();
    const auto base = call.reader().show(call.viewer, draft.id, in_force);
    if (!base && base.error().code == core::ErrorCode::not_found) return {};
    if (!base) return core::fail(base.error());
    MUNIMENT_CHECK(storage::note_reading(call.library.accounts(), call.policy, call.viewer, *base));
    MUNIMENT_TRY(const auto difference, core::difference(call.reader(), *base, draft));
    set_difference(data, call.wording, difference);
    data.set("from", base->revision.text());
    data.set("to", draft.revision.text());
    data.set("compared", true);
    return {};
}

}  // namespace muniment::web
