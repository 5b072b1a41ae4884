#include "scripts/campaigns/choose.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace sayso;
using namespace sayso::campaigns;
using directory::Chamber;
using directory::StateCode;
using std::chrono::year;
using Who = Target::Who;
using Why = NotCalled::Why;

namespace {

StateCode state(std::string_view code) {
    return *StateCode::parse(code);
}
directory::PhoneNumber phone(std::string_view text) {
    return *directory::PhoneNumber::parse(text);
}
directory::Instant noon(int y, int m, int d) {
    return directory::noon_eastern(year{y} / m / d);
}

const auto dated = noon(2026, 6, 15);
const auto today = noon(2026, 7, 1);

directory::Official member(const std::string& id, const std::string& name, std::string_view code, int number,
                           int senate_class, const char* capitol_phone, directory::Instant to = noon(2027, 1, 3)) {
    directory::Official made;
    made.id = id;
    made.full_name = name;
    made.first_name = name.substr(0, name.find(' '));
    made.last_name = name.substr(name.rfind(' ') + 1);
    made.gender = 'F';
    const bool senator = senate_class != 0;
    directory::Term term{{state(code), senator ? Chamber::senate : Chamber::house, number},
                         senate_class,
                         noon(2025, 1, 3),
                         to,
                         "Party",
                         "",
                         "",
                         {}};
    term.capitol.id = id + "-capitol";
    term.capitol.capitol = true;
    if (capitol_phone) term.capitol.phone = phone(capitol_phone);
    made.terms.push_back(term);
    return made;
}

directory::Office office(const std::string& id, const std::string& city, const char* number, double latitude,
                         double longitude) {
    directory::Office made;
    made.id = id;
    made.city = city;
    if (number) made.phone = phone(number);
    made.coordinates = directory::Coordinates{latitude, longitude};
    return made;
}

// CA-11 held, CA-14 vacant, CA-1 without a phone; two senators of California; Ohio's class 3 seat ended after the data;
// DC, PR and at-large Wyoming; two committees.
directory::DirectoryData rows() {
    directory::DirectoryData data;
    data.dated = dated;
    auto pelosi = member("H000011", "Ana Elf", "CA", 11, 0, "202-225-0011");
    pelosi.local_offices = {office("far", "Fresno", "559-555-2311", 36.7, -119.8),
                            office("near", "San Francisco", "415-555-2311", 37.77, -122.42),
                            office("mute", "Daly City", nullptr, 37.70, -122.46)};
    data.officials = {pelosi,
                      member("H000001", "Bea Still", "CA", 1, 0, nullptr),
                      member("S000001", "Cora Eins", "CA", 0, 1, "202-224-0001", noon(2031, 1, 3)),
                      member("S000003", "Dora Drei", "CA", 0, 3, "202-224-0003", noon(2029, 1, 3)),
                      member("S000011", "Eva Ohio", "OH", 0, 1, "202-224-0011", noon(2031, 1, 3)),
                      member("S000013", "Fay Ends", "OH", 0, 3, "202-224-0013", noon(2026, 11, 3)),
                      member("H000021", "Gil Neun", "OH", 9, 0, "202-225-0021"),
                      member("H000031", "Hana Dee", "DC", 0, 0, "202-225-0031"),
                      member("H000041", "Ida Rico", "PR", 0, 0, "202-225-0041"),
                      member("H000051", "Jo Wide", "WY", 0, 0, "202-225-0051"),
                      member("S000051", "Kay Wyo", "WY", 0, 1, "202-224-0051"),
                      member("S000052", "Lea Wyo", "WY", 0, 2, "202-224-0052")};
    directory::Committee foreign{"HSFA",
                                 "",
                                 directory::CommitteeChamber::house,
                                 "House Committee on Foreign Affairs",
                                 "",
                                 "",
                                 phone("202-225-5021"),
                                 {}};
    foreign.members = {{"H000011", 1, "", true}};
    directory::Committee relations{
        "SSFR", "", directory::CommitteeChamber::senate, "Senate Committee on Foreign Relations", "", "", {}, {}};
    relations.members = {{"S000003", 1, "", true}};
    directory::Committee taxation{
        "JSTX", "", directory::CommitteeChamber::joint, "Joint Committee on Taxation", "", "", phone("202-225-3621"),
        {}};
    data.committees = {foreign, relations, taxation};
    return data;
}

const directory::Directory& full() {
    static const directory::Directory made(rows());
    return made;
}

const directory::Directory& built_in() {
    static const directory::Directory made{directory::DirectoryData{}};
    return made;
}

TargetRule rule(TargetKind kind, std::string committee = {}) {
    TargetRule made;
    made.kind = kind;
    made.committee_id = std::move(committee);
    return made;
}

TargetRule organization(std::string name, const char* number) {
    auto made = rule(TargetKind::organization);
    made.name = std::move(name);
    if (number) made.number = phone(number);
    return made;
}

Campaign campaign(std::vector<TargetRule> targets) {
    Campaign made;
    made.targets = std::move(targets);
    return made;
}

Campaign own_members() {
    return campaign({rule(TargetKind::own_members)});
}

Whereabouts at(std::string_view code, int number = -1) {
    Whereabouts where;
    where.state = state(code);
    if (number >= 0) where.district = directory::District{state(code), Chamber::house, number};
    return where;
}

std::string ids(const Choice& choice) {
    std::string list;
    for (const auto& target : choice.targets) list += (list.empty() ? "" : " ") + target.id;
    return list;
}

std::string why(const Choice& choice) {
    static const char* const words[] = {"vacant",     "unknown",   "no_senators", "not_on_committee",
                                        "beyond_cap", "no_number", "no_delegate"};
    std::string list;
    for (const auto& entry : choice.not_called)
        list += (list.empty() ? "" : " ") + std::string(words[static_cast<int>(entry.why)]);
    return list;
}

}  // namespace

