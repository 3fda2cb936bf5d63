// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/register_forge.h"

#include <algorithm>

#include <zlib.h>

#include "core/decide.h"
#include "storage/content_digest.h"
#include "storage/digest.h"
#include "storage/git_object_access.h"
#include "storage/loose_object.h"
#include "storage/main_reference.h"
#include "storage/register_tree.h"
#include "storage/registrar_key_file.h"
#include "storage/ssh_signature.h"
#include "storage/stored_commit.h"
#include "tests/support/command.h"
#include "tests/support/real_library.h"

namespace muniment::test {
namespace {

namespace fs = std::filesystem;

using core::ObjectId;
using storage::RawCommit;

struct Entry {
    std::string mode;
    std::string name;
    ObjectId id;
};

std::string hex_of(std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (const char c : bytes) {
        hex += digits[static_cast<unsigned char>(c) >> 4U];
        hex += digits[static_cast<unsigned char>(c) & 15U];
    }
    return hex;
}

std::string bytes_of(const ObjectId& id) {
    std::string bytes;
    for (std::size_t i = 0; i < 40; i += 2) {
        bytes += static_cast<char>(std::stoi(id.hex().substr(i, 2), nullptr, 16));
    }
    return bytes;
}

std::vector<Entry> entries_of(const std::string& tree) {
    std::vector<Entry> entries;
    for (std::size_t at = 0; at < tree.size();) {
        const auto space = tree.find(' ', at);
        const auto end = tree.find('\0', space);
        entries.push_back({tree.substr(at, space - at), tree.substr(space + 1, end - space - 1),
                           ObjectId::parse(hex_of(tree.substr(end + 1, 20))).value()});
        at = end + 21;
    }
    return entries;
}

std::string deflated(const std::string& bytes) {
    uLongf size = compressBound(bytes.size());
    std::string out(size, '\0');
    if (::compress(reinterpret_cast<Bytef*>(out.data()), &size,
                   reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()) != Z_OK) {
        throw std::runtime_error("cannot deflate");
    }
    out.resize(size);
    return out;
}

std::string loose(const GitObject& object) {
    const std::string head = object.type + " " + std::to_string(object.bytes.size());
    return deflated(head + '\0' + object.bytes);
}

bool is_signed_by_person(const RawCommit& commit) {
    const auto event = storage::parse_event(commit.message);
    return event && core::is_signature(event->authentication);
}

storage::RegisterMessage register_message(const RawCommit& commit) {
    return must(storage::parse_register_message(commit.message));
}

/// Replaces every word of the text that stands in the map.
void replace_words(std::string& text, const std::map<std::string, std::string>& words) {
    for (const auto& [from, to] : words) {
        for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
            text.replace(at, from.size(), to);
            at += to.size();
        }
    }
}

}  // namespace

ObjectId id_of(const GitObject& object) {
    const git_object_t type = object.type == "blob"   ? GIT_OBJECT_BLOB
                              : object.type == "tree" ? GIT_OBJECT_TREE
                                                      : GIT_OBJECT_COMMIT;
    return must(storage::object_id(type, object.bytes));
}

bool holds(const GitObject& tree, const ObjectId& id) {
    const auto entries = entries_of(tree.bytes);
    return std::any_of(entries.begin(), entries.end(),
                       [&](const Entry& entry) { return entry.id == id; });
}

void sign_again(RawCommit& commit, const storage::SecretKey& key) {
    commit.signature = storage::sign(key, storage::git_namespace, storage::payload(commit));
}

RegisterForge::RegisterForge(const storage::LibraryLayout& layout)
    : layout_(layout), registrar_(must(storage::read_registrar_key(layout.registrar_key()))) {
    for (const auto& file : fs::directory_iterator(layout.keys())) {
        auto key = must(storage::read_registrar_key(file.path()));
        const auto name = key.public_key();
        registrars_.emplace(name, std::move(key));
    }
    unpack();
    read_objects();
}

