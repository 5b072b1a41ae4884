#include "service/app/config.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "scripts/directory/instant.hpp"

using namespace sayso;
using app::Config;
using app::ConfigError;

namespace {

// A configuration file in a folder of its own that goes with it.
struct File {
    std::filesystem::path folder;
    std::string path;
    explicit File(const std::string& text) {
        std::string pattern = (std::filesystem::temp_directory_path() / "sayso-config-XXXXXX").string();
        folder = mkdtemp(pattern.data());
        path = folder / "sayso.toml";
        std::ofstream(path) << text;
    }
    ~File() { std::filesystem::remove_all(folder); }
};

std::string refusal(const std::string& toml, const Config::Environment& environment = {}) {
    const File file(toml);
    try {
        Config::load(file.path, environment);
    } catch (const ConfigError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("the environment beats the file and the file beats the default") {
    const File file(
        "[server]\nlisten = \"127.0.0.1:0\"\nio_threads = 2\ntrusted_proxies = [\"10.0.0.1\", \"10.0.0.2\"]\n");
    const auto config = Config::load(file.path, {{"SAYSO_SERVER_IO_THREADS", "3"}});
    CHECK(config.text("server.listen") == "127.0.0.1:0");
    CHECK(config.origin("server.listen") == file.path);
    CHECK(config.number("server.io_threads") == 3);
    CHECK(config.origin("server.io_threads") == "SAYSO_SERVER_IO_THREADS");
    CHECK(config.list("server.trusted_proxies") == std::vector<std::string>{"10.0.0.1", "10.0.0.2"});
    CHECK(config.text("store.path") == ".sayso/sayso.db");
    CHECK(config.origin("store.path") == "default");
}

TEST_CASE("an unknown key is refused with its line and the key that was meant") {
    const auto words = refusal("[server]\nlissten = \"127.0.0.1:0\"\n");
    CHECK(words.find(":2:") != std::string::npos);
    CHECK(words.find("did you mean 'server.listen'") != std::string::npos);
    CHECK(refusal("", {{"SAYSO_SERVER_LISTN", "x"}}).find("SAYSO_SERVER_LISTN") != std::string::npos);
    CHECK(refusal("", {{"SAYSO_UNRELATED", "x"}}).empty());
}

TEST_CASE("a value of the wrong type or shape is refused in words that say what is wanted") {
    CHECK(refusal("server.io_threads = \"two\"").find("a number") != std::string::npos);
    CHECK(refusal("server.io_threads = 65").find("1 to 64") != std::string::npos);
    CHECK(refusal("server.listen = \"8080\"").find("host:port") != std::string::npos);
    CHECK(refusal("server.public_url = \"hotline.example.org\"").find("https://") != std::string::npos);
    CHECK(refusal("directory.as_of = \"tomorrow\"").find("date") != std::string::npos);
    CHECK(refusal("server.trusted_proxies = \"10.0.0.1\"").find("list") != std::string::npos);
    CHECK(refusal("log.level = \"loud\"").find("debug") != std::string::npos);
    CHECK(refusal("server = 1").find("unknown key") != std::string::npos);
    CHECK(refusal("[server\n").find(":1") != std::string::npos);
}

TEST_CASE("a file that is no TOML at all is refused with its line") {
    for (const char* text : {"\n[\n", "\n[[\n", "\na = \xC3\xA9", "\n\xEF\xBA\xBF E", "\nx \xCD\xA0 = 1"}) {
        INFO(text);
        CHECK(refusal(text).find(":2") != std::string::npos);
    }
}

TEST_CASE("secrets are refused in the file and taken from the environment") {
    CHECK(refusal("providers.twilio.auth_tokens = [\"t\"]").find("SAYSO_PROVIDERS_TWILIO_AUTH_TOKENS") !=
          std::string::npos);
    const auto config =
        Config::load(File("").path.empty() ? "" : "/dev/null", {{"SAYSO_PROVIDERS_TWILIO_AUTH_TOKENS", "one, two"}});
    CHECK(config.list("providers.twilio.auth_tokens") == std::vector<std::string>{"one", "two"});
}

TEST_CASE("a file that was named and is not there is an error, and a public URL loses its slash") {
    CHECK_THROWS_AS(Config::load("/nonexistent/sayso.toml", {}), ConfigError);
    CHECK(Config::load("/dev/null", {{"SAYSO_SERVER_PUBLIC_URL", "https://hotline.example.org/"}})
              .text("server.public_url") == "https://hotline.example.org");
}

TEST_CASE("the example file is the table, and reads as a configuration") {
    std::ifstream file(std::string(SAYSO_SOURCE_DIR) + "/deploy/sayso.example.toml");
    const std::string kept((std::istreambuf_iterator<char>(file)), {});
    CHECK(kept == app::example_config());
    CHECK(refusal(app::example_config()).empty());
    // With every '#' before a key taken away it still reads.
    std::string all;
    std::istringstream lines(app::example_config());
    for (std::string line; std::getline(lines, line);)
        all += (line.size() > 1 && line[0] == '#' && line[1] != ' ' ? line.substr(1) : line) + "\n";
    CHECK(refusal(all).empty());
}

TEST_CASE("moments are read as dates at noon Eastern and as RFC 3339") {
    const auto text = [](std::string_view words) {
        const auto at = directory::parse_instant(words);
        return at ? directory::rfc3339(*at) : std::string("nothing");
    };
    CHECK(text("2027-01-04") == "2027-01-04T17:00:00Z");
    CHECK(text("2026-07-04") == "2026-07-04T16:00:00Z");
    CHECK(text("2027-01-04T12:30:00Z") == "2027-01-04T12:30:00Z");
    CHECK(text("2027-01-04T12:30:00-05:00") == "2027-01-04T17:30:00Z");
    CHECK(text("2027-01-04T12:30:00.25+01:00") == "2027-01-04T11:30:00Z");
    for (const char* bad : {"", "2027", "2027-13-01", "2027-02-30", "2027-01-04T", "2027-01-04T12:30:00", "2027-01-04x",
                            "2027-01-04T25:00:00Z"})
        CHECK(text(bad) == "nothing");
}
