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

/// What the server calls. All but access_log are called by workers, several at once.
struct Hooks {
    std::function<Response(const Request&)> handle;
    std::function<Response(const Problem&)> error_page;
    /// A handler threw: under `reference`, `what` it said. Never shown to the client.
    std::function<void(std::string_view reference, std::string_view what)> defect_log;
};

/// A request (or a fault in one) on its way through a worker, and the answer on its way back.
struct Exchange {
    std::uint64_t connection = 0;
    Request request;
    int fault_status = 0;  ///< not 0: answer with the error page of this status
    bool close = false;    ///< the connection ends after the answer

    int status = 0;
    std::string head;  ///< the answer's status line and headers
    std::shared_ptr<const std::string> body;
    std::string person;
};

/// Runs in a worker: calls the handler, or the error page for a fault, and fills in the answer.
/// Exceptions stop here: they become a page with status 500 and a reference number.
void answer(const Hooks& hooks, Exchange& exchange);

/// The answer when there is no worker to make one: plain text, made without any callback.
void answer_plainly(int status, Exchange& exchange);

}  // namespace muniment::web::http
