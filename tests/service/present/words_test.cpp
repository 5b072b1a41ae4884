#include "service/present/words.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

using namespace sayso::present;

namespace {

std::multiset<std::string> variables(std::string_view text) {
    std::multiset<std::string> found;
    for (auto open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", open + 2)) {
        const auto close = text.find("}}", open);
        REQUIRE(close != std::string_view::npos);
        found.insert(std::string(text.substr(open + 2, close - open - 2)));
    }
    return found;
}

}  // namespace

TEST_CASE("every word of the web exists in both languages, with the same variables") {
    REQUIRE(all_words().size() > 100);
    for (const Word& word : all_words()) {
        INFO(word.key);
        CHECK_FALSE(word.en.empty());
        CHECK_FALSE(word.es.empty());
        CHECK(variables(word.en) == variables(word.es));
        CHECK(word.en.find('<') == std::string_view::npos);
        CHECK(word.es.find('<') == std::string_view::npos);
    }
}

TEST_CASE("no key of a word is used twice") {
    std::set<std::string_view> keys;
    for (const Word& word : all_words()) CHECK(keys.insert(word.key).second);
}

TEST_CASE("a sentence is filled in and an unknown variable stays to be seen") {
    CHECK(say("many_actions", Language::en, {{"count", "4"}}) == "4 things you can do");
    CHECK(say("many_actions", Language::es, {{"count", "4"}}) == "4 cosas que puede hacer");
    CHECK(say("many_actions", Language::en, {{"other", "4"}}) == "{{count}} things you can do");
    CHECK_THROWS_AS(word("no_such_word", Language::en), std::out_of_range);
}

TEST_CASE("the visitor's language is the one weighted highest among ours") {
    CHECK(preferred_language("") == Language::en);
    CHECK(preferred_language("es") == Language::es);
    CHECK(preferred_language("es-MX,es;q=0.9,en;q=0.8") == Language::es);
    CHECK(preferred_language("en-US,en;q=0.9,es;q=0.8") == Language::en);
    CHECK(preferred_language("fr, es;q=0.4, en;q=0.3") == Language::es);
    CHECK(preferred_language("de;q=1, es;q=0") == Language::en);
    CHECK(preferred_language("en;q=0.2,es;q=0.25") == Language::es);
    CHECK(preferred_language("*") == Language::en);
    CHECK(preferred_language(";;,,;q=,es;q=x") == Language::en);
    CHECK(preferred_language("ES") == Language::es);
}

TEST_CASE("dates are written in the words of the language") {
    using namespace std::chrono;
    const year_month_day day{year{2025}, November, std::chrono::day{26}};
    CHECK(date_in_words(day, Language::en) == "November 26, 2025");
    CHECK(date_in_words(day, Language::es) == "26 de noviembre de 2025");
    CHECK(iso_date(day) == "2025-11-26");
    CHECK(iso_date({year{2025}, January, std::chrono::day{3}}) == "2025-01-03");
    CHECK(date_in_words({year{2025}, February, std::chrono::day{30}}, Language::en).empty());
}

TEST_CASE("numbers are grouped as both languages do in the United States") {
    CHECK(number(0) == "0");
    CHECK(number(999) == "999");
    CHECK(number(1234) == "1,234");
    CHECK(number(1234567) == "1,234,567");
    CHECK(number(-1000) == "-1,000");
}

TEST_CASE("a text tells the language it really is in") {
    sayso::topics::LocalText text("Hearings");
    CHECK(spoken(text, Language::es).language == "en");
    text.set("es", "Audiencias");
    CHECK(spoken(text, Language::es).text == "Audiencias");
    CHECK(spoken(text, Language::es).language == "es");
    sayso::topics::LocalText french;
    french.set("fr", "Auditions");
    CHECK(spoken(french, Language::en).language == "fr");
    CHECK(spoken({}, Language::en).text.empty());
}