TEST_CASE("A caller's own members are the representative, then both senators, each at the Washington office") {
    const auto choice = choose(own_members(), full(), at("CA", 11), today, 0);
    CHECK(ids(choice) == "H000011 S000001 S000003");
    CHECK(choice.not_called.empty());
    const auto& house = choice.targets[0];
    CHECK(house.who == Who::official);
    CHECK(house.name == "Ana Elf");
    CHECK(house.last_name == "Elf");
    CHECK(house.branch == Branch::house);
    CHECK(house.state == "CA");
    CHECK(house.district == 11);
    CHECK(house.via == Via::direct);
    CHECK(house.office.number == phone("202-225-0011"));
    CHECK(house.office.id == "H000011-capitol");
    CHECK(choice.targets[1].branch == Branch::senate);
    CHECK(choice.targets[1].district == -1);
}

TEST_CASE("The reserve is the local office with a phone nearest to the ZIP's middle") {
    auto where = at("CA", 11);
    where.middle = directory::Coordinates{37.75, -122.41};
    const auto near = choose(own_members(), full(), where, today, 0);
    REQUIRE(near.targets[0].reserve);
    CHECK(near.targets[0].reserve->id == "near");
    CHECK(near.targets[0].reserve->city == "San Francisco");
    where.middle = directory::Coordinates{36.7, -119.7};
    CHECK(choose(own_members(), full(), where, today, 0).targets[0].reserve->id == "far");
    CHECK_FALSE(near.targets[1].reserve);
}

TEST_CASE("A vacant seat is told and never dialled") {
    const auto members = choose(own_members(), full(), at("CA", 14), today, 0);
    CHECK(ids(members) == "S000001 S000003");
    CHECK(why(members) == "vacant");
    CHECK(members.not_called[0].seat == directory::District{state("CA"), Chamber::house, 14});

    SECTION("with nobody else to call, the switchboard is asked for that office") {
        const auto alone = choose(campaign({rule(TargetKind::own_representative)}), full(), at("CA", 14), today, 0);
        REQUIRE(alone.targets.size() == 1);
        CHECK(alone.targets[0].who == Who::own_representative);
        CHECK(alone.targets[0].via == Via::switchboard);
        CHECK(alone.targets[0].office.number == directory::capitol_switchboard());
        CHECK(alone.targets[0].district == 14);
        CHECK(why(alone) == "vacant");
    }
    SECTION("a campaign may skip it") {
        auto skipping = campaign({rule(TargetKind::own_representative)});
        skipping.fallback.kind = FallbackKind::skip;
        CHECK(choose(skipping, full(), at("CA", 14), today, 0).targets.empty());
    }
    SECTION("a campaign may name somebody else to call instead") {
        auto other = campaign({rule(TargetKind::own_representative)});
        other.fallback = {FallbackKind::rule, rule(TargetKind::committee_office, "HSFA")};
        const auto choice = choose(other, full(), at("CA", 14), today, 0);
        CHECK(ids(choice) == "HSFA");
        CHECK(why(choice) == "vacant");
        CHECK(ids(choose(other, full(), at("CA", 11), today, 0)) == "H000011");
    }
}

