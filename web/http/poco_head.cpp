// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/poco_head.h"

#include <algorithm>
#include <string>

#include <Poco/Exception.h>
#include <Poco/MemoryStream.h>
#include <Poco/Net/HTTPRequest.h>

namespace muniment::web::http {
namespace {

/// Poco decodes RFC 2047 words (`=?utf-8?q?...?=`) where HTTP has none, and stumbles over `=?` in
/// an address. The value as it was sent is what everything here uses.
bool same_value(const std::string& sent, const std::string& read) {
    return sent == read || sent.find("=?") != std::string::npos;
}

bool same_fields(const Poco::Net::HTTPRequest& read, const Headers& headers) {
    const auto& fields = headers.fields();
    // Poco groups fields of one name, so the order between names is not compared.
    return read.size() == fields.size() &&
           std::all_of(read.begin(), read.end(), [&](const auto& entry) {
               return std::any_of(fields.begin(), fields.end(), [&](const HeaderField& field) {
                   return equals_ignoring_case(field.name, entry.first) &&
                          same_value(field.value, entry.second);
               });
           });
}

}  // namespace

tl::expected<void, HeadFault> confirm_with_poco(std::string_view head, const CheckedHead& checked) {
    try {
        Poco::MemoryInputStream stream(head.data(), static_cast<std::streamsize>(head.size()));
        Poco::Net::HTTPRequest read;
        read.read(stream);
        if (read.getMethod() == checked.method && same_fields(read, checked.headers)) return {};
        return tl::unexpected<HeadFault>(HeadFault{400, "a head that can be read in two ways"});
    } catch (const Poco::Exception& failure) {
        return tl::unexpected<HeadFault>(HeadFault{400, failure.displayText()});
    }
}

}  // namespace muniment::web::http
