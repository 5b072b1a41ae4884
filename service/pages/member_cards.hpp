#pragma once
#include <string>
#include <vector>

#include "scripts/campaigns/choose.hpp"
#include "service/pages/minute_shelf.hpp"
#include "service/pages/place_view.hpp"
#include "service/pages/scene.hpp"

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

// The cards of a visitor's own members: who, the number, what live campaigns would have them told, the local offices.
// A card is made once for all visitors, with slots where they live and for the offices, which stand nearest first for
// each. Nothing of any visitor's is kept.
class MemberCards {
  public:
    static constexpr std::size_t most_bytes = std::size_t{3}
                                              << 20U;  // the members of the whole country in one language

    explicit MemberCards(const present::Templates& templates) : templates_(templates) {}

    // target_body.html filled in.
    std::string html(const Scene& scene, const campaigns::Target& target, const Located& located,
                     const std::vector<Ask>& asks);
    // What is kept, in bytes.
    std::size_t size() const { return shelf_.cost(); }

  private:
    struct Card {
        std::string html;
        std::vector<std::string> offices;  // an entry for each local office of the directory's, empty without a number
        std::size_t size() const;
    };
    Card made(const Scene& scene, const campaigns::Target& target, const Located& located,
              const std::vector<const Ask*>& asks) const;
    static std::string filled(const Scene& scene, const Card& card, const campaigns::Target& target,
                              const Located& located);

    const present::Templates& templates_;
    MinuteShelf<Card> shelf_{most_bytes};
};

}  // namespace sayso::pages
