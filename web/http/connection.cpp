// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/connection.h"

#include <algorithm>
#include <array>
#include <utility>

namespace muniment::web::http {
namespace {

constexpr std::size_t read_size = 16 * 1024;
constexpr int reads_in_a_row = 16;  ///< then it is another connection's turn
constexpr std::string_view continue_line = "HTTP/1.1 100 Continue\r\n\r\n";

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get:
            return "GET ";
        case Method::head:
            return "HEAD ";
        case Method::post:
            return "POST ";
    }
    return "";
}

}  // namespace

Connection::Connection(std::uint64_t id, UniqueFd socket, std::string peer,
                       const ConnectionSettings& settings, Clock::time_point now)
    : id_(id),
      transport_(std::move(socket)),
      peer_(std::move(peer)),
      settings_(settings),
      reader_(settings.limits),
      deadline_(now + settings.timeouts.head) {}

void Connection::socket_is_ready(bool to_read, bool to_write) {
    readable_ = readable_ || to_read;
    writable_ = writable_ || to_write;
}

Connection::Next Connection::advance(Clock::time_point now) {
    if (phase_ == Phase::sending) {
        const auto next = send(now);
        if (next != Next::again) return next;
    }
    if (phase_ == Phase::receiving) return receive(now);
    if (phase_ == Phase::lingering) return linger();
    return Next::wait;
}

Connection::Next Connection::receive(Clock::time_point now) {
    std::array<char, read_size> bytes;
    for (int reads = 0; reads < reads_in_a_row; ++reads) {
        const auto state = reader_.state();
        if (state == RequestReader::State::complete || state == RequestReader::State::failed)
            return Next::serve;
        if (closing_ && state == RequestReader::State::waiting) return Next::end;
        if (reader_.take_continue() &&
            transport_.send(continue_line, {}).bytes != continue_line.size())
            return Next::end;
        if (!readable_) return Next::wait;
        const auto got = transport_.receive(bytes.data(), bytes.size());
        if (got.kind == Transfer::ended) return Next::end;
        readable_ = got.kind == Transfer::some;
        if (readable_) reader_.feed({bytes.data(), got.bytes});
        if (readable_) settle_deadline(state, now);
    }
    return Next::again;
}

void Connection::settle_deadline(RequestReader::State before, Clock::time_point now) {
    const auto state = reader_.state();
    const auto& times = settings_.timeouts;
    const bool entered = state != before;
    if (state == RequestReader::State::waiting && entered) deadline_ = now + times.idle;
    if (state == RequestReader::State::head && entered) deadline_ = now + times.head;
    if (state != RequestReader::State::body) return;
    if (entered) body_deadline_ = now + times.body_total;
    deadline_ = std::min(body_deadline_, now + times.body_pause);
}

std::unique_ptr<Exchange> Connection::begin_exchange(Clock::time_point now) {
    auto exchange = std::make_unique<Exchange>();
    exchange->connection = id_;
    if (reader_.state() == RequestReader::State::complete) {
        exchange->close = closing_ || !reader_.keep_alive();
        exchange->request = reader_.take();
        exchange->request.peer = peer_;
        request_line_ = std::string(name_of(exchange->request.method)) + exchange->request.target;
    } else {
        exchange->close = true;
        exchange->fault_status = timed_out_ ? 408 : reader_.fault().status;
        exchange->reason = timed_out_ ? "the request took too long" : reader_.fault().reason;
        request_line_ = reader_.describe();
    }
    closing_ = exchange->close;
    phase_ = Phase::serving;
    served_from_ = now;
    deadline_ = Clock::time_point::max();
    return exchange;
}

void Connection::deliver(std::unique_ptr<Exchange> answered, Clock::time_point now) {
    answer_ = std::move(answered);
    sent_ = 0;
    phase_ = Phase::sending;
    deadline_ = now + settings_.timeouts.write_pause;
}

Connection::Next Connection::send(Clock::time_point now) {
    const std::string_view head = answer_->head;
    const std::string_view body = answer_->body ? std::string_view(*answer_->body) : "";
    while (sent_ < head.size() + body.size()) {
        if (!writable_) return Next::wait;
        const auto in_body = sent_ - std::min(sent_, head.size());
        const auto done =
            transport_.send(head.substr(std::min(sent_, head.size())), body.substr(in_body));
        sent_ += done.bytes;
        if (done.kind == Transfer::ended) {
            finish_answer(now);
            return Next::end;
        }
        writable_ = done.kind == Transfer::some;
        if (writable_) deadline_ = now + settings_.timeouts.write_pause;
    }
    finish_answer(now);
    return Next::again;
}

void Connection::abandon(Clock::time_point now) {
    if (answer_) record_answer(now);
}

void Connection::record_answer(Clock::time_point now) {
    if (settings_.access_log)
        settings_.access_log(
            {peer_, std::move(request_line_), std::move(answer_->person),
             std::move(answer_->reason), answer_->status, sent_,
             std::chrono::duration_cast<std::chrono::microseconds>(now - served_from_)});
    answer_.reset();
}

void Connection::finish_answer(Clock::time_point now) {
    record_answer(now);
    if (closing_) {
        transport_.finish_sending();
        phase_ = Phase::lingering;
        deadline_ = now + settings_.timeouts.linger;
    } else {
        phase_ = Phase::receiving;
        deadline_ = now + settings_.timeouts.idle;
        settle_deadline(RequestReader::State::waiting, now);
    }
}

/// Closing with unread bytes would make the kernel reset the connection, and the client would lose
/// the answer that tells what was wrong. So what it still sends is read and forgotten, for a while.
Connection::Next Connection::linger() {
    std::array<char, read_size> bytes;
    for (int reads = 0; reads < reads_in_a_row; ++reads) {
        if (!readable_) return Next::wait;
        const auto got = transport_.receive(bytes.data(), bytes.size());
        if (got.kind == Transfer::ended) return Next::end;
        readable_ = got.kind == Transfer::some;
    }
    return Next::again;
}

bool Connection::give_up_on_request() {
    const auto state = reader_.state();
    timed_out_ = phase_ == Phase::receiving &&
                 (state == RequestReader::State::head || state == RequestReader::State::body);
    return timed_out_;
}

bool Connection::may_be_shed() const {
    const auto state = reader_.state();
    if (phase_ == Phase::lingering) return true;
    return phase_ == Phase::receiving &&
           (state == RequestReader::State::waiting || state == RequestReader::State::head);
}

}  // namespace muniment::web::http
