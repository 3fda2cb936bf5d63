// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

#include "core/ports/register.h"

namespace muniment::storage {

/// Writes events into the catalogue by statements that are prepared once. Lives no longer than the
/// session; throws Poco::Exception, after which it is not used again.
class TrailWriter {
  public:
    explicit TrailWriter(Poco::Data::Session& session);

    void write(const core::RegisterEntry& entry);

  private:
    void write_founding(const core::RegisterEntry& entry);
    void write_subject(const core::RecordedSubject& subject);
    void write_import(const core::Event& event);

    // What the statements are bound to.
    Poco::UInt64 sequence_ = 0;
    Poco::Int64 time_ = 0;
    std::string event_;
    std::string subject_;
    std::string revision_;
    std::string person_;
    std::string name_;
    std::string meaning_;
    std::string decision_;
    std::string reason_;
    std::string commit_;
    int in_chain_ = 1;
    std::string manifest_;
    Poco::Int64 line_ = 0;
    std::string former_;

    Poco::Data::Statement insert_event_;
    Poco::Data::Statement insert_acknowledgement_;
    Poco::Data::Statement insert_line_;
    Poco::Data::Statement insert_former_;
};

}  // namespace muniment::storage
