// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/body.h"

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "web/http/system_error.h"

namespace muniment::web::http {
namespace {

core::Error spool_error(int number) {
    return system_error("the uploaded data could not be kept in a temporary file", number,
                        "Look whether the disk of the temporary folder is full.");
}

core::Result<UniqueFd> nameless_file() {
    std::error_code failure;
    const auto folder = std::filesystem::temp_directory_path(failure);
    if (failure) return core::fail(spool_error(failure.value()));
    UniqueFd file(::open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (file.valid()) return file;
    // Some file systems have no O_TMPFILE: make one with a name, and take the name away at once.
    auto name = (folder / "muniment-body-XXXXXX").string();
    file = UniqueFd(::mkostemp(name.data(), O_CLOEXEC));
    if (!file.valid()) return core::fail(spool_error(errno));
    ::unlink(name.c_str());
    return file;
}

}  // namespace

SpoolPlaces::Place SpoolPlaces::take() {
    auto free = free_.load();
    while (free > 0)
        if (free_.compare_exchange_weak(free, free - 1)) return Place(this);
    return {};
}

core::Status Body::start_file() {
    if (places_ != nullptr) {
        place_ = places_->take();
        if (!place_) {
            return core::fail(core::ErrorCode::unavailable, "too many uploads at once",
                              "Try again in a moment.");
        }
    }
    MUNIMENT_TRY(file_, nameless_file());
    MUNIMENT_CHECK(write_to_file(memory_));
    memory_ = std::string();
    return {};
}

core::Status Body::append(std::string_view bytes) {
    if (!spooled() && size_ + bytes.size() <= spool_above_) {
        memory_ += bytes;
        size_ += bytes.size();
        return {};
    }
    if (!spooled()) MUNIMENT_CHECK(start_file());
    MUNIMENT_CHECK(write_to_file(bytes));
    size_ += bytes.size();
    return {};
}

core::Status Body::write_to_file(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(file_.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return core::fail(spool_error(errno));
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

core::Result<std::string> Body::read(std::size_t offset, std::size_t count) const {
    offset = std::min(offset, size_);
    count = std::min(count, size_ - offset);
    if (!spooled()) return memory_.substr(offset, count);
    std::string bytes(count, '\0');
    std::size_t done = 0;
    while (done < count) {
        const auto got = ::pread(file_.get(), bytes.data() + done, count - done,
                                 static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return core::fail(spool_error(got < 0 ? errno : EIO));
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace muniment::web::http
