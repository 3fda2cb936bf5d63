// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/progress.h"

#include <algorithm>
#include <ostream>

namespace muniment::cli {
namespace {

constexpr std::chrono::milliseconds patience{300};  // what is faster needs no bar
constexpr std::chrono::milliseconds between_pictures{100};
constexpr std::uint64_t width = 30;
constexpr const char* wipe_line = "\r\x1b[K";

}  // namespace

ProgressBar::~ProgressBar() {
    if (visible_) streams_.err << wipe_line << std::flush;
}

void ProgressBar::show(std::uint64_t done, std::uint64_t total) {
    if (!streams_.err_is_terminal || total == 0) return;
    const auto now = Clock::now();
    if (now - started_ < patience || now - shown_ < between_pictures) return;
    shown_ = now;
    visible_ = true;
    done = std::min(done, total);
    const auto filled = static_cast<std::size_t>(done * width / total);
    streams_.err << wipe_line << label_ << " [" << std::string(filled, '#')
                 << std::string(width - filled, '.') << "] " << done << " of " << total
                 << std::flush;
}

}  // namespace muniment::cli