const storage::SecretKey& RegisterForge::key_of(const std::string& signature) const {
    return registrars_.at(must(storage::parse_ssh_signature(signature)).signer);
}

void RegisterForge::unpack() {
    const TemporaryFolder aside;
    std::vector<fs::path> packs;
    for (const auto& file : fs::directory_iterator(layout_.repository() / "objects" / "pack")) {
        if (file.path().extension() != ".pack") continue;
        packs.push_back(aside.path() / file.path().filename());
        fs::copy_file(file.path(), packs.back());
    }
    fs::remove_all(layout_.repository() / "objects" / "pack");
    fs::create_directory(layout_.repository() / "objects" / "pack");
    for (const auto& pack : packs) {
        const auto unpacked = run_command({"git", "-c", "safe.directory=*", "--git-dir",
                                           layout_.repository().string(), "unpack-objects", "-q"},
                                          read_file(pack));
        if (unpacked.status != 0) throw std::runtime_error(unpacked.text);
    }
}

void RegisterForge::read_objects() {
    const auto store = must(storage::ObjectStore::open(layout_.repository()));
    for (ObjectId at = must(storage::read_main(store)); !at.is_none();) {
        chain_.push_back(at);
        const auto commit = must(storage::read_stored_commit(store, at)).commit;
        at = commit.parents.empty() ? ObjectId() : commit.parents.front();
    }
    std::reverse(chain_.begin(), chain_.end());
    for (std::size_t i = 0; i < chain_.size(); ++i) collect(chain_[i], i + 1);
    for (const auto& file : fs::recursive_directory_iterator(layout_.repository() / "objects")) {
        if (file.is_regular_file()) files_.insert(file.path());
    }
}

/// Takes in what an object leads to, then the object.
void RegisterForge::collect(const ObjectId& id, std::uint64_t sequence) {
    if (!first_event_.emplace(id, sequence).second) return;
    const auto read = must(storage::read_loose_object(layout_.repository(), id));
    if (!read) throw std::runtime_error("there is no object " + id.hex());
    const GitObject object{git_object_type2string(read->type), read->bytes};
    if (object.type == "tree") {
        for (const auto& entry : entries_of(object.bytes)) collect(entry.id, sequence);
    } else if (object.type == "commit") {
        const auto commit = must(storage::parse_raw_commit(object.bytes));
        for (const auto& parent : commit.parents) collect(parent, sequence);
        collect(commit.tree, sequence);
        if (is_signed_by_person(commit)) personal_.insert(id);
    }
    objects_.emplace(id, object);
    children_first_.push_back(id);
}

std::vector<ForgedEvent> RegisterForge::events() const {
    std::vector<ForgedEvent> events;
    for (std::size_t i = 1; i < chain_.size(); ++i) {
        const auto commit = must(storage::parse_raw_commit(objects_.at(chain_[i]).bytes));
        ForgedEvent event{register_message(commit).kind, commit.committer.time, {}};
        for (std::size_t parent = 1; parent < commit.parents.size(); ++parent) {
            event.subjects.push_back(
                must(storage::parse_raw_commit(objects_.at(commit.parents[parent]).bytes)));
        }
        events.push_back(std::move(event));
    }
    return events;
}

void RegisterForge::remember(const fs::path& file) {
    if (before_.count(file) == 0) before_.emplace(file, read_file(file));
}

void RegisterForge::write(const fs::path& file, const std::string& bytes) {
    if (fs::exists(file)) {
        remember(file);
        fs::remove(file);  // objects are read-only
    }
    fs::create_directories(file.parent_path());
    write_file(file, bytes);
}

void RegisterForge::remove(const fs::path& file) {
    remember(file);
    fs::remove(file);
}

void RegisterForge::overwrite(const ObjectId& id, const GitObject& object) {
    write(storage::loose_object_file(layout_.repository(), id), loose(object));
}

void RegisterForge::rename(const ObjectId& id, const GitObject& object) {
    overwrite(id_of(object), object);
    remove(storage::loose_object_file(layout_.repository(), id));
}

