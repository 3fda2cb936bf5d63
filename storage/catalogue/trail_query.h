// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Poco/Data/Session.h>

#include "core/ports/catalogue.h"

namespace muniment::storage {

// Questions to the catalogue about events. As the port says; they throw Poco::Exception.

[[nodiscard]] core::Result<std::vector<core::TrailRow>> read_trail(Poco::Data::Session& session,
                                                                   const core::TrailFilter& filter);

[[nodiscard]] core::Result<std::vector<std::pair<core::ObjectId, core::CommitPosition>>>
read_positions(Poco::Data::Session& session, const core::SubjectName& subject);

[[nodiscard]] bool find_acknowledgement(Poco::Data::Session& session, const core::Identifier& id,
                                        const core::RevisionLabel& revision,
                                        const core::PersonId& person);

[[nodiscard]] std::vector<std::int64_t> read_imported_lines(Poco::Data::Session& session,
                                                            const core::Digest& manifest);

[[nodiscard]] core::Result<std::optional<core::Identifier>> find_former(
    Poco::Data::Session& session, const std::string& former);

}  // namespace muniment::storage
