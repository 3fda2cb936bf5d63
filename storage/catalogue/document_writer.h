// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/Nullable.h>

#include "core/document_state.h"

namespace muniment::storage {

/// Replaces what the catalogue says of a document, by statements that are prepared once. Lives no
/// longer than the session; throws Poco::Exception, after which it is not used again.
class DocumentWriter {
  public:
    explicit DocumentWriter(Poco::Data::Session& session);

    void write(const core::DocumentState& state);

  private:
    using Seconds = Poco::Nullable<Poco::Int64>;

    /// Prepares statements over the bound members below.
    void prepare();
    void write_revisions(const core::DocumentState& state);
    void write_released(const core::DocumentState& state, std::size_t index);
    void write_unreleased(int kind, const core::RevisionLabel& label, core::RevisionState state,
                          const core::Metadata& metadata);
    void describe(const core::Metadata& metadata);
    void write_work(const core::DocumentState& state);
    void write_working(const core::WorkingRevision& working);
    void write_step(const core::RouteProgress& progress);

    // What the statements are bound to.
    std::string document_;
    std::string type_;
    Seconds next_due_;
    int kind_ = 0;
    int position_ = 0;
    std::string label_;
    std::string state_;
    Seconds starts_;
    Seconds ends_;
    Seconds retired_at_;
    std::string first_date_;
    std::string lapse_date_;
    int imported_ = 0;
    std::string title_;
    std::string owner_;
    std::string department_;
    std::string reading_class_;
    std::string review_due_;
    std::string work_kind_;
    int retirement_ = 0;
    Poco::Int64 since_ = 0;

    Poco::Data::Statement put_document_;
    Poco::Data::Statement remove_revisions_;
    Poco::Data::Statement insert_revision_;
    Poco::Data::Statement remove_work_;
    Poco::Data::Statement insert_work_;
};

}  // namespace muniment::storage
