// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/verifier.h"

#include <algorithm>

#include "core/text.h"
#include "storage/evidence_check.h"
#include "storage/main_reference.h"
#include "storage/register_tree.h"
#include "storage/stored_commit.h"

namespace muniment::storage {
namespace {

using core::Digest;
using core::ErrorCode;
using core::fail;
using core::ObjectId;
using core::Result;
using core::Status;

/// The register commits from the first to the newest, as far as they can be followed back.
struct Chain {
    std::vector<ObjectId> commits;
    std::optional<VerifyFault> broken;
};

/// First parents, by the commits' own words; what cannot be read ends the walk.
Result<Chain> follow_back(const ObjectStore& store, const ObjectId& head) {
    Chain chain;
    ObjectId at = head;
    while (!at.is_none()) {
        const auto stored = read_stored_commit(store, at);
        if (!stored) {
            if (stored.error().code != ErrorCode::data_corrupt) return fail(stored.error());
            chain.broken = VerifyFault{0, at.hex(), "form", stored.error().message};
            break;
        }
        chain.commits.push_back(at);
        at = stored->commit.parents.empty() ? ObjectId() : stored->commit.parents.front();
    }
    std::reverse(chain.commits.begin(), chain.commits.end());
    return chain;
}

VerifyFault truncated(const Pin& high_water, std::uint64_t events, const ObjectId& last) {
    return {events, last.is_none() ? "" : last.hex(), "truncated",
            "this installation has seen " + std::to_string(high_water.sequence) + " events"};
}

/// Nothing can be judged without its beginning: names the event that cannot be read, and the one
/// that follows it. Of the newest event only the high-water mark knows the number.
void report_break(const ObjectStore& store, const Chain& chain, const VerifyOptions& options,
                  VerifyReport& report) {
    VerifyFault fault = *chain.broken;
    fault.sequence = sequence_before(store, chain.commits);
    if (chain.commits.empty() && options.high_water) fault.sequence = options.high_water->sequence;
    const std::uint64_t broken = fault.sequence;
    report.faults.push_back(std::move(fault));
    if (chain.commits.empty()) return;
    report.faults.push_back(
        {broken + 1, chain.commits.front().hex(), "previous",
         "the event before cannot be read, so nothing from here on was judged"});
}

/// Walks the register forward, event by event.
class Verifier {
  public:
    Verifier(ObjectStore& store, const VerifyOptions& options, VerifyReport& report)
        : options_(options), report_(report), check_(store, options.statement) {}

    Status run(const Chain& chain, const core::Progress& progress) {
        for (const auto& commit : chain.commits) {
            const std::uint64_t sequence = ++report_.events;
            MUNIMENT_TRY(auto found, check_.event(sequence, commit, sequence >= options_.from));
            for (auto& fault : found) report_.faults.push_back(std::move(fault));
            compare_with_pins(sequence);
            if (progress) progress(sequence, chain.commits.size());
        }
        report_.head = check_.head();
        report_.registrar = check_.registrar_fingerprint();
        report_.marks = check_.marks();
        finish();
        return {};
    }

  private:
    void compare_with_pins(std::uint64_t sequence) {
        const Digest& sha256 = check_.head().sha256;
        if (options_.expect && options_.expect->sequence == sequence &&
            options_.expect->sha256 != sha256) {
            add(sequence, "pin",
                "this is not the event that was pinned: the register before it was changed");
        }
        if (options_.high_water && options_.high_water->sequence == sequence &&
            options_.high_water->sha256 != sha256) {
            add(sequence, "forked", "this installation has seen another event here");
        }
    }

    void finish() {
        if (options_.expect && options_.expect->sequence > report_.events) {
            add(report_.events, "pin",
                "the register ends before the pinned event " +
                    std::to_string(options_.expect->sequence));
        }
        if (options_.high_water && options_.high_water->sequence > report_.events) {
            report_.faults.push_back(
                truncated(*options_.high_water, report_.events, check_.head().commit));
        }
        if (!options_.registrar.empty() && !check_.had_registrar(options_.registrar)) {
            add(1, "registrar",
                "the registrar's key is " + report_.registrar + ", and never was the one expected");
        }
    }

    void add(std::uint64_t sequence, std::string code, std::string message) {
        report_.faults.push_back(
            {sequence, check_.head().commit.hex(), std::move(code), std::move(message)});
    }

    const VerifyOptions& options_;
    VerifyReport& report_;
    EvidenceCheck check_;
};

}  // namespace

Result<Pin> Pin::parse(const std::string& text) {
    const auto colon = text.find(':');
    const std::string number = text.substr(0, colon);
    const bool digits = !number.empty() && number.size() < 19 &&
                        number.find_first_not_of("0123456789") == std::string::npos;
    const auto sha256 = Digest::parse(colon == std::string::npos ? "" : text.substr(colon + 1));
    if (!digits || !sha256) {
        return fail(ErrorCode::invalid_argument, "'" + text + "' is not a pin",
                    "A pin reads SEQUENCE:SHA256, as `muniment verify` prints it.");
    }
    return Pin{std::stoull(number), *sha256};
}

Result<VerifyReport> verify_register(ObjectStore store, const VerifyOptions& options,
                                     const core::Progress& progress) {
    VerifyReport report;
    MUNIMENT_TRY(const auto head, read_main(store));
    if (head.is_none()) {
        report.faults.push_back({0, "", "unreadable", "there is no register: main does not exist"});
        if (options.high_water) report.faults.push_back(truncated(*options.high_water, 0, head));
        return report;
    }
    MUNIMENT_TRY(const auto chain, follow_back(store, head));
    if (chain.broken) {
        report_break(store, chain, options, report);
        return report;
    }
    Verifier verifier(store, options, report);
    MUNIMENT_CHECK(verifier.run(chain, progress));
    return report;
}

}  // namespace muniment::storage
