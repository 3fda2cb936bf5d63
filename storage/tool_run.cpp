// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/tool_run.h"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace muniment::storage {
namespace {

using core::ErrorCode;
using core::fail;
using core::Result;

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
/// A file without a name. Files, not pipes: nobody waits for the other side, and a program that
/// ends early ends nobody else.
using UnnamedFile = std::unique_ptr<std::FILE, CloseFile>;

tl::unexpected<core::Error> cannot_run(const std::string& program, int error) {
    return fail(ErrorCode::unavailable, "cannot run " + program + ": " + std::strerror(error),
                error == ENOENT ? "Install it (Debian: openssh-client) and try again." : "");
}

Result<std::string> all_of(std::FILE* file) {
    std::rewind(file);
    std::string text;
    char buffer[4096];
    for (std::size_t count = 0; (count = std::fread(buffer, 1, sizeof buffer, file)) > 0;) {
        text.append(buffer, count);
    }
    if (std::ferror(file) == 0) return text;
    return fail(ErrorCode::unavailable, "what a program wrote cannot be read back");
}

/// The three standard streams of the program.
struct ToolStreams {
    UnnamedFile input{std::tmpfile()};
    UnnamedFile output{std::tmpfile()};
    UnnamedFile errors{std::tmpfile()};
};

Result<pid_t> spawn(const std::vector<std::string>& arguments, const ToolStreams& streams) {
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ::fileno(streams.input.get()), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ::fileno(streams.output.get()), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, ::fileno(streams.errors.get()), STDERR_FILENO);
    std::vector<char*> words;
    words.reserve(arguments.size() + 1);
    for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
    words.push_back(nullptr);
    pid_t child = 0;
    const int error =
        ::posix_spawnp(&child, arguments.front().c_str(), &actions, nullptr, words.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) return cannot_run(arguments.front(), error);
    return child;
}

Result<int> wait_for(pid_t child, const std::string& program) {
    int status = 0;
    while (::waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return cannot_run(program, errno);
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Result<ToolRun> run_tool(const std::vector<std::string>& arguments, const std::string& input) {
    for (const auto& argument : arguments) {
        if (argument.find('\0') == std::string::npos) continue;
        return fail(ErrorCode::invalid_argument, "a name cannot hold a zero byte");
    }
    const ToolStreams streams;
    if (!streams.input || !streams.output || !streams.errors) {
        return cannot_run(arguments.front(), errno);
    }
    const bool written =
        std::fwrite(input.data(), 1, input.size(), streams.input.get()) == input.size() &&
        std::fflush(streams.input.get()) == 0;
    if (!written) return cannot_run(arguments.front(), errno);
    std::rewind(streams.input.get());
    MUNIMENT_TRY(const pid_t child, spawn(arguments, streams));
    ToolRun run;
    MUNIMENT_TRY(run.status, wait_for(child, arguments.front()));
    MUNIMENT_TRY(run.output, all_of(streams.output.get()));
    MUNIMENT_TRY(run.errors, all_of(streams.errors.get()));
    return run;
}

}  // namespace muniment::storage
