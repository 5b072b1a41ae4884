// Callers who do anything at all, on the real content over the real directory: what they send goes through the reading
// of the provider's requests, the flow and the markup. SAYSO_CALLERS and SAYSO_SEED choose how many and which.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <set>

#include "service/content/content.hpp"
#include "service/intake/intake.hpp"
#include "tests/support/twiml_schema.hpp"
#include "voice/flow/machine.hpp"
#include "voice/markup/render.hpp"
#include "voice/webhook/webhook.hpp"

using namespace sayso;

namespace {

constexpr std::string_view step_path = "/voice/twilio/step";

unsigned from_environment(const char* name, unsigned otherwise) {
    const char* text = std::getenv(name);
    return text ? static_cast<unsigned>(std::strtoul(text, nullptr, 10)) : otherwise;
}

directory::Instant today() {
    return directory::noon_eastern(std::chrono::year{2026} / 11 / 23);
}

// A directory, content and the ZIP codes worth keying.
struct World {
    std::string name;
    std::shared_ptr<const book::Book> book;
    std::vector<std::string> zips;
};

std::shared_ptr<const book::Book> book_of(const std::string& content,
                                          std::shared_ptr<const directory::Directory> people) {
    auto folder = content::read_folder(content);
    REQUIRE(folder.ok());
    std::vector<std::shared_ptr<const book::Document>> documents;
    std::int64_t topic = 0, campaign = 0;
    for (auto& document : folder.documents) {
        document.topic.id = ++topic;
        document.topic.revision = 1;
        for (auto& one : document.campaigns) one.ref = {++campaign, 1};
        documents.push_back(std::make_shared<const book::Document>(std::move(document)));
    }
    return std::make_shared<const book::Book>(std::move(people), std::move(documents),
                                              std::vector<std::shared_ptr<const book::Document>>{},
                                              std::move(folder.lines), 1);
}

std::vector<World> read_worlds() {
    const std::string root = SAYSO_SOURCE_DIR;
    const auto read = [](const std::string& folder, std::vector<std::string>& zips) {
        auto parsed = intake::read_folder(folder, today(), today());
        for (const auto& row : parsed.data.zip_districts) zips.push_back(row.zip.text());
        for (const auto& place : parsed.data.zip_places)
            if (!place.state) zips.push_back(place.zip.text());
        return std::make_shared<const directory::Directory>(std::move(parsed.data));
    };
    std::vector<World> all;
    std::vector<std::string> few, many;
    const auto made_up = read(root + "/tests/data/directory", few);
    all.push_back({"made up", book_of(root + "/tests/calls/content", made_up), few});
    const auto nobody = std::make_shared<const directory::Directory>(directory::DirectoryData{});
    all.push_back({"nobody known", book_of(root + "/deploy/sample", nobody), few});
    const std::string published = std::string(SAYSO_SHARED_DIR) + "/data";
    if (!std::filesystem::exists(published + "/legislators-current.yaml")) {
        WARN("not walked over the public files: absent");
        return all;
    }
    const auto country = read(published, many);
    all.push_back({"the country, the sample's line", book_of(root + "/deploy/sample", country), many});
    all.push_back({"the country, lines of every kind", book_of(root + "/tests/calls/content", country), many});
    return all;
}

// Read once: the public files are large.
const std::vector<World>& worlds() {
    static const auto all = read_worlds();
    return all;
}

// What a provider would send for what somebody does.
class Anybody {
  public:
    Anybody(std::uint64_t seed, const World& world) : dice_(seed), world_(world) {}
    int roll(int sides) { return static_cast<int>(dice_() % static_cast<unsigned>(sides)); }

    webhook::Fields does(const flow::State& state) {
        webhook::Fields form{{"CallSid", "CA0123456789abcdef0123456789abcdef"}, {"CallStatus", "in-progress"}};
        if (roll(70) == 0) return form[1].second = "completed", form;
        const bool calling = state.step_name().substr(0, 7) == "calling";
        if (calling != (roll(40) == 0)) return dial(form), form;
        if (roll(8) == 0)
            form.emplace_back("SpeechResult", speech());
        else if (roll(7) != 0)
            form.emplace_back("Digits", keys(state));
        return form;
    }

  private:
    void dial(webhook::Fields& form) {
        static const char* outcomes[] = {"completed", "answered", "busy", "no-answer",
                                         "failed",    "canceled", "",     "<unheard of>"};
        form.emplace_back("DialCallStatus", outcomes[roll(8)]);
        static const char* seconds[] = {"0", "1", "9", "10", "35", "240", "1200", "-5", "x", "999999999999"};
        form.emplace_back("DialCallDuration", seconds[roll(10)]);
        if (roll(12) == 0) form[1].second = "completed";
    }
    std::string speech() {
        static const char* words[] = {"yes",      "no",   "<Say>x</Say>", "\xC3\xB1", "one", "nine four one one zero",
                                      "\x01\x02", "&amp;"};
        return words[roll(8)];
    }
    std::string keys(const flow::State& state) {
        if (roll(30) == 0) {
            static const char* odd[] = {
                "#", "*0#", "77777777777777777777777777777777777777", "ABCD", "12", " 1", "1#", "\xFF", ""};
            return odd[roll(9)];
        }
        if (state.step_name() == "ask_zip" && roll(12) != 0) {
            if (roll(6) == 0) return std::to_string(10000 + roll(90000));
            return world_.zips[static_cast<std::size_t>(roll(static_cast<int>(world_.zips.size())))];
        }
        static const char* usual[] = {"1", "1", "1", "1", "2", "3", "4", "5", "9", "0", "*"};
        return usual[roll(11)];
    }

