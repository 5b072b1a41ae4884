#include "service/keys/keys.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

using namespace sayso::keys;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("sayso-keys-" + random_hex(8));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
    std::string write(const std::string& name, const std::string& text, unsigned mode = 0600) const {
        const auto file = path / name;
        std::ofstream(file, std::ios::binary) << text;
        fs::permissions(file, static_cast<fs::perms>(mode));
        return file.string();
    }
};

}  // namespace

TEST_CASE("the keyed hash is HMAC-SHA256 in lower-case hex") {
    // RFC 4231, test case 6: a key longer than the block.
    const HashKey key(std::string(131, '\xaa'));
    CHECK(key.hash("Test Using Larger Than Block-Size Key - Hash Key First") ==
          "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    // RFC 4231, test case 1.
    CHECK(HashKey(std::string(20, '\x0b')).hash("Hi There") ==
          "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
}

TEST_CASE("another key gives another hash of the same caller") {
    CHECK(HashKey("0123456789abcdef").hash("+12025550100") != HashKey("0123456789abcdeg").hash("+12025550100"));
}

TEST_CASE("a hash key of fewer than 16 bytes is refused") {
    CHECK_THROWS_AS(HashKey("0123456789abcde"), std::invalid_argument);
    CHECK_NOTHROW(HashKey("0123456789abcdef"));
}

TEST_CASE("checksums are SHA-256 in hex") {
    CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST_CASE("random values do not repeat") {
    std::set<std::string> texts;
    std::set<std::uint64_t> numbers;
    for (int i = 0; i < 1000; ++i) {
        texts.insert(random_hex(16));
        numbers.insert(random_number());
    }
    CHECK(texts.size() == 1000);
    CHECK(numbers.size() == 1000);
    CHECK(random_hex(16).size() == 32);
    CHECK(random_hex(0).empty());
}

TEST_CASE("a secret file gives its lines without blanks and empty lines") {
    const Folder folder;
    const auto file = folder.write("tokens", "  first token \r\n\n\t\nsecond\n third");
    CHECK(read_secret_lines(file) == std::vector<std::string>{"first token", "second", "third"});
    CHECK(read_secret_lines(folder.write("empty", "")).empty());
}

TEST_CASE("a secret file that others may read is refused with what to do") {
    const Folder folder;
    for (const unsigned mode : {0640U, 0604U, 0620U, 0644U}) {
        const auto file = folder.write("tokens", "token\n", mode);
        CHECK_THROWS_WITH(read_secret_lines(file), Catch::Contains(file) && Catch::Contains("chmod 600"));
        CHECK_THROWS_AS(read_or_make_secret(file), std::runtime_error);
    }
}

TEST_CASE("a missing, oversized or strange secret file is named in the error") {
    const Folder folder;
    const auto absent = (folder.path / "absent").string();
    CHECK_THROWS_WITH(read_secret_lines(absent), Catch::Contains(absent));
    CHECK_THROWS_WITH(read_secret_lines(folder.write("large", std::string(70'000, 'x'))), Catch::Contains("larger"));
    fs::permissions(folder.path, fs::perms::owner_all);
    CHECK_THROWS_AS(read_secret_lines(folder.path.string()), std::runtime_error);
}

TEST_CASE("a secret is made once, for nobody else to read") {
    const Folder folder;
    const auto file = (folder.path / "state" / "hash.key").string();
    const auto secret = read_or_make_secret(file);
    CHECK(secret.size() == 64);
    CHECK(read_or_make_secret(file) == secret);
    CHECK((fs::status(file).permissions() & static_cast<fs::perms>(077)) == fs::perms::none);
    CHECK(std::distance(fs::directory_iterator(folder.path / "state"), fs::directory_iterator()) == 1);
    CHECK(read_or_make_secret(folder.write("given", "a secret of an operator\n")) == "a secret of an operator");
    CHECK_THROWS_WITH(read_or_make_secret(folder.write("empty", "\n")), Catch::Contains("empty"));
}

TEST_CASE("of several makers of a secret one wins") {
    const Folder folder;
    const auto file = (folder.path / "hash.key").string();
    std::vector<std::string> secrets(8);
    std::vector<std::thread> makers;
    for (auto& secret : secrets) makers.emplace_back([&secret, &file] { secret = read_or_make_secret(file); });
    for (auto& maker : makers) maker.join();
    for (const auto& secret : secrets) CHECK(secret == secrets.front());
    CHECK(std::distance(fs::directory_iterator(folder.path), fs::directory_iterator()) == 1);
}

TEST_CASE("a secret that cannot be kept is an error, not a secret") {
    CHECK_THROWS_WITH(read_or_make_secret("/proc/sayso/hash.key"), Catch::Contains("/proc/sayso/hash.key"));
}

TEST_CASE("two secrets are the same only whole") {
    CHECK(same_secret("a-token", "a-token"));
    CHECK(same_secret("", ""));
    for (const char* other : {"", "a", "a-toke", "a-tokeN", "a-token ", "A-token"})
        CHECK_FALSE(same_secret(other, "a-token"));
}
