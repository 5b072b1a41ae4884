#include <catch2/catch.hpp>

#include "service/intake/raw_file.hpp"
#include "service/intake/report.hpp"
#include "tests/service/intake/findings.hpp"
#include "tests/support/made_up_folder.hpp"
#include "tests/support/zip_archive.hpp"

using namespace sayso;
using namespace sayso::tests;

namespace {

const directory::Official& person(const directory::DirectoryData& data, const std::string& id) {
    const auto found =
        std::find_if(data.officials.begin(), data.officials.end(), [&](const auto& each) { return each.id == id; });
    REQUIRE(found != data.officials.end());
    return *found;
}

const directory::Committee& committee(const directory::DirectoryData& data, const std::string& id) {
    const auto found =
        std::find_if(data.committees.begin(), data.committees.end(), [&](const auto& each) { return each.id == id; });
    REQUIRE(found != data.committees.end());
    return *found;
}

}  // namespace

TEST_CASE("the made-up folder is read whole and without an error") {
    const MadeUpFolder folder;
    const auto parsed = read_and_check(folder.path());
    INFO(all_findings(parsed));
    CHECK(parsed.ok());
    CHECK(parsed.data.officials.size() == 33);
    CHECK(parsed.data.committees.size() == 7);
    CHECK(parsed.data.zip_districts.size() == 22);
    CHECK(parsed.data.zip_places.size() == 20);
    CHECK(parsed.data.dated == made());
    CHECK(parsed.files.size() == 7);
    for (const auto& file : parsed.files) CHECK(file.sha256.size() == 64);
}

TEST_CASE("a member keeps names, terms in order, and the Washington office of each term") {
    const auto data = read_and_check(MadeUpFolder().path()).data;
    const auto& reyes = person(data, "R900001");
    CHECK(reyes.full_name == "Alma Reyes");
    CHECK(reyes.gender == 'F');
    REQUIRE(reyes.terms.size() == 4);
    CHECK(reyes.terms[0].district.chamber == directory::Chamber::house);
    CHECK(reyes.terms[0].district.number == 28);
    const auto& term = reyes.terms[3];
    CHECK(term.district.chamber == directory::Chamber::senate);
    CHECK(term.senate_class == 1);
    CHECK(term.from == noon(2025, 1, 3));
    CHECK(term.to == noon(2031, 1, 3));
    CHECK(term.party == "Democrat");
    CHECK(term.url == "https://reyes.senate.example.org");
    REQUIRE(term.capitol.phone);
    CHECK(term.capitol.phone->e164() == "+12025550101");
    CHECK(term.capitol.id == "R900001-capitol");
    CHECK(term.capitol.address == "200 Example Senate Office Building");
    CHECK(term.capitol.zip == "20510");
    CHECK(!reyes.terms[0].capitol.phone);
}

TEST_CASE("a web address may spell its scheme in capitals") {
    const MadeUpFolder folder;
    folder.replace("legislators-current.yaml", "url: https://reyes", "url: HTTPS://reyes");
    CHECK(person(read_and_check(folder.path()).data, "R900001").terms.back().url == "HTTPS://reyes.senate.example.org");
}

TEST_CASE("a member without an official full name is called by nickname, last name and suffix") {
    const auto data = read_and_check(MadeUpFolder().path()).data;
    CHECK(person(data, "B900007").full_name == "Si Brandt, Jr.");
    CHECK(person(data, "C900009").full_name == "Ramona Castellanos");
    CHECK(person(data, "K900012").full_name == "Amos J. \"Bud\" Kettering");
    CHECK(person(data, "M900006").last_name == "Marroqu\u00EDn");
}

TEST_CASE("the resident commissioner's term of four years is kept as it is") {
    const auto data = read_and_check(MadeUpFolder().path()).data;
    const auto& term = person(data, "V900032").terms.at(0);
    CHECK(term.district.state.text() == "PR");
    CHECK(term.district.number == 0);
    CHECK(term.to == noon(2029, 1, 3));
}

TEST_CASE("subcommittees carry their parent's id in front, and members with rank and side") {
    const auto data = read_and_check(MadeUpFolder().path()).data;
    const auto& sub = committee(data, "HSFA16");
    CHECK(sub.parent_id == "HSFA");
    CHECK(sub.chamber == directory::CommitteeChamber::house);
    CHECK(sub.name == "Africa");
    REQUIRE(sub.members.size() == 2);
    CHECK(sub.members[0].official_id == "R900015");
    CHECK(sub.members[0].title == "Chairwoman");
    CHECK(sub.members[0].majority);
    CHECK(!sub.members[1].majority);
    CHECK(committee(data, "HSFA").phone->e164() == "+12025550172");
    CHECK(!committee(data, "SSFR").phone);
    CHECK(committee(data, "JSEC").chamber == directory::CommitteeChamber::joint);
}

TEST_CASE("local offices keep address, hours, position and telephone, each as far as it is known") {
    const MadeUpFolder folder;
    folder.replace("legislators-district-offices.yaml", "    city: Fresno",
                   "    suite: '247'\n    building: Example Tower\n    city: Fresno");
    const auto data = read_and_check(folder.path()).data;
    const auto& offices = person(data, "R900001").local_offices;
    REQUIRE(offices.size() == 3);
    CHECK(offices[1].hours == "M-F 9-5");
    CHECK(offices[2].address == "Example Tower, 3 Example Road, Suite 247");
    REQUIRE(offices[2].coordinates);
    CHECK(offices[2].coordinates->latitude == Approx(36.737));
    CHECK(!person(data, "A900019").local_offices.at(1).coordinates);
    CHECK(!person(data, "K900012").local_offices.at(1).phone);
}

