#include <catch2/catch.hpp>
#include <filesystem>

#include "service/content/content.hpp"
#include "service/store/sqlite/sqlite.hpp"
#include "tests/support/made_up_folder.hpp"

using namespace sayso;

namespace {

const store::Instant first_day{std::chrono::hours(24 * 20'000)};

std::string topic(const std::string& slug, const std::string& campaign, const std::string& title = "Peace",
                  const std::string& status = "live") {
    return "slug: " + slug + "\nstatus: " + status + "\ndate: 2025-11-26\ntitle: " + title +
           "\nactions:\n  - type: civic\n    title: Act\n    call:\n      slug: " + campaign +
           "\n      title: peace\n      sponsor: Us\n      targets: [{own: members}]\n      scripts: {en: Hello.}\n"
           "  - type: transparency\n    title: Write\n    written: {letter: Dear, addressees: [{name: A, email: "
           "a@b.gov}]}\n";
}

// A folder of content and a store, both for one test.
class Desk {
  public:
    Desk() : store(store::sqlite::open(folder_.file("sayso.db"))) {
        std::filesystem::create_directories(folder_.file("content/topics"));
    }
    void write(const std::string& name, const std::string& text) const {
        tests::write_text(folder_.file("content/" + name), text);
    }
    content::Folder read() const { return content::read_folder(folder_.file("content")); }
    content::Imported import() const { return content::import_folder(read(), *store, first_day); }
    std::string path(const std::string& name) const { return folder_.file(name); }

  private:
    tests::TemporaryFolder folder_;

  public:
    std::unique_ptr<store::Store> store;
};

std::string refusal(const Desk& desk) {
    try {
        desk.import();
    } catch (const std::runtime_error& error) {
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("An import makes a revision where the text changed and none where it did not") {
    Desk desk;
    desk.write("topics/peace.yaml", topic("peace", "peace-call"));
    desk.write("topics/water.yaml", topic("water", "water-call"));
    desk.write("lines.yaml",
               "lines:\n  - number: +12025550142\n    campaigns: [peace-call]\n    languages: [en, es]\n");
    auto done = desk.import();
    CHECK(done.topics == 2);
    CHECK(done.unchanged == 0);
    CHECK(done.lines == 1);

    done = desk.import();
    CHECK(done.topics == 0);
    CHECK(done.unchanged == 2);
    CHECK(done.lines == 0);

    // Comments and order of keys are no change; another word is.
    desk.write("topics/peace.yaml", "# a comment\n" + topic("peace", "peace-call"));
    CHECK(desk.import().topics == 0);
    desk.write("topics/peace.yaml", topic("peace", "peace-call", "Peace now"));
    CHECK(desk.import().topics == 1);
    for (const auto& stored : desk.store->contents().current())
        CHECK(stored.revision == (stored.slug == "peace" ? 2 : 1));
}

TEST_CASE("A stored topic is read back with its ids and its revision, and older ones stay") {
    Desk desk;
    desk.write("topics/peace.yaml", topic("peace", "peace-call"));
    desk.import();
    auto& contents = desk.store->contents();
    const auto first = content::decode(contents.current().at(0), contents);
    CHECK(first.topic.revision == 1);
    CHECK(first.topic.id != 0);
    CHECK(first.campaigns[0].ref.revision == 1);
    CHECK(first.campaigns[0].ref.id == contents.id_of("campaign", "peace-call"));
    CHECK(first.topic.actions[0].id != 0);
    CHECK(first.topic.actions[1].id != 0);
    CHECK(first.topic.actions[0].id != first.topic.actions[1].id);

    desk.write("topics/peace.yaml", topic("peace", "peace-call", "Peace now"));
    desk.import();
    const auto second = content::decode(contents.current().at(0), contents);
    CHECK(second.topic.revision == 2);
    CHECK(second.campaigns[0].ref == campaigns::CampaignRef{first.campaigns[0].ref.id, 2});
    CHECK(second.topic.actions[1].id == first.topic.actions[1].id);
    const auto pinned = contents.revision_of_campaign(first.campaigns[0].ref.id, 1);
    REQUIRE(pinned);
    CHECK(content::decode(*pinned, contents) == first);
}

TEST_CASE("The status of a topic is kept, and the same text with another status is a new revision") {
    Desk desk;
    desk.write("topics/peace.yaml", topic("peace", "peace-call", "Peace", "draft"));
    desk.import();
    CHECK(desk.store->contents().current().at(0).status == topics::Status::draft);
    desk.write("topics/peace.yaml", topic("peace", "peace-call", "Peace", "archived"));
    CHECK(desk.import().topics == 1);
    CHECK(desk.store->contents().current().at(0).status == topics::Status::archived);
}

TEST_CASE("Nothing is saved when one file has an error") {
    Desk desk;
    desk.write("topics/peace.yaml", topic("peace", "peace-call"));
    desk.write("topics/water.yaml", "slug: water\n");
    CHECK_FALSE(desk.read().ok());
    CHECK(refusal(desk).find("topics/water.yaml") != std::string::npos);
    CHECK(desk.store->contents().current().empty());
}

TEST_CASE("A topic whose canonical text could not be read from the store is not saved") {
    Desk desk;
    // A line separator is two bytes here and six in the canonical text.
    std::string separators;
    for (int i = 0; i < 50'000; ++i) separators += "\\L";
    desk.write("topics/peace.yaml",
               topic("peace", "peace-call") + "body: {en: \"" + separators + "\", es: \"" + separators + "\"}\n");
    CHECK(desk.read().ok());
    CHECK(refusal(desk).find("topics/peace.yaml: error: the file is too large") != std::string::npos);
    CHECK(desk.store->contents().current().empty());
}

TEST_CASE("A line that offers a campaign nobody has is refused, naming those that exist") {
    Desk desk;
    desk.write("topics/peace.yaml", topic("peace", "peace-call"));
    desk.write("lines.yaml", "lines:\n  - number: +12025550142\n    campaigns: [water-call]\n");
    CHECK(refusal(desk).find("\"water-call\", which does not exist: there are peace-call") != std::string::npos);
    CHECK(desk.store->contents().current().empty());
    CHECK(desk.store->contents().lines().empty());

    SECTION("unless an earlier import brought it") {
        desk.write("topics/water.yaml", topic("water", "water-call"));
        desk.import();
        std::filesystem::remove(desk.path("content/topics/water.yaml"));
        const auto folder = desk.read();
        CHECK(folder.ok());
        CHECK(folder.problems.size() == 1);
        CHECK(desk.import().lines == 0);
    }
}

TEST_CASE("A campaign's slug belongs to one topic") {
    Desk desk;
    desk.write("topics/peace.yaml", topic("peace", "the-call"));
    desk.write("topics/water.yaml", topic("water", "the-call"));
    CHECK(refusal(desk).find("give it another slug") != std::string::npos);

    std::filesystem::remove(desk.path("content/topics/water.yaml"));
    desk.import();
    std::filesystem::remove(desk.path("content/topics/peace.yaml"));
    desk.write("topics/water.yaml", topic("water", "the-call"));
    CHECK(refusal(desk).find("belongs to the topic \"peace\" already") != std::string::npos);
}

TEST_CASE("A file is named after its topic's slug") {
    Desk desk;
    desk.write("topics/wrong.yaml", topic("peace", "peace-call"));
    CHECK(refusal(desk).find("call the file peace.yaml") != std::string::npos);
}

TEST_CASE("Problems of lines are placed like those of topics") {
    struct Row {
        const char* yaml;
        int line, column;
        const char* says;
    };
    const Row rows[] = {
        {"lines:\n  - number: 911\n    campaigns: [a]\n", 2, 13, "like +12022243121"},
        {"lines:\n  - number: +12025550142\n", 2, 5, "no \"campaigns\""},
        {"lines:\n  - number: +12025550142\n    campaigns: []\n", 3, 16, "needs a campaign"},
        {"lines:\n  - number: +12025550142\n    campaigns: [A B]\n", 3, 17, "not a campaign's slug"},
        {"lines:\n  - number: +12025550142\n    campaigns: [a, a]\n", 3, 20, "stands twice"},
        {"lines:\n  - number: +12025550142\n    campaigns: [a]\n    languages: [english]\n", 4, 17, "en or es"},
        {"lines:\n  - number: +12025550142\n    campaigns: [a]\n    color: red\n", 4, 5, "\"color\" is not known"},
        {"lines:\n  - {number: +12025550142, campaigns: [a]}\n  - {number: 202-555-0142, campaigns: [a]}\n", 3, 14,
         "stands twice"},
        {"phones: []\n", 1, 1, "\"phones\" is not known"},
    };
    for (const auto& row : rows) {
        Desk desk;
        desk.write("topics/a.yaml", topic("a", "a"));
        desk.write("lines.yaml", row.yaml);
        CAPTURE(row.yaml);
        const auto folder = desk.read();
        for (const auto& problem : folder.problems) UNSCOPED_INFO(content::text_of(problem));
        const auto found = std::find_if(folder.problems.begin(), folder.problems.end(), [&row](const auto& problem) {
            return problem.message.find(row.says) != std::string::npos;
        });
        REQUIRE(found != folder.problems.end());
        CHECK(found->error);
        CHECK(found->file == "lines.yaml");
        CHECK(found->line == row.line);
        CHECK(found->column == row.column);
    }
}

TEST_CASE("A folder that is not there, or holds nothing, is said plainly") {
    CHECK(content::read_folder("/nowhere/at/all").problems.at(0).message.find("no such folder") != std::string::npos);
    tests::TemporaryFolder empty;
    CHECK(content::read_folder(empty.path()).problems.at(0).message.find("nothing to read") != std::string::npos);
}

TEST_CASE("What is exported imports again without a change") {
    Desk desk;
    const auto sample = content::read_folder(std::string(SAYSO_SOURCE_DIR) + "/deploy/sample");
    content::import_folder(sample, *desk.store, first_day);
    content::export_folder(*desk.store, desk.path("out"));
    const auto again = content::read_folder(desk.path("out"));
    for (const auto& problem : again.problems) UNSCOPED_INFO(content::text_of(problem));
    CHECK(again.problems.empty());
    CHECK(again.documents == sample.documents);
    CHECK(again.lines == sample.lines);
    const auto done = content::import_folder(again, *desk.store, first_day);
    CHECK(done.topics == 0);
    CHECK(done.unchanged == 2);
    CHECK(done.lines == 0);
}
