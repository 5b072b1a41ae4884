#include <catch2/catch.hpp>
#include <map>

#include "service/pages/changes.hpp"
#include "tests/service/pages/site_fixture.hpp"
#include "tests/support/store.hpp"

using namespace sayso;
using book::Document;
using test::Html;
using test::read;
using test::TestSite;
using topics::Status;

namespace {

Document changed(const Document& from, const std::function<void(Document&)>& how) {
    Document document = from;
    how(document);
    return document;
}

void set_script(Document& document, const std::string& language, const std::string& words) {
    std::vector<campaigns::ScriptProblem> problems;
    document.campaigns[0].scripts[language] = campaigns::Script::parse(words, problems);
}

// A store whose revisions' texts are names of documents here, and the site of the newest.
struct Fixture {
    store::test::Folder folder;
    std::unique_ptr<store::Store> store = store::sqlite::open(folder.file());
    std::int64_t topic = store->contents().id_of("topic", "river");
    std::map<std::string, Document> documents;
    std::optional<TestSite> site;

    int save(const std::string& name, const Document& document, Status status = Status::live, int day = 0) {
        documents[name] = document;
        return store->contents().save(topic, "river", status, name, store::test::at(day * 86400));
    }
    void open(const std::string& name, int revision) {
        auto live = std::make_shared<Document>(documents.at(name));
        live->topic.id = topic;
        live->topic.revision = revision;
        pages::Settings settings;
        settings.store = store.get();
        settings.read_revision = [this](const store::StoredDocument& stored) { return documents.at(stored.text); };
        site.emplace(std::vector<std::shared_ptr<const Document>>{live}, test::made_up_directory(), settings);
    }
};

std::vector<std::string> parts(const Document& before, const Document& after) {
    std::vector<std::string> names;
    for (const auto& change : pages::changes(before, after, present::Language::en))
        names.push_back(change.part + (change.language.empty() ? "" : " " + change.language));
    return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("what changed is named as readers know it") {
    const Document before = *test::sample_document();
    const auto after = [&](const std::function<void(Document&)>& how) { return parts(before, changed(before, how)); };
    CHECK(after([](Document&) {}).empty());
    CHECK(after([](Document& d) { d.topic.revision = 9; }).empty());
    CHECK(after([](Document& d) { d.topic.title.set("es", "Otro"); }) == Names{"part_title es"});
    CHECK(after([](Document& d) { d.topic.body.set("es", "Nuevo"); }) == Names{"part_brief es"});
    CHECK(after([](Document& d) { d.topic.date = std::chrono::year{2026} / std::chrono::May / 1; }) ==
          Names{"part_date"});
    CHECK(after([](Document& d) { d.topic.checked = d.topic.date; }) == Names{"part_checked"});
    CHECK(after([](Document& d) { d.topic.sources.pop_back(); }) == Names{"part_sources"});
    CHECK(after([](Document& d) { d.topic.people[0].definition.set("es", "Química."); }) == Names{"part_people"});
    CHECK(after([](Document& d) { d.topic.tags.clear(); }) == Names{"part_tags"});
    CHECK(after([](Document& d) { d.topic.quiz.emplace_back(); }) == Names{"part_quiz"});
    CHECK(after([](Document& d) { set_script(d, "en", "Other words."); }) == Names{"part_script en"});
    CHECK(after([](Document& d) { d.campaigns[1].targets[0].kind = campaigns::TargetKind::own_members; }) ==
          Names{"part_whom"});
    CHECK(after([](Document& d) { d.campaigns[1].cap = 1; }) == Names{"part_line"});
    CHECK(after([](Document& d) { d.topic.actions[3].written->requests.pop_back(); }) == Names{"part_letter"});
    CHECK(after([](Document& d) { d.topic.actions[0].title = topics::LocalText("Call them"); }) ==
          Names{"part_action_title en"});
    CHECK(after([](Document& d) { d.topic.actions[0].description = topics::LocalText("x"); }) == Names{"part_why en"});
    CHECK(after([](Document& d) { d.topic.actions[0].type = "civic"; }) == Names{"part_action_type"});
    CHECK(after([](Document& d) { d.topic.actions.pop_back(); }) == Names{"part_action_removed"});
    CHECK(after([](Document& d) { std::swap(d.topic.actions[0], d.topic.actions[1]); }) == Names{"part_order"});
    CHECK(parts(changed(before, [](Document& d) { d.topic.actions.pop_back(); }), before) ==
          Names{"part_action_added"});
}

TEST_CASE_METHOD(Fixture, "a topic says when a later version changed it, and leads to what changed") {
    const Document first = *test::sample_document();
    open("one", save("one", first) ? 1 : 0);
    const Html fresh = read(site->get("/topics/river"));
    CHECK_FALSE(fresh.says("Updated"));
    CHECK(fresh.says("How it changed"));

    save("two",
         changed(first,
                 [](Document& d) {
                     d.topic.summary = topics::LocalText("Nobody has tested it for two years.");
                     set_script(d, "en", "Please clean the river.");
                     set_script(d, "es", "Por favor, limpie el río.");
                 }),
         Status::live, 3);
    open("two", 2);
    CHECK(read(site->get("/topics/river")).says("Updated October 4, 2026"));
    CHECK(read(site->get("/topics/river?lang=es")).says("Actualizado el 4 de octubre de 2026"));

    const Html history = read(site->get("/topics/river/history"));
    CHECK(history.says("The summary"));
    CHECK(history.says("What to say: Call your members"));
    CHECK(history.says("What to say: Call your members (Spanish)"));
    CHECK(history.says("The first version."));
    CHECK(history.says("October 1, 2026"));

    const auto response = site->get("/topics/river/history/2");
    const Html words = read(response);
    CHECK(words.all("del").size() >= 2);
    CHECK(words.says("taken out: a year."));
    CHECK(words.says("put in: two years."));
    CHECK(words.says("limpie el río"));
    CHECK(read(site->get("/topics/river/history/2?lang=es")).says("Qué decir: Call your members (en inglés)"));
}

TEST_CASE_METHOD(Fixture, "every version can be read as it was") {
    const Document first = *test::sample_document();
    save("one", first);
    save("two", changed(first, [](Document& d) { d.topic.title = topics::LocalText("Another title"); }), Status::live,
         3);
    open("two", 2);
    CHECK(site->get("/topics/river/history").body.find("\"/topics/river/history/1/text\"") != std::string::npos);
    const Html old = read(site->get("/topics/river/history/1/text"));
    CHECK(old.says("Version 1"));
    for (const auto* text : old.of_class("diff")) CHECK(text->text.find("Another title") == std::string::npos);
    for (const std::string& text :
         {first.topic.title.in("en"), first.topic.summary.in("en"), first.topic.sources[0].publisher,
          first.topic.people[0].name, first.topic.actions[0].title.in("en"),
          first.topic.actions[3].written->requests[0].in("en")})
        CHECK(old.says(text));
    CHECK(read(site->get("/topics/river/history/2/text?lang=es")).says("Another title"));
    for (const char* path : {"0", "3", "x", "1-2", "01"})
        CHECK(site->get("/topics/river/history/" + std::string(path) + "/text").status == 404);
}

TEST_CASE_METHOD(Fixture, "drafts and what was never live are in no history") {
    const Document first = *test::sample_document();
    save("one", first);
    save("secret", changed(first, [](Document& d) { d.topic.title = topics::LocalText("A secret draft"); }),
         Status::draft);
    save("three", changed(first, [](Document& d) { d.topic.title = topics::LocalText("Published"); }));
    open("three", 3);
    for (const char* path : {"/topics/river/history", "/topics/river/history/3", "/topics/river/history/1-3"}) {
        const auto response = site->get(path);
        CHECK(response.status == 200);
        CHECK(response.body.find("secret") == std::string::npos);
    }
    for (const char* path :
         {"2", "1", "1-2", "2-3", "3-1", "3-3", "0", "x", "1-", "-3", "1-3-4", "99999999999", "03"}) {
        INFO(path);
        CHECK(site->get("/topics/river/history/" + std::string(path)).status == 404);
    }
    CHECK(site->get("/topics/none/history").status == 404);
}

TEST_CASE_METHOD(Fixture, "any two versions can be compared by a plain form") {
    Document document = *test::sample_document();
    for (const char* name : {"one", "two", "three"}) {
        document.topic.title = topics::LocalText(std::string("Title ") + name);
        save(name, document);
    }
    open("three", 3);
    const Html history = read(site->get("/topics/river/history?group=Friends"));
    REQUIRE(history.by_id("from"));
    REQUIRE(history.by_id("to"));
    const auto sent = site->get("/topics/river/history?lang=es&from=3&to=1");
    CHECK(sent.status == 303);
    CHECK(sent.headers.get("Location") == "/topics/river/history/1-3?lang=es");
    CHECK(read(site->get("/topics/river/history/1-3")).says("from version 1 to 3"));
    CHECK(site->get("/topics/river/history?from=1&to=x").status == 200);
}

TEST_CASE_METHOD(Fixture, "hostile text in old versions comes back as text") {
    const auto hostile = [](const std::string& text) {
        return text + "\"'><script>alert(1)</script>{{{html}}}\x01\xFF";
    };
    const Document plain = *test::sample_document(), attacked = *test::sample_document(hostile);
    save("one", plain);
    save("two", attacked);
    open("two", 2);
    for (const char* path : {"/topics/river/history", "/topics/river/history/2", "/topics/river/history/2/text"}) {
        const Html html = read(site->get(path));
        CHECK(html.all("script").empty());
        CHECK(html.says("<script>alert(1)</script>"));
    }
}

TEST_CASE_METHOD(Fixture, "without an answer from the store a topic is shown all the same") {
    save("one", *test::sample_document());
    open("one", 1);
    store->close();
    CHECK(site->get("/topics/river").status == 200);
}

TEST_CASE("without a store there is no history to open") {
    TestSite site;
    CHECK_FALSE(read(site.get("/topics/river")).says("How it changed"));
    CHECK(site.get("/topics/river/history").status == 404);
}
