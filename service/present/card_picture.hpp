#pragma once
#include <string>
#include <vector>

#include "service/present/language.hpp"

namespace sayso::present {

// What the picture says that other sites show beside a link to a page.
struct CardPicture {
    std::string above;              // "What you can do: 2", the topic of an action; may be empty
    std::string title;              // as large as it can be, and cut when it is too long for any size
    std::string title_language;     // "en"
    std::vector<std::string> tags;  // as many as fit one line
    std::string below;              // "Call (202) 555-0142": the hotline; may be empty
    std::string site;               // "sayso.example"
};
inline constexpr int card_width = 1200, card_height = 630;  // what sites that show cards ask for

// The picture as PNG; takes some ten milliseconds. Throws std::runtime_error when it cannot be drawn.
std::string card_png(const CardPicture& card);

}  // namespace sayso::present
