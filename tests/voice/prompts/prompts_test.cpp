#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "voice/prompts/prompt.hpp"
#include "voice/prompts/table.hpp"
#include "voice/prompts/words.hpp"

using namespace sayso;
using namespace sayso::prompts;

namespace {

std::vector<std::string> placeholders(std::string_view text) {
    std::vector<std::string> names;
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{', open + 1)) {
        const auto close = text.find('}', open);
        REQUIRE(close != std::string_view::npos);
        names.emplace_back(text.substr(open + 1, close - open - 1));
    }
    std::sort(names.begin(), names.end());
    return names;
}

template <class Do>
void for_each_prompt(Do&& act) {
    for (std::size_t i = 0; i < prompt_count; ++i) act(static_cast<Prompt>(i));
}

}  // namespace

TEST_CASE("Every sentence stands in its place in both tables") {
    std::set<std::string_view> keys;
    for_each_prompt([&](Prompt prompt) {
        const auto index = static_cast<std::size_t>(prompt);
        CAPTURE(index, key(prompt));
        CHECK(english[index].prompt == prompt);
        CHECK(spanish[index].prompt == prompt);
        CHECK_FALSE(english[index].english.empty());
        CHECK_FALSE(spanish[index].text.empty());
        CHECK(keys.insert(key(prompt)).second);
    });
}

TEST_CASE("Both languages have the same placeholders") {
    for_each_prompt([](Prompt prompt) {
        CAPTURE(key(prompt));
        CHECK(placeholders(pattern(prompt, "en")) == placeholders(pattern(prompt, "es")));
    });
}

TEST_CASE("The two languages are not the same text") {
    for_each_prompt([](Prompt prompt) {
        // What is said to an operator is English in both.
        if (prompt == Prompt::words_please) return;
        CAPTURE(key(prompt));
        CHECK(pattern(prompt, "en") != pattern(prompt, "es"));
    });
}

TEST_CASE("The action comes before its key, and no caller is blamed") {
    for_each_prompt([](Prompt prompt) {
        const std::string_view en = pattern(prompt, "en"), es = pattern(prompt, "es");
        CAPTURE(key(prompt), en, es);
        CHECK(en.substr(0, 5) != "Press");
        CHECK(es.substr(0, 6) != "Oprima");
        for (const char* word : {"invalid", "wrong key", "error", "incorrect"})
            CHECK(en.find(word) == std::string_view::npos);
        for (const char* word : {"inválid", "incorrect", "error"}) CHECK(es.find(word) == std::string_view::npos);
        if (en.find("press ") != std::string_view::npos) CHECK(es.find("oprima ") != std::string_view::npos);
    });
}

TEST_CASE("Sentences are short enough to be heard in one go") {
    for_each_prompt([](Prompt prompt) {
        CAPTURE(key(prompt));
        CHECK(pattern(prompt, "en").size() <= 200);
        CHECK(pattern(prompt, "es").size() <= 230);
    });
}

TEST_CASE("A sentence is filled with its values, and a value is never read as a placeholder") {
    CHECK(fill(Prompt::split_official, "en", {{"name", "Ann Ortiz"}, {"key", "1"}}) == "For Ann Ortiz, press 1.");
    CHECK(fill(Prompt::split_official, "es", {{"name", "Ann Ortiz"}, {"key", "1"}}) == "Para Ann Ortiz, oprima 1.");
    CHECK(fill(Prompt::split_official, "en", {{"name", "{key}"}, {"key", "1"}}) == "For {key}, press 1.");
    CHECK(fill(Prompt::split_official, "en", {{"key", "1"}}) == "For , press 1.");
    CHECK(fill(Prompt::go_on, "fr", {}) == "To go on, press 1.");
}

