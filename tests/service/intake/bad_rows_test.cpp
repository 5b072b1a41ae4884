#include <catch2/catch.hpp>

#include "service/intake/raw_file.hpp"
#include "tests/service/intake/findings.hpp"
#include "tests/support/made_up_folder.hpp"

using namespace sayso;
using namespace sayso::tests;

namespace {

struct Spoil {
    std::string name, anchor, from, to, words;
    int line_offset = 0;  // of the finding from the place of the change
    bool error = true;
};

const std::string members = "legislators-current.yaml", committees = "committees-current.yaml",
                  seats = "committee-membership-current.yaml", offices = "legislators-district-offices.yaml",
                  crosswalk = "zccd.csv", places = "geonames_US.txt";

}  // namespace

TEST_CASE("every kind of bad row is reported with its file and line") {
    const std::vector<Spoil> spoils{
        {members, "L900003", "start: '2025-01-03'", "start: '2025-02-30'", "should be a date"},
        {members, "L900003", "start: '2025-01-03'", "start: yesterday", "should be a date"},
        {members, "L900003", "end: '2027-01-03'", "end: '2024-01-03'", "not after its start"},
        {members, "L900003", "end: '2027-01-03'\n", "begin: x\n", "'end' is missing", -2},
        {members, "L900003", "state: CA", "state: ZZ", "not the postal code"},
        {members, "L900003", "type: rep", "type: prez", "rep or sen"},
        {members, "L900003", "district: 11", "district: eleven", "whole number"},
        {members, "L900003", "district: 11", "class: 1", "'district' is missing", -4},
        {members, "L900003", "district: 11", "district: ''", "'district' is missing"},
        {members, "L900003", "phone: 202-555-0103", "phone: 202-555-103", "not a North American telephone number"},
        {members, "L900003", "phone: 202-555-0103", "phone: 202-911-0103", "not a North American telephone number"},
        {members, "L900003", "phone: 202-555-0103", "phone: '+44 20 7946 0000'",
         "not a North American telephone number"},
        {members, "L900003", "phone: 202-555-0103", "phone: [202-555-0103]", "should be plain text"},
        {members, "L900003", "phone: 202-555-0103", "phone: 202-555-0103\n    phone: 202-555-0104", "given twice", 1},
        {members, "", "bioguide: L900003", "bioguide: Lindqvist", "no Bioguide id"},
        {members, "", "bioguide: L900003", "bioguide: R900001", "stands in the file twice, first in line 2"},
        {members, "L900003", "last: Lindqvist", "last: ''", "'last' is missing"},
        {members, "L900003", "last: Lindqvist", "last: \"Lind\\nqvist\"", "control character"},
        {members, "N900002", "class: 3", "class: 4", "class is 1, 2 or 3"},
        {members, "L900003", "last: Lindqvist", "last: \"Lind\\_qvist\"", "no UTF-8"},
        {members, "L900003", "url: https://lindqvist", "url: javascript://lindqvist", "should begin with https", 0,
         false},
        {members, "L900003", "url: https://lindqvist", "url: hhttps://lindqvist", "should begin with https", 0, false},
        {committees, "", "type: joint", "type: special", "house, senate or joint"},
        {committees, "", "thomas_id: SSFR", "thomas_id: HSFA", "stands in the file twice", -3},
        {committees, "", "thomas_id: '07'", "thomas_id: 'no/7'", "no committee id"},
        {committees, "", "phone: (202) 555-0172", "phone: (202) 555-0172 x4", "not a North American telephone number"},
        {committees, "", "name: Joint Economic Committee", "title: Joint", "'name' is missing", -1},
        {seats, "SSFR:", "rank: 1", "rank: first", "whole number"},
        {seats, "SSFR:", "bioguide: W900010", "bioguide: X999999", "not among the members of Congress", 0, false},
        {seats, "", "SSFR14:", "SSFR99:", "not among the committees", 0, false},
        {seats, "HSFA16:", "bioguide: T900008", "bioguide: R900015", "twice", 0, false},
        {offices, "", "phone: 415-555-0101", "phone: 415-555", "not a North American telephone number"},
        {offices, "", "latitude: 37.779", "latitude: north", "should be a number"},
        {offices, "", "latitude: 37.779", "latitude: 137.779", "not on the Earth", 0, false},
        {offices, "", "zip: '94102'", "zip: '9410'", "no ZIP code", 0, false},
        {offices, "", "id: R900001-fresno", "id: R900001-los_angeles", "stands in the file twice", 0, false},
        {offices, "", "bioguide: N900002", "bioguide: N999999", "not among the members", 0, false},
        {crosswalk, "", "21,KY,42211,1", "21,KY,42211,7", "there is no district 7 in Kentucky"},
        {crosswalk, "", "56,WY,82001,0", "56,WY,82001,1", "one seat at large"},
        {crosswalk, "", "06,CA,94102,11", "06,CA,94102,0", "districts 1 to 52"},
        {crosswalk, "", "21,KY,42211,1", "21,KY,4221,1", "not a ZIP code"},
        {crosswalk, "", "21,KY,42211,1", "21,QQ,42211,1", "not the postal code"},
        {crosswalk, "", "21,KY,42211,1", "21,KY,42211", "3 columns"},
        {crosswalk, "", "21,KY,42211,1", "21,KY,42211,one", "no district number"},
        {crosswalk, "", "21,KY,42211,1", "21,K\"Y,42211,1", "no valid CSV"},
        {crosswalk, "", "zcta", "zip", "should name the columns"},
        {crosswalk, "", "06,CA,94110,11", "06,CA,94102,11", "given twice", 0, false},
        {places, "", "US\t94110\t", "US\t9411\t", "not a ZIP code"},
        {places, "94110", "\tCA\t", "\tQQ\t", "not the postal code"},
        {places, "94110", "37.75", "x", "no position on the Earth"},
        {places, "94110", "\t37.75", "37.75", "twelve columns"},
    };
    for (const auto& spoil : spoils) {
        const MadeUpFolder folder;
        const int line = folder.replace(spoil.name, spoil.from, spoil.to, spoil.anchor) + spoil.line_offset;
        const auto parsed = read_and_check(folder.path());
        INFO(spoil.name << ": '" << spoil.from << "' -> '" << spoil.to << "', expected in line " << line << "\n"
                        << all_findings(parsed));
        const auto* finding = finding_about(parsed, spoil.name, line, spoil.words);
        CHECK(finding);
        if (!finding) continue;
        CHECK(finding->error == spoil.error);
        CHECK(parsed.ok() == !spoil.error);
    }
}

