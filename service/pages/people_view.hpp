#pragma once
#include <string>

#include "service/pages/member_cards.hpp"
#include "service/pages/place_view.hpp"
#include "service/pages/scene.hpp"

namespace sayso::pages {

// Sets what answer.html shows for a campaign, all targets at once: each with script and number, and who is not called
// and why. `located` is null when the campaign's targets do not depend on place.
void show_answer(Data& into, const Scene& scene, const campaigns::Campaign& campaign, const Located* located,
                 const std::string& id_prefix, int card_level);

// The same for a place alone: all own members, each with what live campaigns would have them told.
void show_own_members(Data& into, const Scene& scene, const Located& located, MemberCards& member_cards);

// All who represent a place, with the seats nobody holds.
campaigns::Choice own_members(const Scene& scene, const campaigns::Whereabouts& where);

}  // namespace sayso::pages