TEST_CASE("A seat whose holder is not known yet is asked for at the switchboard") {
    const auto after = noon(2026, 11, 22);
    const auto choice = choose(own_members(), full(), at("OH", 9), after, 0);
    REQUIRE(choice.targets.size() == 3);
    CHECK(choice.targets[1].id == "S000011");
    const auto& other = choice.targets[2];
    CHECK(other.who == Who::own_senators);
    CHECK(other.senate_class == 3);
    CHECK(other.via == Via::switchboard);
    CHECK(other.state == "OH");
    CHECK(other.name.empty());

    SECTION("after the Congress has ended, the representative and what is left of the senators") {
        const auto next = choose(own_members(), full(), at("CA", 11), noon(2027, 1, 4), 0);
        REQUIRE(next.targets.size() == 3);
        CHECK(next.targets[0].who == Who::own_representative);
        CHECK(next.targets[0].district == 11);
        CHECK(next.targets[0].branch == Branch::house);
        CHECK(ids(next) == "S000001 S000003");
    }
    SECTION("when neither senator is known, both are asked for at once") {
        const auto later = choose(campaign({rule(TargetKind::own_senators)}), full(), at("CA"), noon(2032, 1, 4), 0);
        REQUIRE(later.targets.size() == 1);
        CHECK(later.targets[0].who == Who::own_senators);
        CHECK(later.targets[0].senate_class == 0);
    }
}

TEST_CASE("DC and the territories have a delegate or resident commissioner and no senators") {
    for (const auto& [code, id] : {std::pair{"DC", "H000031"}, std::pair{"PR", "H000041"}}) {
        const auto choice = choose(own_members(), full(), at(code), today, 0);
        CHECK(ids(choice) == id);
        CHECK(why(choice) == "no_senators");
        CHECK(choice.targets[0].delegate);
    }
    CHECK(title_of(choose(own_members(), full(), at("DC"), today, 0).targets[0], "en") == "Delegate");
    CHECK(title_of(choose(own_members(), full(), at("PR"), today, 0).targets[0], "en") == "Resident Commissioner");

    SECTION("a campaign about senators ends at the delegate, through the switchboard") {
        const auto senators = choose(campaign({rule(TargetKind::own_senators)}), full(), at("DC"), today, 0);
        REQUIRE(senators.targets.size() == 1);
        CHECK(senators.targets[0].id == "H000031");
        CHECK(senators.targets[0].via == Via::switchboard);
    }
    SECTION("Guam's seat without data is asked for as a delegate's") {
        const auto guam = choose(own_members(), built_in(), at("GU"), today, 0);
        REQUIRE(guam.targets.size() == 1);
        CHECK(guam.targets[0].delegate);
        CHECK(guam.targets[0].district == 0);
    }
}

TEST_CASE("The freely associated states have nobody in Congress, and nobody is asked for at the switchboard") {
    const auto choice = choose(own_members(), full(), at("FM"), today, 0);
    CHECK(why(choice) == "no_delegate no_senators");
    CHECK(choice.targets.empty());
}

TEST_CASE("Who does not know the district gets the senators, and the switchboard for the House") {
    const auto choice = choose(own_members(), full(), at("CA"), today, 0);
    REQUIRE(choice.targets.size() == 3);
    CHECK(choice.targets[0].who == Who::own_representative);
    CHECK(choice.targets[0].via == Via::switchboard);
    CHECK(choice.targets[0].district == -1);
    CHECK(choice.targets[0].state == "CA");
    CHECK(choice.targets[1].id == "S000001");
    // One seat needs no question.
    CHECK(ids(choose(own_members(), full(), at("WY"), today, 0)) == "H000051 S000051 S000052");
}

