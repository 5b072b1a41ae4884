#include "scripts/campaigns/script.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdint>
#include <iterator>

using namespace sayso::campaigns;

namespace {

Script parse(std::string_view source) {
    std::vector<ScriptProblem> problems;
    auto script = Script::parse(source, problems);
    for (const auto& problem : problems) FAIL("unexpected problem: " << problem.message);
    return script;
}

std::vector<ScriptProblem> problems_of(std::string_view source) {
    std::vector<ScriptProblem> problems;
    Script::parse(source, problems);
    return problems;
}

ScriptValues senator() {
    ScriptValues values;
    values.target_name = "Maria Cantwell";
    values.target_last_name = "Cantwell";
    values.target_title = "Senator";
    values.branch = Branch::senate;
    return values;
}

ScriptValues representative() {
    ScriptValues values;
    values.target_name = "Pramila Jayapal";
    values.target_last_name = "Jayapal";
    values.target_title = "Representative";
    values.branch = Branch::house;
    return values;
}

ScriptValues committee() {
    ScriptValues values;
    values.target_name = values.target_last_name = "House Committee on Foreign Affairs";
    values.branch = Branch::other;
    return values;
}

std::string heard(const Script& script, const ScriptValues& values, std::string_view language = "en") {
    std::string joined;
    for (const auto& paragraph : script.for_ear(values, language)) joined += (joined.empty() ? "" : " / ") + paragraph;
    return joined;
}

// One string that shows what each piece is: **strong**, {blank}, <note>, | between paragraphs.
std::string seen(const Script& script, const ScriptValues& values, std::string_view language = "en") {
    std::string joined;
    for (const auto& piece : script.for_eye(values, language)) {
        switch (piece.kind) {
            case EyePiece::Kind::text:
                joined += piece.text;
                break;
            case EyePiece::Kind::strong:
                joined += "**" + piece.text + "**";
                break;
            case EyePiece::Kind::note:
                joined += "<" + piece.text + ">";
                break;
            case EyePiece::Kind::blank:
                joined += "{" + piece.text + "}";
                break;
            case EyePiece::Kind::paragraph_break:
                joined += "|";
                break;
        }
    }
    return joined;
}

}  // namespace

TEST_CASE("Tokens become the target's name, title and last name for eye and ear") {
    const auto script = parse("I urge [TARGET TITLE] [TARGET NAME] to act. Will Sen. [TARGET LAST NAME] act?");
    CHECK(seen(script, senator()) == "I urge Senator Maria Cantwell to act. Will Sen. Cantwell act?");
    CHECK(heard(script, senator()) == "I urge Senator Maria Cantwell to act. Will Senator Cantwell act?");
    CHECK(script.depends_on_target());
    CHECK_FALSE(parse("Hello, committee.").depends_on_target());
}

TEST_CASE("A committee has no title, and no blank is left where it would stand") {
    const auto script = parse("Hello, [TARGET TITLE] [TARGET NAME], please act.");
    CHECK(seen(script, committee()) == "Hello, House Committee on Foreign Affairs, please act.");
    CHECK(heard(script, committee()) == "Hello, House Committee on Foreign Affairs, please act.");
}

TEST_CASE("What the caller must fill in is a blank for the eye and words for the ear") {
    const auto script = parse("My name is [CALLER NAME] from [CALLER CITY], [CALLER STATE], [CALLER ZIP].");
    CHECK(seen(script, senator()) == "My name is {your name} from {your city}, {your state}, {your ZIP code}.");
    CHECK(heard(script, senator()) == "My name is your name from your city, your state, your ZIP code.");
    CHECK(seen(script, senator(), "es") == "My name is {su nombre} from {su ciudad}, {su estado}, {su código postal}.");

    auto values = senator();
    values.caller_name = "Ana <b>";
    values.caller_city = "Spokane";
    values.caller_state = "WA";
    values.caller_zip = "99201";
    CHECK(seen(script, values) == "My name is Ana <b> from Spokane, WA, 99201.");
    CHECK(heard(script, values) == "My name is Ana b from Spokane, Washington, nine nine two zero one.");
    CHECK(script.introduces_caller());
}

TEST_CASE("A holder whose name nobody knows is asked for by the office") {
    auto values = senator();
    values.target_name = values.target_last_name = "";
    CHECK(heard(parse("I urge Senator [TARGET NAME] to act."), values) == "I urge the senator to act.");
    CHECK(heard(parse("I urge [TARGET TITLE] [TARGET NAME] to act."), values) == "I urge the senator to act.");
    CHECK(heard(parse("Hello. [TARGET NAME] must act."), values) == "Hello. The senator must act.");
    CHECK(seen(parse("Tell Sen. [TARGET LAST NAME]'s staff."), values) == "Tell the senator's staff.");
    CHECK(heard(parse("Pido al Senador [TARGET NAME] que actúe."), values, "es") == "Pido al Senador que actúe.");
    values.branch = Branch::house;
    values.target_title = "Representative";
    CHECK(heard(parse("I urge [TARGET TITLE] [TARGET NAME]."), values) == "I urge the representative.");
}