    std::mt19937_64 dice_;
    const World& world_;
};

struct Walks {
    std::optional<tests::TwimlSchema> schema = tests::TwimlSchema::load(SAYSO_SHARED_DIR);
    std::set<std::string, std::less<>> steps;
    std::size_t calls = 0, documents = 0, longest = 0;

    void check(const book::Book& book, const flow::State& state) {
        const auto document = flow::say(book, state, step_path);
        const auto body = markup::render(document, markup::Dialect::twilio, "https://hotline.example.org").body;
        CHECK(body.size() < 65536);
        const auto problems = schema ? schema->problems(body) : std::vector<std::string>{markup::read_back(body).error};
        CHECK((problems.empty() || problems.front().empty()));
        if (!problems.empty()) INFO(problems.front() << "\n" << body);
        const auto bytes = flow::encode(state);
        const auto back = flow::decode(bytes);
        REQUIRE(back);
        CHECK(*back == state);
        steps.emplace(state.step_name());
        longest = std::max(longest, body.size());
        ++documents;
    }

    static flow::Event event(flow::Happening what, int since, directory::Instant answered = today()) {
        flow::Event made;
        made.at = answered + std::chrono::seconds(since);
        made.since_answer = since;
        made.what = std::move(what);
        return made;
    }

    void walk(const World& world, std::uint64_t seed) {
        Anybody anybody(seed, world);
        const auto& lines = world.book->lines();
        flow::Answered answered;
        answered.line = lines[static_cast<std::size_t>(anybody.roll(static_cast<int>(lines.size())))].number;
        static const char* callers[] = {"+14155550123", "+442071234567", "anonymous", "sip:a@b", "", "+266696687"};
        answered.caller = webhook::caller_kind(callers[anybody.roll(6)]);
        answered.shuffle = seed;
        answered.web_address = "https://hotline.example.org";
        const auto at = today() + std::chrono::hours(anybody.roll(168));  // any hour of a week
        auto state = flow::start(*world.book, event(answered, 0, at));
        check(*world.book, state);
        int since = 0;
        for (int turn = 0; turn < 2000 && !state.ended(); ++turn) {
            const auto instruction = webhook::twilio_instruction(anybody.does(state));
            REQUIRE(instruction);
            since += 4 + (instruction->has_dial ? instruction->dial.seconds % 1500 : 0);
            auto moved = flow::next(*world.book, state, event(webhook::happened(*instruction), since, at));
            if (!moved) continue;
            REQUIRE(moved->n == state.n + 1);
            state = std::move(*moved);
            check(*world.book, state);
        }
        REQUIRE(state.ended());
        CHECK(state.n < flow::most_documents);
        ++calls;
    }
};

// Somebody who says yes to everything and reaches every office. Gives the documents heard, and who was called.
std::pair<int, std::size_t> shortest(const World& world, const directory::PhoneNumber& line, const std::string& zip) {
    flow::Answered answered;
    answered.line = line;
    int since = 0;
    auto state = flow::start(*world.book, Walks::event(answered, since));
    std::size_t targets = 0;
    for (int turn = 0; turn < 200 && !state.ended(); ++turn) {
        since += 5;
        flow::Happening what = flow::Keyed{"1"};
        if (state.step_name() == "ask_zip") what = flow::Keyed{zip};
        if (state.step_name() == "announce") what = flow::Silence{};
        if (state.step_name().substr(0, 7) == "calling") what = flow::DialEnded{flow::DialOutcome::answered, 30, false};
        auto moved = flow::next(*world.book, state, Walks::event(what, since));
        REQUIRE(moved);
        state = std::move(*moved);
        targets = std::max(targets, state.stops.size());
    }
    REQUIRE(state.ended());
    return {state.n + 1, targets};
}

}  // namespace

TEST_CASE("Random callers on real lines hear valid documents only, and every call ends") {
    const unsigned callers = from_environment("SAYSO_CALLERS", 2000);
    const unsigned seed = from_environment("SAYSO_SEED", 20261123);
    const auto& all = worlds();
    Walks walks;
    for (unsigned i = 0; i < callers; ++i) {
        const auto& world = all[i % all.size()];
        INFO("SAYSO_SEED=" << seed << ", caller " << i << ", " << world.name);
        walks.walk(world, seed * 1000003ULL + i);
    }
    if (callers >= 1000) CHECK(walks.steps.size() == std::variant_size_v<flow::Step>);
    if (!walks.schema) WARN("not checked against the reference: twiml_schema.json absent");
    WARN("SAYSO_SEED=" << seed << ": " << walks.calls << " calls, " << walks.documents << " documents, the largest of "
                       << walks.longest << " bytes");
}

TEST_CASE("The shortest way through a call for k offices takes no more than 4 + 3k documents") {
    const auto& all = worlds();
    std::size_t tried = 0, most = 0;
    for (const auto& world : all) {
        for (std::size_t i = 0; i < world.zips.size(); i += 1 + world.zips.size() / 60) {
            for (const auto& line : world.book->lines()) {
                if (line.campaign_slugs.size() != 1) continue;  // a menu is a question more
                INFO(world.name << ", " << line.number.e164() << ", " << world.zips[i]);
                const auto [documents, targets] = shortest(world, line.number, world.zips[i]);
                if (targets == 0) continue;  // military mail is asked for another ZIP, up to three times
                CHECK(documents <= 4 + 3 * static_cast<int>(targets));
                most = std::max(most, targets);
                ++tried;
            }
        }
    }
    CHECK(tried > 50);
    CHECK(most >= 3);
}
