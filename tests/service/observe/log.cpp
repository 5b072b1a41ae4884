#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>

#include "service/observe/observe.hpp"

using namespace sayso::observe;
using namespace std::chrono_literals;

namespace {

const std::chrono::sys_time<std::chrono::milliseconds> moment{1795388400123ms};

std::string line(Level level, std::string_view event, Pairs pairs = {}) {
    return format_log_line(moment, level, event, pairs);
}

struct Lines {
    std::vector<std::string> all;
    Lines() {
        set_log_sink([this](std::string_view text) { all.emplace_back(text); });
    }
    ~Lines() { set_log_sink(nullptr); }
};

}  // namespace

TEST_CASE("a log line is a time, a level, an event and its pairs") {
    CHECK(line(Level::info, "request", {{"status", "200"}, {"route", "/topics/{slug}"}}) ==
          "2026-11-22T23:00:00.123Z info request status=200 route=/topics/{slug}");
    CHECK(line(Level::warning, "x") == "2026-11-22T23:00:00.123Z warning x");
}

TEST_CASE("a value with blanks, quotes or nothing in it is quoted") {
    CHECK(line(Level::error, "e", {{"why", "no such file"}}).substr(31) == "e why=\"no such file\"");
    CHECK(line(Level::error, "e", {{"why", "say \"a\\b\""}}).substr(31) == "e why=\"say \\\"a\\\\b\\\"\"");
    CHECK(line(Level::error, "e", {{"why", ""}}).substr(31) == "e why=\"\"");
    CHECK(line(Level::error, "e", {{"why", "a=b"}}).substr(31) == "e why=\"a=b\"");
}

TEST_CASE("nobody writes lines or colours of their own into the log") {
    const auto written = line(Level::info, "e\nfake",
                              {{"na me", "a\r\nb\x1b[31m\t"}, {"u", "caf\xc3\xa9"}, {"n", std::string_view("\0", 1)}});
    CHECK(written.substr(25) == R"(info e_fake na_me="a\r\nb\x1b[31m\t" u="caf\xc3\xa9" n="\x00")");
    for (const char c : written) CHECK((c >= 0x20 && c < 0x7f));
}

TEST_CASE("lines below the level are not written") {
    Lines lines;
    log(Level::debug, "quiet");
    log(Level::info, "heard", {{"a", "1"}});
    set_log_level(Level::error);
    log(Level::warning, "quiet");
    log(Level::error, "loud");
    set_log_level(Level::info);
    REQUIRE(lines.all.size() == 2);
    CHECK(lines.all[0].find(" info heard a=1") != std::string::npos);
    CHECK(lines.all[1].find(" error loud") != std::string::npos);
}

TEST_CASE("without a sink lines reach standard error, all of them after a flush") {
    std::FILE* file = std::tmpfile();
    REQUIRE(file);
    std::fflush(stderr);
    const int kept = dup(fileno(stderr));
    dup2(fileno(file), fileno(stderr));
    for (int i = 0; i < 100; ++i) log(Level::info, "numbered", {{"n", std::to_string(i)}});
    flush_log();
    std::fflush(stderr);
    dup2(kept, fileno(stderr));
    close(kept);
    std::rewind(file);
    std::string text;
    char part[4096];
    for (std::size_t got = 0; (got = std::fread(part, 1, sizeof part, file)) > 0;) text.append(part, got);
    std::fclose(file);
    CHECK(std::count(text.begin(), text.end(), '\n') == 100);
    CHECK(text.find(" info numbered n=0\n") != std::string::npos);
    CHECK(text.find(" info numbered n=99\n") != std::string::npos);
}
