#pragma once
#include <memory>
#include <string>

#include "service/pages/member_cards.hpp"
#include "service/pages/minute_shelf.hpp"

namespace sayso::pages {

class Frame;
struct Turn;

// What the page around shows, whatever it answers. `again` is the form that leads to the same answer.
Data reps_page_data(const Frame& frame, const Turn& turn, const ZipForm& again);

// The page with the representatives of a place. What is the same for all visitors is made once, with slots for where
// they live: the page around, and the card of each member. An answer puts the members of a district into the page, and
// a visitor's words into the slots. Nothing of any visitor's is kept: keys tell districts apart, and of a visitor's
// words only which of them there are.
class RepsPage {
  public:
    explicit RepsPage(const Frame& frame) : frame_(frame) {}

    // The page for a place that is found.
    std::string html(const Turn& turn, const Located& located);

  private:
    // What is kept is one of three: a page without its members, a member's card, the members of a district.
    struct Piece;
    using Kept = std::shared_ptr<const Piece>;
    struct Piece {
        std::string page;
        MemberCard card;
        std::vector<Kept> members;  // their cards, as they stand on the page
        bool only_members = true;   // no vacant seat among them, and nothing else to tell of the district

        std::size_t size() const;  // in bytes
    };
    static constexpr std::size_t most_bytes = std::size_t{3}
                                              << 20U;  // the members of the whole country in one language

    template <typename Make>
    Kept kept(const Turn& turn, const std::string& key, Make make);
    Kept card(const Turn& turn, const campaigns::Target& target, const Located& located, const std::vector<Ask>& asks);
    Kept members(const Turn& turn, const Located& located, const std::string& district);
    Kept page(const Turn& turn, const Located& located, const PlaceWords& words, const Piece& own);

    const Frame& frame_;
    MinuteShelf<Piece> shelf_{most_bytes};
};

}  // namespace sayso::pages
