// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include <Poco/JSON/Object.h>
#include <Poco/JSON/Parser.h>

namespace muniment::test {

/// The bytes of a file; throws if there is none.
[[nodiscard]] inline std::string read_bytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

/// One JSON object per line.
[[nodiscard]] inline std::vector<Poco::JSON::Object::Ptr> read_json_lines(
    const std::filesystem::path& path) {
    std::vector<Poco::JSON::Object::Ptr> objects;
    std::istringstream lines(read_bytes(path));
    for (std::string line; std::getline(lines, line);)
        if (!line.empty())
            objects.push_back(Poco::JSON::Parser().parse(line).extract<Poco::JSON::Object::Ptr>());
    return objects;
}

}  // namespace muniment::test
