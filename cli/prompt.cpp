// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/prompt.h"

#include <array>
#include <csignal>
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

/// How the terminal was. A signal handler can reach nothing but globals.
termios terminal_before;

/// Ends as the signal would have, but not with a terminal that shows nothing.
extern "C" void end_with_echo(int signal) {
    ::tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
    ::signal(signal, SIG_DFL);
    ::raise(signal);
}

/// The terminal shows nothing that is typed while this lives, and no longer: also not when the
/// program is ended meanwhile. One at a time in the process.
class NoEcho {
  public:
    NoEcho() : changed_(::tcgetattr(STDIN_FILENO, &terminal_before) == 0) {
        if (!changed_) return;
        struct sigaction action = {};
        action.sa_handler = end_with_echo;
        for (std::size_t index = 0; index < ending_signals.size(); ++index)
            ::sigaction(ending_signals[index], &action, &actions_before_[index]);
        termios silent = terminal_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        silent.c_lflag |= ECHONL;
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent) == 0;
        if (!changed_) restore_signals();
    }
    ~NoEcho() {
        if (!changed_) return;
        ::tcsetattr(STDIN_FILENO, TCSANOW, &terminal_before);
        restore_signals();
    }
    NoEcho(const NoEcho&) = delete;
    NoEcho& operator=(const NoEcho&) = delete;

    [[nodiscard]] bool works() const { return changed_; }

  private:
    static constexpr std::array<int, 4> ending_signals{SIGINT, SIGTERM, SIGQUIT, SIGHUP};

    void restore_signals() {
        for (std::size_t index = 0; index < ending_signals.size(); ++index)
            ::sigaction(ending_signals[index], &actions_before_[index], nullptr);
    }

    std::array<struct sigaction, ending_signals.size()> actions_before_{};
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
