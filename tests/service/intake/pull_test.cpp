#include <catch2/catch.hpp>
#include <chrono>

#include "tests/service/intake/findings.hpp"
#include "tests/support/directories_in_memory.hpp"
#include "tests/support/made_up_folder.hpp"
#include "tests/support/published_files.hpp"
#include "tests/support/zip_archive.hpp"

using namespace sayso;
using namespace sayso::tests;

namespace {

const std::string modified = "Mon, 15 Jun 2026 16:00:00 GMT";  // noon Eastern

// The made-up files at a home of their own, in their published forms.
struct Home {
    MadeUpFolder folder;
    PublishedFiles files;
    intake::PullOptions options;
    std::vector<std::string> said;
    DirectoriesInMemory store;

    Home() {
        options.now = today();
        options.progress = [this](const std::string& line) { said.push_back(line); };
        options.file_time = std::chrono::seconds(20);
        for (const auto& source : intake::sources()) {
            options.urls.emplace_back(source.name, files.url(path_of(std::string(source.name))));
            publish(std::string(source.name));
        }
    }

    static std::string path_of(const std::string& name) { return name == "geonames_US.txt" ? "/US.zip" : "/" + name; }

    void publish(const std::string& name, const std::string& mark = "1", bool validators = true) {
        PublishedFiles::File file;
        file.body = text_of(folder.file(name));
        if (name == "geonames_US.txt") file.body = zip_archive({{"readme.txt", "Made up."}, {"US.txt", file.body}});
        if (validators) file.etag = "\"" + name + "-" + mark + "\"", file.last_modified = modified;
        files.publish(path_of(name), file);
    }

    void set_url(const std::string& name, const std::string& url) {
        for (auto& [each, current] : options.urls)
            if (each == name) current = url;
    }

    intake::Pulled pull() {
        said.clear();
        files.forget_requests();
        auto pulled = intake::pull(options, store.current());
        if (!pulled.unchanged) intake::check(pulled.parsed, today());
        return pulled;
    }

    intake::Installation install(const intake::Pulled& pulled) {
        return intake::install(store, pulled.parsed, {}, today());
    }

    // The pull fails with these words about that file, and nothing is installed.
    void fails(const std::string& name, const std::string& words) {
        const auto pulled = pull();
        INFO(all_findings(pulled.parsed));
        CHECK(!pulled.unchanged);
        CHECK(refuses(pulled.parsed, name, 0, words));
        CHECK(!install(pulled).refused.empty());
        CHECK(store.installs == 0);
    }
};

const std::string members = "legislators-current.yaml";

}  // namespace

TEST_CASE("a pull fetches every file, keeps its checksum and validators, and is dated by the members' file") {
    Home home;
    const auto pulled = home.pull();
    INFO(all_findings(pulled.parsed));
    CHECK(pulled.parsed.ok());
    CHECK(!pulled.unchanged);
    CHECK(pulled.parsed.data.source == "public");
    CHECK(pulled.parsed.data.officials.size() == 33);
    CHECK(pulled.parsed.data.zip_places.size() == 20);
    CHECK(pulled.parsed.data.dated == made());
    CHECK(home.said.size() == 7);
    REQUIRE(pulled.parsed.files.size() == 7);
    const auto& file = pulled.parsed.files[0];
    CHECK(file.name == members);
    CHECK(file.url == home.files.url("/" + members));
    CHECK(file.etag == "\"" + members + "-1\"");
    CHECK(file.last_modified == modified);
    CHECK(file.sha256.size() == 64);
    CHECK(home.install(pulled).refused.empty());
    CHECK(home.store.current()->officials == 33);
}

TEST_CASE("a pull with nothing new asks with conditions only, and finds nothing changed") {
    Home home;
    home.install(home.pull());
    const auto again = home.pull();
    CHECK(again.unchanged);
    CHECK(home.files.requests().size() == 7);
    for (const auto& request : home.files.requests()) CHECK(request.conditional());
    for (const auto& line : home.said) CHECK(line.find("not modified") != std::string::npos);
}

