// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/prompt.h"

#include <istream>
#include <ostream>

#include <termios.h>
#include <unistd.h>

#include "core/text.h"

namespace muniment::cli {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

/// The terminal shows nothing that is typed while this lives.
class NoEcho {
  public:
    NoEcho() : changed_(::tcgetattr(STDIN_FILENO, &before_) == 0) {
        if (!changed_) return;
        termios silent = before_;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        silent.c_lflag |= ECHONL;
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
    }
    ~NoEcho() {
        if (changed_) ::tcsetattr(STDIN_FILENO, TCSANOW, &before_);
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

    [[nodiscard]] bool works() const { return changed_; }

  private:
    termios before_{};
    bool changed_ = false;
};

Result<std::string> answer(const Streams& streams, const std::string& question,
                           const std::string& instead) {
    if (!streams.in_is_terminal) {
        return fail(ErrorCode::invalid_argument, "there is no terminal to ask at", instead);
    }
    streams.out.flush();
    streams.err << question << std::flush;
    std::string line;
    if (std::getline(streams.in, line)) return line;
    streams.err << '\n';
    return fail(ErrorCode::invalid_argument, "there was no answer", instead);
}

}  // namespace

Result<std::string> ask_password(const Streams& streams, const std::string& question,
                                 const std::string& instead) {
    if (!streams.in_is_terminal) return answer(streams, question, instead);
    const NoEcho silence;
    if (!silence.works()) {
        return fail(ErrorCode::unavailable, "this terminal cannot hide what is typed", instead);
    }
    return answer(streams, question, instead);
}

Result<bool> ask_yes(const Streams& streams, const std::string& question,
                     const std::string& instead) {
    MUNIMENT_TRY(const auto line, answer(streams, question + " [y/N] ", instead));
    const auto word = core::trimmed(line);
    return word == "y" || word == "Y" || word == "yes" || word == "Yes" || word == "YES";
}

}  // namespace muniment::cli