TEST_CASE("Sections are told to the chamber they are for, and to everyone else what stands after ELSE") {
    const auto script =
        parse("Please [IF HOUSE]vote for H.R. 12[IF SENATE]vote for S. 34[ELSE]hold a hearing[END] soon.");
    CHECK(heard(script, representative()) == "Please vote for H R twelve soon.");
    CHECK(heard(script, senator()) == "Please vote for S thirty-four soon.");
    CHECK(heard(script, committee()) == "Please hold a hearing soon.");
    CHECK_FALSE(script.silent_for(Branch::other));

    const auto bare = parse("Please act. [IF SENATE]Vote for S. 34.[END]");
    CHECK(heard(bare, representative()) == "Please act.");
    CHECK(bare.silent_for(Branch::other));
    CHECK(bare.silent_for(Branch::house));
    CHECK_FALSE(bare.silent_for(Branch::senate));
}

TEST_CASE("Sections may span paragraphs and leave no empty ones behind") {
    const auto script = parse("One.\n\n[IF HOUSE]\nTwo.\n\nThree.\n[IF SENATE]\n[END]\n\nFour.\n");
    CHECK(seen(script, representative()) == "One.|Two.|Three.|Four.");
    CHECK(seen(script, senator()) == "One.|Four.");
    CHECK(heard(script, representative()) == "One. / Two. / Three. / Four.");
}

TEST_CASE("Notes are shown and never spoken") {
    const auto script = parse("Hello. [NOTE: wait for [the] answer] Please act.\n\n[NOTE: Thank them.]");
    CHECK(seen(script, senator()) == "Hello. <wait for [the] answer> Please act.|<Thank them.>");
    CHECK(heard(script, senator()) == "Hello. Please act.");
}

TEST_CASE("Stressed words stand out for the eye and vanish for the ear") {
    const auto script = parse("This is **very [TARGET LAST NAME]** much.");
    CHECK(seen(script, senator()) == "This is **very Cantwell** much.");
    CHECK(heard(script, senator()) == "This is very Cantwell much.");
}

TEST_CASE("A backslash makes a bracket, a star or a backslash plain text") {
    const auto script = parse("An \\[aside\\] with \\*\\*stars\\*\\* and C:\\\\ and \\n.");
    CHECK(seen(script, senator()) == "An [aside] with **stars** and C:\\ and \\n.");
}

TEST_CASE("One line end is a blank, an empty line a new paragraph, in every convention") {
    CHECK(seen(parse("a\nb\n\n\n  c  d\n"), senator()) == "a b|c d");
    CHECK(seen(parse("a\r\nb\r\n\r\nc"), senator()) == "a b|c");
    CHECK(parse(" \n\n ").empty());
    CHECK(parse("[NOTE: only this]").empty());
    CHECK_FALSE(parse("[TARGET NAME]").empty());
}

TEST_CASE("The spellings of 5 Calls keep their meaning") {
    CHECK(heard(parse("Thank [REP/SEN NAME] today."), senator()) == "Thank Senator Maria Cantwell today.");
    CHECK(heard(parse("Thank [SENATOR/REP NAME] today."), representative()) ==
          "Thank Representative Pramila Jayapal today.");
    CHECK(heard(parse("Thank Senator [SENATOR/REP NAME]."), senator()) == "Thank Senator Maria Cantwell.");
    CHECK(heard(parse("I'm from [CITY, ZIP]."), senator()) == "I'm from your city, your ZIP code.");
    CHECK(heard(parse("I'm from [city,  state]."), senator()) == "I'm from your city, your state.");
}

TEST_CASE("A bare NAME means whoever the words before it speak of") {
    CHECK(heard(parse("I urge Senator [NAME] to act."), senator()) == "I urge Senator Cantwell to act.");
    CHECK(heard(parse("Will Rep. [NAME] act?"), representative()) == "Will Representative Jayapal act?");
    CHECK(seen(parse("Hi, my name is [NAME] and I vote."), senator()) == "Hi, my name is {your name} and I vote.");
    CHECK(seen(parse("Hola, me llamo [NAME]."), senator(), "es") == "Hola, me llamo {su nombre}.");

    const auto unsure = problems_of("Tell them [NAME] called.");
    REQUIRE(unsure.size() == 1);
    CHECK_FALSE(unsure[0].error);
    CHECK(unsure[0].column == 11);
    CHECK(unsure[0].message.find("[CALLER NAME]") != std::string::npos);
}

