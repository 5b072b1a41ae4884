#include "scripts/book/book.hpp"

#include <catch2/catch.hpp>

using namespace sayso;
using book::Book;
using book::Document;

namespace {

std::shared_ptr<Document> document(std::string slug, int day, std::vector<campaigns::CampaignRef> refs) {
    auto made = std::make_shared<Document>();
    made->topic.slug = slug;
    made->topic.status = topics::Status::live;
    made->topic.date = std::chrono::year{2025} / 11 / day;
    for (const auto ref : refs) {
        campaigns::Campaign campaign;
        campaign.ref = ref;
        campaign.slug = slug + "-" + std::to_string(ref.id);
        campaign.status = topics::Status::live;
        made->campaigns.push_back(campaign);
        made->topic.revision = ref.revision;
    }
    return made;
}

book::Line line(std::string_view number, std::vector<std::string> slugs) {
    book::Line made;
    made.number = *directory::PhoneNumber::parse(number);
    made.campaign_slugs = std::move(slugs);
    return made;
}

}  // namespace

TEST_CASE("A book lists its topics newest first and finds them by slug") {
    const Book made(nullptr, {document("older", 3, {}), document("newer", 26, {}), document("also-older", 3, {})}, {},
                    {}, 7);
    REQUIRE(made.documents().size() == 3);
    CHECK(made.documents()[0]->topic.slug == "newer");
    CHECK(made.documents()[1]->topic.slug == "also-older");
    CHECK(made.documents()[2]->topic.slug == "older");
    REQUIRE(made.topic("older") != nullptr);
    CHECK(made.topic("older")->topic.date == std::chrono::year{2025} / 11 / 3);
    CHECK(made.topic("absent") == nullptr);
    CHECK(made.version() == 7);
}

TEST_CASE("A line offers its live campaigns in its own order and leaves out what is not live") {
    auto topic = document("peace", 26, {{1, 4}, {2, 4}, {3, 4}});
    topic->campaigns[1].status = topics::Status::draft;
    const Book made(nullptr, {topic}, {}, {line("+12025550142", {"peace-3", "peace-2", "gone", "peace-1"})}, 1);
    const auto* found = made.line(*directory::PhoneNumber::parse("202-555-0142"));
    REQUIRE(found != nullptr);
    const auto offered = made.campaigns_of(*found);
    REQUIRE(offered.size() == 2);
    CHECK(offered[0]->slug == "peace-3");
    CHECK(offered[1]->slug == "peace-1");
    CHECK(made.line(directory::capitol_switchboard()) == nullptr);
    CHECK(made.live_campaign("peace-2") == nullptr);
    CHECK(made.live_campaign("peace-1") == &topic->campaigns[0]);
}

TEST_CASE("Nothing of an archived topic is offered, whatever its campaigns say") {
    auto topic = document("peace", 26, {{1, 4}});
    topic->topic.status = topics::Status::archived;
    const Book made(nullptr, {topic}, {}, {}, 1);
    CHECK(made.live_campaign("peace-1") == nullptr);
    CHECK(made.campaign({1, 4}) != nullptr);
}

TEST_CASE("An archived topic is kept apart, newest first, and a call in it still finds its campaign") {
    const auto over = document("over", 3, {{1, 4}}), older = document("older", 2, {{2, 1}});
    const Book made(nullptr, {document("now", 4, {{3, 1}})}, {}, {}, 1, {older, nullptr, over});
    CHECK(made.documents().size() == 1);
    REQUIRE(made.archived().size() == 2);
    CHECK(made.archived()[0]->topic.slug == "over");
    CHECK(made.live_campaign("over-1") == nullptr);
    CHECK(made.campaign({1, 4}) != nullptr);
    CHECK(made.with(document("pinned", 1, {}))->archived().size() == 2);
}

TEST_CASE("A pinned revision is found by its reference and never offered") {
    const auto now = document("peace", 26, {{1, 5}});
    const auto before = document("peace", 26, {{1, 4}});
    before->topic.title = std::string("As it was");
    const Book made(nullptr, {now}, {before}, {}, 1);
    REQUIRE(made.campaign({1, 4}) != nullptr);
    CHECK(made.campaign({1, 4})->ref.revision == 4);
    CHECK(made.topic_of({1, 4})->title.in("en") == "As it was");
    CHECK(made.live_campaign("peace-1")->ref.revision == 5);
    CHECK(made.campaign({1, 3}) == nullptr);
    CHECK(made.topic_of({9, 9}) == nullptr);
}

TEST_CASE("A revision loaded later makes a second book and leaves the first as it was") {
    const Book made(nullptr, {document("peace", 26, {{1, 5}})}, {}, {line("+12025550142", {"peace-1"})}, 3);
    REQUIRE(made.campaign({1, 2}) == nullptr);
    const auto more = made.with(document("peace", 26, {{1, 2}}));
    REQUIRE(more->campaign({1, 2}) != nullptr);
    CHECK(more->live_campaign("peace-1")->ref.revision == 5);
    CHECK(more->version() == 3);
    CHECK(more->line_for("peace-1") != nullptr);
    CHECK(made.campaign({1, 2}) == nullptr);
}

TEST_CASE("A copied book points into documents that outlive the original") {
    auto made =
        std::make_unique<Book>(nullptr, std::vector<std::shared_ptr<const Document>>{document("peace", 26, {{1, 5}})},
                               std::vector<std::shared_ptr<const Document>>{}, std::vector<book::Line>{}, 3);
    const Book copy = *made;
    made.reset();
    REQUIRE(copy.live_campaign("peace-1") != nullptr);
    CHECK(copy.live_campaign("peace-1")->slug == "peace-1");
}

TEST_CASE("The first line that offers a campaign is the number to show for it") {
    const Book made(nullptr, {}, {}, {line("+12025550142", {"a"}), line("+12025550143", {"b", "a"})}, 1);
    REQUIRE(made.line_for("b") != nullptr);
    CHECK(made.line_for("b")->number.e164() == "+12025550143");
    CHECK(made.line_for("a")->number.e164() == "+12025550142");
    CHECK(made.line_for("c") == nullptr);
}