TEST_CASE("when one file changed the others are had too, and the data is whole") {
    Home home;
    home.install(home.pull());
    home.folder.replace(members, "phone: 202-555-0103", "phone: 202-555-0199");
    home.publish(members, "2");
    const auto again = home.pull();
    INFO(all_findings(again.parsed));
    CHECK(!again.unchanged);
    CHECK(again.parsed.ok());
    CHECK(again.parsed.files.size() == 7);
    CHECK(again.parsed.data.zip_districts.size() == 22);
    const auto installation = home.install(again);
    CHECK(installation.refused.empty());
    CHECK(installation.difference.changed_number.size() == 1);
    // Seven with conditions, and the six that had not changed once more without.
    CHECK(home.files.requests().size() == 13);
    CHECK(home.pull().unchanged);
}

TEST_CASE("forced, or dated otherwise, a pull asks without conditions") {
    Home home;
    home.install(home.pull());
    home.options.unconditional = true;
    CHECK(!home.pull().unchanged);
    for (const auto& request : home.files.requests()) CHECK(!request.conditional());
    home.options.unconditional = false;
    home.options.dated = noon(2026, 6, 20);
    const auto dated = home.pull();
    CHECK(!dated.unchanged);
    CHECK(dated.parsed.data.dated == noon(2026, 6, 20));
    for (const auto& request : home.files.requests()) CHECK(!request.conditional());
}

TEST_CASE("homes without validators are compared by checksum") {
    Home home;
    for (const auto& source : intake::sources()) home.publish(std::string(source.name), "", false);
    const auto first = home.pull();
    CHECK(first.parsed.ok());
    CHECK(warns(first.parsed, members, 0, "does not say when it was made"));
    home.install(first);
    CHECK(home.pull().unchanged);
    home.folder.replace("zccd.csv", "06,CA,94102,11\n", "06,CA,94102,11\n06,CA,94103,11\n");
    home.publish("zccd.csv", "", false);
    CHECK(!home.pull().unchanged);
}

TEST_CASE("a directory from a folder, or from other homes, is pulled without conditions") {
    Home home;
    intake::install(home.store, read_and_check(home.folder.path()), {}, today());
    const auto pulled = home.pull();
    CHECK(!pulled.unchanged);
    for (const auto& request : home.files.requests()) CHECK(!request.conditional());
}

