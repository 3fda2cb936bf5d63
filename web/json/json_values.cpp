// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/json/json_values.h"

#include <sstream>

namespace muniment::web {
namespace {

constexpr int schema_version = 1;
constexpr unsigned indent = 2;

JsonArray related_documents(const core::Metadata& metadata) {
    JsonArray related;
    for (const auto& id : metadata.related) related.add(id.text());
    return related;
}

JsonValue external_origin(const core::Metadata& metadata) {
    if (!metadata.external) return {};
    JsonObject origin = json_object();
    origin.set("publisher", json_text(metadata.external->publisher));
    origin.set("edition", json_text(metadata.external->edition));
    origin.set("date", json_date(metadata.external->date));
    return origin;
}

}  // namespace

JsonObject json_object() {
    return JsonObject(Poco::JSON_PRESERVE_KEY_ORDER);
}

JsonObject json_answer() {
    JsonObject answer = json_object();
    answer.set("schema", schema_version);
    return answer;
}

std::string json_rendered(const JsonObject& answer) {
    std::ostringstream text;
    answer.stringify(text, indent);
    text << '\n';
    return text.str();
}

JsonValue json_text(const std::string& text) {
    return text.empty() ? JsonValue() : JsonValue(text);
}

JsonValue json_instant(const std::optional<core::Instant>& instant) {
    return instant ? JsonValue(core::render(*instant)) : JsonValue();
}

JsonValue json_date(const std::optional<core::Date>& date) {
    return date ? JsonValue(core::render(*date)) : JsonValue();
}

JsonObject json_signature(const core::Signature& signature) {
    JsonObject object = json_object();
    object.set("person", signature.person.text());
    object.set("name", signature.name);
    object.set("roles", json_texts(signature.roles));
    object.set("meaning", std::string(name_of(signature.meaning)));
    object.set("decision", std::string(name_of(signature.decision)));
    object.set("stage", signature.stage > 0 ? JsonValue(signature.stage) : JsonValue());
    object.set("on_behalf_of",
               signature.on_behalf_of ? json_text(signature.on_behalf_of->text()) : JsonValue());
    object.set("authentication", std::string(name_of(signature.authentication)));
    object.set("comment", json_text(signature.comment));
    object.set("time", json_instant(signature.time));
    object.set("commit", signature.commit.hex());
    return object;
}

JsonObject json_metadata(const core::Metadata& metadata) {
    JsonObject links = json_object();
    for (const auto& [target, meaning] : metadata.links) links.set(target, meaning);
    JsonObject object = json_object();
    object.set("title", metadata.title);
    object.set("type", metadata.type);
    object.set("owner", json_text(metadata.owner.text()));
    object.set("department", json_text(metadata.department));
    object.set("language", json_text(metadata.language));
    object.set("reading_class", json_text(metadata.reading_class));
    object.set("review_months",
               metadata.review_months ? JsonValue(*metadata.review_months) : JsonValue());
    object.set("clauses", json_texts(metadata.clauses));
    object.set("keywords", json_texts(metadata.keywords));
    object.set("related", related_documents(metadata));
    object.set("former_identifier", json_text(metadata.former_identifier));
    object.set("external", external_origin(metadata));
    object.set("requested_effective_date", json_date(metadata.effective_date));
    object.set("change_kind", std::string(name_of(metadata.change_kind)));
    object.set("change_reason", json_text(metadata.change_reason));
    object.set("links", links);
    return object;
}

JsonObject json_done(const core::Done& done) {
    JsonObject object = json_object();
    object.set("id", done.id.text());
    object.set("revision", json_text(done.revision));
    object.set("event", std::string(name_of(done.entry.kind)));
    object.set("state", std::string(name_of(done.state)));
    object.set("digest", json_text(done.digest.text()));
    object.set("sequence", done.entry.sequence);
    object.set("time", json_instant(done.entry.time));
    object.set("commit", done.entry.commit.hex());
    return object;
}

}  // namespace muniment::web
