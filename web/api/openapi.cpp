// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/api/operation.h"

namespace muniment::web {
namespace {

JsonObject of(const std::string& name, const JsonValue& value) {
    JsonObject object = json_object();
    object.set(name, value);
    return object;
}

JsonObject type_of(const ApiParameter& parameter) {
    using Type = ApiParameter::Type;
    JsonObject type = json_object();
    switch (parameter.type) {
        case Type::number:
            type.set("type", "integer");
            break;
        case Type::flag:
            type.set("type", "boolean");
            break;
        case Type::texts:
            type.set("type", "array");
            type.set("items", of("type", "string"));
            break;
        default:
            type.set("type", "string");
    }
    if (parameter.type == Type::date) type.set("format", "date");
    if (parameter.type == Type::secret) type.set("format", "password");
    return type;
}

/// `{id}` of the pattern and, where the operation reads, its query.
JsonArray parameters_of(const ApiOperation& operation) {
    JsonArray parameters;
    if (operation.pattern.find("{id}") != std::string_view::npos) {
        JsonObject id = json_object();
        id.set("name", "id");
        id.set("in", "path");
        id.set("required", true);
        id.set("description", "An identifier such as SOP-0001, or a former one");
        id.set("schema", of("type", "string"));
        parameters.add(id);
    }
    if (operation.method == http::Method::post) return parameters;
    for (const auto& known : operation.parameters) {
        JsonObject parameter = json_object();
        parameter.set("name", std::string(known.name));
        parameter.set("in", "query");
        parameter.set("required", known.required);
        parameter.set("description", std::string(known.description));
        parameter.set("schema", type_of(known));
        parameters.add(parameter);
    }
    return parameters;
}

JsonObject in_json(const JsonObject& schema) {
    return of("application/json", of("schema", schema));
}

JsonObject body_of(const ApiOperation& operation) {
    JsonObject properties = json_object();
    JsonArray required;
    for (const auto& known : operation.parameters) {
        JsonObject property = type_of(known);
        property.set("description", std::string(known.description));
        properties.set(std::string(known.name), property);
        if (known.required) required.add(std::string(known.name));
    }
    JsonObject schema = json_object();
    schema.set("type", "object");
    schema.set("additionalProperties", false);
    if (required.size() > 0) schema.set("required", required);
    schema.set("properties", properties);
    JsonObject body = json_object();
    body.set("required", true);
    body.set("content", in_json(schema));
    return body;
}

JsonObject answer_of(std::string_view schema) {
    JsonObject answer = of("description", "docs/schemas/" + std::string(schema) + ".json");
    answer.set("content", in_json(of("type", "object")));
    return answer;
}

JsonObject responses_of(const ApiOperation& operation) {
    constexpr std::pair<const char*, const char*> failures[] = {
        {"400", "What was given can never be right"},
        {"401", "Nobody is known by this token or session"},
        {"403", "Not this person's to do, or the password or key is wrong"},
        {"404", "Unknown, or not for this person to know"},
        {"409", "The wrong state, or other content than was shown"},
        {"429",
         "Too many wrong tokens or passwords; Retry-After says how long to wait, in seconds"},
        {"503", "Not at the moment"}};
    JsonObject responses = json_object();
    responses.set("200", answer_of(operation.schema));
    if (operation.method == http::Method::post) responses.set("202", answer_of("to-sign"));
    for (const auto& [status, description] : failures) {
        JsonObject response = of("description", description);
        response.set("content", in_json(of("$ref", "#/components/schemas/Error")));
        responses.set(status, response);
    }
    return responses;
}

JsonObject operation_of(const ApiOperation& operation) {
    JsonObject described = json_object();
    described.set("summary", std::string(operation.summary));
    described.set("parameters", parameters_of(operation));
    if (operation.method == http::Method::post) described.set("requestBody", body_of(operation));
    described.set("responses", responses_of(operation));
    return described;
}

JsonObject error_schema() {
    JsonObject properties = json_object();
    for (const char* name : {"code", "message", "hint"}) properties.set(name, of("type", "string"));
    JsonObject error = of("type", "object");
    error.set("properties", properties);
    JsonObject schema = of("type", "object");
    schema.set("properties", of("error", error));
    return schema;
}

JsonObject components() {
    JsonObject bearer = of("type", "http");
    bearer.set("scheme", "bearer");
    JsonObject parts = json_object();
    parts.set("securitySchemes", of("token", bearer));
    parts.set("schemas", of("Error", error_schema()));
    return parts;
}

}  // namespace

JsonObject openapi_document() {
    JsonObject info = json_object();
    info.set("title", "Muniment");
    info.set("version", "1");
    info.set("description",
             "The reading commands, drafting, and the acts of a document's life, in the shapes of "
             "--json.");
    // One pattern can have an operation that reads and one that acts.
    JsonObject paths = json_object();
    for (const auto& operation : api_operations()) {
        const std::string pattern = "/api/v1" + std::string(operation.pattern);
        JsonObject path =
            paths.has(pattern) ? paths.get(pattern).extract<JsonObject>() : json_object();
        path.set(operation.method == http::Method::get ? "get" : "post", operation_of(operation));
        paths.set(pattern, path);
    }
    JsonArray security;
    security.add(of("token", JsonArray()));
    JsonObject document = json_object();
    document.set("openapi", "3.0.3");
    document.set("info", info);
    document.set("paths", paths);
    document.set("components", components());
    document.set("security", security);
    return document;
}

}  // namespace muniment::web
