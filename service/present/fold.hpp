#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// Text as a search compares it.
namespace sayso::present {

// One word of a text: folded, and where it stands in the original bytes.
struct FoldedWord {
    std::string folded;
    std::size_t begin = 0, end = 0;
};

// The words of a UTF-8 text without regard to case and accents: runs of letters and digits, apostrophes inside a word
// left out ("O’Brien’s" is "obriens"). Covers Latin, Greek and Cyrillic letters; others stand for themselves. Broken
// bytes part words.
std::vector<FoldedWord> folded_words(std::string_view text);

// For an address: the folded words joined by hyphens, ASCII only ("Política exterior" is "politica-exterior"), at most
// 64 bytes. Empty when nothing of the text can stand in one.
std::string slug_of(std::string_view text);

}  // namespace sayso::present
