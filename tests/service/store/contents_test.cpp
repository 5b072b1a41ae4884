#include <catch2/catch.hpp>
#include <thread>

#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::store;
using namespace sayso::store::test;
using topics::Status;

namespace {

struct Fixture {
    Folder folder;
    std::unique_ptr<Store> store = sqlite::open(folder.file());
    Contents& contents = store->contents();
    std::int64_t topic = contents.id_of("topic", "transparency");
    std::int64_t campaign = contents.id_of("campaign", "practice");

    int save(const std::string& text, Status status = Status::live) {
        return contents.save(topic, "transparency", status, text, at(0), {campaign});
    }
};

book::Line line(const std::string& number, std::vector<std::string> campaigns,
                std::vector<std::string> languages = {"en"}) {
    return {*directory::PhoneNumber::parse(number), std::move(campaigns), std::move(languages)};
}

}  // namespace

TEST_CASE_METHOD(Fixture, "a slug has one id for ever, and each kind its own") {
    CHECK(contents.id_of("topic", "transparency") == topic);
    CHECK(contents.id_of("campaign", "transparency") != topic);
    CHECK(contents.id_of("topic", "other") != topic);
    CHECK_THROWS_AS(contents.id_of("topic", ""), std::invalid_argument);
    store = sqlite::open(folder.file());
    CHECK(store->contents().id_of("topic", "transparency") == topic);
}

TEST_CASE_METHOD(Fixture, "threads that ask for the same new slug get the same id") {
    std::vector<std::int64_t> ids(8);
    std::vector<std::thread> askers;
    for (auto& id : ids) askers.emplace_back([&id, this] { id = contents.id_of("topic", "sudden"); });
    for (auto& asker : askers) asker.join();
    for (const auto id : ids) CHECK(id == ids.front());
}

TEST_CASE_METHOD(Fixture, "a save makes a revision, the same text and status again none") {
    CHECK(save("one") == 1);
    const auto version = contents.book_version();
    CHECK(save("one") == 1);
    CHECK(contents.book_version() == version);
    CHECK(save("two") == 2);
    CHECK(contents.book_version() == version + 1);
    CHECK(save("two", Status::archived) == 3);
    CHECK(save("one") == 4);
    const auto current = contents.current();
    REQUIRE(current.size() == 1);
    CHECK(current[0].text == "one");
    CHECK(current[0].revision == 4);
    CHECK(current[0].slug == "transparency");
    CHECK(current[0].status == Status::live);
    CHECK(contents.revision(topic, 3)->status == Status::archived);
    CHECK(contents.revision(topic, 3)->saved == at(0));
    CHECK_FALSE(contents.revision(topic, 5));
}

TEST_CASE_METHOD(Fixture, "the history of a topic holds what was live, and each text once") {
    save("one");
    save("draft", Status::draft);
    save("two");
    save("two", Status::archived);
    save("two");
    save("three");
    contents.save(contents.id_of("topic", "other"), "other", Status::live, "another", at(0));
    const auto texts = [this](int most) {
        std::string all;
        for (const auto& revision : run(contents.history(topic, most)))
            all += std::to_string(revision.revision) + revision.text + " ";
        return all;
    };
    CHECK(texts(100) == "1one 3two 6three ");
    CHECK(texts(2) == "5two 6three ");
    CHECK(run(contents.history(topic + 1000, 100)).empty());
}

TEST_CASE_METHOD(Fixture, "a campaign's revision leads to its document, also after it moved to another topic") {
    save("one");
    save("two");
    CHECK(contents.revision_of_campaign(campaign, 1)->text == "one");
    CHECK(contents.revision_of_campaign(campaign, 2)->text == "two");
    CHECK_FALSE(contents.revision_of_campaign(campaign, 3));
    const auto other = contents.id_of("topic", "other");
    const int moved = contents.save(other, "other", Status::live, "three", at(0), {campaign});
    CHECK(moved == 3);
    CHECK(contents.revision_of_campaign(campaign, 2)->text == "two");
    CHECK(contents.revision_of_campaign(campaign, 3)->text == "three");
}

TEST_CASE_METHOD(Fixture, "revisions that recent calls use are pinned") {
    save("one");
    save("two");
    NewCall first = new_call("CA1", 0);
    first.campaign = campaign;
    first.revision = 1;
    const CallKey call = run(store->calls().begin(first)).current.key;
    auto pinned = contents.pinned_since(at(-100));
    REQUIRE(pinned.size() == 1);
    CHECK(pinned[0].text == "one");
    CHECK(contents.pinned_since(at(2000)).empty());

    NewCall second = new_call("CA2", 3000);
    second.campaign = campaign;
    second.revision = 1;
    run(store->calls().begin(second));
    CHECK(contents.pinned_since(at(2900)).size() == 1);

    StepTaken chosen = step(call, 1, 10);
    chosen.campaign = campaign;
    chosen.revision = 2;
    run(store->calls().advance(chosen));
    pinned = contents.pinned_since(at(0));
    REQUIRE(pinned.size() == 2);
    CHECK(pinned[1].text == "two");
}

TEST_CASE_METHOD(Fixture, "lines are kept in order of their numbers, and an unchanged one changes nothing") {
    contents.set_line(line("+12025550143", {"b", "a"}, {"es", "en"}));
    contents.set_line(line("+12025550142", {}));
    const auto version = contents.book_version();
    contents.set_line(line("+12025550142", {}));
    CHECK(contents.book_version() == version);
    contents.set_line(line("+12025550142", {"practice"}));
    CHECK(contents.book_version() == version + 1);
    CHECK(contents.lines() ==
          std::vector<book::Line>{line("+12025550142", {"practice"}), line("+12025550143", {"b", "a"}, {"es", "en"})});
    CHECK_THROWS_AS(contents.set_line(line("+12025550142", {"two\nlines"})), std::invalid_argument);
    CHECK_THROWS_AS(contents.set_line(line("+12025550142", {""})), std::invalid_argument);
}

TEST_CASE_METHOD(Fixture, "another process's publish shows in the book version") {
    const auto version = contents.book_version();
    const auto other = sqlite::open(folder.file());
    other->contents().set_line(line("+12025550142", {"practice"}));
    CHECK(contents.book_version() == version + 1);
    CHECK(contents.lines().size() == 1);
}