void RegisterForge::set_main(const ObjectId& commit) {
    write(layout_.repository() / "refs" / "heads" / "main", commit.hex() + "\n");
}

void RegisterForge::relink(const ObjectId& id, const GitObject& object, bool sign) {
    std::map<std::string, std::string> words;  // in commits: names and digests
    std::map<ObjectId, GitObject> changed;
    const auto take = [&](const ObjectId& old, const GitObject& now) {
        const ObjectId name = id_of(now);
        overwrite(name, now);
        words.emplace(old.hex(), name.hex());
        if (now.type == "commit") {
            words.emplace(storage::sha256(objects_.at(old).bytes).text(),
                          storage::sha256(now.bytes).text());
        }
        changed.emplace(old, now);
    };
    const auto signed_again = [&](const ObjectId& old, GitObject now) {
        auto commit = storage::parse_raw_commit(now.bytes);
        if (!sign || !commit || personal_.count(old) > 0) return now;
        const auto original = must(storage::parse_raw_commit(objects_.at(old).bytes));
        // Where the change is one of the signature, a new one would undo it.
        if (storage::payload(*commit) == storage::payload(original)) return now;
        sign_again(*commit, key_of(original.signature));
        now.bytes = must(storage::render(*commit));
        return now;
    };
    const auto content_digest = [&](const ObjectId& tree, bool now) {
        storage::FileDigests digests;
        const std::function<void(const ObjectId&, const std::string&)> walk =
            [&](const ObjectId& at, const std::string& prefix) {
                const auto other = changed.find(at);
                const auto& seen = now && other != changed.end() ? other->second : objects_.at(at);
                if (seen.type == "blob") {
                    digests.emplace(prefix.substr(0, prefix.size() - 1),
                                    storage::sha256(seen.bytes));
                    return;
                }
                // The names below are the old ones: what changed is looked up by them.
                for (const auto& entry : entries_of(objects_.at(at).bytes)) {
                    if (entry.mode != "160000") walk(entry.id, prefix + entry.name + "/");
                }
            };
        walk(tree, "");
        return must(storage::content_digest(digests)).text();
    };
    take(id, object.type == "commit" ? signed_again(id, object) : object);
    for (const auto& at : children_first_) {
        if (at == id) continue;
        GitObject now = objects_.at(at);
        if (now.type == "tree") {
            for (const auto& entry : entries_of(now.bytes)) {
                const auto other = words.find(entry.id.hex());
                if (other == words.end()) continue;
                const auto place = now.bytes.find(entry.name + '\0' + bytes_of(entry.id));
                now.bytes.replace(place + entry.name.size() + 1, 20,
                                  bytes_of(ObjectId::parse(other->second).value()));
            }
        } else if (now.type == "commit") {
            const auto tree = must(storage::parse_raw_commit(now.bytes)).tree;
            if (now.bytes.find("\nContent-SHA256: ") != std::string::npos &&
                changed.count(tree) > 0) {
                words.emplace(content_digest(tree, false), content_digest(tree, true));
            }
            replace_words(now.bytes, words);
        }
        if (now.bytes == objects_.at(at).bytes) continue;
        take(at, now.type == "commit" ? signed_again(at, std::move(now)) : now);
    }
    set_main(ObjectId::parse(words.at(chain_.back().hex())).value());
}

