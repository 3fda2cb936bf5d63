// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/listener.h"

#include <cerrno>
#include <charconv>
#include <memory>

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "web/http/system_error.h"

namespace muniment::web::http {
namespace {

constexpr int backlog = 1024;

using AddressList = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

core::Result<AddressList> resolve(const ListenAddress& wanted) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
    addrinfo* found = nullptr;
    const auto port = std::to_string(wanted.port);
    const int failure = ::getaddrinfo(wanted.host.c_str(), port.c_str(), &hints, &found);
    if (failure != 0)
        return core::fail(core::ErrorCode::invalid_argument,
                          "cannot listen on " + wanted.host + ": " + ::gai_strerror(failure),
                          "Give an address of this machine, such as 127.0.0.1:8080.");
    return AddressList(found, &::freeaddrinfo);
}

core::Result<std::uint16_t> real_port(int socket) {
    sockaddr_storage bound{};
    socklen_t length = sizeof bound;
    if (::getsockname(socket, reinterpret_cast<sockaddr*>(&bound), &length) != 0)
        return core::fail(system_error("cannot tell the port that was chosen", errno));
    return ntohs(bound.ss_family == AF_INET6 ? reinterpret_cast<sockaddr_in6*>(&bound)->sin6_port
                                             : reinterpret_cast<sockaddr_in*>(&bound)->sin_port);
}

}  // namespace

core::Result<ListenAddress> ListenAddress::parse(std::string_view text) {
    const auto refuse = [&] {
        return core::fail(core::ErrorCode::invalid_argument,
                          "\"" + std::string(text) + "\" is not an address to listen on",
                          "Write HOST:PORT, for instance 127.0.0.1:8080 or [::1]:8080.");
    };
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos || colon == 0) return refuse();
    ListenAddress parsed;
    auto host = text.substr(0, colon);
    const auto port = text.substr(colon + 1);
    const bool bracketed = host.front() == '[' && host.back() == ']';
    if (bracketed) host = host.substr(1, host.size() - 2);
    if (host.empty() || (!bracketed && host.find(':') != std::string_view::npos)) return refuse();
    const auto* end = port.data() + port.size();
    const auto number = std::from_chars(port.data(), end, parsed.port);
    if (number.ec != std::errc() || number.ptr != end) return refuse();
    parsed.host = host;
    return parsed;
}

std::string ListenAddress::url() const {
    const bool v6 = host.find(':') != std::string::npos;
    return "http://" + (v6 ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

bool ListenAddress::is_loopback() const {
    in_addr v4{};
    in6_addr v6{};
    if (::inet_pton(AF_INET, host.c_str(), &v4) == 1) return ntohl(v4.s_addr) >> 24 == 127;
    if (::inet_pton(AF_INET6, host.c_str(), &v6) == 1) return IN6_IS_ADDR_LOOPBACK(&v6) != 0;
    return host == "localhost";
}

core::Result<Listener> Listener::open(const ListenAddress& wanted) {
    MUNIMENT_TRY(const auto addresses, resolve(wanted));
    const auto what = "cannot listen on " + wanted.url();
    const auto& first = *addresses;
    Listener listener;
    listener.address = wanted;
    listener.socket =
        UniqueFd(::socket(first.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
    if (!listener.socket.valid()) return core::fail(system_error(what, errno));
    const int on = 1;
    const int socket = listener.socket.get();
    // Without this a restart waits a minute for the connections of the last run to be forgotten.
    if (::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
        ::bind(socket, first.ai_addr, first.ai_addrlen) != 0 || ::listen(socket, backlog) != 0)
        return core::fail(system_error(what, errno, "Choose another port, or stop what uses it."));
    MUNIMENT_TRY(listener.address.port, real_port(socket));
    return listener;
}

}  // namespace muniment::web::http
