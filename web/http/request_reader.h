// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "web/http/chunked.h"
#include "web/http/head_check.h"
#include "web/http/request.h"

namespace muniment::web::http {

struct ReaderLimits {
    std::size_t head_bytes = 16 * 1024;
    std::uint64_t body_bytes = 32 * 1024 * 1024;  ///< whatever body_limit says
    /// The bytes that the body of a request may have, of which the head alone is known yet. Called
    /// by the loop, so it must be quick. Null: body_bytes for all.
    std::function<std::uint64_t(const Request&)> body_limit;
    std::size_t spool_above = 64 * 1024;  ///< bodies larger than this lie in a temporary file
    SpoolPlaces* spool_places = nullptr;  ///< bounds those files; must outlive every request
    HeadLimits fields;
};

/// Makes requests out of bytes, one after the other. It does no input or output of its own (but
/// for spooling a body), so every rule here is tested without a socket.
class RequestReader {
  public:
    enum class State {
        waiting,   ///< for the first byte of a request
        head,      ///< for the rest of a head
        body,      ///< for the rest of a body
        complete,  ///< take() it
        failed,    ///< fault() says why; nothing more is read
    };

    explicit RequestReader(const ReaderLimits& limits) : limits_(limits) {}

    /// Adds bytes and goes on as far as they reach. Bytes after a complete request are kept.
    State feed(std::string_view bytes);
    [[nodiscard]] State state() const { return state_; }
    /// The complete request; the reader then starts on the bytes that are left.
    [[nodiscard]] Request take();
    [[nodiscard]] const HeadFault& fault() const { return fault_; }
    /// Whether the connection may stay open after the request that is complete.
    [[nodiscard]] bool keep_alive() const { return head_.keep_alive; }
    /// True once, when the client waits to be told to send its body.
    [[nodiscard]] bool take_continue();
    /// "GET /documents" of what is being read or was refused, as far as it is known; for logs.
    [[nodiscard]] std::string describe() const { return head_.method + " " + head_.target; }

  private:
    State advance();
    State fail(int status, std::string reason);
    std::optional<std::size_t> find_head_end();
    State read_head();
    State accept_head(std::string_view raw);
    State start_body();
    State read_body();

    ReaderLimits limits_;
    State state_ = State::waiting;
    std::string buffer_;
    std::size_t scanned_ = 0;     ///< bytes of buffer_ known to hold no end of a head
    std::size_t line_start_ = 0;  ///< where the line being scanned starts
    CheckedHead head_;
    Request request_;
    std::optional<ChunkedDecoder> chunks_;
    bool continue_owed_ = false;
    HeadFault fault_;
};

}  // namespace muniment::web::http
