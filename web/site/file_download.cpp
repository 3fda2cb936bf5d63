// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/site/file_download.h"

#include <array>

#include "web/http/percent.h"

namespace muniment::web {
namespace {

using core::ErrorCode;

struct PictureKind {
    std::string_view signature;  ///< how the bytes begin
    std::string_view type;
};

/// Judged by the bytes, for a name can say anything.
std::string content_type_of(const std::string& name, const std::string& bytes) {
    using std::string_view_literals::operator""sv;
    constexpr std::array kinds{
        PictureKind{"\x89PNG\r\n\x1a\n"sv, "image/png"},
        PictureKind{"\xff\xd8\xff"sv, "image/jpeg"}, PictureKind{"GIF87a"sv, "image/gif"},
        PictureKind{"GIF89a"sv, "image/gif"}, PictureKind{"RIFF"sv, "image/webp"}};
    if (is_raster_picture(name)) {
        for (const auto& kind : kinds) {
            if (bytes.compare(0, kind.signature.size(), kind.signature) != 0) continue;
            const bool riff = kind.signature == "RIFF"sv;
            const bool webp = bytes.size() >= 12 && bytes.compare(8, 4, "WEBP") == 0;
            if (!riff || webp) return std::string(kind.type);
        }
    }
    return "application/octet-stream";
}

/// The name for programs that know no other characters than ASCII's.
std::string plain_name(const std::string& name) {
    std::string plain;
    for (const char c : name) {
        const bool safe = c >= 0x20 && c < 0x7f && c != '"' && c != '\\' && c != '%';
        plain += safe ? c : '_';
    }
    return plain;
}

core::Result<core::RevisionView> asked_for(Call& call, const core::Identifier& id) {
    MUNIMENT_TRY(const auto query, Query::check(call.visit.request.query, {"revision"}));
    core::RevisionChoice choice;
    if (const auto label = query.find("revision")) {
        MUNIMENT_TRY(choice.label, label_in_address(call, id, *label));
    }
    return find_revision(call, id, choice);
}

core::Result<http::Response> file_of(Call& call, const core::RevisionView& view,
                                     const std::string& path, const std::string& name) {
    auto bytes = call.reader().ports().reg.file(view.content.tree, path);
    if (bytes) return download(name, std::move(*bytes));
    if (bytes.error().code != ErrorCode::not_found) return core::fail(std::move(bytes.error()));
    return core::fail(
        ErrorCode::not_found,
        call.wording.texts().fill(
            "not_found.file", {{"identifier", view.id.text()}, {"revision", view.revision.text()}}),
        call.text("not_found.revision_hint"));
}

}  // namespace

http::Response download(const std::string& name, std::string bytes) {
    const std::string type = content_type_of(name, bytes);
    auto response = http::make_response(200, type, std::move(bytes));
    response.headers.set("Content-Security-Policy", "default-src 'none'; sandbox");
    response.headers.set("Content-Disposition", "attachment; filename=\"" + plain_name(name) +
                                                    "\"; filename*=UTF-8''" +
                                                    http::percent_encode(name));
    return response;
}

core::Result<http::Response> attachment_download(Call& call) {
    MUNIMENT_TRY(const auto state, find_document(call, call.visit.path.get("id")));
    if (auto elsewhere = to_own_spelling(call, state.id)) return std::move(*elsewhere);
    MUNIMENT_TRY(const auto view, asked_for(call, state.id));
    const std::string& path = call.visit.path.get("name");
    const std::size_t slash = path.rfind('/');
    const std::string name = slash == std::string::npos ? path : path.substr(slash + 1);
    return file_of(call, view, "attachments/" + path, name);
}

core::Result<http::Response> master_download(Call& call) {
    MUNIMENT_TRY(const auto state, find_document(call, call.visit.path.get("id")));
    if (auto elsewhere = to_own_spelling(call, state.id)) return std::move(*elsewhere);
    MUNIMENT_TRY(const auto view, asked_for(call, state.id));
    MUNIMENT_TRY(const auto article, call.articles.get(call.reader(), view));
    const std::string name =
        article->file.empty() ? core::master_path(state.id, ".md") : article->file;
    return file_of(call, view, name, name);
}

}  // namespace muniment::web
