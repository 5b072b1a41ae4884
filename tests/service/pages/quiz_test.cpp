#include "service/pages/quiz.hpp"

#include <catch2/catch.hpp>

#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using test::Html;
using test::read;
using test::TestSite;

namespace {

topics::LocalText both(const std::string& en, const std::string& es) {
    topics::LocalText text(en);
    text.set("es", es);
    return text;
}

std::vector<topics::QuizQuestion> two_questions() {
    return {
        {both("Is water wet?", "¿El agua moja?"), {both("No", "No"), both("Yes", "Sí")}, 1, both("It is.", "Moja.")},
        {topics::LocalText("How long is the river?"), {topics::LocalText("Long"), topics::LocalText("Short")}, 0, {}}};
}

TestSite site_with(std::vector<topics::QuizQuestion> quiz) {
    auto document = std::make_shared<book::Document>(*test::sample_document());
    document->topic.quiz = std::move(quiz);
    return TestSite({document});
}

const std::string first = pages::question_key(two_questions()[0]), second = pages::question_key(two_questions()[1]);
const std::string path = "/topics/river/quiz";

}  // namespace

TEST_CASE("a question is asked anew when it or its answers change, and not when a translation does") {
    auto question = two_questions()[0];
    question.question.set("es", "¿Moja el agua?");
    CHECK(pages::question_key(question) == first);
    question.right = 0;
    CHECK(pages::question_key(question) != first);
    CHECK(first != second);
    CHECK(first.size() == 8);
}

TEST_CASE("the quiz is a plain form with every question, and the topic leads to it") {
    auto site = site_with(two_questions());
    const Html topic = read(site.get("/topics/river"));
    REQUIRE(topic.of_class("quiz-call").size() == 1);
    CHECK(topic.of_class("quiz-call")[0]->get("data-keys") == first + " " + second);
    CHECK(topic.says("2 questions about this topic."));

    const auto response = site.get(path);
    CHECK(response.status == 200);
    const Html html = read(response);
    CHECK(html.all("fieldset").size() == 2);
    CHECK(html.all("legend")[0]->text == "Is water wet?");
    REQUIRE(html.of_class("quiz").size() == 1);
    CHECK(html.of_class("quiz")[0]->get("method") == "post");
    CHECK(html.by_id("a" + first + "-1")->get("name") == "a" + first);
    const Html spanish = read(site.get(path + "?lang=es"));
    CHECK(spanish.all("legend")[0]->text == "¿El agua moja?");
    CHECK(spanish.all("legend")[1]->get("lang") == "en");
}

TEST_CASE("answers are marked and explained, and what was missed is asked again") {
    auto site = site_with(two_questions());
    const auto response = site.post(path, "a" + first + "=0&a" + second + "=0");
    CHECK(response.status == 200);
    CHECK(response.headers.get("Cache-Control") == "no-store");
    const Html html = read(response);
    CHECK(html.by_id("verdict")->text == "1 of 2 right");
    CHECK(html.says("You said: No."));
    CHECK(html.says("The answer: Yes"));
    CHECK(html.says("It is."));
    REQUIRE(html.all("fieldset").size() == 1);
    CHECK(html.all("legend")[0]->text == "Is water wet?");
    CHECK(response.body.find("name=\"done\" value=\"" + second + "\"") != std::string::npos);

    // Once more, with what was right before brought along.
    const Html mastered = read(site.post(path, "done=" + second + "&a" + first + "=1"));
    CHECK(mastered.by_id("verdict")->text == "2 of 2 right");
    CHECK(mastered.says("You have mastered this topic."));
    CHECK(mastered.all("fieldset").empty());
}

TEST_CASE("what was not answered is said and stays to be answered") {
    auto site = site_with(two_questions());
    const Html html = read(site.post(path, ""));
    CHECK(html.by_id("verdict")->text == "0 of 2 right");
    CHECK(html.says("Not answered yet."));
    CHECK(html.all("fieldset").size() == 2);
    CHECK_FALSE(html.says("The answer:"));
    // A question that is gone since, and an answer that never was.
    const Html odd = read(site.post(path, "a00000000=1&done=11111111&a" + first + "=7"));
    CHECK(odd.by_id("verdict")->text == "0 of 2 right");
}

TEST_CASE("the marked quiz is there in the other language by sending the answers again") {
    auto site = site_with(two_questions());
    const auto response = site.post(path, "a" + first + "=1");
    CHECK(response.body.find("action=\"" + path + "?lang=es\"") != std::string::npos);
    CHECK(response.body.find("name=\"a" + first + "\" value=\"1\"") != std::string::npos);
    CHECK(read(site.post(path + "?lang=es", "a" + first + "=1")).by_id("verdict")->text == "1 de 2 correctas");
}

TEST_CASE("what no form of ours sends is refused with a page") {
    auto site = site_with(two_questions());
    for (const std::string& body : {"a" + first + "=1&a" + first + "=1", "a" + first + "=x", "a" + first + "=",
                                    std::string("axyz=1"), std::string("other=1"), "done=" + first + "&done=" + first,
                                    std::string("done=%3Cscript%3E"), std::string("a" + first + "=-1")}) {
        INFO(body);
        const auto response = site.post(path, body);
        CHECK(response.status == 400);
        CHECK(read(response).all("script").empty());
    }
    std::string many;
    for (int i = 0; i < 600; ++i) many += "x=1&";
    CHECK(site.post(path, many).status == 400);
    auto foreign = test::request_for(http::Method::post, path);
    foreign.headers.add("Content-Type", "application/x-www-form-urlencoded");
    foreign.headers.add("Origin", "https://evil.example");
    CHECK(site.send(foreign).status == 403);
    auto json = test::request_for(http::Method::post, path);
    json.headers.add("Content-Type", "application/json");
    json.body = "{}";
    CHECK(site.send(json).status == 415);
    CHECK(site_with({}).get(path).status == 404);
    CHECK(site_with({}).post(path, "").status == 404);
    CHECK(site.get("/topics/none/quiz").status == 404);
}

TEST_CASE("hostile text in a quiz comes back as text") {
    const std::string bad = "\"'><script>alert(1)</script>{{{html}}}\x01\xFF";
    std::vector<topics::QuizQuestion> quiz{{topics::LocalText("a" + bad),
                                            {topics::LocalText("b" + bad), topics::LocalText("c" + bad)},
                                            0,
                                            topics::LocalText("d" + bad)}};
    const std::string key = pages::question_key(quiz[0]);
    auto site = site_with(quiz);
    CHECK(read(site.get(path)).all("script").size() == 1);  // ours
    CHECK(read(site.post(path, "a" + key + "=1")).all("script").empty());
}
