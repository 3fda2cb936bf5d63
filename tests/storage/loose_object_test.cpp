// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/loose_object.h"

#include "tests/storage/store_fixture.h"

using namespace muniment;
using core::ErrorCode;

namespace {

std::string unlike_itself(std::size_t length) {
    std::string bytes;
    for (unsigned state = 1; bytes.size() < length; state = state * 1664525 + 1013904223)
        bytes += static_cast<char>(state >> 24);
    return bytes;
}

}  // namespace

TEST_CASE("every length of object is unpacked as stock git packs it") {
    const test::StoreFixture fixture;
    const std::string bytes =
        GENERATE(std::string(), std::string("x"), std::string(24, 'x'), unlike_itself(25),
                 std::string(1'000'000, 'x'), unlike_itself(100'000));
    test::write_file(fixture.folder() / "file", bytes);
    const std::string printed =
        fixture.git({"hash-object", "-w", (fixture.folder() / "file").string()}).text;
    const auto id = core::ObjectId::parse(printed.substr(0, 40));
    REQUIRE(id);
    const auto object = storage::read_loose_object(fixture.path(), *id);
    REQUIRE(object);
    REQUIRE(object->has_value());
    CHECK((*object)->type == GIT_OBJECT_BLOB);
    CHECK((*object)->bytes == bytes);
}

TEST_CASE("a file that is cut off, lengthened or changed anywhere is data_corrupt") {
    const test::StoreFixture fixture;
    auto store = fixture.open();
    const std::string bytes = GENERATE(std::string("one"), unlike_itself(300));
    const auto id = store.write_blob(bytes);
    REQUIRE(store.flush());
    const auto file = storage::loose_object_file(fixture.path(), *id);
    const std::string good = test::read_file(file);
    std::filesystem::permissions(file, std::filesystem::perms(0600));
    const auto is_damaged = [&](const std::string& bytes) {
        test::write_file(file, bytes);
        const auto object = storage::read_loose_object(fixture.path(), *id);
        return !object && object.error().code == ErrorCode::data_corrupt;
    };
    for (std::size_t length = 0; length < good.size(); ++length)
        CHECK(is_damaged(good.substr(0, length)));
    CHECK(is_damaged(good + "x"));
    for (std::size_t at = 0; at < good.size(); ++at) {
        std::string bad = good;
        bad[at] = static_cast<char>(bad[at] ^ 0x10);
        test::write_file(file, bad);
        // Some bits of the packed form mean nothing; then the bytes are still the right ones.
        const auto object = storage::read_loose_object(fixture.path(), *id);
        CHECK(
            (object ? (*object)->bytes == bytes : object.error().code == ErrorCode::data_corrupt));
    }
}

TEST_CASE("no file is no object") {
    const test::StoreFixture fixture;
    const auto id = core::ObjectId::parse(std::string(40, '1'));
    const auto object = storage::read_loose_object(fixture.path(), *id);
    REQUIRE(object);
    CHECK_FALSE(object->has_value());
}