TEST_CASE("The district fixes the state, so that senators of two states never come together") {
    auto where = at("OH", 9);
    where.state = state("CA");
    for (const auto& target : choose(own_members(), full(), where, today, 0).targets) CHECK(target.state == "OH");
}

TEST_CASE("Without a directory both senators are one call at the switchboard, and so without a place") {
    for (const auto& where : {at("CA", 11), Whereabouts{}}) {
        const auto choice = choose(own_members(), built_in(), where, today, 0);
        REQUIRE(choice.targets.size() == 2);
        CHECK(choice.targets[0].who == Who::own_representative);
        CHECK(choice.targets[1].who == Who::own_senators);
        for (const auto& target : choice.targets) CHECK(target.office.number == directory::capitol_switchboard());
    }
}

TEST_CASE("A member without a phone is asked for by name at the switchboard") {
    const auto choice = choose(campaign({rule(TargetKind::own_representative)}), full(), at("CA", 1), today, 0);
    REQUIRE(choice.targets.size() == 1);
    CHECK(choice.targets[0].who == Who::official);
    CHECK(choice.targets[0].name == "Bea Still");
    CHECK(choice.targets[0].via == Via::switchboard);
}

TEST_CASE("Own members who sit on a committee are called, and the others are told why not") {
    const auto house = choose(campaign({rule(TargetKind::own_members, "HSFA")}), full(), at("CA", 11), today, 0);
    CHECK(ids(house) == "H000011");
    CHECK(house.not_called.empty());

    const auto senate = choose(campaign({rule(TargetKind::own_members, "SSFR")}), full(), at("CA", 11), today, 0);
    CHECK(ids(senate) == "S000003");
    CHECK(why(senate) == "not_on_committee");
    CHECK(senate.not_called[0].name == "Cora Eins");

    SECTION("when none does, the committee is asked for") {
        const auto none = choose(campaign({rule(TargetKind::own_members, "HSFA")}), full(), at("OH", 9), today, 0);
        CHECK(ids(none) == "HSFA");
        CHECK(none.targets[0].via == Via::switchboard);
        CHECK(why(none) == "not_on_committee");
    }
    SECTION("or the fallback rule, and nobody stays listed who is called after all") {
        auto other = campaign({rule(TargetKind::own_members, "HSFA")});
        other.fallback = {FallbackKind::rule, rule(TargetKind::own_representative)};
        const auto choice = choose(other, full(), at("OH", 9), today, 0);
        CHECK(ids(choice) == "H000021");
        CHECK(choice.not_called.empty());
    }
}

TEST_CASE("A committee's office is dialled at the organizer's number, else the data's, else through the switchboard") {
    const auto data = choose(campaign({rule(TargetKind::committee_office, "hsfa")}), full(), {}, today, 0);
    CHECK(ids(data) == "HSFA");
    CHECK(data.targets[0].office.number == phone("202-225-5021"));
    CHECK(data.targets[0].branch == Branch::house);
    CHECK(data.targets[0].name == "House Committee on Foreign Affairs");

    auto relations = rule(TargetKind::committee_office, "SSFR");
    const auto absent = choose(campaign({relations}), full(), {}, today, 0);
    CHECK(absent.targets[0].via == Via::switchboard);
    CHECK(absent.targets[0].who == Who::committee);
    relations.number = phone("202-224-4651");
    const auto override = choose(campaign({relations}), full(), {}, today, 0);
    CHECK(override.targets[0].via == Via::direct);
    CHECK(override.targets[0].office.number == phone("202-224-4651"));
    CHECK(override.targets[0].branch == Branch::senate);

    SECTION("and without a directory by the name in the rule, with its chamber from the id") {
        relations.name = std::string("Foreign Relations");
        const auto choice = choose(campaign({relations}), built_in(), {}, today, 0);
        CHECK(choice.targets[0].name == "Foreign Relations");
        CHECK(choice.targets[0].branch == Branch::senate);
        CHECK(choose(campaign({rule(TargetKind::committee_office, "JSTX")}), full(), {}, today, 0).targets[0].branch ==
              Branch::other);
    }
}

