#include "voice/markup/render.hpp"

#include <catch2/catch.hpp>

#include "tests/support/twiml_schema.hpp"

using namespace sayso;
using namespace sayso::markup;

namespace {

std::string twilio(const Document& document, std::string_view base = "https://hotline.example.org") {
    return render(document, Dialect::twilio, base).body;
}

Document say_and_hang_up(std::string text) {
    return {{Say{std::move(text), "en"}}, Hangup{}};
}

std::vector<Document> one_of_each() {
    return {
        say_and_hang_up("Good-bye."),
        {{Say{"Un momento.", "es"}, Pause{2}}, Redirect{"/voice/twilio/step?n=3&hold=1&key=1"}},
        {{}, Reject{}},
        {{}, Reject{true}},
        {{}, Dial{"+12022243121", "/voice/twilio/step?n=4", 28, 900, std::nullopt, true}},
        {{}, Dial{"+12022243121", "/voice/twilio/step?n=4", 28, 900, std::string("+12025550142"), false}},
        {{Say{"Speak after the tone.", "en"}}, Record{"/voice/twilio/step?n=2"}},
        {{},
         Gather{{Say{"Key your ZIP code.", "en"}, Play{"https://audio.example.org/a.wav"}, Pause{1}},
                "/voice/twilio/step?n=0",
                5,
                "#",
                6}},
        {{}, Gather{{Say{"To go on, press 1.", "en"}}, "/voice/twilio/step?n=1"}},
    };
}

}  // namespace

TEST_CASE("What needs escaping is escaped wherever it stands") {
    const std::vector<std::pair<char, std::string>> specials{{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}};
    for (const auto& [special, escaped] : specials) {
        for (std::size_t at = 1; at < 27; ++at) {
            std::string text(28, 'v'), expected(28, 'v');
            text[at] = special;
            expected.replace(at, 1, escaped);
            CHECK(twilio(say_and_hang_up(text)).find(">" + expected + "</Say>") != std::string::npos);
        }
    }
    CHECK(twilio(say_and_hang_up("'\x3d%;\"=' stays")).find(">'=%;\"=' stays</Say>") != std::string::npos);
}

TEST_CASE("Every kind of document is valid against the reference") {
    const auto schema = tests::TwimlSchema::load(SAYSO_SHARED_DIR);
    if (!schema) {
        WARN("skipped: twiml_schema.json absent");
        return;
    }
    for (const auto& document : one_of_each()) {
        const auto body = twilio(document);
        CAPTURE(body);
        CHECK(schema->problems(body) == std::vector<std::string>{});
    }
}

TEST_CASE("The validator finds what is wrong") {
    const auto schema = tests::TwimlSchema::load(SAYSO_SHARED_DIR);
    if (!schema) {
        WARN("skipped: twiml_schema.json absent");
        return;
    }
    for (const char* body :
         {"", "<Response/>", " <Response><Hangup/></Response>", "<Response><Say>Hi</Say></Response>",
          "<Response><Say>Hi & bye</Say><Hangup/></Respons>", "<Response><Hangup/><Say>Hi</Say></Response>",
          "<Response><Gather action=\"/x\" actionOnEmptyResult=\"yes\"/><Hangup/></Response>",
          "<Response><Gather action=\"/x\"><Dial>+12022243121</Dial></Gather><Hangup/></Response>",
          "<Response><Dial action=\"/x\" timeout=\"2\"><Number>+12022243121</Number></Dial></Response>",
          "<Response><Dial action=\"/x\"><Number>202-224-3121</Number></Dial></Response>",
          "<Response><Dial action=\"/x\"/></Response>", "<Response><say>Hi</say><Hangup/></Response>",
          "<Response><Say voice=\"Bob\">Hi</Say><Hangup/></Response>", "<Response><Say/><Hangup/></Response>",
          "<Response><Hangup now=\"1\"/></Response>", "<Response><Say>Hi</Say><Reject/></Response>",
          "<Response><Hangup/></Response><Response/>", "<Reply><Hangup/></Reply>"}) {
        CAPTURE(body);
        CHECK_FALSE(schema->problems(body).empty());
    }
    CHECK_FALSE(schema->problems("<Response><Say>" + std::string(70000, 'a') + "</Say><Hangup/></Response>").empty());
}

TEST_CASE("A document is written as the provider expects it, byte for byte") {
    CHECK(render(say_and_hang_up("Good-bye."), Dialect::twilio, "").content_type == "text/xml; charset=utf-8");
    CHECK(twilio(say_and_hang_up("Tom & \"Ann\" <3")) ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Say voice=\"Polly.Joanna-Neural\">Tom &amp; \"Ann\" "
          "&lt;3</Say>"
          "<Hangup/></Response>");
    CHECK(twilio({{}, Gather{{Say{"Sí.", "es"}}, "/step?n=1&a=2", 5, "#", 6}}) ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response><Gather input=\"dtmf\" "
          "action=\"https://hotline.example.org/step?n=1&amp;a=2\" method=\"POST\" numDigits=\"5\" finishOnKey=\"#\" "
          "timeout=\"6\" "
          "actionOnEmptyResult=\"true\"><Say voice=\"Polly.Lupe-Neural\">Sí.</Say></Gather></Response>");
}

