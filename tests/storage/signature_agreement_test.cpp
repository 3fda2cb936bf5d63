// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <random>
#include <set>
#include <sstream>

#include <catch2/catch.hpp>

#include "storage/accounts/key_proof.h"
#include "storage/allowed_signers.h"
#include "storage/digest.h"
#include "storage/event_codec.h"
#include "storage/registrar_key_file.h"
#include "storage/ssh_signature.h"
#include "storage/stored_commit.h"
#include "tests/support/command.h"
#include "tests/support/model_library.h"
#include "tests/support/real_library.h"

using namespace muniment;
namespace fs = std::filesystem;

namespace {

/// What somebody may do with a signature.
enum class Way { right, other_content, other_namespace, damaged, stripped, doubled };

/// A key that signs here, and what the register says of it.
struct Signing {
    const storage::SecretKey* key;
    std::string owner;  ///< nobody: never enrolled
};

/// A signature made for the test, and what everybody says of it.
struct Trial {
    std::string person;  ///< whose act the commit claims to be
    std::size_t key = 0;
    Way way = Way::right;
    core::Instant time{};
    core::ObjectId commit;
    std::string payload;
    std::string armour;
};

/// `20260503140000Z`, as ssh-keygen takes a time.
std::string compact(core::Instant at) {
    std::string digits;
    for (const char c : core::render(at)) {
        if (c >= '0' && c <= '9') digits += c;
    }
    return digits + "Z";
}

/// A library whose people have keys of every sort: in use, ended, of the future, never enrolled.
class AgreementLibrary {
  public:
    AgreementLibrary() {
        library.enrol_everyone();
        packing_ = library.make_effective("Packing", "# Packing\n");
        for (int i = 0; i < 5; ++i) keys_.push_back(test::must(storage::SecretKey::generate()));
        own("eva", 0);
        library.pass(std::chrono::hours(2));
        own("adam", 1);
        own("eva", 2);
        library.pass(std::chrono::hours(3));
        revoke("eva", 0);
        library.pass(std::chrono::hours(3));
        own("adam", 3);
        for (const char* person : {"eva", "adam"}) {
            templates_[person] =
                test::must(library.writer().acknowledge(library.acting(person), packing_, {}))
                    .entry.subjects.front();
        }
        library.pass(std::chrono::hours(1));
        revoke("adam", 1);
        registrar_ = std::make_unique<storage::SecretKey>(
            test::must(storage::read_registrar_key(library.layout.registrar_key())));
        signers_ = {{&keys_[0], "eva"},  {&keys_[1], "adam"}, {&keys_[2], "eva"},
                    {&keys_[3], "adam"}, {&keys_[4], ""},     {registrar_.get(), "registrar"}};
        head_ = test::must(library.reader().ports().reg.head());
        test::write_file(allowed_signers(), git({"show", "main:allowed_signers"}).text);
    }

    [[nodiscard]] fs::path allowed_signers() const { return folder_.path() / "allowed_signers"; }
    [[nodiscard]] const std::vector<Signing>& signers() const { return signers_; }

    /// The instants around which validity turns, and the present.
    [[nodiscard]] std::vector<core::Instant> turning_points() {
        std::vector<core::Instant> points{library.clock.now()};
        for (const char* person : {"eva", "adam"}) {
            const auto found =
                test::must(library.reader().ports().reg.person(test::person_id(person)));
            for (const auto& key : found->keys) {
                points.push_back(key.from);
                if (key.until) points.push_back(*key.until);
            }
        }
        return points;
    }

    /// Whether a key of that person was valid then, by the register's own account.
    [[nodiscard]] bool is_valid(const Trial& trial) {
        const auto found =
            test::must(library.reader().ports().reg.person(test::person_id(trial.person)));
        const auto line = signers_[trial.key].key->public_key().line();
        return core::valid_key(*found, line, trial.time) != nullptr;
    }

    [[nodiscard]] test::CommandOutput git(std::vector<std::string> words,
                                          const std::string& input = {}) const {
        words.insert(words.begin(), {"env", "TZ=UTC", "git", "-c", "safe.directory=*", "--git-dir",
                                     library.layout.repository().string()});
        return test::run_command(words, input);
    }

