// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "web/http/exchange.h"
#include "web/http/request_reader.h"
#include "web/http/transport.h"

namespace muniment::web::http {

using Clock = std::chrono::steady_clock;

/// How long a client may keep a connection without doing its part. A client that reads slowly is
/// served as long as it takes something now and then; one that sends slowly is not waited for.
struct Timeouts {
    std::chrono::milliseconds idle{75'000};         ///< between two requests
    std::chrono::milliseconds head{20'000};         ///< from the first byte to the end of a head
    std::chrono::milliseconds body_pause{20'000};   ///< between two pieces of a body
    std::chrono::milliseconds body_total{300'000};  ///< for a whole body
    std::chrono::milliseconds write_pause{60'000};  ///< between two pieces of an answer taken
    std::chrono::milliseconds linger{2'000};        ///< for a client to read a last answer
};

/// One line of the access log.
struct AccessRecord {
    std::string peer;
    std::string request;  ///< "GET /documents", visible ASCII; empty when it could not be read
    std::string person;
    std::string reason;  ///< why the server itself refused the request; empty: it did not
    int status = 0;
    std::uint64_t bytes = 0;  ///< sent, headers included; fewer than planned if the client left
    std::chrono::microseconds duration{0};  ///< from complete request to last byte handed over
};

struct ConnectionSettings {
    ReaderLimits limits;
    Timeouts timeouts;
    std::function<void(const AccessRecord&)> access_log;  ///< called by the loop; must be quick
};

/// One client: its socket, what it has sent so far and what it has yet to be sent. Belongs to the
/// loop's thread. Requests of a pipeline are answered one after the other, hence in order.
class Connection {
  public:
    enum class Next {
        wait,   ///< for the socket, for a worker, or for time to pass
        serve,  ///< begin_exchange()
        again,  ///< more can be done at once, but it is others' turn
        end,    ///< close it
    };

    /// `settings` must outlive the connection.
    Connection(std::uint64_t id, UniqueFd socket, std::string peer,
               const ConnectionSettings& settings, Clock::time_point now);

    void socket_is_ready(bool to_read, bool to_write);
    Next advance(Clock::time_point now);
    /// What a worker has to answer: the complete request, or the fault in it.
    std::unique_ptr<Exchange> begin_exchange(Clock::time_point now);
    void deliver(std::unique_ptr<Exchange> answered, Clock::time_point now);
    /// To be called before it is destroyed: what was sent of an answer under way is on the record.
    void abandon(Clock::time_point now);

    [[nodiscard]] int descriptor() const { return transport_.descriptor(); }
    [[nodiscard]] bool overdue(Clock::time_point now) const { return now >= deadline_; }
    /// After overdue(): whether the client has sent a part of a request, and so deserves a 408.
    [[nodiscard]] bool give_up_on_request();
    /// Whether nothing is lost but a connection when it is closed.
    [[nodiscard]] bool may_be_shed() const;
    /// No further request is read after the answer under way.
    void close_soon() { closing_ = true; }

  private:
    enum class Phase { receiving, serving, sending, lingering };

    Next receive(Clock::time_point now);
    Next send(Clock::time_point now);
    Next linger();
    void settle_deadline(RequestReader::State before, Clock::time_point now);
    void finish_answer(Clock::time_point now);
    void record_answer(Clock::time_point now);

    std::uint64_t id_;
    Transport transport_;
    std::string peer_;
    const ConnectionSettings& settings_;
    RequestReader reader_;
    Phase phase_ = Phase::receiving;
    bool readable_ = true;
    bool writable_ = true;
    bool closing_ = false;
    bool timed_out_ = false;
    Clock::time_point deadline_;
    Clock::time_point body_deadline_;
    Clock::time_point served_from_;
    std::string request_line_;
    std::unique_ptr<Exchange> answer_;
    std::size_t sent_ = 0;
};

}  // namespace muniment::web::http
