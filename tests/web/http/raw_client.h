// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "web/http/unique_fd.h"

namespace muniment::test {

/// A client that sends exactly the bytes it is told to, well-formed or not. Reading gives up after
/// ten seconds, so that a server that hangs fails a test instead of hanging it.
class RawClient {
  public:
    explicit RawClient(std::uint16_t port, int receive_buffer = 0)
        : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        if (receive_buffer > 0)
            ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVBUF, &receive_buffer,
                         sizeof receive_buffer);
        const timeval patience{10, 0};
        ::setsockopt(socket_.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (::connect(socket_.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("cannot connect to the server under test");
    }

    void send(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;  // the server may have hung up, which is what a test looks for
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }

    /// The next bytes, at most `limit`; empty when the server has closed.
    std::string receive(std::size_t limit = 65536) {
        std::string bytes(limit, '\0');
        const auto got = ::recv(socket_.get(), bytes.data(), bytes.size(), 0);
        bytes.resize(got > 0 ? static_cast<std::size_t>(got) : 0);
        return bytes;
    }

    std::string receive_all() {
        std::string all;
        for (auto bytes = receive(); !bytes.empty(); bytes = receive()) all += bytes;
        return all;
    }

    /// One whole response with a Content-Length; what follows it is kept for the next call.
    std::string receive_response(bool with_body = true) {
        auto end = std::string::npos;
        while ((end = kept_.find("\r\n\r\n")) == std::string::npos)
            if (!receive_more()) return std::exchange(kept_, {});
        std::size_t size = end + 4;
        const auto length = kept_.find("Content-Length: ");
        if (with_body && length < end) size += std::stoul(kept_.substr(length + 16));
        while (kept_.size() < size)
            if (!receive_more()) break;
        auto response = kept_.substr(0, size);
        kept_.erase(0, size);
        return response;
    }

    void finish_sending() { ::shutdown(socket_.get(), SHUT_WR); }

  private:
    bool receive_more() {
        const auto bytes = receive();
        kept_ += bytes;
        return !bytes.empty();
    }

    web::http::UniqueFd socket_;
    std::string kept_;
};

inline std::string status_of(const std::string& response) {
    return response.size() < 12 ? "no response" : response.substr(9, 3);
}

inline std::string body_of(const std::string& response) {
    const auto end = response.find("\r\n\r\n");
    return end == std::string::npos ? std::string() : response.substr(end + 4);
}

}  // namespace muniment::test
