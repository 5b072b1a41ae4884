#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

namespace fs = std::filesystem;

namespace {

struct Include {
    std::string file;   // relative to the root
    std::string room;   // of the file
    std::string what;   // between the quotes or brackets
    bool ours = false;  // in quotes
};

const fs::path root = SAYSO_SOURCE_DIR;

// The room a path belongs to: its first two folders ("service/store/sqlite" is a part of service/store).
std::string room_of(const fs::path& relative) {
    auto part = relative.begin();
    const std::string top = (part++)->string();
    if (part == relative.end() || std::next(part) == relative.end()) return top;
    return top + "/" + part->string();
}

std::vector<Include> all_includes() {
    static const std::regex pattern(R"re(^\s*#\s*include\s*(<[^>]+>|"[^"]+"))re");
    std::vector<Include> includes;
    for (const char* top : {"scripts", "voice", "service"}) {
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const auto extension = entry.path().extension();
            if (extension != ".cpp" && extension != ".hpp") continue;
            std::ifstream file(entry.path());
            const auto relative = fs::relative(entry.path(), root);
            for (std::string line; std::getline(file, line);) {
                std::smatch match;
                if (!std::regex_search(line, match, pattern)) continue;
                const std::string spelled = match[1];
                includes.push_back(
                    {relative.string(), room_of(relative), spelled.substr(1, spelled.size() - 2), spelled[0] == '"'});
            }
        }
    }
    return includes;
}

// room -> the rooms it may include. The same arrows stand in README.md.
const std::map<std::string, std::set<std::string>>& arrows() {
    static const std::set<std::string> scripts{"scripts/directory", "scripts/topics", "scripts/campaigns",
                                               "scripts/book"};
    static const std::set<std::string> voice{"voice/markup", "voice/prompts", "voice/flow", "voice/webhook",
                                             "voice/simulator"};
    const auto with = [](std::set<std::string> more, const std::set<std::string>& group) {
        more.insert(group.begin(), group.end());
        return more;
    };
    static const std::map<std::string, std::set<std::string>> table{
        {"scripts/directory", {}},
        {"scripts/topics", {}},
        {"scripts/campaigns", {"scripts/directory", "scripts/topics"}},
        {"scripts/book", {"scripts/directory", "scripts/topics", "scripts/campaigns"}},
        {"voice/markup", {}},
        {"voice/prompts", {"voice/markup"}},
        {"voice/flow",
         {"scripts/book", "scripts/campaigns", "scripts/topics", "scripts/directory", "voice/markup", "voice/prompts"}},
        {"voice/webhook", {"voice/flow", "scripts/directory"}},
        {"voice/simulator", {"voice/markup", "voice/webhook"}},
        {"service/observe", {}},
        {"service/keys", {}},
        {"service/http", {}},
        {"service/net", {"service/http", "service/observe"}},
        {"service/store", with({"service/observe"}, scripts)},
        {"service/live", with({"service/store", "service/observe"}, scripts)},
        {"service/content", with({"service/store", "service/observe"}, scripts)},
        {"service/guard", {"service/http", "service/observe"}},
        {"service/intake", {"scripts/directory", "service/store", "service/net", "service/http", "service/observe"}},
        {"service/outbound", {"scripts/directory", "service/net", "service/http", "service/keys", "service/observe"}},
        {"service/present", with({"service/http"}, scripts)},
        {"service/phone", with(with({"service/http", "service/store", "service/live", "service/guard", "service/keys",
                                     "service/observe"},
                                    scripts),
                               voice)},
        {"service/pages", with({"service/http", "service/store", "service/live", "service/guard", "service/keys",
                                "service/outbound", "service/observe", "service/present"},
                               scripts)},
        {"service/api", with({"service/http", "service/store", "service/live", "service/guard", "service/keys",
                              "service/outbound", "service/observe", "service/present"},
                             scripts)},
    };
    return table;
}

