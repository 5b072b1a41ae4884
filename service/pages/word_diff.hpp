#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

// What changed between two texts, word by word. Pure.
namespace sayso::pages {

struct DiffPiece {
    enum class Kind { same, removed, added, left_out } kind = Kind::same;
    std::string text;  // words parted by blanks; paragraphs by an empty line; empty for left_out
    bool operator==(const DiffPiece&) const = default;
};

// The longest common subsequence of words stays, the rest is removed or added; what is removed stands before what is
// added. Blanks and single line breaks are not compared. Texts of some thousand words are compared in a fraction of a
// second; where more is different than that, paragraphs are compared first.
std::vector<DiffPiece> word_diff(std::string_view before, std::string_view after);

// The same with unchanged runs of more than 2 * `around` words shortened to that many at the changes.
std::vector<DiffPiece> shortened(const std::vector<DiffPiece>& pieces, std::size_t around);

}  // namespace sayso::pages