    /// Writes the commit that the trial describes.
    void make(Trial& trial) {
        core::Event event = templates_.at(trial.person).event;
        const bool own = trial.key < keys_.size();
        event.authentication =
            own ? core::Authentication::personal_key : core::Authentication::password;
        storage::RawCommit commit;
        commit.tree = templates_.at(trial.person).tree;
        commit.parents = {*event.acknowledges};
        commit.author = storage::ident_of(event.person, event.name, trial.time);
        commit.committer = commit.author;
        commit.message = storage::render_event(event);
        const std::string meant = storage::payload(commit);
        const auto name_space =
            trial.way == Way::other_namespace ? storage::key_proof_namespace : "git";
        trial.armour = storage::sign(*signers_[trial.key].key, name_space, meant);
        if (trial.way == Way::other_content) {
            event.comment = "Something that nobody signed";
            commit.message = storage::render_event(event);
        }
        if (trial.way == Way::damaged) damage(trial.armour);
        trial.payload = storage::payload(commit);
        trial.commit = write_commit(with_signature(trial));
    }

    /// Whether a replay finds the signature right, once the commit is the newest event.
    [[nodiscard]] bool verifies(const Trial& trial) {
        const auto codes = faults(trial, trial.commit.hex());
        return codes.count("signature") + codes.count("subject") + codes.count("form") == 0;
    }

    /// The codes of the faults that a replay then finds: all of them, or those of one commit.
    [[nodiscard]] std::set<std::string> faults(const Trial& trial, const std::string& commit = {}) {
        const auto& subject = templates_.at(trial.person);
        const auto bytes = git({"cat-file", "commit", trial.commit.hex()}).text;
        storage::RegisterMessage message;
        message.kind = subject.event.kind;
        message.title = storage::register_title(message.kind, {subject.event});
        message.sequence = head_.sequence + 1;
        message.previous_sha256 = head_.sha256;
        message.subjects = {{trial.commit, storage::sha256(bytes), subject.event.subject,
                             subject.event.revision->text()}};
        storage::RawCommit next;
        auto store = test::must(storage::ObjectStore::open(library.layout.repository()));
        next.tree = test::must(storage::read_stored_commit(store, head_.commit)).commit.tree;
        next.parents = {head_.commit, trial.commit};
        next.author = storage::ident_of(core::registrar_id(), "Registrar", trial.time);
        next.committer = next.author;
        next.message = storage::render_register_message(message);
        next.signature = storage::sign(*registrar_, storage::git_namespace, storage::payload(next));
        const auto newest = write_commit(test::must(storage::render(next)));
        REQUIRE(git({"update-ref", "refs/heads/main", newest.hex()}).status == 0);
        storage::VerifyOptions options;
        options.from = message.sequence;
        const auto report = library.verify(options);
        REQUIRE(git({"update-ref", "refs/heads/main", head_.commit.hex()}).status == 0);
        REQUIRE(report.events == message.sequence);
        std::set<std::string> codes;
        for (const auto& fault : report.faults) {
            if (commit.empty() || fault.commit == commit) codes.insert(fault.code);
        }
        return codes;
    }

    /// Whether ssh-keygen confirms the signature for that person at the commit's time.
    [[nodiscard]] bool ssh_keygen_confirms(const Trial& trial) const {
        const fs::path file = folder_.path() / "signature";
        test::write_file(file, trial.armour);
        const auto said =
            test::run_command({"env", "TZ=UTC", "ssh-keygen", "-Y", "verify", "-f",
                               allowed_signers().string(), "-I", trial.person, "-n", "git",
                               "-Overify-time=" + compact(trial.time), "-s", file.string()},
                              trial.payload);
        return said.status == 0;
    }

    test::RealLibrary library;

  private:
    void own(const std::string& person, std::size_t index) {
        const auto founding = test::must(library.reader().ports().reg.founding());
        const auto proof =
            test::must(storage::make_key_proof(test::person_id(person), founding, keys_[index]));
        test::must(library.writer().enrol_key(library.acting(person),
                                              keys_[index].public_key().line(), proof));
    }

    void revoke(const std::string& person, std::size_t index) {
        test::must(library.writer().revoke_key(library.acting(person), test::person_id(person),
                                               keys_[index].public_key().line(), "Replaced", {}));
    }

    /// Another signature of the right form: a digit of its base64 near the end is another one.
    static void damage(std::string& armour) {
        const auto last_line = armour.find("\n-----END") - 20;
        armour[last_line] = armour[last_line] == 'A' ? 'B' : 'A';
    }

