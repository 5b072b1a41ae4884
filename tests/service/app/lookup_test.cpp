#include "service/app/lookup.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "service/app/session.hpp"
#include "service/intake/intake.hpp"

using namespace sayso;

namespace {

directory::Instant at(const char* text) {
    return *directory::parse_instant(text);
}

// The made-up directory, as made on 2026-06-15.
directory::DirectoryData made_up() {
    auto parsed = intake::read_folder(SAYSO_SOURCE_DIR "/tests/data/directory", at("2026-06-15"), at("2026-07-01"));
    REQUIRE(parsed.ok());
    return std::move(parsed.data);
}

const directory::Directory& full() {
    static const directory::Directory directory(made_up());
    return directory;
}

boost::json::object json_of(const directory::Directory& directory, const char* zip, const char* when) {
    const std::string line = app::lookup_json(directory, *directory::Zip::parse(zip), at(when));
    CHECK(line.find('\n') == std::string::npos);
    return boost::json::parse(line).as_object();
}

std::string people(const directory::Directory& directory, const char* zip, const char* when) {
    std::ostringstream out;
    app::lookup_for_people(directory, *directory::Zip::parse(zip), at(when), out);
    return out.str();
}

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

std::vector<std::string> keys(const boost::json::object& object) {
    std::vector<std::string> names;
    for (const auto& member : object) names.emplace_back(member.key());
    return names;
}

// One run of `sayso lookup ...` on a configuration and database of its own.
struct Run {
    int status = 0;
    std::string out, err;
};

class Program {
  public:
    Program() {
        std::string pattern = (std::filesystem::temp_directory_path() / "sayso-lookup-XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
        std::ofstream(folder_ / "sayso.toml")
            << "[store]\npath = \"" << (folder_ / "sayso.db").string() << "\"\n[directory]\nas_of = \"2026-07-01\"\n";
    }
    ~Program() { std::filesystem::remove_all(folder_); }

    void install(const directory::DirectoryData& data) {
        std::ostringstream out, err;
        std::istringstream in;
        app::Session session(in, out, err);
        session.config_file = (folder_ / "sayso.toml").string();
        session.store().directories().install(data, {}, at("2026-07-01"));
    }

    Run lookup(std::vector<std::string> words) {
        std::istringstream in;
        std::ostringstream out, err;
        app::Session session(in, out, err);
        session.config_file = (folder_ / "sayso.toml").string();
        CLI::App program("sayso");
        app::add_lookup(program, session);
        words.insert(words.begin(), "lookup");
        std::reverse(words.begin(), words.end());
        program.parse(words);
        return {session.exit_status, out.str(), err.str()};
    }

  private:
    std::filesystem::path folder_;
};

}  // namespace

TEST_CASE("lookup prints exactly the fields other programs rely on") {
    const auto answer = json_of(full(), "94110", "2026-07-01");
    CHECK(keys(answer) ==
          std::vector<std::string>{"zip", "as_of", "place", "approximate", "split", "districts", "senators"});
    CHECK(answer.at("zip") == "94110");
    CHECK(answer.at("as_of") == "2026-07-01T16:00:00Z");
    CHECK(keys(answer.at("place").as_object()) == std::vector<std::string>{"city", "state"});
    CHECK(answer.at("place").at("state") == "CA");
    CHECK(answer.at("approximate") == false);
    CHECK(answer.at("split") == false);
    REQUIRE(answer.at("districts").as_array().size() == 1);
    const auto& district = answer.at("districts").at(0).as_object();
    CHECK(keys(district) == std::vector<std::string>{"state", "district", "vacant", "unknown", "official"});
    CHECK(district.at("district") == 11);
    const auto& official = district.at("official").as_object();
    CHECK(keys(official) == std::vector<std::string>{"id", "name", "title", "party", "phone", "url"});
    CHECK(official.at("title") == "Representative");
    CHECK(says(official.at("name").as_string().c_str(), "Lindqvist"));
    CHECK(official.at("phone").as_string().starts_with("+1"));
    REQUIRE(answer.at("senators").as_array().size() == 2);
    const auto& senator = answer.at("senators").at(0).as_object();
    CHECK(keys(senator) == std::vector<std::string>{"state", "seat_class", "vacant", "unknown", "official"});
    CHECK(senator.at("seat_class") == 1);
    CHECK(answer.at("senators").at(1).at("seat_class") == 3);
    CHECK(senator.at("official").at("title") == "Senator");
}

TEST_CASE("lookup tells a vacant seat from one that is not known yet") {
    const auto vacant = json_of(full(), "94544", "2026-07-01").at("districts").at(0);
    CHECK(vacant.at("vacant") == true);
    CHECK(vacant.at("unknown") == false);
    CHECK(vacant.at("official").is_null());
    CHECK(says(people(full(), "94544", "2026-07-01"), "vacant"));
    const auto later = json_of(full(), "94544", "2027-01-04").at("districts").at(0);
    CHECK(later.at("vacant") == false);
    CHECK(later.at("unknown") == true);
    CHECK(later.at("official").is_null());
    const std::string told = people(full(), "94544", "2027-01-04");
    CHECK_FALSE(says(told, "vacant"));
    CHECK(says(told, "ask for the Representative from California, district 14"));
    CHECK(says(told, "(202) 224-3121"));
}

TEST_CASE("lookup keeps the senator whose term runs on when the appointed one's has ended") {
    const auto before = json_of(full(), "43215", "2026-11-02").at("senators").as_array();
    const auto after = json_of(full(), "43215", "2026-11-04").at("senators").as_array();
    REQUIRE(before.size() == 2);
    REQUIRE(after.size() == 2);
    int unknown = 0;
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK_FALSE(before[i].at("official").is_null());
        if (after[i].at("unknown") == true) {
            ++unknown;
            CHECK(after[i].at("official").is_null());
        } else {
            CHECK(after[i] == before[i]);
        }
        CHECK(after[i].at("vacant") == false);
    }
    CHECK(unknown == 1);
}

