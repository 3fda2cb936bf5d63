// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/founding.h"
#include "core/ports/clock.h"
#include "storage/library_layout.h"

namespace muniment::storage {

/// Opens the key ring of the folder once it is there (accounts are a file in it).
using OpenKeyRing =
    std::function<core::Result<std::unique_ptr<core::KeyRing>>(const LibraryLayout&)>;

/// A library just founded.
struct FoundedLibrary {
    core::Head head;                    ///< of sequence 2
    std::string registrar_fingerprint;  ///< what auditors pin
};

/// Founds a library in a folder that does not exist or is empty, with the administrator's key
/// under this password. The folder counts as a library only once all of it is durable: a founding
/// that was interrupted leaves a folder that is none.
/// Errors: already_exists (the folder is not empty), invalid_argument (zone, names, password),
/// unavailable.
[[nodiscard]] core::Result<FoundedLibrary> found_library(
    const LibraryLayout& layout, const core::FoundingPlan& plan, const std::string& password,
    const core::Clock& clock, const core::Calendar& calendar, const OpenKeyRing& open_key_ring,
    std::string_view statement);

/// Says whether a folder is a library that this program can open. Errors: not_found (it is none),
/// failed_precondition (it was made by a newer program), data_corrupt (its settings are damaged).
[[nodiscard]] core::Status check_library(const LibraryLayout& layout);

}  // namespace muniment::storage
