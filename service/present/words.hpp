#pragma once
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/present/language.hpp"

namespace sayso::present {

// One sentence of the web. The texts are plain (no HTML) and may hold mustache variables: "{{count}} offices".
struct Word {
    std::string_view key;
    std::string_view en, es;
};

// Every word of the web, sorted by key.
const std::vector<Word>& all_words();

// The word as written, variables and all. Throws std::out_of_range naming an unknown key.
std::string_view word(std::string_view key, Language language);

// The word with its variables filled in, as plain text (not escaped). An unknown variable stays as it is.
using Values = std::initializer_list<std::pair<std::string_view, std::string_view>>;
std::string say(std::string_view key, Language language, Values values = {});

// The tables all_words() is made of, one for each topic.
std::span<const Word> words_for_pages();
std::span<const Word> words_for_people();
std::span<const Word> words_for_flow();
std::span<const Word> words_for_share();
std::span<const Word> words_for_reading();
std::span<const Word> words_for_about();
std::span<const Word> words_for_api();

}  // namespace sayso::present