void RegisterForge::rechain(const std::vector<ForgedEvent>& events, bool sign) {
    auto store = must(storage::ObjectStore::open(layout_.repository()));
    auto before = must(storage::read_stored_commit(store, chain_.front()));
    ObjectId head = chain_.front();
    const auto* registrar = &key_of(before.commit.signature);
    std::map<core::PersonId, core::Person> people;
    const auto founded = register_message(before.commit).administrator;
    const auto file = must(storage::find_in_tree(
        store, before.commit.tree,
        storage::folder_of(core::SubjectName(founded)) + "/" + founded.text() + ".toml"));
    people[founded] = must(core::parse_person(must(store.read_blob(file->id))));
    for (std::size_t i = 0; i < events.size(); ++i) {
        storage::RegisterTree tree(store, before.commit.tree);
        storage::RegisterMessage message;
        message.kind = events[i].kind;
        message.sequence = i + 2;
        message.previous_sha256 = before.sha256;
        RawCommit next;
        next.parents.push_back(head);
        std::vector<core::Event> told;
        for (RawCommit commit : events[i].subjects) {
            auto event = must(storage::parse_event(commit.message));
            const bool personal = core::is_signature(event.authentication);
            const auto& name = event.subject;
            if (name.is_person()) {
                auto& person = people[name.person()];
                if (person.name.empty()) {  // the event that added them is gone
                    person.id = name.person();
                    person.name = "Nobody";
                }
                person = core::apply(person, event, events[i].time);
                if (!personal) {
                    commit.tree = must(tree.person_tree(person));
                    event.content_sha256 =
                        must(storage::digest_of(must(storage::read_files(store, commit.tree))));
                    commit.message = storage::render_event(event);
                }
                must(tree.put_person(person));
            }
            if (!personal) {
                const auto tip = must(tree.tip(name));
                commit.parents = tip ? std::vector{*tip} : std::vector<ObjectId>();
                if (sign) sign_again(commit, *registrar);
            }
            const auto written = must(storage::write_stored_commit(store, commit));
            next.parents.push_back(written.id);
            message.subjects.push_back(
                {written.id, written.sha256, name, event.revision ? event.revision->text() : "-"});
            must(tree.record({event, written.id, commit.tree, commit.committer.time}));
            told.push_back(std::move(event));
        }
        const core::Event& first = told.front();
        const auto* successor = registrar;
        if (!first.registrar_key.empty()) {
            must(tree.put_registrar(first, events[i].time));
            successor = &registrars_.at(must(storage::PublicKey::parse(first.registrar_key)));
        }
        if (first.kind == core::EventKind::registrar_replaced) registrar = successor;
        next.tree = must(tree.after());
        next.author = storage::ident_of(core::registrar_id(), "Registrar", events[i].time);
        next.committer = next.author;
        message.title = storage::register_title(message.kind, told);
        next.message = storage::render_register_message(message);
        next.signature = before.commit.signature;
        const auto original =
            i + 1 < chain_.size()
                ? must(storage::parse_raw_commit(objects_.at(chain_[i + 1]).bytes))
                : before.commit;
        next.signature = original.signature;
        if (sign) sign_again(next, *registrar);
        registrar = successor;
        const auto written = must(storage::write_stored_commit(store, next));
        head = written.id;
        before = {next, written.sha256};
    }
    must(store.flush());
    set_main(head);
}

std::set<ObjectId> RegisterForge::subjects_now() const {
    std::set<ObjectId> subjects;
    const auto store = must(storage::ObjectStore::open(layout_.repository()));
    for (ObjectId at = must(storage::read_main(store)); !at.is_none();) {
        const auto commit = must(storage::read_stored_commit(store, at)).commit;
        for (const auto& line : register_message(commit).subjects) subjects.insert(line.commit);
        at = commit.parents.empty() ? ObjectId() : commit.parents.front();
    }
    return subjects;
}

void RegisterForge::restore() {
    forget_new_objects();
    for (const auto& [file, bytes] : before_) {
        fs::remove(file);
        fs::create_directories(file.parent_path());
        write_file(file, bytes);
    }
    before_.clear();
}

void RegisterForge::forget_new_objects() {
    std::vector<fs::path> added;
    for (const auto& file : fs::recursive_directory_iterator(layout_.repository() / "objects")) {
        if (file.is_regular_file() && files_.count(file.path()) == 0) added.push_back(file.path());
    }
    for (const auto& file : added) fs::remove(file);
}

}  // namespace muniment::test
