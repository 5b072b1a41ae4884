// The way from libFuzzer into the one target that is linked with it.
#include <cstddef>
#include <cstdint>

#include "tests/fuzz/target.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    sayso::fuzz::targets().front().run(std::string_view(reinterpret_cast<const char*>(data), size));
    return 0;
}