TEST_CASE("lookup gives every district of a split ZIP, and each state's senators") {
    const auto six = json_of(full(), "91711", "2026-07-01");
    CHECK(six.at("split") == true);
    std::vector<std::int64_t> numbers;
    for (const auto& district : six.at("districts").as_array()) numbers.push_back(district.at("district").as_int64());
    CHECK(numbers == std::vector<std::int64_t>{27, 28, 29, 30, 31, 35});
    const auto& brandt = six.at("districts").at(3).at("official");
    CHECK(brandt.at("phone").is_null());
    CHECK(brandt.at("url").is_null());
    CHECK(says(people(full(), "91711", "2026-07-01"), "No number is known"));

    const auto two = json_of(full(), "42223", "2026-07-01");
    std::vector<std::string> states;
    for (const auto& senator : two.at("senators").as_array()) states.emplace_back(senator.at("state").as_string());
    CHECK(states == std::vector<std::string>{"KY", "KY", "TN", "TN"});
    CHECK(says(people(full(), "42223", "2026-07-01"), "2 districts in Kentucky and Tennessee"));
}

TEST_CASE("lookup names delegates, and says that there are no senators") {
    const auto dc = json_of(full(), "20001", "2026-07-01");
    CHECK(dc.at("districts").at(0).at("district") == 0);
    CHECK(dc.at("districts").at(0).at("official").at("title") == "Delegate");
    CHECK(dc.at("senators").as_array().empty());
    CHECK(json_of(full(), "00901", "2026-07-01").at("districts").at(0).at("official").at("title") ==
          "Resident Commissioner");
    CHECK(says(people(full(), "00901", "2026-07-01"), "Puerto Rico has no senators"));
    CHECK(json_of(full(), "96910", "2026-07-01").at("approximate") == true);
}

TEST_CASE("lookup marks what is only approximate and gives no district that is not certain") {
    const auto unique = json_of(full(), "12345", "2026-07-01");
    CHECK(unique.at("approximate") == true);
    CHECK(unique.at("districts").as_array().empty());
    CHECK(unique.at("place").at("city") == "Schenectady");
    CHECK(says(people(full(), "12345", "2026-07-01"), "Which of 26 districts is not certain"));
    const auto border = json_of(full(), "57717", "2026-07-01");
    CHECK(border.at("approximate") == true);
    CHECK(border.at("districts").as_array().size() == 3);
}

TEST_CASE("lookup of military mail and of a freely associated state carries a note; an unknown ZIP is just empty") {
    const auto military = json_of(full(), "09007", "2026-07-01");
    CHECK(says(military.at("note").as_string().c_str(), "home ZIP"));
    CHECK(military.at("districts").as_array().empty());
    CHECK(says(people(full(), "09007", "2026-07-01"), "home ZIP"));
    const auto marshall = json_of(full(), "96960", "2026-07-01");
    CHECK(says(marshall.at("note").as_string().c_str(), "no delegate"));
    CHECK(says(people(full(), "96960", "2026-07-01"), "no delegate"));
    const auto nothing = json_of(full(), "99999", "2026-07-01");
    CHECK(keys(nothing) ==
          std::vector<std::string>{"zip", "as_of", "place", "approximate", "split", "districts", "senators"});
    CHECK(nothing.at("place").is_null());
    CHECK(nothing.at("districts").as_array().empty());
    CHECK(nothing.at("senators").as_array().empty());
}

