#include <catch2/catch.hpp>
#include <map>

#include "service/pages/minute_shelf.hpp"
#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using namespace std::chrono;
using test::TestSite;

namespace {

using Shelf = pages::MinuteShelf<std::string>;

const directory::Instant noon = sys_days{year{2026} / June / 16} + hours{18};
const std::vector<std::string> forms{
    "zip=94110", "zip=91711&place=CA-30",        "zip=91711&place=CA", "zip=94544", "zip=20001", "zip=00901",
    "zip=12345", "zip=94110&at=37.753,-122.418", "zip=%04Z&place=%04D"};

// A site at a moment that the test may move.
struct Clocked {
    directory::Instant now;
    TestSite site;
    explicit Clocked(directory::Instant at = noon,
                     std::shared_ptr<const directory::Directory> directory = test::made_up_directory())
        : now(at), site({test::sample_document()}, std::move(directory), [this] {
              pages::Settings settings;
              settings.as_of = [this] { return now; };
              settings.zip_lookups_per_second = 0;
              return settings;
          }()) {}
};

// What a site says that has answered nobody before.
std::string answered_first(directory::Instant at, const std::string& target, const std::string& form) {
    return Clocked(at).site.post(target, form).body;
}

// The same directory with every member under another name.
std::shared_ptr<const directory::Directory> renamed() {
    directory::DirectoryData data = test::made_up_directory()->data();
    for (auto& official : data.officials) official.full_name += " Junior";
    return std::make_shared<const directory::Directory>(std::move(data));
}

std::shared_ptr<const book::Book> book_of(std::shared_ptr<const directory::Directory> directory,
                                          std::shared_ptr<const book::Document> document, std::int64_t version) {
    return std::make_shared<const book::Book>(
        std::move(directory), std::vector<std::shared_ptr<const book::Document>>{std::move(document)},
        std::vector<std::shared_ptr<const book::Document>>{}, std::vector<book::Line>{}, version);
}

}  // namespace

TEST_CASE("whoever asks before, a visitor gets the page that is made for them alone") {
    Clocked clocked;
    std::map<std::string, std::string> alone;
    for (int round = 0; round < 2; ++round)
        for (const std::string target : {"/reps", "/reps?lang=es", "/reps?lang=en", "/reps?group=Friends"})
            for (const std::string& form : forms) {
                INFO(target << " " << form << " " << round);
                std::string& page = alone[target + " " + form];
                if (round == 0) page = answered_first(noon, target, form);
                CHECK(clocked.site.post(target, form).body == page);
            }
}

TEST_CASE("a page has nothing of the visitor who had it made") {
    Clocked clocked;
    clocked.site.post("/reps", "zip=91711&place=CA-30");
    const auto other = clocked.site.post("/reps", "zip=94110").body;
    CHECK(other.find("91711") == std::string::npos);
    CHECK(other.find("Claremont") == std::string::npos);
    CHECK(other.find('\x04') == std::string::npos);
    for (const std::string typed : {"zip=91711&place=CA-30", "zip=94544", "zip=91711&place=CA"}) {
        clocked.site.post("/reps", typed);
        CHECK(clocked.site.post("/reps", "zip=94110").body == other);
    }
    clocked.site.post("/reps?group=Friends", "zip=94110");
    CHECK(clocked.site.post("/reps", "zip=94110").body.find("Friends") == std::string::npos);
}

TEST_CASE("the offices tell the time of the minute in which the page is asked for") {
    Clocked clocked;
    for (const auto at : {noon, noon + hours{12}, noon + hours{12} + minutes{1}, noon}) {
        clocked.now = at;
        const auto page = clocked.site.post("/reps", "zip=94110").body;
        CHECK(page == answered_first(at, "/reps", "zip=94110"));
        CHECK((page.find("Likely closed now") != std::string::npos) == (at != noon));
    }
}

TEST_CASE("a new directory and a new book are on the page at once") {
    Clocked clocked;
    CHECK(clocked.site.post("/reps", "zip=94110").body.find("Reyes Junior") == std::string::npos);
    clocked.site.set_book(book_of(renamed(), test::sample_document(), 2));
    CHECK(clocked.site.post("/reps", "zip=94110").body.find("Reyes Junior") != std::string::npos);

    auto edited = std::make_shared<book::Document>(*test::sample_document());
    for (auto& campaign : edited->campaigns) campaign.title = topics::LocalText("The lake is next");
    clocked.site.set_book(book_of(renamed(), edited, 3));
    CHECK(clocked.site.post("/reps", "zip=94110").body.find("The lake is next") != std::string::npos);
    clocked.site.set_book(book_of(test::made_up_directory(), test::sample_document(), 4));
    CHECK(clocked.site.post("/reps", "zip=94110").body.find("Reyes Junior") == std::string::npos);
}

TEST_CASE("a shelf keeps for one book and one minute, and never more than it may") {
    Shelf shelf(10);
    const auto value = std::make_shared<const std::string>("card");
    shelf.keep("a", 1, noon, value, 4);
    CHECK(shelf.find("a", 1, noon) == value);
    CHECK(shelf.find("a", 1, noon + seconds{59}) == value);
    CHECK(shelf.find("a", 1, noon + minutes{1}) == nullptr);
    CHECK(shelf.find("a", 2, noon) == nullptr);
    CHECK(shelf.find("b", 1, noon) == nullptr);

    shelf.keep("b", 1, noon, value, 4);
    shelf.keep("b", 1, noon, value, 4);  // made by two threads at once
    CHECK(shelf.cost() == 8);
    for (int i = 0; i < 100; ++i) {
        shelf.keep(std::to_string(i), 1, noon, value, 4);
        CHECK(shelf.cost() <= 10);
    }
    shelf.keep("c", 1, noon + minutes{1}, value, 4);
    CHECK(shelf.cost() == 4);
    CHECK(shelf.find("99", 1, noon) == nullptr);
}