TEST_CASE("A recording takes the place of a constant sentence in its language only") {
    const Recordings recordings = {{"go_on", {{"en", "https://audio.example.org/go.wav"}}},
                                   {"split_official", {{"en", "https://audio.example.org/x.wav"}}}};
    CHECK(std::get<markup::Play>(speech(Prompt::go_on, "en", {}, &recordings)).url ==
          "https://audio.example.org/go.wav");
    CHECK(std::get<markup::Say>(speech(Prompt::go_on, "es", {}, &recordings)).language == "es");
    CHECK(std::holds_alternative<markup::Say>(speech(Prompt::split_official, "en", {{"name", "A"}}, &recordings)));
    CHECK(std::get<markup::Say>(speech(Prompt::thanks, "en")).text == "Thank you for calling.");
}

TEST_CASE("Numbers are words") {
    CHECK(number_word(0, "en") == "zero");
    CHECK(number_word(19, "en") == "nineteen");
    CHECK(number_word(40, "en") == "forty");
    CHECK(number_word(52, "en") == "fifty-two");
    CHECK(number_word(100, "en") == "100");
    CHECK(number_word(-1, "en") == "-1");
    CHECK(number_word(1, "es") == "uno");
    CHECK(number_word(1, "es", true) == "una");
    CHECK(number_word(21, "es", true) == "veintiuna");
    CHECK(number_word(22, "es") == "veintidós");
    CHECK(number_word(30, "es") == "treinta");
    CHECK(number_word(31, "es", true) == "treinta y una");
    CHECK(number_word(52, "es") == "cincuenta y dos");
    CHECK(digit_count(1, "en") == "one digit");
    CHECK(digit_count(3, "en") == "three digits");
    CHECK(digit_count(1, "es") == "un dígito");
    CHECK(digit_count(4, "es") == "cuatro dígitos");
}

TEST_CASE("Lists are joined as a voice says them") {
    CHECK(listed({}, "en").empty());
    CHECK(listed({"A"}, "en") == "A");
    CHECK(listed({"A", "B"}, "en") == "A and B");
    CHECK(listed({"A", "B", "C"}, "en") == "A, B and C");
    CHECK(listed({"A", "B"}, "es") == "A y B");
    CHECK(listed({"Ana", "Inés"}, "es") == "Ana e Inés");
    CHECK(listed({"Ana", "Hilda"}, "es") == "Ana e Hilda");
    CHECK(listed({"Ana", "Ian"}, "es") == "Ana y Ian");
    CHECK(listed({"agua", "hielo"}, "es") == "agua y hielo");
    CHECK(listed({"Ana", "Íñigo"}, "es") == "Ana e Íñigo");
}

TEST_CASE("Telephone numbers are read digit by digit") {
    CHECK(spoken_number("+12022243121") == "2 0 2, 2 2 4, 3 1 2 1");
    CHECK(spoken_number("(202) 224-3121") == "2 0 2, 2 2 4, 3 1 2 1");
    CHECK(spoken_number("311") == "3 1 1");
    CHECK(spoken_number("").empty());
}

TEST_CASE("Hours and days have their words") {
    CHECK(spoken_time(0, "en") == "midnight");
    CHECK(spoken_time(540, "en") == "9 a.m.");
    CHECK(spoken_time(720, "en") == "noon");
    CHECK(spoken_time(725, "en") == "12:05 p.m.");
    CHECK(spoken_time(1050, "en") == "5:30 p.m.");
    CHECK(spoken_time(1440, "en") == "midnight");
    CHECK(spoken_time(540, "es") == "las 9 de la mañana");
    CHECK(spoken_time(780, "es") == "la 1 de la tarde");
    CHECK(spoken_time(1200, "es") == "las 8 de la noche");
    CHECK(weekday(0, "en") == "Sunday");
    CHECK(weekday(6, "es") == "sábado");
    CHECK(weekday(7, "en") == "Sunday");
}

TEST_CASE("A title loses its full stop and a sponsor gets a capital at the start of a sentence") {
    CHECK(without_stop("  Ask for a vote. ") == "Ask for a vote");
    CHECK(without_stop("") == "");
    CHECK(without_stop("...") == "");
    CHECK(capitalised("the League") == "The League");
    CHECK(capitalised("") == "");
}
