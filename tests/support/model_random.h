// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "tests/support/model_library.h"

namespace muniment::test {

/// One random act: who, on which document, what, with which particulars, after how long.
struct RandomStep {
    int person = 0;
    int document = 0;
    int command = 0;
    int variation = 0;
    int hours = 0;
};

/// The number of values that `RandomStep` distinguishes; generators stay below.
inline constexpr int random_people = 10;
inline constexpr int random_documents = 3;
inline constexpr int random_commands = 40;
inline constexpr int random_variations = 64;

/// The identifiers that random acts are about.
[[nodiscard]] const std::vector<std::string>& random_document_ids();

/// Does the step: something sensible for the document's state by a fitting person more often than
/// not, else anything by anybody. Returns whether it was accepted.
bool take(ModelLibrary& library, const RandomStep& step);

}  // namespace muniment::test
