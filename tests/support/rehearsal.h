// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>

#include "core/library_writer.h"

namespace muniment::test {

/// A gate through which every act is tried out and none is done: it opens the real library, and at
/// the last step, when everything has been decided and signed, says so instead of writing.
class RehearsalGate : public core::RegisterGate {
  public:
    explicit RehearsalGate(core::RegisterGate& gate) : gate_(gate) {}

    core::Result<std::unique_ptr<core::RegisterWriter>> open_writer() override {
        return rehearsing(gate_.open_writer());
    }
    core::Result<std::unique_ptr<core::RegisterWriter>> open_writer_without_key() override {
        return rehearsing(gate_.open_writer_without_key());
    }

    /// Whether an act that ended so would have been done.
    [[nodiscard]] static bool would_do(const core::Error& error) { return error.message == said; }

    static constexpr const char* said = "this was a rehearsal";
    /// How many acts came to the last step, of all gates.
    static inline std::atomic<int> reached{0};

  private:
    class Writer : public core::RegisterWriter {
      public:
        explicit Writer(std::unique_ptr<core::RegisterWriter> writer)
            : writer_(std::move(writer)) {}
        core::Result<core::Content> stage(const core::Files& files) override {
            return writer_->stage(files);
        }
        core::Result<core::NewKey> make_successor(const core::Digest& founding) override {
            return writer_->make_successor(founding);
        }
        core::Result<core::RegisterEntry> append(const core::Head& /*expected*/,
                                                 core::Instant /*time*/,
                                                 std::vector<core::NewSubject> /*subjects*/,
                                                 const core::PersonSigner* /*signer*/) override {
            ++reached;
            return core::fail(core::ErrorCode::unavailable, said);
        }

      private:
        std::unique_ptr<core::RegisterWriter> writer_;
    };

    static core::Result<std::unique_ptr<core::RegisterWriter>> rehearsing(
        core::Result<std::unique_ptr<core::RegisterWriter>> opened) {
        if (!opened) return opened;
        return std::make_unique<Writer>(std::move(*opened));
    }

    core::RegisterGate& gate_;
};

}  // namespace muniment::test
