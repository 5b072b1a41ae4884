#include "service/live/live.hpp"

#include <atomic>
#include <catch2/catch.hpp>
#include <mutex>
#include <thread>

#include "service/observe/observe.hpp"
#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::store::test;
using topics::Status;

namespace {

// The log and the clock of one test.
struct Watched {
    std::mutex mutex;
    std::vector<std::string> lines;
    Watched() {
        observe::set_log_sink([this](std::string_view line) {
            const std::lock_guard lock(mutex);
            lines.emplace_back(line);
        });
        observe::set_clock([] { return at(0); });
    }
    ~Watched() {
        observe::set_log_sink(nullptr);
        observe::set_clock(nullptr);
    }
    int said(std::string_view what) {
        const std::lock_guard lock(mutex);
        int count = 0;
        for (const auto& line : lines) count += line.find(what) != std::string::npos ? 1 : 0;
        return count;
    }
};

struct Fixture : Watched {
    Folder folder;
    std::unique_ptr<store::Store> store = store::sqlite::open(folder.file());
    std::int64_t topic = store->contents().id_of("topic", "topic");
    std::int64_t campaign = store->contents().id_of("campaign", "practice");
    int decoded = 0;
    live::Live live{*store, [this](const store::StoredDocument& stored) {
                        ++decoded;
                        if (stored.text == "broken") throw std::runtime_error("line 1: not to be read");
                        book::Document document;
                        document.topic.id = stored.topic;
                        document.topic.slug = stored.slug;
                        document.topic.revision = stored.revision;
                        document.topic.status = stored.status;
                        document.topic.title = stored.text;
                        campaigns::Campaign dialled;
                        dialled.ref = {campaign, stored.revision};
                        dialled.slug = "practice";
                        dialled.status = stored.status;
                        document.campaigns.push_back(dialled);
                        return document;
                    }};

    int save(const std::string& text, Status status = Status::live) {
        return store->contents().save(topic, "topic", status, text, at(0), {campaign});
    }
    std::string title() {
        const auto book = live.book();  // held: the watcher may swap it
        const auto* document = book->topic("topic");
        return document == nullptr ? "" : document->topic.title.in("en");
    }
    void answer_with(int revision, int seconds) {
        store::NewCall call = new_call("CA" + std::to_string(revision) + std::to_string(seconds), seconds);
        call.campaign = campaign;
        call.revision = revision;
        run(store->calls().begin(call));
    }
    bool comes_to(const std::function<bool()>& what) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!what() && std::chrono::steady_clock::now() < deadline) std::this_thread::yield();
        return what();
    }
};

}  // namespace

TEST_CASE_METHOD(Fixture, "before anything is loaded there is a book with the built-in directory") {
    REQUIRE(live.book());
    CHECK(live.book()->directory().built_in());
    CHECK(live.book()->documents().empty());
    live.reload();
    CHECK(live.book()->directory().built_in());
    CHECK(live.book()->version() == store->contents().book_version());
}

TEST_CASE_METHOD(Fixture, "a reload brings live topics and lines, no drafts, and keeps what is archived apart") {
    save("one");
    const auto draft = store->contents().id_of("topic", "draft");
    store->contents().save(draft, "draft", Status::draft, "unready", at(0));
    store->contents().set_line({*directory::PhoneNumber::parse("+12025550142"), {"practice"}, {"en"}});
    const auto before = live.book();
    live.reload();
    CHECK(before->documents().empty());
    CHECK(title() == "one");
    CHECK(live.book()->documents().size() == 1);
    CHECK(live.book()->lines().size() == 1);
    save("one", Status::archived);
    live.reload();
    CHECK(live.book()->documents().empty());
    REQUIRE(live.book()->archived().size() == 1);
    CHECK(live.book()->archived()[0]->topic.slug == "topic");
    CHECK(live.book()->live_campaign("practice") == nullptr);
}

