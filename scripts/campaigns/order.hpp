#pragma once
#include <cstdint>
#include <vector>

#include "scripts/campaigns/choose.hpp"

namespace sayso::campaigns {

// Puts targets into a campaign's order; `seed` decides a shuffle. Internal to this room.
void put_in_order(std::vector<Target>& targets, Order order, std::uint64_t seed);

}  // namespace sayso::campaigns