TEST_CASE("A script that cannot be understood says where and what to do") {
    struct Row {
        const char* source;
        int line, column;
        bool error;
        const char* says;
    };
    const Row rows[] = {
        {"Hello [SENATOR].", 1, 7, true, "unknown bracket [SENATOR]"},
        {"Hello [TARGET NAM].", 1, 7, true, "did you mean [TARGET NAME]"},
        {"One.\n\nTwo [IF HOUS]a[END]", 3, 5, true, "did you mean [IF HOUSE]"},
        {"Ñandú [BILL]", 1, 7, true, "unknown bracket [BILL]"},
        {"Hello [", 1, 7, true, "never closed"},
        {"Hello [TARGET\n\nNAME]", 1, 7, true, "never closed"},
        {"a\n[NOTE: never ends\n\nb]", 2, 1, true, "never closed"},
        {"[IF HOUSE]a", 1, 1, true, "write [END]"},
        {"a[END]", 1, 2, true, "[END] without a section"},
        {"a[ELSE]b[END]", 1, 2, true, "[ELSE] without a section"},
        {"[IF HOUSE]a[IF HOUSE]b[END]", 1, 12, true, "stands twice"},
        {"[IF HOUSE]a[ELSE]b[IF SENATE]c[END]", 1, 19, true, "put [ELSE] last"},
        {"a **b", 1, 3, false, "two stars"},
        {"a \xFF b", 1, 3, true, "UTF-8"},
        {"[wait for them to answer and then go on with the rest of this script]", 1, 1, true, "[NOTE: ...]"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.source);
        const auto problems = problems_of(row.source);
        REQUIRE_FALSE(problems.empty());
        CHECK(problems[0].line == row.line);
        CHECK(problems[0].column == row.column);
        CHECK(problems[0].error == row.error);
        CHECK(problems[0].message.find(row.says) != std::string::npos);
    }
}

TEST_CASE("What cannot be understood is kept as text") {
    std::vector<ScriptProblem> problems;
    const auto script = Script::parse("Hello [SENATOR] and [", problems);
    CHECK(seen(script, senator()) == "Hello [SENATOR] and [");
    CHECK(script.source() == "Hello [SENATOR] and [");
}

TEST_CASE("A script too long for a phone is told so in seconds") {
    std::string text;
    for (int i = 0; i < Script::comfortable_words; ++i) text += "word ";
    CHECK(problems_of(text).empty());
    text += "more";
    const auto problems = problems_of(text);
    REQUIRE(problems.size() == 1);
    CHECK_FALSE(problems[0].error);
    CHECK(problems[0].message.find("64 seconds") != std::string::npos);
    // Only what one target hears counts.
    CHECK(problems_of("[IF HOUSE]" + text.substr(0, 500) + "[IF SENATE]" + text.substr(0, 500) + "[END]").empty());
    CHECK(problems_of(std::string(Script::most_bytes + 1, 'a'))[0].error);
}

TEST_CASE("Equal sources make equal scripts, and a copy shares what was parsed") {
    const auto script = parse("Hello [TARGET NAME].");
    const auto copy = script;
    CHECK(copy == script);
    CHECK(seen(copy, senator()) == seen(script, senator()));
    CHECK_FALSE(parse("Hello.") == script);
    CHECK(Script().empty());
    CHECK(Script().for_eye(senator(), "en").empty());
}

TEST_CASE("Any bytes parse, and both renderers give clean text") {
    std::uint32_t seed = 99;
    const auto random = [&seed] { return (seed = seed * 1664525U + 1013904223U) >> 8U; };
    const std::string pieces[] = {"[",
                                  "]",
                                  "[END]",
                                  "[ELSE]",
                                  "[IF HOUSE]",
                                  "[IF SENATE]",
                                  "[NOTE: ",
                                  "**",
                                  "\\",
                                  "\n",
                                  "\n\n",
                                  "a ",
                                  "\xFF",
                                  "\xE2\x80",
                                  std::string(1, '\0'),
                                  "[NAME]",
                                  "Senator ",
                                  "[TARGET NAME]",
                                  "\x1B",
                                  "\xEF\xBF\xBE",
                                  "é"};
    for (int round = 0; round < 1500; ++round) {
        std::string source;
        for (auto left = random() % 14; left > 0; --left) source += pieces[random() % std::size(pieces)];
        std::vector<ScriptProblem> problems;
        const auto script = Script::parse(source, problems);
        CAPTURE(source);
        REQUIRE(std::all_of(problems.begin(), problems.end(), [](const ScriptProblem& problem) {
            return problem.line >= 1 && problem.column >= 1 && !problem.message.empty();
        }));
        for (const auto& values : {senator(), representative(), committee()}) {
            const auto pieces_seen = script.for_eye(values, "en");
            REQUIRE(std::all_of(pieces_seen.begin(), pieces_seen.end(), [](const EyePiece& piece) {
                return std::none_of(piece.text.begin(), piece.text.end(),
                                    [](unsigned char c) { return c < 0x20 && c != '\n' && c != '\t'; });
            }));
            const auto spoken = script.for_ear(values, "es");
            REQUIRE(std::none_of(spoken.begin(), spoken.end(), [](const auto& words) { return words.empty(); }));
        }
    }
}