TEST_CASE_METHOD(Fixture, "revisions that calls of the last 45 minutes use stay in the book") {
    save("one");
    answer_with(1, -44 * 60);
    save("two");
    save("three");
    answer_with(2, -50 * 60);
    live.reload();
    CHECK(title() == "three");
    CHECK(live.book()->campaign({campaign, 1}) != nullptr);
    CHECK(live.book()->campaign({campaign, 2}) == nullptr);
    CHECK(live.book()->campaign({campaign, 3}) != nullptr);
    CHECK(live.book()->live_campaign("practice")->ref.revision == 3);
}

TEST_CASE_METHOD(Fixture, "a revision the book has lost is loaded for the call that pins it, once") {
    save("one");
    save("two");
    live.reload();
    const auto before = decoded;
    CHECK(live.book()->campaign({campaign, 1}) == nullptr);
    const auto book = live.book_with({campaign, 1});
    REQUIRE(book);
    CHECK(book->campaign({campaign, 1})->ref.revision == 1);
    CHECK(book->campaign({campaign, 2}) != nullptr);
    CHECK(live.book() == book);
    CHECK(live.book_with({campaign, 1}) == book);
    CHECK(decoded == before + 1);
    CHECK_FALSE(live.book_with({campaign, 9}));
    CHECK_FALSE(live.book_with({campaign + 50, 1}));
}

TEST_CASE_METHOD(Fixture, "a publish keeps the directory, an install brings a new one, and nothing is read twice") {
    directory::DirectoryData data;
    data.dated = at(0);
    data.source = "tests";
    directory::Official official;
    official.id = "P000197";
    data.officials.push_back(official);
    store->directories().install(data, {}, at(0));
    save("one");
    live.reload();
    const auto first = live.book();
    CHECK_FALSE(first->directory().built_in());
    save("two");
    answer_with(1, 0);
    live.reload();
    CHECK(live.book()->shared_directory() == first->shared_directory());
    CHECK(decoded == 2);
    store->directories().install(data, {}, at(1));
    live.reload();
    CHECK(live.book()->shared_directory() != first->shared_directory());
    CHECK(decoded == 2);
}

TEST_CASE_METHOD(Fixture, "a document that cannot be read keeps its last good revision and silences no other") {
    const auto other = store->contents().id_of("topic", "other");
    store->contents().save(other, "other", Status::live, "broken", at(0));
    save("one");
    live.reload();
    CHECK(title() == "one");
    CHECK(live.book()->topic("other") == nullptr);
    CHECK(said("document-not-read") == 1);
    save("broken");
    live.reload();
    CHECK(title() == "one");
    CHECK(live.book()->version() == store->contents().book_version());
    live.reload();
    CHECK(title() == "one");
    save("three");
    live.reload();
    CHECK(title() == "three");
}

TEST_CASE_METHOD(Fixture, "the watcher sees another process's publish, and an ill database leaves the old book") {
    save("one");
    live.reload();
    live.watch();
    live.watch();
    {
        const auto elsewhere = store::sqlite::open(folder.file());
        elsewhere->contents().save(topic, "topic", Status::live, "two", at(0), {campaign});
    }
    CHECK(comes_to([this] { return title() == "two"; }));
    store->close();
    CHECK(comes_to([this] { return said("book-not-reloaded") > 0; }));
    CHECK(title() == "two");
}

TEST_CASE_METHOD(Fixture, "the watcher stops at once") {
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i) {
        live::Live short_lived(*store, [](const store::StoredDocument&) { return book::Document{}; });
        short_lived.watch();
    }
    // Far less than the second between two looks each, were the machine not busy.
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
}

TEST_CASE_METHOD(Fixture, "books are read on many threads while they are swapped") {
    save("0");
    live.reload();
    std::atomic<bool> stop{false};
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            std::int64_t seen = 0;
            while (!stop) {
                const auto book = live.book();
                if (book->version() < seen || book->documents().size() != 1) std::abort();
                seen = book->version();
            }
        });
    }
    for (int i = 1; i <= 20; ++i) {
        save(std::to_string(i));
        live.reload();
    }
    stop = true;
    for (auto& reader : readers) reader.join();
    CHECK(title() == "20");
}
