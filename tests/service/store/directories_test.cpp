#include <catch2/catch.hpp>

#include "tests/support/store.hpp"

using namespace sayso;
using namespace sayso::directory;
using namespace sayso::store;
using namespace sayso::store::test;

namespace {

StateCode state(const char* text) {
    return *StateCode::parse(text);
}

Official senator() {
    Official official;
    official.id = "C000127";
    official.first_name = "Maria";
    official.last_name = "Cantwell";
    official.full_name = "Maria Cantwell";
    official.gender = 'F';
    Office capitol;
    capitol.id = "C000127-capitol";
    capitol.capitol = true;
    capitol.address = "511 Hart";
    capitol.phone = PhoneNumber::parse("+12022243441");
    official.terms.push_back(
        {{state("WA"), Chamber::senate, 0}, 1, at(-1000), at(1000), "Democrat", "https://x", "https://y", capitol});
    capitol.phone.reset();
    official.terms.push_back({{state("WA"), Chamber::house, 1}, 0, at(-9000), at(-8000), "Democrat", "", "", capitol});
    Office local{"C000127-seattle",
                 false,
                 "915 2nd Ave",
                 "Seattle",
                 "WA",
                 "98174",
                 "9-5",
                 PhoneNumber::parse("+12062206400"),
                 Coordinates{47.6044, -122.3354}};
    official.local_offices.push_back(local);
    local.coordinates.reset();
    local.id = "C000127-spokane";
    official.local_offices.push_back(local);
    return official;
}

DirectoryData data(int zips) {
    DirectoryData data;
    data.dated = at(-50);
    data.source = "tests";
    data.officials.push_back(senator());
    Official second;
    second.id = "P000197";
    second.full_name = "Nancy Pelosi, \"quoted\" O'Name";
    data.officials.push_back(second);
    data.committees.push_back({"SSCM",
                               "",
                               CommitteeChamber::senate,
                               "Commerce",
                               "https://c",
                               "254 Russell",
                               PhoneNumber::parse("+12022241251"),
                               {{"C000127", 2, "Ranking Member", false}, {"X", 1, "", true}}});
    data.committees.push_back({"SSCM01", "SSCM", CommitteeChamber::joint, "Aviation", "", "", std::nullopt, {}});
    for (int i = 0; i < zips; ++i) {
        char text[16];
        std::snprintf(text, sizeof text, "%05d", 501 + i);
        data.zip_districts.push_back({*Zip::parse(text), state("NY"), i % 26 + 1});
        std::optional<StateCode> home;
        if (i % 7 != 0) home = state("NY");
        data.zip_places.push_back({*Zip::parse(text), "City " + std::to_string(i), home, {40.5 + i, -73.25}});
    }
    const Loop square{{40, -75}, {40, -74.5}, {40.25, -74.5}, {40, -75}};
    data.boundaries.push_back({{state("NY"), Chamber::house, 12}, {square, {{-1, 1}, {-2, 1}, {-2, 2}, {-1, 1}}}});
    data.boundaries.push_back({{state("WY"), Chamber::house, 0}, {square}});
    return data;
}

std::string print(const std::optional<PhoneNumber>& phone) {
    return phone ? phone->e164() : "-";
}

void print(std::string& out, const Office& office) {
    out += "  office " + office.id + "|" + std::to_string(office.capitol) + "|" + office.address + "|" + office.city +
           "|" + office.state + "|" + office.zip + "|" + office.hours + "|" + print(office.phone);
    if (office.coordinates)
        out += "|" + std::to_string(office.coordinates->latitude) + "," + std::to_string(office.coordinates->longitude);
    out += "\n";
}

// All of it as text, so that a difference shows what it is.
std::string print(const DirectoryData& data) {
    std::string out = data.source + " " + std::to_string(data.dated.time_since_epoch().count()) + "\n";
    for (const auto& o : data.officials) {
        out += o.id + "|" + o.first_name + "|" + o.last_name + "|" + o.full_name + "|" + o.gender + "\n";
        for (const auto& t : o.terms) {
            out += " term " + t.district.state.text() + std::to_string(static_cast<int>(t.district.chamber)) +
                   std::to_string(t.district.number) + "|" + std::to_string(t.senate_class) + "|" +
                   std::to_string(t.from.time_since_epoch().count()) + "|" +
                   std::to_string(t.to.time_since_epoch().count()) + "|" + t.party + "|" + t.url + "|" +
                   t.contact_form + "\n";
            print(out, t.capitol);
        }
        for (const auto& office : o.local_offices) print(out, office);
    }
    for (const auto& c : data.committees) {
        out += c.id + "|" + c.parent_id + "|" + std::to_string(static_cast<int>(c.chamber)) + "|" + c.name + "|" +
               c.url + "|" + c.address + "|" + print(c.phone) + "\n";
        for (const auto& m : c.members)
            out += "  " + m.official_id + "|" + std::to_string(m.rank) + "|" + m.title + "|" +
                   std::to_string(m.majority) + "\n";
    }
    for (const auto& z : data.zip_districts) out += z.zip.text() + z.state.text() + std::to_string(z.number) + "\n";
    for (const auto& z : data.zip_places) {
        out += z.zip.text() + z.city + (z.state ? z.state->text() : "-") + std::to_string(z.middle.latitude) +
               std::to_string(z.middle.longitude) + "\n";
    }
    for (const auto& b : data.boundaries) {
        out += label(b.district) + ":";
        for (const auto& loop : b.loops) {
            out += " loop";
            for (const auto& point : loop)
                out += " " + std::to_string(point.latitude) + "," + std::to_string(point.longitude);
        }
        out += "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("a directory comes back as it was installed") {
    const Folder folder;
    auto store = sqlite::open(folder.file());
    CHECK_FALSE(store->directories().current());
    CHECK_FALSE(store->directories().load());
    const auto version = store->contents().book_version();
    const auto before = data(2500);
    const std::vector<FetchedFile> files{{"members", "https://m", "aa", "\"e\"", "Thu"},
                                         {"zips", "https://z", "bb", "", ""}};
    const auto installed = store->directories().install(before, files, at(7));
    CHECK(installed.officials == 2);
    CHECK(installed.zips == 2500);
    CHECK(store->contents().book_version() == version + 1);
    store = sqlite::open(folder.file());
    const auto current = store->directories().current();
    REQUIRE(current);
    CHECK(current->id == installed.id);
    CHECK(current->installed == at(7));
    CHECK(current->dated == at(-50));
    CHECK(current->source == "tests");
    CHECK(current->zips == 2500);
    REQUIRE(current->files.size() == 2);
    CHECK(current->files[0].etag == "\"e\"");
    CHECK(current->files[1].name == "zips");
    const auto after = store->directories().load();
    REQUIRE(after);
    CHECK(print(*after) == print(before));
}

TEST_CASE("an install replaces the one before and leaves no rows of it") {
    const Folder folder;
    const auto store = sqlite::open(folder.file());
    store->directories().install(data(4100), {{"members", "", "aa", "", ""}}, at(0));
    const auto second = store->directories().install(data(5), {}, at(1));
    CHECK(store->directories().current()->id == second.id);
    CHECK(store->directories().load()->zip_places.size() == 5);
    for (const char* table : {"installs", "officials", "terms", "offices", "committees", "committee_members",
                              "zip_districts", "zip_places"}) {
        INFO(table);
        CHECK(row(folder.file(), std::string("SELECT count(DISTINCT install) FROM ") + table) == "1");
    }
    CHECK(row(folder.file(), "SELECT count(*) FROM fetched_files") == "0");
}

TEST_CASE("rows of an install that never finished are not in force, and go with the next") {
    const Folder folder;
    const auto store = sqlite::open(folder.file());
    const auto first = store->directories().install(data(3), {}, at(0));
    change(folder.file(),
           "INSERT INTO installs VALUES (NULL, 0, 0, 'half', 1, 1);"
           "INSERT INTO zip_districts VALUES ((SELECT max(install) FROM installs), 0, 501, 'NY', 9)");
    CHECK(store->directories().current()->id == first.id);
    CHECK(store->directories().load()->zip_districts.size() == 3);
    store->directories().install(data(2), {}, at(1));
    CHECK(row(folder.file(), "SELECT count(*) FROM installs") == "1");
    CHECK(row(folder.file(), "SELECT count(*) FROM zip_districts") == "2");
}

TEST_CASE("an install that another one overtook is refused") {
    const Folder folder;
    const auto store = sqlite::open(folder.file());
    store->directories().install(data(3), {}, at(0));
    // As if a later install of another process had been put in force while this one wrote its rows.
    change(folder.file(),
           "CREATE TRIGGER overtaken AFTER INSERT ON zip_places BEGIN"
           " INSERT INTO installs VALUES (new.install + 1, 0, 0, 'later', 1, 1) ON CONFLICT DO NOTHING;"
           " UPDATE directory_in_force SET install = new.install + 1; END");
    CHECK_THROWS_WITH(store->directories().install(data(2), {}, at(1)), Catch::Contains("meanwhile"));
    CHECK(store->directories().current()->source == "later");
    CHECK(row(folder.file(), "SELECT count(*) FROM zip_places WHERE install = 2") == "0");
    CHECK(rows(folder.file(), "SELECT source FROM installs ORDER BY install") ==
          std::vector<std::string>{"tests", "later"});
}
