#include "service/present/fold.hpp"

#include <catch2/catch.hpp>

using namespace sayso::present;

namespace {

std::string folded(std::string_view text) {
    std::string all;
    for (const FoldedWord& word : folded_words(text)) all += (all.empty() ? "" : "|") + word.folded;
    return all;
}

}  // namespace

TEST_CASE("words are compared without case, accents and apostrophes") {
    CHECK(folded("Ética, POLÍTICA y AÑO") == "etica|politica|y|ano");
    CHECK(folded("Cafe\u0301 Straße Œuvre Łódź") == "cafe|strasse|oeuvre|lodz");
    CHECK(folded("O'Brien’s 28-point plan") == "obriens|28|point|plan");
    CHECK(folded("'tis the dogs' day") == "tis|the|dogs|day");
    CHECK(folded("МОСКВА Ёлка ΑΘΗΝΑ") == "москва|ёлка|αθηνα");
    CHECK(folded("3×4÷2 – “quoted”… 🌍🛡️ $2 billion") == "3|4|2|quoted|2|billion");
    CHECK(folded("") == "");
}

TEST_CASE("each word tells where it stands") {
    const std::string_view text = "La Ética’s año";
    const auto words = folded_words(text);
    REQUIRE(words.size() == 3);
    CHECK(text.substr(words[1].begin, words[1].end - words[1].begin) == "Ética’s");
    CHECK(text.substr(words[2].begin, words[2].end - words[2].begin) == "año");
}

TEST_CASE("broken UTF-8 parts words and breaks nothing") {
    CHECK(folded("one\xFFtwo\xE2\x80three\xC3") == "one|two|three");
    CHECK(folded("\xF4\x90\x80\x80z").find('z') != std::string::npos);
}

TEST_CASE("an address is made of the words that fit into one") {
    CHECK(slug_of("Foreign Policy") == "foreign-policy");
    CHECK(slug_of("  Política exterior! ") == "politica-exterior");
    CHECK(slug_of("🛡️ National Security") == "national-security");
    CHECK(slug_of("Москва") == "");
    CHECK(slug_of(std::string(200, 'a') + " b").size() <= 64);
}
