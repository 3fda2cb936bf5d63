// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/ports/register.h"
#include "core/projector.h"
#include "core/replay.h"
#include "storage/object_store.h"

namespace muniment::storage {

/// Something in a register that does not hold, and the event that it concerns.
struct VerifyFault {
    std::uint64_t sequence = 0;  ///< 0: not of one event
    std::string commit;          ///< of the commit concerned; empty for none
    std::string code;            ///< docs/format.md lists them
    std::string message;
};

struct Pin {
    std::uint64_t sequence = 0;
    core::Digest sha256;

    /// `SEQUENCE:SHA256`; invalid_argument otherwise.
    [[nodiscard]] static core::Result<Pin> parse(const std::string& text);
};

struct VerifyOptions {
    std::uint64_t from = 1;       ///< signatures and digests of earlier events are taken on trust
    std::optional<Pin> expect{};  ///< an event that the register must contain
    std::string registrar{};      ///< fingerprint that the registrar's key must have; empty: any
    std::optional<Pin> high_water{};  ///< the newest event that this installation has seen
    core::Digest statement{};         ///< SHA-256 of the accountability statement
};

/// No fault: something that an auditor should weigh, because a key is said to be compromised.
struct VerifyMark {
    std::uint64_t sequence = 0;
    std::string commit;
    std::string message;
};

struct VerifyReport {
    std::uint64_t events = 0;
    core::Head head;
    std::string registrar;  ///< fingerprint of the key in use at the end
    std::vector<VerifyFault> faults;
    std::vector<VerifyMark> marks;
};

/// Checks a whole register from the first event: form of every object, chain of digests, sequence,
/// both signatures, times, trees, and by replay the legality of every act. Needs nothing but the
/// repository. Finding faults is no error; an error is that the check could not be made (not_found,
/// unavailable). Reads only.
[[nodiscard]] core::Result<VerifyReport> verify_register(ObjectStore store,
                                                         const VerifyOptions& options,
                                                         const core::Progress& progress = {});

}  // namespace muniment::storage
