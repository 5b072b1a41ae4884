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
// The same without the offices.
Data person_card(const Scene& scene, const campaigns::Target& target, const campaigns::Whereabouts& where,
                 const std::string& zip, int level);
// Sets how many local offices there are, whether or not they stand nearest first.
void show_office_count(Data& card, std::size_t count, bool nearest, Language language);
// One local office with a number, as office.html shows it; `away` is HTML.
Data local_office(const Scene& scene, const directory::Office& office, const std::string& away);
// "12 miles", or empty when either is not known.
std::string distance_in_words(std::optional<directory::Coordinates> from, std::optional<directory::Coordinates> to,
                              Language language);
// Whom the directory knows the target as; null for nobody.
const directory::Official* official_of(const Scene& scene, const campaigns::Target& target);
// A seat with nobody in it, told where its holder would stand.
Data vacant_card(const Scene& scene, const campaigns::NotCalled& entry, const std::string& id, int level);
// "California, district 11 · Democrat", or what to know of a target who is not known by name.
std::string about(const campaigns::Target& target, Language language);
void show_script(Data& into, const ScriptView& script, Language language);
// {e164, display}
Data shown_number(const directory::PhoneNumber& phone);

}  // namespace sayso::pages
