// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "tests/support/access_stage.h"

namespace muniment::test {

/// The services as a process of the command line has them, but nothing is written.
class ActRehearsal {
  public:
    explicit ActRehearsal(AccessStage& stage);

    core::LibraryReader& reader() { return services_->reader(); }
    core::LibraryWriter& writer() { return writer_; }
    storage::Accounts& accounts() { return services_->accounts(); }
    [[nodiscard]] core::Acting as(const std::string& person) {
        return stage.library().acting(person);
    }

    AccessStage& stage;

  private:
    std::unique_ptr<OpenServices> services_;
    RehearsalGate gate_;
    core::LibraryWriter writer_;
};

using OnDocument = std::function<bool(ActRehearsal&, const std::string& person, const AccessCase&)>;
/// `about` is whom the act is about.
using OnPerson =
    std::function<bool(ActRehearsal&, const std::string& person, const std::string& about)>;
using OnLibrary = std::function<bool(ActRehearsal&, const std::string& person)>;

/// What commands that act do, by their names: whether the person's act would have been done.
[[nodiscard]] const std::map<std::string, OnDocument>& document_acts();
[[nodiscard]] const std::map<std::string, OnPerson>& person_acts();
[[nodiscard]] const std::map<std::string, OnLibrary>& library_acts();

}  // namespace muniment::test
