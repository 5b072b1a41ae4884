#pragma once
#include <chrono>

namespace sayso::directory {

// A moment in UTC with one-second resolution. The pure half never reads a clock: instants arrive as data.
using Instant = std::chrono::sys_seconds;

}  // namespace sayso::directory