TEST_CASE("A named person is dialled wherever the caller lives, while they serve") {
    auto person = rule(TargetKind::person);
    person.official_id = "H000021";
    CHECK(ids(choose(campaign({person}), full(), {}, today, 0)) == "H000021");

    SECTION("after the last known term they are asked for at the switchboard") {
        const auto later = choose(campaign({person}), full(), {}, noon(2027, 2, 1), 0);
        REQUIRE(later.targets.size() == 1);
        CHECK(later.targets[0].via == Via::switchboard);
        CHECK(later.targets[0].name == "Gil Neun");
        CHECK(later.targets[0].last_name == "Neun");
    }
    SECTION("somebody no data knows needs a name") {
        person.official_id = "X000000";
        CHECK(ids(choose(campaign({person}), full(), {}, today, 0)) == "switchboard");
        person.name = std::string("Max Muster");
        const auto named = choose(campaign({person}), full(), {}, today, 0);
        CHECK(named.targets[0].name == "Max Muster");
        CHECK(named.targets[0].via == Via::switchboard);
    }
}

TEST_CASE("An organization is dialled at its own number and says its words in the language asked for") {
    auto department = organization("State Department", "202-647-4000");
    department.operator_words = std::string("Comment line, please.");
    department.operator_words.set("es", "La línea de comentarios, por favor.");
    const auto choice = choose(campaign({organization("A", "202-555-0100"), department}), full(), {}, today, 0, "es");
    CHECK(ids(choice) == "org:0 org:1");
    CHECK(choice.targets[1].office.number == phone("202-647-4000"));
    CHECK(choice.targets[1].operator_words == "La línea de comentarios, por favor.");
    CHECK(choice.targets[1].branch == Branch::other);
    CHECK(title_of(choice.targets[1], "en").empty());
    const auto mute = choose(campaign({organization("A", nullptr), department}), full(), {}, today, 0);
    CHECK(ids(mute) == "org:1");
    CHECK(why(mute) == "no_number");
}

TEST_CASE("Targets come in the campaign's order") {
    auto mixed = campaign(
        {organization("A", "202-555-0100"), rule(TargetKind::own_members), rule(TargetKind::committee_office, "HSFA")});
    CHECK(ids(choose(mixed, full(), at("CA", 11), today, 0)) == "org:0 H000011 S000001 S000003 HSFA");
    mixed.order = Order::house_first;
    CHECK(ids(choose(mixed, full(), at("CA", 11), today, 0)) == "H000011 HSFA S000001 S000003 org:0");
    mixed.order = Order::senate_first;
    CHECK(ids(choose(mixed, full(), at("CA", 11), today, 0)) == "S000001 S000003 H000011 HSFA org:0");
}

TEST_CASE("A shuffle is the same for the same seed everywhere, and fair over many") {
    auto shuffled = own_members();
    shuffled.order = Order::shuffled;
    // Known answers from another program: other platforms and later versions must give the same.
    CHECK(ids(choose(shuffled, full(), at("CA", 11), today, 1)) == "H000011 S000001 S000003");
    CHECK(ids(choose(shuffled, full(), at("CA", 11), today, 2)) == "S000003 H000011 S000001");
    CHECK(ids(choose(shuffled, full(), at("CA", 11), today, 3)) == "S000003 S000001 H000011");
    CHECK(ids(choose(shuffled, full(), at("CA", 11), today, UINT64_MAX)) == "H000011 S000001 S000003");
    std::map<std::string, int> seen;
    for (std::uint64_t seed = 0; seed < 600; ++seed) ++seen[ids(choose(shuffled, full(), at("CA", 11), today, seed))];
    REQUIRE(seen.size() == 6);
    for (const auto& [order, times] : seen) {
        CAPTURE(order);
        CHECK(times > 60);
        CHECK(times < 140);
    }
}

TEST_CASE("Beyond the cap nobody is dialled, and the caller can be told who was left out") {
    auto capped = own_members();
    capped.cap = 2;
    const auto choice = choose(capped, full(), at("CA", 11), today, 0);
    CHECK(ids(choice) == "H000011 S000001");
    REQUIRE(why(choice) == "beyond_cap");
    CHECK(choice.not_called[0].name == "Dora Drei");
    CHECK(choice.not_called[0].seat.chamber == Chamber::senate);
}