TEST_CASE("Relative addresses become absolute only with a base, and others are left alone") {
    const Document document{{Play{"https://audio.example.org/a.wav"}}, Redirect{"/step?n=1"}};
    CHECK(twilio(document).find(">https://hotline.example.org/step?n=1<") != std::string::npos);
    CHECK(twilio(document).find(">https://audio.example.org/a.wav<") != std::string::npos);
    CHECK(twilio(document, "").find(">/step?n=1<") != std::string::npos);
}

TEST_CASE("The caller's own number shows when no caller id is given") {
    const Document own{{}, Dial{"+12022243121", "/step?n=4", 28, 900, std::nullopt, true}};
    CHECK(twilio(own).find("callerId") == std::string::npos);
    const Document line{{}, Dial{"+12022243121", "/step?n=4", 28, 900, std::string("+12025550142"), false}};
    CHECK(twilio(line).find("callerId=\"+12025550142\"") != std::string::npos);
    CHECK(twilio(line).find("hangupOnStar=\"false\"") != std::string::npos);
}

TEST_CASE("Text that no voice can read is dropped and broken bytes never reach the provider") {
    const auto said = [](std::string text) {
        const auto read = read_back(twilio(say_and_hang_up(std::move(text))));
        REQUIRE(read.error.empty());
        return read.verbs.at(0).name == "Say" ? read.verbs.at(0).text : std::string();
    };
    CHECK(said(std::string("a\0b\x01\x1B[31mc\x7F", 10)) == "ab[31mc");
    CHECK(said("one\r\ntwo\tthree") == "one  two three");
    CHECK(said("bad \xFF byte") == "bad ? byte");
    CHECK(said("cut \xC3") == "cut ?");
    CHECK(said("surrogate \xED\xA0\x80.") == "surrogate ???.");
    CHECK(said("\xEF\xBF\xBF"
               "end") == "end");
    CHECK(said("\xC2\x85"
               "next") == "next");
    CHECK(said("peace \xF0\x9F\x95\x8A ñ") == "peace \xF0\x9F\x95\x8A ñ");
    CHECK(said("]]> <Dial>900</Dial>") == "]]> <Dial>900</Dial>");
    CHECK(said("  ") == "");
}

TEST_CASE("Long text is split into several Say after sentences") {
    std::string text;
    for (int i = 0; i < 300; ++i) text += "Señora number " + std::to_string(i) + " is here today. ";
    const auto read = read_back(twilio(say_and_hang_up(text)));
    REQUIRE(read.error.empty());
    REQUIRE(read.verbs.size() > 2);
    std::string joined;
    for (std::size_t i = 0; i + 1 < read.verbs.size(); ++i) {
        CHECK(read.verbs[i].name == "Say");
        CHECK(read.verbs[i].text.size() <= 2 * 4096);
        CHECK(read.verbs[i].text.back() == '.');
        joined += read.verbs[i].text + " ";
    }
    CHECK(joined == text);
    // One word longer than the limit is cut between characters, never inside one.
    std::string word;
    for (int i = 0; i < 5000; ++i) word += "ñ";
    const auto cut = read_back(twilio(say_and_hang_up(word)));
    REQUIRE(cut.verbs.size() == 3);
    CHECK(cut.verbs[0].text + cut.verbs[1].text == word);
}

TEST_CASE("Numbers out of range are brought into it") {
    const auto read = read_back(twilio({{}, Dial{"+12022243121", "/x", 1, 0, std::nullopt, true}}));
    CHECK(read.verbs.at(0).attribute("timeout") == "5");
    CHECK(read.verbs.at(0).attribute("timeLimit") == "1");
}

TEST_CASE("What was written is read back verb by verb") {
    const auto read = read_back(twilio(one_of_each()[7]));
    REQUIRE(read.error.empty());
    REQUIRE(read.verbs.size() == 1);
    const auto& gather = read.verbs[0];
    CHECK(gather.name == "Gather");
    CHECK(gather.attribute("numDigits") == "5");
    CHECK(gather.attribute("finishOnKey") == "#");
    CHECK(gather.attribute("absent", "otherwise") == "otherwise");
    REQUIRE(gather.children.size() == 3);
    CHECK(gather.children[0].text == "Key your ZIP code.");
    CHECK(gather.children[2].attribute("length") == "1");
    const auto menu = read_back(twilio(one_of_each()[8]));
    CHECK(menu.verbs.at(0).attribute("finishOnKey", "default") == "");
}

TEST_CASE("A body that is no document is refused with the reason") {
    CHECK_FALSE(read_back("").error.empty());
    CHECK_FALSE(read_back("\n<Response/>").error.empty());
    CHECK_FALSE(read_back("<Response>").error.empty());
    CHECK_FALSE(read_back("<Response/><Response/>").error.empty());
    CHECK_FALSE(read_back("<!DOCTYPE x [<!ENTITY a \"b\">]><Response>&a;</Response>").error.empty());
    CHECK_FALSE(read_back("<Response>text</Response>").error.empty());
    std::string deep = "<Response>";
    for (int i = 0; i < 1000; ++i) deep += "<Say>";
    for (int i = 0; i < 1000; ++i) deep += "</Say>";
    CHECK_FALSE(read_back(deep + "</Response>").error.empty());
    CHECK(read_back("<Response/>").error.empty());
    CHECK(read_back("<Response><Hangup/></Response>").verbs.size() == 1);
}
