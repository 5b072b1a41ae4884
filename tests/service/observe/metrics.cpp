#include <catch2/catch.hpp>
#include <thread>

#include "service/observe/observe.hpp"

using namespace sayso::observe;
using namespace std::chrono_literals;

namespace {

bool exposed(const std::string& line) {
    return metrics_text().find(line + "\n") != std::string::npos;
}

}  // namespace

TEST_CASE("a counter adds up for each combination of labels") {
    describe("test_answers_total", "Answers given");
    count("test_answers_total", {{"status", "200"}});
    count("test_answers_total", {{"status", "200"}}, 2);
    count("test_answers_total", {{"status", "404"}});
    CHECK(exposed("# HELP test_answers_total Answers given"));
    CHECK(exposed("# TYPE test_answers_total counter"));
    CHECK(exposed("test_answers_total{status=\"200\"} 3"));
    CHECK(exposed("test_answers_total{status=\"404\"} 1"));
}

TEST_CASE("a gauge shows its last value") {
    gauge("test_connections", 5);
    gauge("test_connections", 3);
    CHECK(exposed("test_connections 3"));
}

TEST_CASE("times are kept as a histogram in seconds") {
    observe_seconds("test_seconds", 0.003);
    observe_seconds("test_seconds", 20);
    CHECK(exposed("test_seconds_count 2"));
    CHECK(exposed("test_seconds_bucket{le=\"0.0025\"} 0"));
    CHECK(exposed("test_seconds_bucket{le=\"0.005\"} 1"));
    CHECK(exposed("test_seconds_bucket{le=\"+Inf\"} 2"));
}

TEST_CASE("a label made of what outsiders sent cannot fill the memory") {
    for (int i = 0; i < 1100; ++i) count("test_flood_total", {{"who", std::to_string(i)}});
    const auto text = metrics_text();
    std::size_t series = 0;
    for (auto at = text.find("test_flood_total{"); at != std::string::npos; at = text.find("test_flood_total{", at + 1))
        ++series;
    CHECK(series == 1000);
    CHECK(text.find("sayso_metrics_dropped_total ") != std::string::npos);
}

TEST_CASE("a metric that cannot be kept does not break what is counted") {
    count("test_kind", {});
    CHECK_NOTHROW(gauge("test_kind", 1));
    CHECK_NOTHROW(count("not a name"));
    CHECK_NOTHROW(count("test_labels_total", {{"not a label", "x"}}));
    CHECK(exposed("test_kind 1"));
}

TEST_CASE("threads may count the same metric") {
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([] {
            for (int i = 0; i < 500; ++i) count("test_threads_total", {{"kind", i % 2 ? "odd" : "even"}});
        });
    for (auto& thread : threads) thread.join();
    CHECK(exposed("test_threads_total{kind=\"odd\"} 1000"));
    CHECK(exposed("test_threads_total{kind=\"even\"} 1000"));
}

TEST_CASE("both clocks can be set, and given back") {
    set_clock([] { return Instant{1s}; });
    set_steady_clock([] { return std::chrono::steady_clock::time_point{7s}; });
    CHECK(now() == Instant{1s});
    CHECK(steady_now() == std::chrono::steady_clock::time_point{7s});
    set_clock(nullptr);
    set_steady_clock(nullptr);
    CHECK(now() > Instant{std::chrono::sys_days{std::chrono::year{2024} / 1 / 1}});
    const auto earlier = std::chrono::steady_clock::now();
    CHECK(steady_now() >= earlier);
}