TEST_CASE("without a directory lookup says that it is the built-in fallback and which command fills it") {
    const directory::Directory none{directory::DirectoryData{}};
    const std::string told = people(none, "94110", "2026-07-01");
    CHECK(says(told, "built-in fallback"));
    CHECK(says(told, "sayso directory pull"));
    CHECK(says(told, "(202) 224-3121"));
    CHECK_FALSE(says(told, "1970"));
    CHECK_FALSE(says(people(full(), "94110", "2026-07-01"), "built-in fallback"));
    const auto answer = json_of(none, "94110", "2026-07-01");
    CHECK(answer.at("senators").as_array().size() == 2);
    CHECK(answer.at("senators").at(0).at("unknown") == true);
}

TEST_CASE("the lookup command reads the installed directory as of the moment asked for") {
    Program program;
    program.install(made_up());
    const Run now = program.lookup({"94110", "--json"});
    CHECK(now.status == 0);
    CHECK(now.err.empty());
    CHECK(now.out == app::lookup_json(full(), *directory::Zip::parse("94110"), at("2026-07-01")) + "\n");
    const Run later = program.lookup({"94110-1234", "--at", "2027-01-03T12:00:00-05:00", "--json"});
    CHECK(later.out == app::lookup_json(full(), *directory::Zip::parse("94110"), at("2027-01-03")) + "\n");
    const Run unknown = program.lookup({"99999", "--json"});
    CHECK(unknown.status == 0);
    const Run words = program.lookup({"94110"});
    CHECK(words.status == 0);
    CHECK(says(words.out, "Lindqvist"));
    CHECK(says(words.out, "nearest first"));
}

TEST_CASE("lookup --all prints one line for every ZIP with a row") {
    Program program;
    program.install(made_up());
    std::istringstream lines(program.lookup({"--all", "--json"}).out);
    std::set<std::string> zips;
    for (std::string line; std::getline(lines, line);) zips.emplace(boost::json::parse(line).at("zip").as_string());
    CHECK(zips.size() == full().all_zips().size());
    CHECK(zips.count("94110") == 1);
    CHECK(zips.count("12345") == 1);
    CHECK(zips.count("09007") == 1);
    Program empty;
    const Run none = empty.lookup({"--all", "--json"});
    CHECK(none.status == 0);
    CHECK(none.out.empty());
    CHECK(says(none.err, "directory pull"));
}

TEST_CASE("lookup refuses what it cannot understand with status 2 and says what to give") {
    Program program;
    const std::vector<std::vector<std::string>> wrong = {{"9411"},
                                                         {"abcde"},
                                                         {"941101"},
                                                         {},
                                                         {"94110", "--at", "tomorrow"},
                                                         {"94110", "--at", "2026-02-30"},
                                                         {"--all"},
                                                         {"94110", "--all", "--json"}};
    for (const auto& words : wrong) {
        const Run run = program.lookup(words);
        CHECK(run.status == 2);
        CHECK(run.out.empty());
        CHECK(says(run.err, "sayso: "));
    }
    CHECK(says(program.lookup({"9411"}).err, "five digits"));
    CHECK(says(program.lookup({"94110", "--at", "tomorrow"}).err, "2027-01-04"));
}

TEST_CASE("lookup places a point on the map, and says when a line is too near") {
    const directory::Coordinates sure{37.76, -122.45}, doubtful{37.76, -122.31}, sea{30, -140};
    const auto told = [](const directory::Directory& directory, directory::Coordinates point) {
        std::ostringstream out;
        app::lookup_for_people(directory, point, at("2026-07-01"), out);
        return out.str();
    };
    CHECK(says(told(full(), sure), "37.76,-122.45  California  as of"));
    CHECK(says(told(full(), sure), "Lindqvist"));
    CHECK_FALSE(says(told(full(), sure), "Too close"));
    CHECK(says(told(full(), doubtful), "Too close to a district's line to be sure"));
    CHECK(says(told(full(), doubtful), "CA-14"));
    CHECK(says(told(full(), sea), "No district of the United States is there."));
    CHECK(says(told(directory::Directory({}), sure), "`sayso directory pull` fetches"));

    const auto answer = boost::json::parse(app::lookup_json(full(), doubtful, at("2026-07-01"))).as_object();
    CHECK(keys(answer) == std::vector<std::string>{"latitude", "longitude", "as_of", "place", "approximate", "split",
                                                   "districts", "senators"});
    CHECK(answer.at("approximate") == true);
    CHECK(answer.at("place").is_null());
    CHECK(answer.at("districts").as_array().size() == 2);
    CHECK(answer.at("senators").as_array().size() == 2);
}

TEST_CASE("lookup takes degrees from the command line, and explains what is neither a ZIP nor a point") {
    Program program;
    CHECK(program.lookup({"37.76,-122.41"}).status == 0);
    const auto wrong = program.lookup({"37.76;-122.41"});
    CHECK(wrong.status == 2);
    CHECK(says(wrong.err, "`sayso lookup 37.76,-122.41`"));
}
