#include "scripts/campaigns/script.hpp"
namespace sayso::campaigns {
struct Script::Node {};
Script::Script() = default;
}
