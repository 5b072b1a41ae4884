#pragma once
#include <string>
#include <vector>

#include "scripts/campaigns/choose.hpp"
#include "service/pages/place_view.hpp"
#include "service/pages/scene.hpp"
#include "service/present/slots.hpp"

// The cards of a visitor's own members: who, the number, what live campaigns would have them told, the local offices.
// A card is made once for all visitors, with slots for where they live and for the offices, which stand nearest first
// for each.
namespace sayso::pages {

// A campaign that the members of a place can be called for.
struct Ask {
    const book::Document* document;
    int action;  // the number of its action
    const campaigns::Campaign* campaign;
    campaigns::Choice choice;
};
// Those of all live topics, newest first.
std::vector<Ask> asks_of(const Scene& scene, const campaigns::Whereabouts& where);
// Those that the target is called for, as many as a card shows.
std::vector<const Ask*> asks_for(const campaigns::Target& target, const std::vector<Ask>& asks);

struct MemberCard {
    std::string html;                  // target_body.html filled in, with slots
    std::string official_id;           // whose offices go into the slot for them; empty for nobody's
    std::vector<std::string> offices;  // a row for each local office of the directory's, empty without a number

    std::size_t size() const;  // in bytes
};

// What is known of where a visitor lives, whatever it is: a card has slots for that.
std::string known_of(const Located& located);
// All that a card depends on beside the language, the book and the minute.
std::string card_key(const campaigns::Target& target, const Located& located, const std::vector<const Ask*>& asks);
MemberCard made_card(const present::Templates& templates, const Scene& scene, const campaigns::Target& target,
                     const Located& located, const std::vector<const Ask*>& asks);
// Appends the card with what `words` has for its slots, and the offices from the nearest on, each with the way there.
void append_card(std::string& out, const MemberCard& card, const Scene& scene, const Located& located,
                 const present::SlotWords& words);

}  // namespace sayso::pages
