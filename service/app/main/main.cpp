#include <iostream>

#include "service/app/session.hpp"

int main(int argc, char** argv) {
    return sayso::app::run(argc, argv, std::cin, std::cout, std::cerr);
}
