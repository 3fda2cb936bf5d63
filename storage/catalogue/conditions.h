// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include <Poco/Data/Statement.h>

namespace muniment::storage {

/// Conditions of a query that are asked for one by one; their values are bound, never written into
/// the text.
class Conditions {
  public:
    /// `clause` has one `?` for the value, or none and then no value.
    void add(const std::string& clause) { text_ += (text_.empty() ? " WHERE " : " AND ") + clause; }
    template <class T>
    void add(const std::string& clause, const T& value) {
        add(clause);
        values_.push_back(Poco::Data::Keywords::bind(value));
    }

    /// ` WHERE ... AND ...`, or nothing.
    [[nodiscard]] const std::string& text() const { return text_; }

    /// Binds the values after those that the statement has already.
    void bind_to(Poco::Data::Statement& statement) {
        for (auto& value : values_) statement.addBind(value);
    }

  private:
    std::string text_;
    std::vector<Poco::Data::AbstractBinding::Ptr> values_;
};

}  // namespace muniment::storage
