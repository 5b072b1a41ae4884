#include <catch2/catch.hpp>

#include "tests/support/world.hpp"

using namespace sayso;
using namespace sayso::tests;
using flow::DialOutcome;

namespace {

std::vector<std::string> target_ids(const flow::State& state) {
    std::vector<std::string> ids;
    for (const auto& stop : state.stops) ids.push_back(stop.target->id);
    return ids;
}
using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("The greeting names sponsor and topic in one sentence and asks for the ZIP") {
    const Caller caller(world().book(), members_line);
    CHECK(caller.hears() ==
          "Hello. The Harbor League asks for your help with this call: Ask your members for a hearing.\n"
          "Please key in the five digits of the ZIP code where you live.\n");
    const auto document = caller.document();
    const auto& gather = std::get<markup::Gather>(document.ending);
    CHECK(gather.digits == 5);
    CHECK(gather.finish_on_key == "#");
    CHECK(gather.action == "/voice/twilio/step?n=0");
    CHECK(document.speech.empty());
}

TEST_CASE("A campaign whose targets do not depend on place asks for no ZIP") {
    Caller caller(world().book(), state_line);
    CHECK(caller.step() == "read_script");
    CHECK(caller.hears("The Harbor League asks"));
    CHECK(caller.hears("You will speak with one office: the Department of Harbors."));
    caller.key("1");
    CHECK(caller.hears("Your call goes to the Department of Harbors."));
    CHECK(caller.silence().dials() == "+12025550190");
}

TEST_CASE("A line with several campaigns asks which one, and each is reached by its key") {
    Caller caller(world().book(), menu_line);
    CHECK(caller.hears() ==
          "Hello. There are three calls you can make on this line.\n"
          "To make this call: Ask your members for a hearing, press 1.\n"
          "To make this call: Ask your senators for a vote, press 2.\n"
          "To make this call: Ask for an answer, press 3.\n");
    Caller second = caller, third = caller, wrong = caller;
    CHECK(second.key("2").hears("Ask your senators for a vote"));
    CHECK(second.state.campaign == campaigns::CampaignRef{2, 1});
    CHECK(second.changed.back().campaign == campaigns::CampaignRef{2, 1});
    CHECK(third.key("3").step() == "read_script");
    CHECK(third.hears("The Harbor League asks for your help with this call: Ask for an answer."));
    CHECK(wrong.key("7").hears("Please choose one of these."));
    CHECK(wrong.silence().silence().step() == "offer_help");
    CHECK(wrong.hears("press 1"));
}

TEST_CASE("A menu has five entries at most") {
    auto made = world();
    for (int i = 6; i <= 9; ++i) {
        auto more = made.campaign("senators");
        more.ref = {i, 1};
        more.slug = "more" + std::to_string(i);
        made.campaigns.push_back(more);
    }
    made.lines[3].campaign_slugs = {"members", "more6", "more7", "more8", "more9", "senators"};
    Caller caller(made.book(), menu_line);
    CHECK(std::get<flow::ChooseCampaign>(caller.state.step).campaigns.size() == 5);
    CHECK_FALSE(caller.hears("press 6"));
}

TEST_CASE("What was wrong with a ZIP is told, three times in all, then there is a way on") {
    Caller caller(world().book(), members_line);
    caller.silence();
    CHECK(caller.hears("I did not hear any keys."));
    CHECK(caller.hears("Please use the number keys of your telephone"));
    caller.key("941");
    CHECK(caller.hears("I heard three digits, and a ZIP code has five."));
    CHECK(caller.hears("Let us try once more"));
    caller.key("99999");
    CHECK(caller.step() == "offer_help");
    CHECK(caller.hears("press 1"));
    CHECK(caller.key("1").dials() == "+12022243121");
    CHECK(caller.state.legs.at(0).target == -1);
    caller.dial(DialOutcome::answered, 60);
    CHECK(caller.step() == "thanks");
    CHECK(caller.hears("Good-bye."));
}

TEST_CASE("An unknown ZIP is told as such, and one digit is one digit") {
    Caller caller(world().book(), members_line);
    CHECK(caller.key("99999").hears("I could not find that ZIP code.\nPlease key in the five digits"));
    Caller one(world().book(), members_line);
    CHECK(one.key("9").hears("I heard one digit, and a ZIP code has five."));
    Caller star(world().book(), members_line);
    CHECK(star.key("*").hears("I did not hear any keys."));
    Caller nine(world().book(), members_line);
    CHECK(nine.key("941101234").step() == "read_script");
}

TEST_CASE("Military mail is told to key the home ZIP") {
    Caller caller(world().book(), members_line);
    CHECK(caller.key("09007").hears("military mail. I need the home ZIP code"));
    CHECK(caller.step() == "ask_zip");
    CHECK(caller.key("94110").step() == "read_script");
}

TEST_CASE("A ZIP lost by overload is asked again with an apology and costs no attempt") {
    Caller caller(world().book(), members_line);
    caller.lost().lost().lost().lost();
    CHECK(caller.hears("I am sorry, I missed your ZIP code.\nPlease key in"));
    CHECK(std::get<flow::AskZip>(caller.state.step).attempt == 1);
    CHECK(caller.key("94110").step() == "read_script");
}

TEST_CASE("The way on is offered three times, with the web address where there is one, and ends with the number said") {
    flow::Answered answered;
    answered.web_address = "https://hotline.example.org/";
    Caller caller(world().book(), members_line, answered);
    caller.silence().silence().silence();
    CHECK(caller.hears("hotline dot example dot org"));
    CHECK(caller.silence().silence().silence().step() == "thanks");
    CHECK(caller.hears("2 0 2, 2 2 4, 3 1 2 1"));
    CHECK(caller.hears("Good-bye."));
    CHECK(caller.state.ended_by() == flow::EndedBy::given_up);
}

TEST_CASE("A ZIP of one district leads straight to the script") {
    Caller caller(world().book(), members_line);
    caller.key("94110");
    CHECK(caller.hears("Your ZIP code is in San Francisco, California."));
    CHECK(
        caller.hears("You will speak with three offices: Senator Elena Reyes, Senator Sanjay Nair and Representative "
                     "Nora Lindqvist."));
    CHECK(target_ids(caller.state) == Ids{"R000002", "N000003", "L000001"});
    REQUIRE(caller.changed.back().place);
    CHECK(caller.changed.back().place->city == "San Francisco");
    CHECK(caller.changed.back().place->districts.size() == 1);
}

TEST_CASE("The ZIP is nowhere in the state, nor in the event's description") {
    for (const char* zip : {"94110", "91711", "42223", "12345", "00901"}) {
        Caller caller(world().book(), members_line);
        const auto event = caller.event(flow::Keyed{zip});
        caller.key(zip);
        CHECK(flow::encode(caller.state).find(zip) == std::string::npos);
        CHECK(flow::describe(event) == "keyed 5 keys");
    }
    // Coordinates would tell the ZIP as well.
    Caller split(world().book(), members_line);
    CHECK(flow::encode(split.key("91711").state).find("37") == std::string::npos);
}

TEST_CASE("A ZIP of six districts offers them by name on keys 1 to 6, the vacant seat as such, and 9") {
    Caller caller(world().book(), members_line);
    caller.key("91711");
    CHECK(caller.hears() ==
          "Your ZIP code lies in more than one congressional district. Who represents you in the House?\n"
          "For Representative Ann Ortiz, press 1.\nFor Representative Ben Park, press 2.\n"
          "For Representative Cal Quinn, press 3.\nFor Representative Kay Brandt, press 4.\n"
          "For Representative Dee Rossi, press 5.\n"
          "For district thirty-five of California, where the seat is vacant, press 6.\n"
          "If you do not know, press 9.\n");
    CHECK(caller.changed.back().place->districts.size() == 6);
    Caller fifth = caller, sixth = caller, unsure = caller, other = caller;
    CHECK(target_ids(fifth.key("5").state) == Ids{"R000002", "N000003", "X000031"});
    CHECK(fifth.state.place.districts.size() == 1);
    CHECK(fifth.hears("Your ZIP code is in Claremont, California."));
    CHECK(target_ids(sixth.key("6").state) == Ids{"R000002", "N000003"});
    CHECK(sixth.hears("Vacant at this time: the House seat of district thirty-five of California."));
    unsure.key("9");
    CHECK(target_ids(unsure.state) == Ids{"R000002", "N000003", ""});
    CHECK(unsure.hears("and your representative."));
    other.key("7");
    CHECK(other.hears("Please choose one of these.\nFor Representative Ann Ortiz, press 1."));
    CHECK(other.silence().silence().step() == "read_script");
}

TEST_CASE("Who does not know the district asks the switchboard for the representative, with words to say") {
    Caller caller(world().book(), members_line);
    caller.key("91711").key("9").key("1").key("9").key("9");
    CHECK(caller.hears("Your last call goes to your representative, through the Capitol switchboard."));
    CHECK(caller.hears("When the operator answers, ask for your representative, and give your ZIP code"));
    CHECK(caller.silence().dials() == "+12022243121");
}

TEST_CASE("A ZIP over a state line: the representative's state fixes the senators") {
    Caller caller(world().book(), members_line);
    caller.key("42223");
    CHECK(caller.hears("For Representative Ada Kettering of Kentucky, press 1."));
    CHECK(caller.hears("For Representative Paul Ransom of Tennessee, press 2."));
    Caller kentucky = caller, tennessee = caller;
    CHECK(target_ids(kentucky.key("1").state) == Ids{"W000006", "S000007", "K000004"});
    CHECK(kentucky.hears("Your ZIP code is in Fort Campbell, Kentucky."));
    CHECK(target_ids(tennessee.key("2").state) == Ids{"H000008", "P000009", "R000005"});
    CHECK_FALSE(tennessee.hears("Fort Campbell"));
    caller.key("9");
    CHECK(caller.step() == "ask_state");
    CHECK(caller.hears("For Kentucky, press 1.\nFor Tennessee, press 2."));
    CHECK(target_ids(caller.key("2").state) == Ids{"H000008", "P000009", ""});
}

TEST_CASE("Senators only: the state is asked, and only where there are two") {
    Caller two(world().book(), senators_line);
    CHECK(two.key("42223").step() == "ask_state");
    CHECK(target_ids(two.key("1").state) == Ids{"W000006", "S000007"});
    Caller one(world().book(), senators_line);
    CHECK(one.key("91711").step() == "read_script");
    CHECK(target_ids(one.state) == Ids{"R000002", "N000003"});
    Caller silent(world().book(), senators_line);
    CHECK(silent.key("42223").silence().silence().silence().step() == "offer_help");
    CHECK(silent.hears("I could not find out which state you live in."));
}

TEST_CASE("A committee none of the candidates sits on needs no question about the district") {
    auto made = world();
    made.data.committees.push_back(
        {"HSXX", "", directory::CommitteeChamber::house, "House Committee on Harbors", "", "", {}, {}});
    made.campaign("house").targets.front().committee_id = "HSXX";
    Caller caller(made.book(), house_line);
    CHECK(caller.key("91711").step() == "read_script");
    REQUIRE(caller.state.stops.size() == 1);
    CHECK(caller.hears("the House Committee on Harbors"));
}

TEST_CASE("DC and Puerto Rico are told that they have a delegate and no senators") {
    Caller dc(world().book(), members_line);
    dc.key("20001");
    CHECK(dc.hears("In the District of Columbia you have a delegate in the House, and no senators."));
    CHECK(dc.hears("one office: Delegate Dora Ellison."));
    Caller pr(world().book(), members_line);
    pr.key("00901");
    CHECK(pr.hears("In Puerto Rico you have a resident commissioner"));
    CHECK(pr.hears("Resident Commissioner Luis Ocasio."));
}

TEST_CASE("A vacant seat is told and not dialled") {
    Caller caller(world().book(), members_line);
    caller.key("94544");
    CHECK(caller.hears("Vacant at this time: the House seat of district fourteen of California."));
    CHECK(target_ids(caller.state) == Ids{"R000002", "N000003"});
}

TEST_CASE("A seat whose holder is not known yet is asked for at the switchboard by its district") {
    auto made = world();
    Caller caller(made.book(), house_line);
    caller.now = noon(2027, 2, 1);  // the House terms of the data have run out
    caller.key("94110");
    CHECK(caller.hears("I do not know yet who holds the House seat of district eleven of California."));
    caller.key("1");
    CHECK(caller.hears("Your call goes to your representative, through the Capitol switchboard."));
    CHECK(caller.hears("say: the representative of district eleven of California, please."));
    CHECK(caller.silence().dials() == "+12022243121");
    Caller split(made.book(), house_line);
    split.now = noon(2027, 2, 1);
    CHECK(split.key("91711").hears("For district twenty-seven of California, press 1."));
}

TEST_CASE("An approximate place is told") {
    Caller caller(world().book(), members_line);
    caller.key("12345");
    CHECK(caller.hears("Your ZIP code is in Schenectady, New York.\nFrom this ZIP code alone I know only roughly"));
    CHECK(caller.hears("Vacant at this time: both Senate seats of New York."));
    CHECK(caller.state.place.approximate);
}

TEST_CASE("Nobody to call is told, and the switchboard offered") {
    auto made = world();
    auto& campaign = made.campaign("house");
    campaign.fallback.kind = campaigns::FallbackKind::skip;
    Caller caller(made.book(), house_line);
    caller.key("94544");
    CHECK(caller.step() == "offer_help");
    CHECK(caller.hears("For your place there is nobody to call in this campaign."));
}

TEST_CASE("Spanish lines speak Spanish from the greeting to the good-bye, with the official's gender") {
    Caller caller(world().book(), spanish_line);
    CHECK(caller.hears("Hola. La Liga del Puerto le pide su ayuda con esta llamada: Pida una audiencia."));
    caller.key("94110");
    CHECK(caller.hears(
        "Usted hablará con tres oficinas: la senadora Elena Reyes, el senador Sanjay Nair y la representante Nora "
        "Lindqvist."));
    CHECK(caller.hears("Por favor, convoque una audiencia."));
    caller.key("1").silence().dial(DialOutcome::busy);
    CHECK(
        caller.hears("La línea está ocupada.\nPara intentarlo otra vez, oprima 1.\nPara llamar a la oficina de "
                     "Springfield, oprima 2."));
    Caller dc(world().book(), spanish_line);
    CHECK(dc.key("20001").hears("En el Distrito de Columbia usted tiene un delegado"));
    Caller vacant(world().book(), spanish_line);
    CHECK(vacant.key("94544").hears(
        "una vacante: el escaño del distrito catorce de California en la Cámara de Representantes."));
    for (const auto& one : {caller, dc, vacant}) {
        const auto document = one.document();
        for (const auto& speech : std::get<markup::Gather>(document.ending).prompts)
            CHECK(std::get<markup::Say>(speech).language == "es");
    }
}

TEST_CASE("A public address is said only where a caller can reach it") {
    CHECK(flow::spoken_address("https://call.example-site.org", "en") == "call dot example dash site dot org");
    CHECK(flow::spoken_address("https://call.example.org/", "es") == "call punto example punto org");
    for (const char* url :
         {"http://127.0.0.1:8080", "http://localhost:8080", "", "http://localhost", "https://10.0.0.1",
          "https://call.example.org:8443", "https://call.example.org/a/b", "http://[::1]/", "http://box.local"}) {
        CAPTURE(url);
        CHECK(flow::spoken_address(url, "en").empty());
    }
}