    static std::string with_signature(const Trial& trial) {
        std::string header = "gpgsig ";
        for (std::size_t at = 0; at < trial.armour.size(); ++at) {
            const bool inner = trial.armour[at] == '\n' && at + 1 < trial.armour.size();
            header += inner ? "\n " : std::string(1, trial.armour[at]);
        }
        if (trial.way == Way::stripped) header.clear();
        if (trial.way == Way::doubled) header += header;
        std::string bytes = trial.payload;
        return bytes.insert(bytes.find("\n\n") + 1, header);
    }

    [[nodiscard]] core::ObjectId write_commit(const std::string& bytes) const {
        const auto written =
            git({"hash-object", "-w", "-t", "commit", "--literally", "--stdin"}, bytes);
        return core::ObjectId::parse(written.text.substr(0, 40)).value();
    }

    test::TemporaryFolder folder_;
    core::Identifier packing_;
    std::vector<storage::SecretKey> keys_;
    std::unique_ptr<storage::SecretKey> registrar_;
    std::vector<Signing> signers_;
    std::map<std::string, core::RecordedSubject> templates_;
    core::Head head_;
};

template <class T>
const T& any_of(const std::vector<T>& values, std::mt19937& random) {
    return values[random() % values.size()];
}

Trial arbitrary_trial(AgreementLibrary& library, const std::vector<core::Instant>& points,
                      std::mt19937& random) {
    Trial trial;
    trial.person = random() % 2 == 0 ? "eva" : "adam";
    trial.key = random() % library.signers().size();
    // Mostly the person's own keys, so that validity decides.
    if (random() % 4 != 0 && library.signers()[trial.key].owner != trial.person) {
        const std::size_t first = trial.person == "eva" ? 0 : 1;
        trial.key = first + 2 * (random() % 2);
    }
    if (random() % 3 == 0) trial.way = static_cast<Way>(1 + random() % 5);
    const std::vector<int> seconds{-3600, -1, 0, 1, 3600};
    trial.time = any_of(points, random) + std::chrono::seconds(any_of(seconds, random));
    library.make(trial);
    return trial;
}

}  // namespace

TEST_CASE("stock git and ssh-keygen agree with verification about 200 random signatures") {
    AgreementLibrary library;
    const auto points = library.turning_points();
    std::mt19937 random(20261122);
    constexpr std::size_t count = 200;
    std::vector<Trial> trials;
    trials.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        trials.push_back(arbitrary_trial(library, points, random));

    std::vector<std::string> words{
        "-c", "gpg.ssh.allowedSignersFile=" + library.allowed_signers().string(), "log",
        "--no-walk=unsorted", "--format=%H %G? %GS"};
    for (const auto& trial : trials) words.push_back(trial.commit.hex());
    std::map<std::string, std::string> git_says;
    std::istringstream lines(library.git(words).text);
    for (std::string line; std::getline(lines, line);)
        git_says[line.substr(0, 40)] = line.substr(41);

    std::map<Way, int> ways;
    int good = 0;
    for (const auto& trial : trials) {
        INFO("person " << trial.person << ", key " << trial.key << ", way "
                       << static_cast<int>(trial.way) << ", time " << core::render(trial.time)
                       << ", git says " << git_says[trial.commit.hex()]);
        const bool expected = trial.way == Way::right && library.is_valid(trial);
        ++ways[trial.way];
        good += expected ? 1 : 0;
        CHECK(library.verifies(trial) == expected);
        // Of a doubled header git takes what it likes; a verification refuses it: docs/format.md.
        if (trial.way == Way::doubled) continue;
        CHECK((git_says[trial.commit.hex()] == "G " + trial.person) == expected);
        if (trial.way != Way::stripped) CHECK(library.ssh_keygen_confirms(trial) == expected);
    }
    CHECK(ways.size() == 6);
    CHECK(good > 30);
    CHECK(good < 150);
}

TEST_CASE("what only a verification knows: how a good signature was made, and when it counts") {
    AgreementLibrary library;
    Trial trial;
    trial.person = "adam";
    trial.key = 3;
    trial.time = library.library.clock.now();
    library.make(trial);
    REQUIRE(library.ssh_keygen_confirms(trial));
    REQUIRE(library.verifies(trial));

    SECTION("back-dating: a valid key at a time before the newest event") {
        trial.time -= std::chrono::minutes(30);
        library.make(trial);
        CHECK(library.ssh_keygen_confirms(trial));
        CHECK(library.faults(trial).count("time") == 1);
    }
    SECTION("authority and position: the same act once more") {
        CHECK(library.faults(trial).count("rule") == 1);
    }
}
