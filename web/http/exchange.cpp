// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/exchange.h"

#include <exception>
#include <random>
#include <utility>

#include "web/http/status.h"

namespace muniment::web::http {
namespace {

/// Eight characters without those that are easily misread: people read them out on the telephone.
std::string new_reference() {
    constexpr std::string_view letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    thread_local std::random_device source;
    std::string reference;
    for (int index = 0; index < 8; ++index) reference += letters[source() % letters.size()];
    return reference;
}

Response plain(int status) {
    auto text = std::to_string(status) + " " + std::string(reason_phrase(status)) + "\n";
    auto response = make_response(status, "text/plain; charset=utf-8", std::move(text));
    response.headers.add("X-Content-Type-Options", "nosniff");
    response.headers.add("Cache-Control", "no-store");
    if (status == 503) response.headers.add("Retry-After", "5");
    return response;
}

void fill_in(Response response, Exchange& exchange) {
    if (response.status == 405 && response.headers.find("Allow") == nullptr)
        response.headers.add("Allow", "GET, HEAD, POST");
    exchange.status = response.status;
    exchange.head = render_head(response, exchange.close);
    exchange.person = std::move(response.person);
    const bool head_only = exchange.fault_status == 0 && exchange.request.method == Method::head;
    exchange.body = head_only ? nullptr : std::move(response.body);
}

/// What handler or error page answer; `reference` and `what` are filled when they fail.
Response call(const Hooks& hooks, const Exchange& exchange, std::string& what) {
    try {
        std::string reference;
        if (exchange.fault_status == 503) {
            reference = new_reference();
            hooks.defect_log(reference, exchange.reason);
        }
        auto response = exchange.fault_status == 0
                            ? hooks.handle(exchange.request)
                            : hooks.error_page({exchange.fault_status, reference, nullptr});
        if (response.headers.fit_to_send()) return response;
        what = "a response header holds a character that would break it";
    } catch (const std::exception& defect) {
        what = defect.what();
    } catch (...) {
        what = "an exception that is no std::exception";
    }
    return plain(500);
}

Response defect_page(const Hooks& hooks, const Exchange& exchange, const std::string& reference) {
    const bool readable = exchange.fault_status == 0;
    try {
        return hooks.error_page({500, reference, readable ? &exchange.request : nullptr});
    } catch (const std::exception& defect) {
        hooks.defect_log(reference, std::string("the error page itself: ") + defect.what());
        return plain(500);
    }
}

}  // namespace

void answer(const Hooks& hooks, Exchange& exchange) {
    std::string what;
    auto response = call(hooks, exchange, what);
    if (!what.empty()) {
        const auto reference = new_reference();
        hooks.defect_log(reference, what);
        response = defect_page(hooks, exchange, reference);
    }
    fill_in(std::move(response), exchange);
}

void answer_plainly(int status, Exchange& exchange) {
    fill_in(plain(status), exchange);
}

}  // namespace muniment::web::http
