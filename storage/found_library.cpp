// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/found_library.h"

#include <fstream>
#include <sstream>

#include "core/toml_text.h"
#include "storage/accounts/password_rules.h"
#include "storage/durable_file.h"
#include "storage/git_register_writer.h"
#include "storage/registrar_key_file.h"
#include "storage/system_error.h"

namespace muniment::storage {
namespace {

namespace fs = std::filesystem;

using core::ErrorCode;
using core::fail;
using core::Result;
using core::Status;

constexpr std::string_view settings_text =
    "# How this installation runs. What governs documents is the policy in the library.\n"
    "format = 1\n\n"
    "[serve]\nlisten = \"127.0.0.1:8080\"\n";

Status make_folders(const LibraryLayout& layout) {
    std::error_code error;
    const bool occupied =
        fs::exists(layout.folder(), error) && !fs::is_empty(layout.folder(), error);
    if (occupied || error) {
        return fail(ErrorCode::already_exists,
                    "'" + layout.folder().string() + "' is there already and not empty",
                    "Choose a new folder for the library.");
    }
    for (const auto& folder : {layout.folder(), layout.keys(), layout.projections()}) {
        fs::create_directories(folder, error);
        if (error) {
            return fail(ErrorCode::unavailable,
                        "cannot make the folder '" + folder.string() + "': " + error.message());
        }
        fs::permissions(folder, fs::perms::owner_all, error);
    }
    return {};
}

}  // namespace

Result<FoundedLibrary> found_library(const LibraryLayout& layout, const core::FoundingPlan& plan,
                                     const std::string& password, const core::Clock& clock,
                                     const core::Calendar& calendar,
                                     const OpenKeyRing& open_key_ring, std::string_view statement) {
    const core::Instant now = clock.now();
    MUNIMENT_TRY(const auto today, calendar.local_date(plan.time_zone, now));
    // What cannot be is refused before anything is written.
    MUNIMENT_CHECK(core::plan_founding(plan, {}, now));
    const core::KeyOwner owner{plan.administrator, plan.printed_name, plan.organisation};
    MUNIMENT_CHECK(check_new_password(owner, password));
    MUNIMENT_CHECK(make_folders(layout));
    MUNIMENT_TRY(const auto keys, open_key_ring(layout));
    MUNIMENT_TRY(const auto key, keys->make_key(owner, password, core::Digest(), statement));
    MUNIMENT_TRY(const auto founding, core::plan_founding(plan, key, now));
    MUNIMENT_TRY(const auto rules, core::parse_policy(founding.policy_rules));
    MUNIMENT_TRY(const auto registrar, SecretKey::generate());
    MUNIMENT_CHECK(write_registrar_key(layout.registrar_key(), registrar));
    MUNIMENT_CHECK(ObjectStore::create(layout.repository()));

    GitRegisterGate gate(layout, [](const core::Head&) -> Status { return {}; });
    MUNIMENT_TRY(const auto writer, gate.open_git_writer());
    MUNIMENT_TRY(const auto first, writer->found(founding, now));
    MUNIMENT_TRY(const auto signer, keys->unlock(plan.administrator, key.public_key, password));
    MUNIMENT_TRY(const auto content, writer->stage(core::policy_files(founding)));
    MUNIMENT_TRY(const auto entry, writer->append(first, now,
                                                  core::accept_founding(founding, rules, content,
                                                                        key.statement, today),
                                                  signer.get()));
    MUNIMENT_CHECK(write_private_file(layout.settings(), settings_text));
    return FoundedLibrary{{entry.sequence, entry.sha256, entry.commit, entry.time},
                          registrar.public_key().fingerprint()};
}

Status check_library(const LibraryLayout& layout) {
    std::ifstream in(layout.settings(), std::ios::binary);
    if (!in || !fs::exists(layout.repository())) {
        return fail(ErrorCode::not_found, "'" + layout.folder().string() + "' is not a library",
                    "Name one with -L DIR or $MUNIMENT_LIBRARY, or found one with `muniment init "
                    "DIR`.");
    }
    std::stringstream text;
    text << in.rdbuf();
    const auto settings = core::parse_toml(text.str(), "muniment.toml");
    if (!settings) return fail(ErrorCode::data_corrupt, settings.error().message);
    const auto format = (*settings)["format"].value<std::int64_t>();
    if (!format) return fail(ErrorCode::data_corrupt, "muniment.toml does not say the format");
    if (*format == register_format) return {};
    return fail(ErrorCode::failed_precondition,
                "this library has format " + std::to_string(*format) + ", this program knows " +
                    std::to_string(register_format),
                "Use a newer muniment.");
}

}  // namespace muniment::storage
