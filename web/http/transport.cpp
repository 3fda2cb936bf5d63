// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/transport.h"

#include <array>
#include <cerrno>

#include <sys/socket.h>
#include <sys/uio.h>

namespace muniment::web::http {
namespace {

TransferResult result_of(ssize_t bytes, int number) {
    if (bytes > 0) return {Transfer::some, static_cast<std::size_t>(bytes)};
    const bool again = bytes < 0 && (number == EAGAIN || number == EWOULDBLOCK);
    return {again ? Transfer::would_block : Transfer::ended, 0};
}

iovec part(std::string_view bytes) {
    return {const_cast<char*>(bytes.data()), bytes.size()};
}

}  // namespace

TransferResult Transport::receive(char* into, std::size_t room) {
    for (;;) {
        const auto bytes = ::recv(socket_.get(), into, room, 0);
        if (bytes >= 0 || errno != EINTR) return result_of(bytes, errno);
    }
}

TransferResult Transport::send(std::string_view first, std::string_view second) {
    std::array<iovec, 2> parts{part(first), part(second)};
    msghdr message{};
    message.msg_iov = parts.data();
    message.msg_iovlen = parts.size();
    for (;;) {
        const auto bytes = ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
        if (bytes >= 0 || errno != EINTR) return result_of(bytes, errno);
    }
}

void Transport::finish_sending() {
    ::shutdown(socket_.get(), SHUT_WR);
}

}  // namespace muniment::web::http
