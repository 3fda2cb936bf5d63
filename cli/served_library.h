// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/open_library.h"
#include "web/library_pool.h"

namespace muniment::cli {

/// A library as the web pages use it.
class ServedLibrary : public web::LibraryHandle {
  public:
    explicit ServedLibrary(std::unique_ptr<OpenLibrary> library) : library_(std::move(library)) {}

    [[nodiscard]] core::LibraryReader& reader() override { return library_->reader(); }
    [[nodiscard]] core::LibraryWriter& writer() override { return library_->writer(); }
    [[nodiscard]] storage::Accounts& accounts() override { return library_->accounts(); }
    [[nodiscard]] core::Status check_register() override { return library_->check_high_water(); }
    [[nodiscard]] core::Status check_password(const core::PersonId& person,
                                              const std::string& password) override {
        return library_->writer().check_password(person, password);
    }
    [[nodiscard]] core::Status settle() override { return library_->writer().settle(); }

  private:
    std::unique_ptr<OpenLibrary> library_;
};

/// Opens the library in that folder as often as it is asked to.
[[nodiscard]] web::OpenHandle handles_of(const storage::LibraryLayout& layout);

}  // namespace muniment::cli
