#include <array>

#include "service/present/words.hpp"

namespace sayso::present {
namespace {

// What goes along with a visitor or out into the world: feeds, cards, letters, the page after an action. Order: as met.
constexpr Word table[] = {
    {"feed_title", "Sayso: topics to call and write about", "Sayso: temas para llamar y escribir"},
    {"og_locale", "en_US", "es_US"},
    {"card_hotline", "Call {{number}}", "Llame al {{number}}"},
    {"card_letter", "Write a letter", "Escriba una carta"},
};

}  // namespace

std::span<const Word> words_for_share() {
    return table;
}

}  // namespace sayso::present
