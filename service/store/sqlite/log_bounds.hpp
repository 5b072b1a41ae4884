#pragma once
#include <algorithm>

// How long the log may become, in pages.
namespace sayso::store::sqlite {

struct LogBounds {
    explicit LogBounds(int most)
        : longest(std::max(most, 28)),
          is_long(longest * 4 / 7),
          too_long(longest * 5 / 7),
          at_once(longest / 7),
          behind(longest * 2 / 7),
          few(std::min(256, longest / 14)) {}
    int longest;   // here the writer stops for it
    int is_long;   // from here on it is to start anew
    int too_long;  // from here on it is copied without resting
    int at_once;   // so many not copied yet are copied beside the writer's work
    int behind;    // so many not copied yet: the copying is to hurry
    int few;       // so many the writer may copy by itself between two commits
};

}  // namespace sayso::store::sqlite
