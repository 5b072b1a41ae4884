#pragma once
#include <string>

#include "service/pages/place_view.hpp"
#include "service/pages/scene.hpp"

namespace sayso::pages {

// Sets what answer.html shows for a campaign, all targets at once: each with script and number, and who is not called
// and why. `located` is null when the campaign's targets do not depend on place.
void show_answer(Data& into, const Scene& scene, const campaigns::Campaign& campaign, const Located* located,
                 const std::string& id_prefix, int card_level);

// All who represent a place, with the seats nobody holds.
campaigns::Choice own_members(const Scene& scene, const campaigns::Whereabouts& where);

}  // namespace sayso::pages
