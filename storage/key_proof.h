// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "core/digest.h"
#include "core/names.h"
#include "storage/public_key.h"
#include "storage/secret_key.h"

namespace muniment::storage {

/// A new key's own signature that it belongs to this person of this library (namespace
/// `muniment-key`; docs/format.md), as the base64 of the SSH signature on one line. `founding` is
/// default-made for the first administrator, whose key stands in the founding event itself. Pure.
[[nodiscard]] std::string make_key_proof(const core::PersonId& person, const core::Digest& founding,
                                         const SecretKey& key);

/// Errors: data_corrupt when the proof is not by this key, or for somebody or somewhere else.
[[nodiscard]] core::Status check_key_proof(const core::PersonId& person,
                                           const core::Digest& founding, const PublicKey& key,
                                           std::string_view proof);

}  // namespace muniment::storage
