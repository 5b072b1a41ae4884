#include <iostream>

#include "service/app/session.hpp"

// jemalloc's settings, where that is the allocator. One arena for all threads, which keep what they use often to
// themselves anyway: with more, a thread finds no memory while others have plenty, and one that cannot be given an
// arena ends the program (jemalloc 5.3 goes on with none).
extern "C" const char* malloc_conf;
const char* malloc_conf = "narenas:1";

int main(int argc, char** argv) {
    return sayso::app::run(argc, argv, std::cin, std::cout, std::cerr);
}
