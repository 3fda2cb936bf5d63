// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/api/operation.h"

#include <algorithm>
#include <typeinfo>

#include <Poco/Exception.h>
#include <Poco/JSON/Parser.h>

namespace muniment::web {
namespace {

using core::ErrorCode;

constexpr int deepest_body = 4;

const ApiParameter* find(const ApiOperation& operation, std::string_view name) {
    const auto found = std::find_if(operation.parameters.begin(), operation.parameters.end(),
                                    [&](const auto& known) { return known.name == name; });
    return found == operation.parameters.end() ? nullptr : &*found;
}

core::Status check_known(const ApiOperation& operation, const ApiArguments& given,
                         const std::string& name) {
    if (find(operation, name) == nullptr) {
        return core::fail(ErrorCode::invalid_argument, "there is no parameter '" + name + "' here",
                          "The OpenAPI document lists what each operation takes.");
    }
    if (!given.has(name)) return {};
    return core::fail(ErrorCode::invalid_argument, "'" + name + "' is given twice");
}

core::Result<std::string> text_of(const std::string& name, const JsonValue& value) {
    if (value.isString()) return value.convert<std::string>();
    if (value.isBoolean()) return std::string(value.convert<bool>() ? "true" : "false");
    if (value.isInteger()) return value.toString();
    return core::fail(ErrorCode::invalid_argument, "'" + name + "' is not text");
}

core::Result<std::vector<std::string>> texts_of(const std::string& name, const JsonValue& value) {
    if (value.type() != typeid(JsonArray::Ptr)) {
        return core::fail(ErrorCode::invalid_argument, "'" + name + "' is not a list of texts");
    }
    std::vector<std::string> texts;
    for (const auto& each : *value.extract<JsonArray::Ptr>()) {
        MUNIMENT_TRY(auto text, text_of(name, each));
        texts.push_back(std::move(text));
    }
    return texts;
}

core::Status set(ApiArguments& arguments, const ApiParameter& parameter, const JsonValue& value) {
    const std::string name(parameter.name);
    if (parameter.type == ApiParameter::Type::texts) {
        MUNIMENT_TRY(auto texts, texts_of(name, value));
        arguments.set_list(name, std::move(texts));
    } else {
        MUNIMENT_TRY(auto text, text_of(name, value));
        arguments.set(name, std::move(text));
    }
    return {};
}

/// Poco's parser throws; this is where its failures become errors.
core::Result<JsonObject::Ptr> parsed(const std::string& body) {
    try {
        Poco::JSON::Parser parser;
        parser.setDepth(deepest_body);
        return parser.parse(body).extract<JsonObject::Ptr>();
    } catch (const Poco::Exception& failure) {
        return core::fail(ErrorCode::invalid_argument,
                          "the body is not a JSON object: " + failure.displayText());
    }
}

bool is_json(const http::Request& request) {
    const auto* type = request.headers.find("Content-Type");
    return type != nullptr && type->compare(0, 16, "application/json") == 0;
}

core::Status read_body(const ApiOperation& operation, const http::Request& request,
                       ApiArguments& arguments) {
    // A form of another site cannot send this type.
    if (!is_json(request)) {
        return core::fail(ErrorCode::invalid_argument, "the body has to be application/json");
    }
    MUNIMENT_TRY(const auto body, request.body.text());
    MUNIMENT_TRY(const auto object, parsed(body));
    for (const auto& [name, value] : *object) {
        MUNIMENT_CHECK(check_known(operation, arguments, name));
        if (value.isEmpty()) continue;
        MUNIMENT_CHECK(set(arguments, *find(operation, name), value));
    }
    return {};
}

}  // namespace

std::string ApiArguments::get(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::string() : found->second;
}

std::optional<std::string> ApiArguments::text(std::string_view name) const {
    const auto found = values_.find(name);
    return found == values_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::vector<std::string>> ApiArguments::list(std::string_view name) const {
    const auto found = lists_.find(name);
    return found == lists_.end() ? std::nullopt : std::optional(found->second);
}

core::Result<std::optional<core::Date>> ApiArguments::date(std::string_view name) const {
    if (!has(name)) return std::optional<core::Date>();
    MUNIMENT_TRY(const auto date, core::parse_date(get(name)));
    return std::optional(date);
}

core::Result<bool> ApiArguments::flag(std::string_view name) const {
    const std::string value = get(name);
    if (value == "true") return true;
    if (value.empty() || value == "false") return false;
    return core::fail(ErrorCode::invalid_argument, "'" + std::string(name) + "' is true or false");
}

core::Result<std::size_t> ApiArguments::number(std::string_view name, std::size_t otherwise,
                                               std::size_t largest) const {
    constexpr std::size_t most_digits = 6;
    if (!has(name)) return otherwise;
    const std::string text = get(name);
    const bool digits = !text.empty() && text.size() <= most_digits &&
                        text.find_first_not_of("0123456789") == std::string::npos;
    const std::size_t value = digits ? std::stoul(text) : 0;
    if (value >= 1 && value <= largest) return value;
    return core::fail(
        ErrorCode::invalid_argument,
        "'" + std::string(name) + "' is not a number from 1 to " + std::to_string(largest));
}

const std::vector<ApiOperation>& api_operations() {
    static const std::vector<ApiOperation> all = [] {
        auto operations = reading_operations();
        for (const auto& more : {drafting_operations(), acting_operations()})
            operations.insert(operations.end(), more.begin(), more.end());
        return operations;
    }();
    return all;
}

core::Result<core::Identifier> document_of(ApiCall& call) {
    return call.reader().identifier(call.viewer, call.path.get("id"));
}

core::Result<JsonObject> told(const core::Result<core::Done>& done) {
    if (!done) return core::fail(done.error());
    return json_done_answer({*done});
}

core::Result<ApiArguments> api_arguments(const ApiOperation& operation,
                                         const http::Request& request) {
    ApiArguments arguments;
    for (const auto& [name, value] : request.query.entries()) {
        if (operation.method == http::Method::post) {
            return core::fail(ErrorCode::invalid_argument,
                              "what an act takes stands in its body, not in the address");
        }
        MUNIMENT_CHECK(check_known(operation, arguments, name));
        arguments.set(name, value);
    }
    if (operation.method == http::Method::post)
        MUNIMENT_CHECK(read_body(operation, request, arguments));
    for (const auto& parameter : operation.parameters) {
        if (!parameter.required || arguments.has(parameter.name)) continue;
        return core::fail(ErrorCode::invalid_argument,
                          "'" + std::string(parameter.name) + "' is missing");
    }
    return arguments;
}

JsonObject json_error(const core::Error& error) {
    const bool for_the_log =
        error.code == ErrorCode::internal || error.code == ErrorCode::data_corrupt;
    JsonObject about = json_object();
    about.set("code", std::string(core::name_of(error.code)));
    about.set("message", for_the_log ? std::string("something is wrong inside; it has been logged")
                                     : error.message);
    about.set("hint", for_the_log ? JsonValue() : json_text(error.hint));
    JsonObject answer = json_answer();
    answer.set("error", about);
    return answer;
}

}  // namespace muniment::web
