// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "web/http/request.h"
#include "web/http/response.h"

namespace muniment::web::http {

/// What an error page is made of. No text in it comes from the request or from an exception.
struct Problem {
    int status = 500;
    std::string reference;             ///< of a defect, to be quoted by the person; else empty
    const Request* request = nullptr;  ///< null when no complete request was read
};

/// What the server calls: workers, several at once, all but body_limit.
struct Hooks {
    std::function<Response(const Request&)> handle;
    std::function<Response(const Problem&)> error_page;
    /// A handler threw, or the server failed to take a request in: under `reference`, `what` was
    /// said. Never shown to the client.
    std::function<void(std::string_view reference, std::string_view what)> defect_log;
    /// See ReaderLimits; called by the loop.
    std::function<std::uint64_t(const Request&)> body_limit = {};
};

/// A request (or a fault in one) on its way through a worker, and the answer on its way back.
struct Exchange {
    std::uint64_t connection = 0;
    Request request;
    int fault_status = 0;  ///< not 0: answer with the error page of this status
    std::string reason;    ///< of a fault or a refusal; for logs, never for pages
    bool close = false;    ///< the connection ends after the answer

    int status = 0;
    std::string head;  ///< the answer's status line and headers
    std::shared_ptr<const std::string> body;
    std::string person;
};

/// Runs in a worker: calls the handler, or the error page for a fault, and fills in the answer.
/// Exceptions stop here: they become a page with status 500 and a reference number. A fault that
/// is ours (status 503, such as a full disk) is told to the log, and bears a reference too.
void answer(const Hooks& hooks, Exchange& exchange);

/// The answer when there is no worker to make one: plain text, made without any callback.
void answer_plainly(int status, Exchange& exchange);

}  // namespace muniment::web::http