TEST_CASE("a redirect is followed, one without end is told") {
    Home home;
    home.set_url(members, home.files.url("/moved"));
    home.files.answer_raw("/moved", "HTTP/1.1 301 Moved Permanently\r\nLocation: /" + members +
                                        "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    CHECK(home.pull().parsed.ok());
    home.files.answer_raw("/moved",
                          "HTTP/1.1 302 Found\r\nLocation: /moved\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    home.fails(members, "redirects");
}

TEST_CASE("a body that was cut off is told, however it was announced") {
    Home home;
    const auto body = text_of(home.folder.file(members));
    const auto half = body.substr(0, body.size() / 2);
    home.files.answer_raw("/" + members,
                          "HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + half);
    home.fails(members, "before its answer was complete");
    home.files.answer_raw(
        "/" + members, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n100\r\n" + half.substr(0, 256) + "\r\n");
    home.fails(members, "before its answer was complete");
    // The end of the connection is the end of the body: it might be half a file.
    home.files.answer_raw("/" + members, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + half);
    home.fails(members, "does not say how long it is");
}

TEST_CASE("another content than the file's is told") {
    Home home;
    PublishedFiles::File page{"<html>Not what you think</html>", "", "", "text/html; charset=utf-8"};
    home.files.publish("/" + members, page);
    home.fails(members, "answered with a web page");
    page.content_type = "text/plain";
    home.files.publish("/" + members, page);
    home.fails(members, "This is a web page");
    home.files.publish("/" + members, {"", "", "", "text/plain"});
    home.fails(members, "an empty file");
    home.publish(members);
    home.files.publish("/US.zip", {"PK\x03\x04 broken", "", "", "application/zip"});
    home.fails("geonames_US.txt", "zip archive");
}

TEST_CASE("a file that is too large is told before it is read") {
    Home home;
    home.files.answer_raw("/" + members, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx");
    home.fails(members, "larger than 16777216 bytes");
    home.files.answer_raw("/" + members,
                          "HTTP/1.1 200 OK\r\nContent-Length: 17000000\r\n\r\n" + std::string(17'000'000, 'x'));
    home.fails(members, "larger than 16777216 bytes");
}

TEST_CASE("a file that is gone, refused or cannot be served is told, each with what to do") {
    Home home;
    const auto status = [&](const std::string& line) {
        home.files.answer_raw("/zccd.csv", "HTTP/1.1 " + line + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    };
    status("404 Not Found");
    home.fails("zccd.csv", "look for its new home");
    status("403 Forbidden");
    home.fails("zccd.csv", "is refused to us");
    status("429 Too Many Requests");
    home.fails("zccd.csv", "try again later");
    status("503 Service Unavailable");
    home.fails("zccd.csv", "cannot be served now");
    status("304 Not Modified");  // though nothing was asked for conditionally
    home.fails("zccd.csv", "status 304");
}

TEST_CASE("a home that never answers is given up, and so is one that is not there") {
    Home home;
    home.options.file_time = std::chrono::seconds(1);
    home.files.stay_silent("/" + members);
    const auto begun = std::chrono::steady_clock::now();
    home.fails(members, "did not finish its answer in 1 s");
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(15));
    // Nobody listens on the discard port of this machine.
    home.set_url(members, "http://127.0.0.1:9/" + members);
    home.fails(members, "could not connect to 127.0.0.1:9");
    home.set_url(members, "legislators");
    home.fails(members, "is not a web address");
}

TEST_CASE("an optional file without a home is left out with a warning, a required one is missed") {
    Home home;
    home.set_url("committees-current.yaml", "");
    home.set_url("committee-membership-current.yaml", "");
    const auto pulled = home.pull();
    INFO(all_findings(pulled.parsed));
    CHECK(pulled.parsed.ok());
    CHECK(warns(pulled.parsed, "committees-current.yaml", 0, "directory.url.committees"));
    CHECK(pulled.parsed.files.size() == 5);
    CHECK(home.install(pulled).refused.empty());
    CHECK(home.pull().unchanged);
    home.store = {};
    home.set_url("zccd.csv", "");
    home.fails("zccd.csv", "directory.url.zip_districts");
}

TEST_CASE("the default homes are named for every file") {
    const auto homes = intake::public_homes();
    CHECK(homes.size() == intake::sources().size());
    for (const auto& [name, url] : homes) CHECK(url.rfind("https://", 0) == 0);
}

TEST_CASE("the first start fills an empty store from the public homes, or gives up soon and says what helps") {
    Home home;
    std::string said;
    const auto say = [&](const std::string& line) { said += line + "\n"; };
    intake::FillOptions options;
    options.now = today();
    options.source = "public";
    options.pull = home.options;
    options.pull.first_answer_time = std::chrono::seconds(1);
    home.files.stay_silent("/" + members);
    const auto begun = std::chrono::steady_clock::now();
    CHECK(intake::fill_if_empty(home.store, options, say) == intake::Filled::failed);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(15));
    INFO(said);
    CHECK(said.find("sayso directory pull") != std::string::npos);
    CHECK(home.store.installs == 0);
    home.publish(members);
    CHECK(intake::fill_if_empty(home.store, options, say) == intake::Filled::installed);
    CHECK(home.store.current()->officials == 33);
    CHECK(home.store.current()->source == "public");
}

TEST_CASE("an empty store is filled from its folder at the start, a filled one is left alone") {
    DirectoriesInMemory store;
    const MadeUpFolder folder;
    std::string said;
    const auto say = [&](const std::string& line) { said += line + "\n"; };
    intake::FillOptions options;
    options.now = today();
    CHECK(intake::fill_if_empty(store, options, say) == intake::Filled::no_source);
    options.source = folder.file("nowhere");
    CHECK(intake::fill_if_empty(store, options, say) == intake::Filled::failed);
    CHECK(said.find("no such folder") != std::string::npos);
    CHECK(said.find("sayso directory pull") != std::string::npos);
    options.source = folder.path();
    CHECK(intake::fill_if_empty(store, options, say) == intake::Filled::installed);
    CHECK(store.current()->officials == 33);
    CHECK(intake::fill_if_empty(store, options, say) == intake::Filled::had_one);
    CHECK(store.installs == 1);
}
