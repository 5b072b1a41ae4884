#pragma once
// What a fuzz target is. The engine (engine/libfuzzer.cpp) feeds one target with bytes of its own making; the replay
// (replay_test.cpp) feeds all of them with the kept corpora.
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace sayso::fuzz {

struct Target {
    std::string name;
    void (*run)(std::string_view input);
};

// All targets linked into this program.
inline std::vector<Target>& targets() {
    static std::vector<Target> all;
    return all;
}

struct Registration {
    Registration(const char* name, void (*run)(std::string_view)) { targets().push_back({name, run}); }
};

// A finding that no sanitizer can see: something that must always hold does not.
struct Broken : std::logic_error {
    using logic_error::logic_error;
};
inline void must(bool holds, const char* what) {
    if (!holds) throw Broken(what);
}

// Takes one byte off the front: a choice that the fuzzer makes. 0 when there is none.
inline unsigned take_byte(std::string_view& input) {
    if (input.empty()) return 0;
    const auto byte = static_cast<unsigned char>(input.front());
    input.remove_prefix(1);
    return byte;
}
// Takes a line off the front, without its end.
inline std::string_view take_line(std::string_view& input) {
    const auto end = input.find('\n');
    const auto line = input.substr(0, end);
    input = end == std::string_view::npos ? std::string_view() : input.substr(end + 1);
    return line;
}

}  // namespace sayso::fuzz

// SAYSO_FUZZ(name) { ... }: the body sees `input`.
#define SAYSO_FUZZ(name)                                                                 \
    static void fuzz_##name(std::string_view input);                                     \
    static const ::sayso::fuzz::Registration registration_of_##name(#name, fuzz_##name); \
    static void fuzz_##name([[maybe_unused]] std::string_view input)