TEST_CASE("of two rows of places for one ZIP the one with a state is kept") {
    const MadeUpFolder folder;
    // The military row first, then the one of Hawaii.
    folder.replace("geonames_US.txt", "US\t94102", "US\t96863\tFPO AA\t\t\t\t\t\t\t21.45\t-157.768\t4\nUS\t94102");
    const auto parsed = read_and_check(folder.path());
    const auto& places = parsed.data.zip_places;
    const auto found =
        std::find_if(places.begin(), places.end(), [](const auto& place) { return place.zip.text() == "96863"; });
    REQUIRE(found != places.end());
    REQUIRE(found->state);
    CHECK(found->state->text() == "HI");
    CHECK(warns(parsed, "geonames_US.txt", 0, "2 rows are of ZIPs given before"));
}

TEST_CASE("a missing file is an error when nothing works without it, else a warning") {
    for (const std::string name : {"legislators-current.yaml", "zccd.csv"}) {
        const MadeUpFolder spoiled;
        spoiled.remove(name);
        const auto parsed = read_and_check(spoiled.path());
        INFO(all_findings(parsed));
        CHECK(refuses(parsed, name, 0, "Fetch it from https://"));
    }
    for (const std::string name : {"committees-current.yaml", "committee-membership-current.yaml",
                                   "legislators-district-offices.yaml", "geonames_US.txt"}) {
        const MadeUpFolder spoiled;
        spoiled.remove(name);
        const auto parsed = read_and_check(spoiled.path());
        INFO(all_findings(parsed));
        CHECK(parsed.ok());
        CHECK(warns(parsed, name, 0, "will be missing"));
    }
}

TEST_CASE("a folder that is not there is said so") {
    const auto parsed = intake::read_folder("/nowhere/at/all", std::nullopt, today());
    CHECK(refuses(parsed, "/nowhere/at/all", 0, "no such folder"));
}

TEST_CASE("places are read from the published archive too") {
    const MadeUpFolder folder;
    write_text(folder.file("US.zip"),
               zip_archive({{"readme.txt", "Made up."}, {"US.txt", text_of(folder.file("geonames_US.txt"))}}));
    folder.remove("geonames_US.txt");
    const auto parsed = read_and_check(folder.path());
    INFO(all_findings(parsed));
    CHECK(parsed.ok());
    CHECK(parsed.data.zip_places.size() == 20);
    CHECK(parsed.files.at(5).name == "US.zip");
}

TEST_CASE("an archive that is broken, empty of places, crowded or a bomb is refused") {
    const MadeUpFolder folder;
    const std::string places = text_of(folder.file("geonames_US.txt"));
    folder.remove("geonames_US.txt");
    const auto refused_with = [&](const std::string& bytes, const std::string& words) {
        write_text(folder.file("US.zip"), bytes);
        const auto parsed = read_and_check(folder.path());
        INFO(all_findings(parsed));
        CHECK(refuses(parsed, "US.zip", 0, words));
        CHECK(parsed.data.zip_places.empty());
    };
    refused_with(zip_archive({{"readme.txt", "no places"}}), "has no US.txt");
    refused_with(zip_archive({{"US.txt", std::string(20'000'000, 'A')}}), "times its size");
    std::vector<std::pair<std::string, std::string>> many;
    for (int i = 0; i < 40; ++i) many.emplace_back("file" + std::to_string(i), "x");
    refused_with(zip_archive(many), "more than 16 files");
    const auto whole = zip_archive({{"US.txt", places}});
    refused_with(whole.substr(0, 200), "Fetch it again");
    auto changed = whole;
    changed[100] = static_cast<char>(changed[100] ^ 0x55);
    refused_with(changed, "Fetch it again");
}

TEST_CASE("an archive with more text than places can be is refused before it fills the memory") {
    std::string text;
    std::uint32_t seed = 1;
    for (int i = 0; i < 300'000; ++i) text += static_cast<char>('a' + ((seed = seed * 1664525u + 1013904223u) >> 28));
    std::vector<intake::Finding> findings;
    intake::Report report(findings, "US.zip");
    CHECK(!intake::unpack(zip_archive({{"US.txt", text}}), "US.txt", 200'000, report));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].message.find("larger than 200,000 bytes") != std::string::npos);
}

TEST_CASE("an oversized file is refused unread") {
    const MadeUpFolder folder;
    std::filesystem::resize_file(folder.file("zccd.csv"), 40'000'000);
    CHECK(refuses(read_and_check(folder.path()), "zccd.csv", 0, "40,000,000 bytes"));
}

TEST_CASE("the data date is what is said, else the latest start of a term that has begun, with a warning") {
    const MadeUpFolder folder;
    CHECK(intake::read_folder(folder.path(), noon(2026, 6, 1), today()).data.dated == noon(2026, 6, 1));
    const auto guessed = intake::read_folder(folder.path(), std::nullopt, today());
    CHECK(guessed.data.dated == noon(2026, 5, 12));
    CHECK(warns(guessed, "legislators-current.yaml", 0, "--dated"));
    // A member elected for January does not make the data of January.
    folder.replace("legislators-current.yaml", "start: '2025-01-03'\n    end: '2027-01-03'",
                   "start: '2027-01-03'\n    end: '2029-01-03'", "B900033");
    CHECK(intake::read_folder(folder.path(), std::nullopt, today()).data.dated == noon(2026, 5, 12));
}
