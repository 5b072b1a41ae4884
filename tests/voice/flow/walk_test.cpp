#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/support/twiml_schema.hpp"
#include "tests/support/world.hpp"
#include "voice/markup/render.hpp"

using namespace sayso;
using namespace sayso::tests;

namespace {

// A caller who does what callers do, and sometimes what none does.
class Anybody {
  public:
    explicit Anybody(unsigned seed) : dice_(seed) {}

    flow::Happening does(const flow::State& state) {
        if (roll(60) == 0) return flow::HungUp{};
        if (roll(25) == 0) return nonsense();
        if (state.step_name().substr(0, 7) == "calling") return dial();
        if (roll(6) == 0) return flow::Silence{};
        if (state.step_name() == "ask_zip") return zip();
        static const char* keys[] = {"1", "1", "1", "2", "3", "4", "6", "9", "*", "0", "#"};
        return flow::Keyed{keys[roll(11)]};
    }
    int roll(int sides) { return static_cast<int>(dice_() % static_cast<unsigned>(sides)); }

  private:
    flow::Happening zip() {
        static const char* zips[] = {"94110", "91711", "42223", "20001", "00901",
                                     "94544", "12345", "99999", "09007", "96960",
                                     "941",   "57717", "96910", "*",     "9411012345678901234567890",
                                     "10001"};
        return flow::Keyed{zips[roll(16)]};
    }
    flow::Happening dial() {
        flow::DialEnded ended;
        ended.outcome = static_cast<flow::DialOutcome>(roll(5));
        ended.seconds = roll(3) == 0 ? roll(10) : roll(1300);
        ended.caller_left = roll(10) == 0;
        return ended;
    }
    flow::Happening nonsense() {
        switch (roll(6)) {
            case 0:
                return flow::Answered{};
            case 1:
                return dial();
            case 2:
                return flow::KeysLost{};
            case 3:
                return flow::Silence{};
            case 4:
                return flow::Keyed{"\xC3\xB1<&\x01"};
            default:
                return flow::Keyed{std::string(200, '7')};
        }
    }
    std::mt19937 dice_;
};

// Both states of two states' senators in one call would be a wrong call (decisions 7).
bool senators_of_one_state(const flow::State& state) {
    std::set<std::string> states;
    for (const auto& stop : state.stops)
        if (stop.target->branch == campaigns::Branch::senate) states.insert(stop.target->state);
    return states.size() <= 1;
}

struct Bench {
    std::shared_ptr<const book::Book> book = world().book();
    std::optional<TwimlSchema> schema = TwimlSchema::load(SAYSO_SHARED_DIR);
    std::set<std::string, std::less<>> steps_seen;
    std::set<flow::EndedBy> ends_seen;

    // What must hold in every state of every call.
    void check(const Caller& caller) {
        const auto document = caller.document();
        CHECK(document == caller.document());
        const auto body = markup::render(document, markup::Dialect::twilio, "https://hotline.example.org").body;
        CHECK(body.size() < 16384);
        if (schema)
            CHECK(schema->problems(body) == std::vector<std::string>{});
        else
            CHECK(markup::read_back(body).error.empty());
        // Sentences outside a Gather only where the call ends.
        if (!caller.state.ended()) CHECK(document.speech.empty());
        const auto bytes = flow::encode(caller.state);
        const auto back = flow::decode(bytes);
        REQUIRE(back);
        CHECK(*back == caller.state);
        CHECK(flow::encode(*back) == bytes);
        CHECK(flow::say(*caller.book, *back, "/voice/twilio/step") == document);
        CHECK(senators_of_one_state(caller.state));
        for (const auto& stop : caller.state.stops) CHECK(stop.dials <= 1 + flow::most_redials);
        CHECK(caller.state.n < flow::most_documents + 1);
        steps_seen.emplace(caller.step());
    }

    void walk(unsigned seed) {
        Anybody anybody(seed);
        static constexpr std::string_view lines[] = {members_line, senators_line, state_line, menu_line,
                                                     spanish_line, house_line,    empty_line};
        flow::Answered answered;
        answered.caller = static_cast<flow::CallerKind>(anybody.roll(4));
        answered.capabilities = {anybody.roll(2) == 0, anybody.roll(2) == 0};
        answered.shuffle = seed;
        if (anybody.roll(2) == 0) answered.web_address = "https://hotline.example.org";
        Caller caller(book, lines[anybody.roll(7)], answered);
        if (anybody.roll(5) == 0) caller.now = noon(2027, 2, 1);
        check(caller);
        for (int turn = 0; turn < 1000 && !caller.state.ended(); ++turn) {
            const auto what = anybody.does(caller.state);
            if (const auto* dial = std::get_if<flow::DialEnded>(&what)) caller.after(dial->seconds + 5);
            const auto before = caller.state;
            if (!caller.happens(what)) {
                CHECK(caller.state == before);
                continue;
            }
            CHECK(caller.state.n == before.n + 1);
            check(caller);
        }
        REQUIRE(caller.state.ended());
        ends_seen.insert(*caller.state.ended_by());
    }
};

}  // namespace

TEST_CASE("Thousands of random callers hear valid documents only, and every call ends within its bounds") {
    Bench bench;
    for (unsigned seed = 1; seed <= 3000; ++seed) {
        CAPTURE(seed);
        bench.walk(seed);
    }
    // The walks are worth something only if they get everywhere.
    CHECK(bench.steps_seen.size() == std::variant_size_v<flow::Step>);
    CHECK(bench.ends_seen.count(flow::EndedBy::thanks) == 1);
    CHECK(bench.ends_seen.count(flow::EndedBy::caller) == 1);
    CHECK(bench.ends_seen.count(flow::EndedBy::given_up) == 1);
    CHECK(bench.ends_seen.count(flow::EndedBy::time) == 1);
    if (!bench.schema) WARN("not checked against the reference: twiml_schema.json absent");
}

TEST_CASE("Without any data every call still reaches the switchboard") {
    auto made = world();
    made.data = {};
    const auto book = made.book();
    for (const char* zip : {"94110", "42223", "20001", "00901", "12345"}) {
        CAPTURE(zip);
        Caller caller(book, members_line);
        caller.key(zip);
        for (int i = 0; i < 4 && caller.step() == "ask_state"; ++i) caller.key("1");
        REQUIRE(caller.step() == "read_script");
        caller.key("1");
        CHECK(caller.hears("through the Capitol switchboard"));
        CHECK(caller.hears("When the operator answers"));
        CHECK(caller.silence().dials() == "+12022243121");
    }
}

TEST_CASE("A script of any length keeps the document small") {
    auto made = world();
    std::string script;
    for (int i = 0; i < 150; ++i) script += "A & B said \"no\" to <them> at the harbor today.\n\n";
    std::vector<campaigns::ScriptProblem> problems;
    made.campaign("state").scripts["en"] = campaigns::Script::parse(script, problems);
    Caller caller(made.book(), state_line);
    const auto body = markup::render(caller.document(), markup::Dialect::twilio, "https://hotline.example.org").body;
    CHECK(body.size() < 65536);
    CHECK(body.size() > 5000);
    CHECK(caller.hears("To go on, press 1."));
}
