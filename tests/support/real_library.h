// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>

#include "core/library_writer.h"
#include "storage/library_layout.h"
#include "storage/verifier.h"
#include "tests/support/temporary_folder.h"

namespace muniment::storage {
class Accounts;
}

namespace muniment::test {

/// The value; std::runtime_error with the error's text and hint otherwise.
template <class T>
T must(core::Result<T> result) {
    if (!result) {
        throw std::runtime_error(result.error().message + " | " + result.error().hint);
    }
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// A clock that tests set. Thread-safe.
class AdjustableClock : public core::Clock {
  public:
    explicit AdjustableClock(core::Instant start) : seconds_(start.time_since_epoch().count()) {}

    [[nodiscard]] core::Instant now() const override {
        return core::Instant(std::chrono::seconds(seconds_));
    }
    void pass(std::chrono::seconds time) { seconds_ += time.count(); }

  private:
    std::atomic<std::int64_t> seconds_;
};

/// The services of one library folder, opened once: as a process has them. Several may be open on
/// one folder; one thread uses one of them. Keeps what it needs alive; `clock` must outlive it.
class OpenServices {
  public:
    OpenServices(const storage::LibraryLayout& layout, const core::Clock& clock);
    ~OpenServices();

    [[nodiscard]] core::LibraryReader& reader();
    [[nodiscard]] core::LibraryWriter& writer();
    /// For what goes below the services.
    [[nodiscard]] core::RegisterGate& gate();
    [[nodiscard]] core::KeyRing& keys();
    [[nodiscard]] storage::Accounts& accounts();
    /// The newest event that this installation has seen.
    [[nodiscard]] storage::Pin high_water();

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

struct RealLibraryPlan {
    bool solo = false;
    std::string time_zone = "Europe/Warsaw";
    std::string start = "2026-03-02T09:00:00Z";
};

/// A library on the disk, founded by the services themselves in a folder of its own, with cheap
/// passwords. Its administrator is olga. Helpers throw std::runtime_error, with the error's text,
/// where a test has nothing to say about a failure.
class RealLibrary {
  public:
    explicit RealLibrary(const RealLibraryPlan& plan = {});
    /// A copy in a folder of its own; nobody may be writing the original.
    RealLibrary(const RealLibrary& original);
    RealLibrary& operator=(const RealLibrary&) = delete;

    /// Adds a person and enrols them; afterwards `acting(id)` can sign.
    void enrol(const std::string& id, const core::RoleSet& roles);
    /// The people of ModelLibrary: ann, bob (authors), rita, rolf (reviewers), adam, eva
    /// (approvers), carl (document controller), otto (administrator), reed (reader).
    void enrol_everyone();

    [[nodiscard]] core::Acting acting(const std::string& id) const;
    [[nodiscard]] static std::string password(const std::string& id) { return "secret of " + id; }

    /// Drafts an SOP by ann; takes it through submission, review by rita, approval by adam, and
    /// release by carl at once. Each gives the identifier or takes it.
    core::Identifier draft(const std::string& title, const std::string& text);
    void submit(const core::Identifier& id);
    void review(const core::Identifier& id);
    void approve(const core::Identifier& id);
    void release(const core::Identifier& id, std::optional<core::Date> effective = {});
    core::Identifier make_effective(const std::string& title, const std::string& text);

    void pass(std::chrono::seconds time) { clock.pass(time); }
    /// The date so many days from today in the site's zone.
    [[nodiscard]] core::Date in_days(int days);

    /// As a new process would find it.
    void reopen() { services_ = std::make_unique<OpenServices>(layout, clock); }
    [[nodiscard]] std::unique_ptr<OpenServices> open_another() const {
        return std::make_unique<OpenServices>(layout, clock);
    }

    [[nodiscard]] core::LibraryReader& reader() { return services_->reader(); }
    [[nodiscard]] core::LibraryWriter& writer() { return services_->writer(); }
    [[nodiscard]] OpenServices& services() { return *services_; }

    [[nodiscard]] storage::VerifyReport verify(storage::VerifyOptions options = {}) const;

  private:
    TemporaryFolder folder_;

  public:
    AdjustableClock clock;
    const storage::LibraryLayout layout;
    std::string registrar;  ///< fingerprint

  private:
    std::unique_ptr<OpenServices> services_;
};

/// The digest that `VerifyOptions::statement` needs.
[[nodiscard]] core::Digest statement_digest();

/// What a draft is made of: Markdown text and a title.
[[nodiscard]] core::DraftChange markdown(const std::string& text, const std::string& title = "");

/// Each fault on a line, for INFO.
[[nodiscard]] std::string describe(const storage::VerifyReport& report);

}  // namespace muniment::test
