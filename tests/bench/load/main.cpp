// Calls a line as its provider would, and prints what came of it as one line of JSON; tests/bench/README.md.
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <stdexcept>

#include "tests/bench/load/driver.hpp"

using namespace sayso::bench;

namespace {

constexpr const char* usage =
    "bench_load --port N [--get TARGET [--form FIELDS] --bytes N | --public-url URL --token TOKEN --people FILE "
    "[--line +1...]]\n"
    "           [--connections N] [--rate N [--skip-late 1]] [--warm-up S] [--seconds S] [--calls N] [--seed N]\n";

struct Command {
    Plan plan;
    Hotline hotline;
    std::string token, people;
};

Command read_command(int count, char** values) {
    Command command;
    const std::map<std::string, std::function<void(const std::string&)>> options{
        {"--port", [&](const auto& v) { command.plan.port = std::stoi(v); }},
        {"--get", [&](const auto& v) { command.plan.get = v; }},
        {"--form", [&](const auto& v) { command.plan.form = v; }},
        {"--bytes", [&](const auto& v) { command.plan.get_bytes = std::stoul(v); }},
        {"--connections", [&](const auto& v) { command.plan.connections = std::stoi(v); }},
        {"--rate", [&](const auto& v) { command.plan.rate = std::stod(v); }},
        {"--skip-late", [&](const auto& v) { command.plan.skip_late = v != "0"; }},
        {"--warm-up", [&](const auto& v) { command.plan.warm_up = std::stod(v); }},
        {"--seconds", [&](const auto& v) { command.plan.seconds = std::stod(v); }},
        {"--calls", [&](const auto& v) { command.plan.calls = std::stoll(v); }},
        {"--seed", [&](const auto& v) { command.plan.seed = std::stoull(v); }},
        {"--public-url", [&](const auto& v) { command.hotline.public_url = v; }},
        {"--line", [&](const auto& v) { command.hotline.line = v; }},
        {"--token", [&](const auto& v) { command.token = v; }},
        {"--people", [&](const auto& v) { command.people = v; }},
    };
    for (int i = 1; i < count; i += 2) {
        const auto option = options.find(values[i]);
        if (option == options.end() || i + 1 == count) throw std::invalid_argument(values[i]);
        option->second(values[i + 1]);
    }
    const auto& url = command.hotline.public_url;
    if (command.plan.port == 0 ||
        (command.plan.get.empty() && (url.empty() || command.token.empty() || command.people.empty())))
        throw std::invalid_argument("");
    command.hotline.host = url.empty() ? "127.0.0.1" : url.substr(url.find("://") + 3);
    if (!command.people.empty()) command.hotline.homes = read_homes(command.people);
    return command;
}

void print_times(const char* name, const Histogram& times) {
    std::printf(
        "\"%s\": {\"count\": %llu, \"p50_us\": %llu, \"p90_us\": %llu, \"p99_us\": %llu, \"p999_us\": %llu, "
        "\"max_us\": %llu}, ",
        name, static_cast<unsigned long long>(times.count()), static_cast<unsigned long long>(times.at(0.5)),
        static_cast<unsigned long long>(times.at(0.9)), static_cast<unsigned long long>(times.at(0.99)),
        static_cast<unsigned long long>(times.at(0.999)), static_cast<unsigned long long>(times.most()));
}

void print(const Result& result) {
    const auto number = [](const char* name, std::uint64_t value) {
        std::printf("\"%s\": %llu, ", name, static_cast<unsigned long long>(value));
    };
    std::printf("{\"rate\": %.1f, \"seconds\": %.3f, \"busy\": %.3f, ",
                static_cast<double>(result.requests) / result.seconds, result.seconds, result.busy);
    number("requests", result.requests);
    number("holds", result.holds);
    number("problems", result.problems);
    number("reconnects", result.reconnects);
    number("unsent", result.unsent);
    number("calls", result.calls);
    number("steps", result.steps);
    number("legs", result.legs);
    print_times("times", result.times);
    print_times("hold_times", result.hold_times);
    std::printf("\"calls_by_steps\": {");
    const char* comma = "";
    for (const auto& [steps, calls] : result.calls_by_steps) {
        std::printf("%s\"%d\": %llu", comma, steps, static_cast<unsigned long long>(calls));
        comma = ", ";
    }
    std::printf("}}\n");
    for (const auto& problem : result.first_problems) std::fprintf(stderr, "problem: %s\n", problem.c_str());
}

}  // namespace

int main(int count, char** values) {
    Command command;
    try {
        command = read_command(count, values);
    } catch (const std::exception& mistake) {
        std::fprintf(stderr, "%s\n%s", mistake.what(), usage);
        return 2;
    }
    try {
        const Result result = drive(command.plan, command.hotline, command.token);
        print(result);
        return result.problems == 0 ? 0 : 1;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "%s\n", failure.what());
        return 1;
    }
}