bool starts_with(const std::string& text, const std::string& start) {
    return text.compare(0, start.size(), start) == 0;
}

}  // namespace

TEST_CASE("every include follows an arrow of the house") {
    const auto includes = all_includes();
    REQUIRE(includes.size() > 100);
    for (const auto& include : includes) {
        if (!include.ours) continue;
        const auto target = room_of(include.what);
        if (target == include.room || include.room == "service/app") continue;
        INFO(include.file << " includes " << include.what);
        const auto allowed = arrows().find(include.room);
        REQUIRE(allowed != arrows().end());
        CHECK(allowed->second.count(target) == 1);
    }
}

TEST_CASE("each heavy library stays in its one place") {
    std::set<std::string> pugixml, openssl_in_voice;
    for (const auto& include : all_includes()) {
        INFO(include.file << " includes " << include.what);
        if (starts_with(include.what, "boost/beast")) CHECK(include.room == "service/net");
        if (include.what == "sqlite3.h") CHECK(starts_with(include.file, "service/store/sqlite/"));
        if (include.what == "pugixml.hpp") pugixml.insert(include.file);
        if (starts_with(include.what, "openssl/") && starts_with(include.file, "voice/"))
            openssl_in_voice.insert(include.file);
        if (starts_with(include.what, "yaml-cpp/"))
            CHECK((include.room == "service/content" || include.room == "service/intake"));
        if (starts_with(include.what, "pango/") || starts_with(include.what, "cairo") || include.what == "qrencode.h")
            CHECK(include.room == "service/present");
        if (starts_with(include.what, "brotli/") || include.what == "zlib.h")
            CHECK(include.file == "service/pages/coding.cpp");
        if (include.what == "lz4.h") CHECK(include.file == "service/store/sqlite/states.cpp");
        if (starts_with(include.what, "CLI/") || starts_with(include.what, "toml++/"))
            CHECK(include.room == "service/app");
    }
    CHECK(pugixml == std::set<std::string>{"voice/markup/reader.cpp"});
    CHECK(openssl_in_voice.size() <= 1);
}

TEST_CASE("the pure half reaches for no file, clock, thread, socket or chance") {
    static const std::set<std::string> impure{
        "fstream",  "filesystem", "iostream",          "thread", "mutex", "random", "ctime", "cstdio",
        "unistd.h", "future",     "condition_variable"};
    static const std::regex clock(R"(\b(system_clock|steady_clock)\b)");
    for (const auto& include : all_includes()) {
        if (starts_with(include.file, "service/")) continue;
        INFO(include.file << " includes " << include.what);
        CHECK(impure.count(include.what) == 0);
        // The geometry of districts is the one library of the pure half's directory, and stays in one file.
        if (include.file != "scripts/directory/boundaries.cpp") CHECK(!starts_with(include.what, "boost/"));
    }
    for (const char* top : {"scripts", "voice"})
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            if (entry.path().extension() != ".cpp" && entry.path().extension() != ".hpp") continue;
            std::ifstream file(entry.path());
            std::stringstream text;
            text << file.rdbuf();
            INFO(entry.path());
            const std::string words = text.str();
            CHECK(!std::regex_search(words, clock));
        }
}

TEST_CASE("every header begins with pragma once, and only the five folders stand at the top") {
    for (const char* top : {"scripts", "voice", "service"})
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            if (entry.path().extension() != ".hpp") continue;
            std::ifstream file(entry.path());
            std::string words((std::istreambuf_iterator<char>(file)), {});
            INFO(entry.path());
            CHECK(words.find("#pragma once") != std::string::npos);
        }
    static const std::set<std::string> expected{"service", "scripts", "voice", "tests", "deploy", "build"};
    for (const auto& entry : fs::directory_iterator(root))
        if (entry.is_directory() && entry.path().filename().string()[0] != '.') {
            INFO(entry.path());
            CHECK(expected.count(entry.path().filename().string()) == 1);
        }
}
