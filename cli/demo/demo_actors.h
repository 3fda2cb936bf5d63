// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/demo/demo_script.h"
#include "core/library_writer.h"

namespace muniment::cli {

/// Performs the script with the writer's ordinary acts: nothing in the sample is made otherwise.
/// Everybody has the same password. Not thread-safe.
class DemoActors {
  public:
    DemoActors(core::LibraryReader& reader, core::LibraryWriter& writer, std::string password)
        : reader_(reader), writer_(writer), password_(std::move(password)) {}

    /// Errors: those of the acts; internal when something else came out than the script says.
    [[nodiscard]] core::Status perform(const DemoScript& script);

    [[nodiscard]] core::Acting acting(const core::PersonId& person) const {
        return {person, password_, core::Authentication::none, core::Via::cli};
    }

  private:
    [[nodiscard]] core::Status perform(const DemoChange& change);
    [[nodiscard]] core::Status perform(const DemoRetirement& retirement);
    [[nodiscard]] core::Status release(const DemoChange& change, const core::Identifier& id);
    [[nodiscard]] core::Status sign(const core::Identifier& id, core::Request request,
                                    const std::vector<DemoSignature>& signatures);

    core::LibraryReader& reader_;
    core::LibraryWriter& writer_;
    std::string password_;
};

}  // namespace muniment::cli
