// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/git_error.h"

#include <array>
#include <cerrno>
#include <string>
#include <system_error>

#include <git2.h>

#include "storage/system_error.h"

namespace muniment::storage {

namespace {

using core::ErrorCode;

constexpr std::string_view damaged_hint =
    "Run `muniment verify`, then restore the library from a backup.";

/// libgit2 keeps the text of errno at the end of its message, not the number.
int errno_named_in(std::string_view message) {
    constexpr std::array candidates{ENOSPC, EDQUOT, EROFS,  EACCES, EPERM, EIO,
                                    EMFILE, ENFILE, ENOMEM, ENOENT, EEXIST};
    for (const int candidate : candidates) {
        if (message.ends_with(std::generic_category().message(candidate))) return candidate;
    }
    return 0;
}

bool is_about_stored_objects(int klass) {
    return klass == GIT_ERROR_ODB || klass == GIT_ERROR_OBJECT || klass == GIT_ERROR_TREE ||
           klass == GIT_ERROR_ZLIB || klass == GIT_ERROR_INDEXER || klass == GIT_ERROR_SHA;
}

core::Error with_hint(ErrorCode code, std::string message, std::string_view hint) {
    return {code, std::move(message), std::string(hint)};
}

core::Error by_class(int klass, std::string message) {
    if (is_about_stored_objects(klass))
        return with_hint(ErrorCode::data_corrupt, std::move(message), damaged_hint);
    switch (klass) {
        case GIT_ERROR_NOMEMORY:
            return with_hint(ErrorCode::unavailable, std::move(message),
                             "Give it more memory and try again.");
        case GIT_ERROR_CONFIG:
        case GIT_ERROR_REFERENCE:
            return with_hint(ErrorCode::data_corrupt, std::move(message), damaged_hint);
        case GIT_ERROR_REPOSITORY:
            return with_hint(ErrorCode::failed_precondition, std::move(message),
                             "The repository needs another version of the program.");
        default:
            return with_hint(ErrorCode::internal, std::move(message), "");
    }
}

core::Error translated(int code, int klass, std::string message) {
    switch (code) {
        case GIT_ENOTFOUND:
            if (is_about_stored_objects(klass))
                return with_hint(ErrorCode::data_corrupt, std::move(message), damaged_hint);
            return with_hint(ErrorCode::not_found, std::move(message), "Check the path.");
        case GIT_EMISMATCH:
            return with_hint(ErrorCode::data_corrupt, std::move(message), damaged_hint);
        case GIT_EEXISTS:
            return with_hint(ErrorCode::already_exists, std::move(message), "");
        case GIT_EMODIFIED:
            return with_hint(ErrorCode::conflict, std::move(message),
                             "Somebody was faster: look again and repeat.");
        case GIT_ELOCKED:
            return with_hint(ErrorCode::unavailable, std::move(message),
                             "Another program is writing: try again.");
        case GIT_EOWNER:
            return with_hint(ErrorCode::unavailable, std::move(message),
                             "Run as the account that owns the library.");
        case GIT_EINVALIDSPEC:
        case GIT_EAMBIGUOUS:
            return with_hint(ErrorCode::invalid_argument, std::move(message), "");
        default:
            return by_class(klass, std::move(message));
    }
}

struct Setting {
    int result;
    std::string_view what;
};

core::Status configure_git() {
    for (const int level : {GIT_CONFIG_LEVEL_PROGRAMDATA, GIT_CONFIG_LEVEL_SYSTEM,
                            GIT_CONFIG_LEVEL_XDG, GIT_CONFIG_LEVEL_GLOBAL}) {
        MUNIMENT_CHECK(git_status(git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, ""),
                                  "set where git's settings are looked for"));
    }
    const std::array settings{
        Setting{git_libgit2_opts(GIT_OPT_SET_TEMPLATE_PATH, ""), "set git's template folder"},
        Setting{git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0), "set git's check of owners"},
        Setting{git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 1),
                "set git's check of ids"},
        Setting{git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1), "set git's flushing"}};
    for (const Setting& setting : settings)
        MUNIMENT_CHECK(git_status(setting.result, setting.what));
    return {};
}

core::Status start_git() {
    // Never shut down again: handles of other threads may live until the process ends.
    MUNIMENT_CHECK(git_status(git_libgit2_init(), "start libgit2"));
    return configure_git();
}

}  // namespace

core::Status initialise_git() {
    static const core::Status started = start_git();
    return started;
}

core::Error git_failure(int code, std::string_view doing) {
    const git_error* last = git_error_last();
    const std::string reason =
        last != nullptr && last->message != nullptr ? last->message : "no reason given";
    const int klass = last != nullptr ? last->klass : int{GIT_ERROR_NONE};
    git_error_clear();
    // A lock that is held is told as a file that exists; the code says it better.
    if (klass == GIT_ERROR_OS && code != GIT_ELOCKED) {
        if (const int number = errno_named_in(reason)) return system_failure(number, doing);
    }
    return translated(code, klass, "could not " + std::string(doing) + ": " + reason);
}

core::Status git_status(int code, std::string_view doing) {
    if (code >= 0) return {};
    return core::fail(git_failure(code, doing));
}

}  // namespace muniment::storage
