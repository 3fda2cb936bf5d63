// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/request_reader.h"

#include <algorithm>
#include <utility>

#include "web/http/poco_head.h"
#include "web/http/target.h"

namespace muniment::web::http {
namespace {

std::optional<Method> known_method(std::string_view name) {
    if (name == "GET") return Method::get;
    if (name == "HEAD") return Method::head;
    if (name == "POST") return Method::post;
    return std::nullopt;
}

}  // namespace

RequestReader::State RequestReader::feed(std::string_view bytes) {
    if (state_ == State::failed) return state_;
    buffer_ += bytes;
    return advance();
}

Request RequestReader::take() {
    Request taken = std::move(request_);
    request_ = Request{};
    head_ = CheckedHead{};
    chunks_.reset();
    continue_owed_ = false;
    state_ = State::waiting;
    advance();
    return taken;
}

bool RequestReader::take_continue() {
    return std::exchange(continue_owed_, false);
}

RequestReader::State RequestReader::advance() {
    if (state_ == State::waiting && !buffer_.empty()) state_ = State::head;
    if (state_ == State::head) read_head();
    if (state_ == State::body) read_body();
    return state_;
}

RequestReader::State RequestReader::fail(int status, std::string reason) {
    fault_ = {status, std::move(reason)};
    buffer_.clear();
    return state_ = State::failed;
}

/// Index behind the empty line that ends the head. A line feed without its carriage return fails at
/// once, instead of waiting for an end that never comes.
std::optional<std::size_t> RequestReader::find_head_end() {
    for (;;) {
        const auto feed = buffer_.find('\n', scanned_);
        if (feed == std::string::npos) {
            scanned_ = buffer_.size();
            return std::nullopt;
        }
        if (feed == 0 || buffer_[feed - 1] != '\r') {
            fail(400, "a line that does not end in CR LF");
            return std::nullopt;
        }
        const bool empty_line = feed - 1 == line_start_;
        scanned_ = line_start_ = feed + 1;
        if (empty_line) return feed + 1;
    }
}

RequestReader::State RequestReader::read_head() {
    const auto end = find_head_end();
    if (state_ == State::failed) return state_;
    if (end.value_or(buffer_.size()) > limits_.head_bytes)
        return fail(431, "a head that is too long");
    if (!end) return state_;
    scanned_ = line_start_ = 0;
    if (accept_head(std::string_view(buffer_).substr(0, *end)) == State::failed) return state_;
    buffer_.erase(0, *end);
    return state_;
}

RequestReader::State RequestReader::accept_head(std::string_view raw) {
    auto checked = check_head(raw, limits_.fields);
    if (!checked) return fail(checked.error().status, std::move(checked.error().reason));
    if (auto agreed = confirm_with_poco(raw, *checked); !agreed)
        return fail(agreed.error().status, std::move(agreed.error().reason));
    head_ = std::move(*checked);
    const auto method = known_method(head_.method);
    if (!method) return fail(405, "a method that is not served");
    auto target = parse_target(head_.target);
    if (!target) return fail(400, std::move(target.error().message));
    request_.method = *method;
    request_.target = head_.target;
    request_.path = std::move(target->path);
    request_.query = std::move(target->query);
    request_.host = head_.host;
    request_.headers = std::move(head_.headers);
    if (request_.headers.count("Cookie") == 1)
        request_.cookies = Cookies(*request_.headers.find("Cookie"));
    return start_body();
}

RequestReader::State RequestReader::start_body() {
    if (head_.framing == Framing::none ||
        (head_.framing == Framing::length && head_.content_length == 0))
        return state_ = State::complete;
    auto allowed = limits_.body_bytes;
    if (limits_.body_limit) allowed = std::min(allowed, limits_.body_limit(request_));
    if (head_.content_length > allowed) return fail(413, "a body that is too large");
    if (head_.framing == Framing::chunked) chunks_.emplace(allowed);
    request_.body = Body(limits_.spool_above, limits_.spool_places);
    continue_owed_ = head_.expects_continue;
    return state_ = State::body;
}

RequestReader::State RequestReader::read_body() {
    if (!buffer_.empty()) continue_owed_ = false;
    if (head_.framing == Framing::chunked) {
        std::string_view rest = buffer_;
        const auto state = chunks_->feed(rest, request_.body);
        if (state == ChunkedDecoder::State::malformed) return fail(400, "malformed chunks");
        if (state == ChunkedDecoder::State::too_large) return fail(413, "a body that is too large");
        if (state == ChunkedDecoder::State::failed) return fail(503, chunks_->why());
        buffer_.erase(0, buffer_.size() - rest.size());
        if (state == ChunkedDecoder::State::done) state_ = State::complete;
        return state_;
    }
    const auto missing = head_.content_length - request_.body.size();
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(missing, buffer_.size()));
    auto kept = request_.body.append(std::string_view(buffer_).substr(0, count));
    if (!kept) return fail(503, std::move(kept.error().message));
    buffer_.erase(0, count);
    if (request_.body.size() == head_.content_length) state_ = State::complete;
    return state_;
}

}  // namespace muniment::web::http
