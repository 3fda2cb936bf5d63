// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/import_source/json_record.h"

#include <set>

#include <Poco/Exception.h>
#include <Poco/JSON/Handler.h>
#include <Poco/JSON/Parser.h>

#include "storage/import_source/stated_text.h"

namespace muniment::storage {
namespace {

constexpr std::size_t deepest = 2;  ///< the object, and a list in it

[[noreturn]] void refuse(const std::string& why) {
    throw Poco::DataFormatException(why);
}

/// Collects the members as the parser meets them; Poco's own objects would let the last of two
/// members of one name win, and build whatever depth a line has.
class RecordHandler final : public Poco::JSON::Handler {
  public:
    JsonRecord record;

    void reset() override {}
    void startObject() override {
        if (begun_) refuse("an object stands where a text, a list or a number belongs");
        begun_ = true;
    }
    void endObject() override {}
    void startArray() override {
        if (!begun_) refuse("the line is not one JSON object");
        if (in_list_) refuse("a list stands in a list");
        in_list_ = true;
        put(std::vector<std::string>());
    }
    void endArray() override { in_list_ = false; }
    void key(const std::string& name) override { key_ = name; }
    void null() override {
        if (in_list_) refuse("'" + shown(key_) + "' is a list with something else than texts");
        put({});
        record.erase(key_);
    }
    void value(const std::string& text) override {
        if (text.find('\0') != std::string::npos) {
            refuse("'" + shown(key_) + "' holds a NUL character");
        }
        if (!in_list_) return put(text);
        std::get<std::vector<std::string>>(record[key_]).push_back(text);
    }
    void value(int number) override { put_number(number); }
    void value(unsigned number) override { put_number(number); }
    void value(Poco::Int64 number) override { put_number(number); }
    void value(Poco::UInt64) override { wrong(); }
    void value(double) override { wrong(); }
    void value(bool) override { wrong(); }

  private:
    [[noreturn]] void wrong() const {
        refuse("'" + shown(key_) + "' is neither text nor a list of texts nor a whole number");
    }
    void put_number(std::int64_t number) {
        if (in_list_) wrong();
        put(number);
    }
    void put(JsonValue value) {
        if (!begun_) refuse("the line is not one JSON object");
        if (!seen_.insert(key_).second) refuse("'" + shown(key_) + "' is there twice");
        record[key_] = std::move(value);
    }

    bool begun_ = false;
    bool in_list_ = false;
    std::string key_;
    std::set<std::string> seen_;
};

}  // namespace

core::Result<JsonRecord> parse_json_record(std::string_view json) {
    try {
        Poco::SharedPtr<RecordHandler> handler(new RecordHandler);
        Poco::JSON::Parser parser(handler);
        parser.setDepth(deepest);
        parser.parse(std::string(json));
        return std::move(handler->record);
    } catch (const Poco::Exception& error) {
        return core::fail(core::ErrorCode::invalid_argument,
                          "the line cannot be read: " + shown(error.message()),
                          "Each line is one JSON object of texts and lists of texts.");
    }
}

}  // namespace muniment::storage
