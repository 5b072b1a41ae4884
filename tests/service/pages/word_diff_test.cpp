#include "service/pages/word_diff.hpp"

#include <catch2/catch.hpp>

using namespace sayso;
using Kind = pages::DiffPiece::Kind;
using Pieces = std::vector<pages::DiffPiece>;

namespace {

// One side of a comparison, put together again.
std::string side(const Pieces& pieces, Kind kind) {
    std::string text;
    for (const auto& piece : pieces) {
        if (piece.kind != Kind::same && piece.kind != kind) continue;
        const bool fits = text.empty() || text.back() == '\n' || piece.text.front() == '\n';
        text += (fits ? "" : " ") + piece.text;
    }
    return text;
}

bool same_words(const std::string& a, const std::string& b) {
    const auto pieces = pages::word_diff(a, b);
    return pieces.size() == 1 && pieces[0].kind == Kind::same;
}

std::string many_words(int count, int seed) {
    std::string text;
    unsigned state = static_cast<unsigned>(seed);
    for (int i = 0; i < count; ++i) {
        state = state * 1664525u + 1013904223u;
        text += "w" + std::to_string(state >> 20) + (i % 40 == 39 ? "\n\n" : " ");
    }
    return text;
}

}  // namespace

TEST_CASE("words that changed are told apart from those that stayed") {
    CHECK(
        pages::word_diff("the river is clean today", "the river is dirty today") ==
        Pieces{{Kind::same, "the river is"}, {Kind::removed, "clean"}, {Kind::added, "dirty"}, {Kind::same, "today"}});
    CHECK(pages::word_diff("one two", "one two three") == Pieces{{Kind::same, "one two"}, {Kind::added, "three"}});
    CHECK(pages::word_diff("one two", "two") == Pieces{{Kind::removed, "one"}, {Kind::same, "two"}});
    CHECK(pages::word_diff("", "new text") == Pieces{{Kind::added, "new text"}});
    CHECK(pages::word_diff("old", "") == Pieces{{Kind::removed, "old"}});
    CHECK(pages::word_diff("", "").empty());
}

TEST_CASE("lines broken elsewhere are no change, a new paragraph is one") {
    CHECK(pages::word_diff("one\ntwo  three\n", "one two\nthree") == Pieces{{Kind::same, "one two three"}});
    CHECK(pages::word_diff("one\n\ntwo", "one\n\n\ntwo") == Pieces{{Kind::same, "one\n\ntwo"}});
    CHECK(pages::word_diff("one two", "one\n\ntwo") ==
          Pieces{{Kind::same, "one"}, {Kind::added, "\n\n"}, {Kind::same, "two"}});
}

TEST_CASE("a lone word between rewritten ones is rewritten with them") {
    CHECK(pages::word_diff("a b the c d", "x y the z u") ==
          Pieces{{Kind::removed, "a b the c d"}, {Kind::added, "x y the z u"}});
}

TEST_CASE("both texts can be read out of a comparison, small or large") {
    for (const int words : {50, 800, 6000}) {
        const std::string before = many_words(words, 1);
        std::string after = before;
        after.replace(after.find(' ', after.size() / 2), 1, " in the middle ");
        after = "At the start " + after + " and the end.";
        const auto pieces = pages::word_diff(before, after);
        CHECK(same_words(side(pieces, Kind::removed), before));
        CHECK(same_words(side(pieces, Kind::added), after));
        std::size_t changed = 0;
        for (const auto& piece : pieces) changed += piece.kind == Kind::same ? 0 : piece.text.size();
        CHECK(changed < 100);
    }
    // Nothing in common, and too long for one table.
    const auto pieces = pages::word_diff(many_words(6000, 1), many_words(6000, 2));
    CHECK(side(pieces, Kind::removed).size() > 20'000);
}

TEST_CASE("what stayed is shortened to some words at the changes") {
    std::string same;
    for (int i = 1; i <= 20; ++i) same += (i > 1 ? " " : "") + std::to_string(i);
    const auto shortened = pages::shortened(pages::word_diff(same + " old " + same, same + " new " + same), 3);
    CHECK(shortened == Pieces{{Kind::left_out, ""},
                              {Kind::same, "18 19 20"},
                              {Kind::removed, "old"},
                              {Kind::added, "new"},
                              {Kind::same, "1 2 3"},
                              {Kind::left_out, ""}});
    const auto ends = pages::shortened(pages::word_diff("1 2 3 4 5\n\nold\n\n1 2 3", "1 2 3 4 5\n\nnew\n\n1 2 3"), 2);
    CHECK(ends.at(1) == pages::DiffPiece{Kind::same, "4 5\n\n"});
    CHECK(ends.at(4) == pages::DiffPiece{Kind::same, "\n\n1 2"});
    CHECK(pages::shortened({{Kind::same, "1 2 3"}}, 3) == Pieces{{Kind::same, "1 2 3"}});
}