TEST_CASE("The same office is called once, however many rules lead to it") {
    auto twice = campaign({rule(TargetKind::own_representative), rule(TargetKind::own_members),
                           organization("Committee", "202-225-5021"), rule(TargetKind::committee_office, "HSFA")});
    CHECK(ids(choose(twice, full(), at("CA", 11), today, 0)) == "H000011 S000001 S000003 org:2");
    CHECK(choose(campaign({rule(TargetKind::own_members), rule(TargetKind::own_members)}), built_in(), at("CA", 11),
                 today, 0)
              .targets.size() == 2);
    const auto vacant = choose(campaign({rule(TargetKind::own_representative), rule(TargetKind::own_members)}), full(),
                               at("CA", 14), today, 0);
    CHECK(why(vacant) == "vacant");
}

TEST_CASE("A campaign asks for no more of the place than its targets need") {
    CHECK(place_need(own_members()) == PlaceNeed::district);
    CHECK(place_need(campaign({rule(TargetKind::own_representative)})) == PlaceNeed::district);
    CHECK(place_need(campaign({rule(TargetKind::own_senators)})) == PlaceNeed::state);
    CHECK(place_need(campaign({rule(TargetKind::own_members, "SSFR")})) == PlaceNeed::state);
    CHECK(place_need(campaign({rule(TargetKind::own_members, "HSFA")})) == PlaceNeed::district);
    CHECK(place_need(campaign({rule(TargetKind::committee_office, "HSFA"), organization("A", "202-555-0100")})) ==
          PlaceNeed::none);
    auto falling_back = campaign({rule(TargetKind::own_senators)});
    falling_back.fallback = {FallbackKind::rule, rule(TargetKind::own_representative)};
    CHECK(place_need(falling_back) == PlaceNeed::state);
    auto for_one = campaign({organization("A", "202-555-0100")});
    for_one.fallback = falling_back.fallback;
    CHECK(place_need(for_one) == PlaceNeed::district);
    CHECK(place_need(campaign({})) == PlaceNeed::none);
}

TEST_CASE("Whatever the place and the moment, nobody in the Union is left without a number unless the campaign skips") {
    const TargetKind kinds[] = {TargetKind::own_representative, TargetKind::own_senators, TargetKind::own_members};
    for (const auto& facts : directory::all_states()) {
        for (const auto when : {noon(2024, 1, 1), today, noon(2026, 12, 1), noon(2027, 1, 4), noon(2040, 1, 1)}) {
            for (const auto kind : kinds) {
                for (const auto* committee : {"", "HSFA", "SSFR", "JSTX"}) {
                    for (const auto* data : {&full(), &built_in()}) {
                        const auto choice =
                            choose(campaign({rule(kind, committee)}), *data, at(facts.code.text()), when, 0);
                        CAPTURE(facts.code.text(), committee, static_cast<int>(kind));
                        // A freely associated state has nobody to ask for, but a committee is still one.
                        const bool nobody = facts.house_seats == 0 && *committee == '\0';
                        REQUIRE(choice.targets.empty() == nobody);
                        std::set<std::string> states;
                        for (const auto& target : choice.targets)
                            if (!target.state.empty()) states.insert(target.state);
                        REQUIRE(states.size() <= 1);
                    }
                }
            }
        }
    }
}

TEST_CASE("A script gets the target's name and title in the language of the page or line") {
    const auto choice = choose(own_members(), full(), at("CA", 11), today, 0);
    const auto english = script_values(choice.targets[1], "en");
    CHECK(english.target_name == "Cora Eins");
    CHECK(english.target_title == "Senator");
    CHECK(english.target_last_name == "Eins");
    CHECK(english.branch == Branch::senate);
    CHECK(script_values(choice.targets[1], "es").target_title == "Senadora");
    CHECK(script_values(choice.targets[0], "es").target_title == "Representante");
    const auto committee = script_values(
        choose(campaign({rule(TargetKind::committee_office, "HSFA")}), full(), {}, today, 0).targets[0], "en");
    CHECK(committee.target_title.empty());
    CHECK(committee.target_last_name == "House Committee on Foreign Affairs");
}
