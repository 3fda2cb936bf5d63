// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "web/json/json_values.h"
#include "web/library_pool.h"
#include "web/route_table.h"

namespace muniment::web {

/// What a request to the API gives: query parameters when it reads, members of a JSON object when
/// it acts. All are text, or lists of it; a number is its digits.
class ApiArguments {
  public:
    void set(const std::string& name, std::string value) { values_[name] = std::move(value); }
    void set_list(const std::string& name, std::vector<std::string> values) {
        lists_[name] = std::move(values);
    }
    [[nodiscard]] bool has(std::string_view name) const {
        return values_.count(name) > 0 || lists_.count(name) > 0;
    }
    /// Empty for what was not given.
    [[nodiscard]] std::string get(std::string_view name) const;
    [[nodiscard]] std::optional<std::string> text(std::string_view name) const;
    [[nodiscard]] std::optional<std::vector<std::string>> list(std::string_view name) const;
    [[nodiscard]] core::Result<std::optional<core::Date>> date(std::string_view name) const;
    /// False when it was not given. Errors: invalid_argument unless it is true or false.
    [[nodiscard]] core::Result<bool> flag(std::string_view name) const;
    /// Errors: invalid_argument unless it is a number from 1 to `largest`.
    [[nodiscard]] core::Result<std::size_t> number(std::string_view name, std::size_t otherwise,
                                                   std::size_t largest) const;

  private:
    std::map<std::string, std::string, std::less<>> values_;
    std::map<std::string, std::vector<std::string>, std::less<>> lists_;
};

/// One request to the API on its way through its handler.
struct ApiCall {
    LibraryHandle& library;
    const core::Viewer& viewer;
    const PathParameters& path;
    const ApiArguments& arguments;
    core::Acting acting;  ///< with the password, where one was given

    [[nodiscard]] core::LibraryReader& reader() const { return library.reader(); }
};

/// Answers with the outermost object of the JSON.
using ApiHandler = core::Result<JsonObject> (*)(ApiCall&);

struct ApiParameter {
    enum class Type { text, texts, date, instant, number, flag, secret };

    std::string_view name;
    bool required = false;
    Type type = Type::text;
    std::string_view description;
};

/// One operation: its route, what it takes, and what answers it. From this table come the routes,
/// the check of what is given, and the OpenAPI document.
struct ApiOperation {
    http::Method method = http::Method::get;
    std::string_view pattern;  ///< below /api/v1
    std::string_view summary;
    std::string_view schema;  ///< of the answer: docs/schemas/NAME.json
    std::vector<ApiParameter> parameters;
    ApiHandler handler = nullptr;
    bool is_signed = false;                   ///< it takes the password or a key of one's own
    std::uint64_t longest_body = small_body;  ///< bytes
};

[[nodiscard]] std::vector<ApiOperation> reading_operations();
[[nodiscard]] std::vector<ApiOperation> drafting_operations();
[[nodiscard]] std::vector<ApiOperation> acting_operations();
/// All of them.
[[nodiscard]] const std::vector<ApiOperation>& api_operations();

/// What every operation that signs takes: the password, or a key of one's own in two steps.
[[nodiscard]] std::vector<ApiParameter> signing_parameters();
/// That one of these is there. Errors: invalid_argument.
[[nodiscard]] core::Status check_signs(const ApiArguments& given);
/// The document of the address; not_found unless the viewer may know of it.
[[nodiscard]] core::Result<core::Identifier> document_of(ApiCall& call);
/// The answer to an act.
[[nodiscard]] core::Result<JsonObject> told(const core::Result<core::Done>& done);

/// The OpenAPI 3.0 document of all operations.
[[nodiscard]] JsonObject openapi_document();

/// Reads what a request gives to the operation. Errors: invalid_argument for what is not known, not
/// text, given twice, or missing.
[[nodiscard]] core::Result<ApiArguments> api_arguments(const ApiOperation& operation,
                                                       const http::Request& request);

struct ApiAnswer {
    JsonObject body;
    int status = 200;
};

/// Answers as the operation's handler does. An act that is signed with `own_key` takes two steps,
/// see web/remote_act.h: the first is answered with 202 and the text to sign. Errors: besides the
/// handler's, invalid_argument for an act with no way to sign, or two.
[[nodiscard]] core::Result<ApiAnswer> answer_operation(ApiCall& call,
                                                       const ApiOperation& operation);

/// `{"schema":1,"error":{...}}`; what is for the log does not stand in it.
[[nodiscard]] JsonObject json_error(const core::Error& error);

}  // namespace muniment::web