TEST_CASE("a file that is no YAML, another kind of file, damaged or a web page is named with the line") {
    const auto spoiled = [](const std::string& name, const std::string& text) {
        const MadeUpFolder folder;
        write_text(folder.file(name), text);
        return read_and_check(folder.path());
    };
    CHECK(refuses(spoiled(members, "- id:\n  name: x\n    bioguide: [R900001\n"), members, 3, "no valid YAML"));
    CHECK(refuses(spoiled(members, "HSAG: []\n"), members, 1, "should be a list"));
    CHECK(refuses(spoiled(members, "[]\n"), members, 1, "no members"));
    CHECK(refuses(spoiled(members, "- name: x\n- bio: x\n"), members, 2, "'id' of a member is missing"));
    CHECK(refuses(spoiled(members, "- id: a\n- caf\xE9\n"), members, 2, "not UTF-8"));
    CHECK(refuses(spoiled(members, std::string("- a\n- \0", 7)), members, 2, "not UTF-8"));
    const auto no_members = spoiled(members, "[]\n");
    CHECK(!finding_about(no_members, seats, 0, "not among"));
    CHECK(refuses(spoiled(seats, "- a\n"), seats, 1, "should map"));
    CHECK(refuses(spoiled(members, "<!DOCTYPE html><html>Not found</html>"), members, 1, "a web page"));
    CHECK(refuses(spoiled(crosswalk, "\n\n<html>"), crosswalk, 1, "a web page"));
    CHECK(refuses(spoiled(crosswalk, ""), crosswalk, 0, "no rows"));
    CHECK(refuses(spoiled(crosswalk, "state_fips,state_abbr,zcta,cd\n01,AL,\"35004,3\n"), crosswalk, 2,
                  "inside a quoted field"));
    CHECK(refuses(spoiled(places, ""), places, 0, "no rows"));
}

