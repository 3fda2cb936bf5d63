// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

#include "web/http/unique_fd.h"

namespace muniment::web::http {

enum class Transfer { some, would_block, ended };

struct TransferResult {
    Transfer kind = Transfer::ended;
    std::size_t bytes = 0;
};

/// The one place where bytes enter and leave a client's socket without blocking; a later TLS layer
/// stands here. `ended` is the end of the stream and every error alike: the client is gone.
class Transport {
  public:
    explicit Transport(UniqueFd socket) : socket_(std::move(socket)) {}

    [[nodiscard]] int descriptor() const { return socket_.get(); }
    TransferResult receive(char* into, std::size_t room);
    /// Sends `first`, then `second`, as far as the socket takes them.
    TransferResult send(std::string_view first, std::string_view second);
    /// Tells the client that nothing more comes; it may still be read from.
    void finish_sending();

  private:
    UniqueFd socket_;
};

}  // namespace muniment::web::http
