#pragma once
#include <string>
#include <string_view>

#include "scripts/campaigns/choose.hpp"
#include "service/pages/scene.hpp"
#include "service/pages/script_view.hpp"

// One target as target_body.html shows it.
namespace sayso::pages {

// Name, seat, party, the number to tap and the local offices, each with the time there; everything but the scripts.
Data target_card(const Scene& scene, const campaigns::Target& target, const campaigns::Whereabouts& where,
                 const std::string& zip, const std::string& id, int level);
// A seat with nobody in it, told where its holder would stand.
Data vacant_card(const Scene& scene, const campaigns::NotCalled& entry, const std::string& id, int level);
// "California, district 11 · Democrat", or what to know of a target who is not known by name.
std::string about(const campaigns::Target& target, Language language);
void show_script(Data& into, const ScriptView& script, Language language);
// {e164, display}
Data shown_number(const directory::PhoneNumber& phone);

}  // namespace sayso::pages
