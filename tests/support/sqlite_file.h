// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/Session.h>
#include <Poco/Data/Statement.h>

namespace muniment::test {

/// Does to an SQLite file what another program might do.
inline void run_sql(const std::filesystem::path& file, const std::string& statement) {
    Poco::Data::SQLite::Connector::registerConnector();
    Poco::Data::Session session(Poco::Data::SQLite::Connector::KEY, file.string(), 1);
    session << statement, Poco::Data::Keywords::now;
}

/// The one number that a query gives.
[[nodiscard]] inline int ask_sql(const std::filesystem::path& file, const std::string& query) {
    Poco::Data::SQLite::Connector::registerConnector();
    Poco::Data::Session session(Poco::Data::SQLite::Connector::KEY, file.string(), 1);
    int answer = 0;
    session << query, Poco::Data::Keywords::into(answer), Poco::Data::Keywords::now;
    return answer;
}

}  // namespace muniment::test
