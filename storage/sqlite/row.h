// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>
#include <Poco/Data/TypeHandler.h>

namespace muniment::storage {

/// A struct that stands for a row: `T::columns(row)` ties its members in the order of the columns.
template <class T>
concept Row = requires(T& row, const T& fixed) {
    T::columns(row);
    T::columns(fixed);
};

template <Row T>
inline constexpr std::size_t column_count =
    std::tuple_size_v<decltype(T::columns(std::declval<T&>()))>;

/// Inserts the rows by one statement, which is prepared once for all of them: `insert` is its text
/// as far as `VALUES`. Throws Poco::Exception.
template <Row T>
void insert_rows(Poco::Data::Session& session, const std::string& insert, std::vector<T>& rows) {
    if (rows.empty()) return;
    std::string places = "?";
    for (std::size_t i = 1; i < column_count<T>; ++i) places += ", ?";
    session << insert + " (" + places + ")", Poco::Data::Keywords::use(rows),
        Poco::Data::Keywords::now;
}

}  // namespace muniment::storage

namespace Poco::Data {

/// How Poco binds and reads such a struct: one column after the other.
template <muniment::storage::Row T>
class TypeHandler<T> : public AbstractTypeHandler {
  public:
    static std::size_t size() { return muniment::storage::column_count<T>; }

    static void bind(std::size_t position, const T& row, const AbstractBinder::Ptr& binder,
                     AbstractBinder::Direction direction) {
        each(T::columns(row), [&]<class Column>(const Column& column) {
            TypeHandler<Column>::bind(position++, column, binder, direction);
        });
    }

    static void prepare(std::size_t position, const T& row,
                        const AbstractPreparator::Ptr& preparator) {
        each(T::columns(row), [&]<class Column>(const Column& column) {
            TypeHandler<Column>::prepare(position++, column, preparator);
        });
    }

    static void extract(std::size_t position, T& row, const T& /*of NULL*/,
                        const AbstractExtractor::Ptr& extractor) {
        each(T::columns(row), [&]<class Column>(Column& column) {
            TypeHandler<Column>::extract(position++, column, Column(), extractor);
        });
    }

  private:
    template <class Columns, class Visit>
    static void each(const Columns& columns, const Visit& visit) {
        std::apply([&](auto&... column) { (visit(column), ...); }, columns);
    }
};

}  // namespace Poco::Data
