// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

#include "core/error.h"

namespace muniment::core {

/// A value or an Error. Only the part of tl::expected that std::expected has too is used, so
/// that C++23 is a change of this one line.
template <class T>
using Result = tl::expected<T, Error>;

/// Success that carries nothing: `return {};`.
using Status = Result<void>;

[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                std::string hint = {}) {
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(hint)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
    return tl::unexpected<Error>(std::move(error));
}

}  // namespace muniment::core

#define MUNIMENT_JOIN_(a, b) a##b
#define MUNIMENT_JOIN(a, b) MUNIMENT_JOIN_(a, b)
// A declaration and a name cannot stand in parentheses.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define MUNIMENT_TRY_(temporary, declaration, expression)                        \
    auto temporary = (expression);                                               \
    if (!temporary) return ::muniment::core::fail(std::move(temporary.error())); \
    declaration = std::move(*temporary)
// NOLINTEND(bugprone-macro-parentheses)

/// `MUNIMENT_TRY(const auto person, people.find(id));` declares the value or returns the error.
#define MUNIMENT_TRY(declaration, ...) \
    MUNIMENT_TRY_(MUNIMENT_JOIN(result_of_line_, __LINE__), declaration, (__VA_ARGS__))

/// Returns the error of a Status (or of a Result whose value is not needed).
#define MUNIMENT_CHECK(...)                                            \
    do {                                                               \
        if (auto status_ = (__VA_ARGS__); !status_)                    \
            return ::muniment::core::fail(std::move(status_.error())); \
    } while (false)
