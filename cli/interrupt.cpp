// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/interrupt.h"

#include <csignal>

namespace muniment::cli {
namespace {

volatile std::sig_atomic_t noted = 0;

extern "C" void note_interrupt(int /*signal*/) {
    noted = 1;
}

}  // namespace

InterruptWatch::InterruptWatch() {
    noted = 0;
    std::signal(SIGINT, note_interrupt);
    std::signal(SIGTERM, note_interrupt);
}

InterruptWatch::~InterruptWatch() {
    std::signal(SIGINT, SIG_DFL);
    std::signal(SIGTERM, SIG_DFL);
}

bool InterruptWatch::interrupted() const {
    return noted != 0;
}

}  // namespace muniment::cli