TEST_CASE("nested and aliased YAML made to exhaust memory is refused, not followed") {
    const auto spoiled = [](const std::string& text) {
        const MadeUpFolder folder;
        write_text(folder.file(members), text);
        return read_and_check(folder.path());
    };
    CHECK(!spoiled("- " + std::string(100'000, '[') + "\n").ok());
    std::string laughs = "- &a0 [x]\n";
    for (int i = 1; i < 30; ++i) {
        const std::string before = "*a" + std::to_string(i - 1);
        laughs += "- &a" + std::to_string(i) + " [" + before + "," + before + "," + before + "," + before + "]\n";
    }
    CHECK(!spoiled(laughs).ok());
}

TEST_CASE("a file of nothing but bad rows shows the first and counts the others") {
    const MadeUpFolder folder;
    std::string rows = "state_fips,state_abbr,zcta,cd\n";
    for (int i = 0; i < 1000; ++i) rows += "21,KY,42211,9\n";
    write_text(folder.file(crosswalk), rows);
    const auto parsed = read_and_check(folder.path());
    CHECK(refuses(parsed, crosswalk, 2, "no district 9"));
    // A thousand rows and the word that none is left, of which 25 are shown.
    CHECK(refuses(parsed, crosswalk, 0, "976 more errors"));
    CHECK(std::count_if(parsed.findings.begin(), parsed.findings.end(),
                        [](const auto& finding) { return finding.file == crosswalk; }) < 40);
}

TEST_CASE("a byte order mark and Windows line ends change nothing") {
    const MadeUpFolder folder;
    for (const auto& name : {crosswalk, places, members}) {
        std::string text = text_of(folder.file(name)), windows = "\xEF\xBB\xBF";
        for (const char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
        write_text(folder.file(name), windows);
    }
    const auto parsed = read_and_check(folder.path());
    INFO(all_findings(parsed));
    CHECK(parsed.ok());
    CHECK(parsed.data.zip_districts.size() == 22);
    CHECK(parsed.data.zip_places.size() == 20);
    CHECK(parsed.data.officials.size() == 33);
}

TEST_CASE("the Census number 98 of a delegate's district is read as at-large") {
    const MadeUpFolder folder;
    folder.replace(crosswalk, "11,DC,20001,0", "11,DC,20001,98");
    const auto parsed = read_and_check(folder.path());
    INFO(all_findings(parsed));
    CHECK(parsed.ok());
    CHECK(std::any_of(parsed.data.zip_districts.begin(), parsed.data.zip_districts.end(),
                      [](const auto& row) { return row.zip.text() == "20001" && row.number == 0; }));
}

TEST_CASE("a quotation mark that is never closed does not hide the rest of the file") {
    const MadeUpFolder folder;
    folder.replace(offices, "hours: M-F 9-5", "hours: \"M-F 9-5");
    const auto parsed = read_and_check(folder.path());
    CHECK(!parsed.ok());
    CHECK(all_findings(parsed).find("no valid YAML") != std::string::npos);
}

TEST_CASE("dates of HTTP and of the files are read strictly") {
    CHECK(intake::parse_http_date("Mon, 15 Jun 2026 16:00:00 GMT") == noon(2026, 6, 15));
    CHECK(!intake::parse_http_date(""));
    CHECK(!intake::parse_http_date("yesterday"));
    for (const char* wrong :
         {"Mon, 15 Jun 2026 12:00:n 20nT", "Mon, 31 Jun 2026 16:00:00 GMT", "Mon, 15 Jun 2026 24:00:00 GMT",
          "Mon, 15 Jum 2026 16:00:00 GMT", "Mon, 15 Jun 2026 16:00:00 UTC", "Mon,  5 Jun 2026 16:00:00 GMT",
          "onT, 15 Jun 2026 16:00:00 GMT"})
        CHECK(!intake::parse_http_date(wrong));
    CHECK(intake::parse_date("2024-02-29").has_value());
    CHECK(!intake::parse_date("2023-02-29"));
    CHECK(!intake::parse_date("2023-2-29"));
    CHECK(!intake::parse_date("-023-02-28"));
    CHECK(!intake::parse_date("2023-02-2x"));
}

TEST_CASE("the checksum is SHA-256") {
    CHECK(intake::sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
