#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>

#include "service/app/call_line.hpp"
#include "service/app/call_screen.hpp"
#include "service/app/session.hpp"
#include "service/http/form.hpp"
#include "tests/support/running_server.hpp"

// `sayso call` from the operator's side: what is typed, shown and returned. The line is a small one of the test's own,
// over the wire.
using namespace sayso;
using simulator::FarEnd;

namespace {

bool says(const std::string& text, const std::string& words) {
    return text.find(words) != std::string::npos;
}

// A folder with a token and a configuration, which goes with it.
struct Folder {
    std::filesystem::path path;
    std::string config;

    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "sayso-call-XXXXXX").string();
        path = mkdtemp(pattern.data());
        std::ofstream(path / "tokens") << "the-token\n";
        std::filesystem::permissions(path / "tokens",
                                     std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        config = path / "sayso.toml";
        write("");
    }
    ~Folder() { std::filesystem::remove_all(path); }
    void write(const std::string& server) const {
        std::ofstream(config) << "[server]\npublic_url = \"https://hotline.example.org\"\n"
                              << server << "[providers.twilio]\nauth_tokens_file = \"" << (path / "tokens").string()
                              << "\"\n";
    }
};

// Asks for a ZIP, dials once, asks how it went, and says good-bye; refuses what is not signed with the token.
class SmallLine {
  public:
    SmallLine() : server_(router()) {}
    std::string url() const { return server_.url(); }
    // At this target the answer is larger than a provider takes.
    void spoils(const std::string& target) { spoiled_ = target; }
    std::string fallback_error() const {
        const std::lock_guard lock(mutex_);
        return fallback_error_;
    }
    std::vector<std::string> targets() const {
        const std::lock_guard lock(mutex_);
        return targets_;
    }

  private:
    const http::Router& router() {
        const http::Handler handler = [this](const http::Request& request) { return answer(request); };
        for (const char* path :
             {"/voice/twilio/answer", "/voice/twilio/step", "/voice/twilio/status", "/voice/twilio/fallback"}) {
            router_.add(http::Method::post, path, http::HeaderSet::phone, handler);
        }
        return router_;
    }
    boost::asio::awaitable<http::Response> answer(const http::Request& request) {
        const std::vector<std::string> tokens{"the-token"};
        const auto form = http::parse_form(request.body).value();
        const bool valid =
            webhook::twilio_signature_valid(tokens, "https://hotline.example.org" + request.target, "POST", form,
                                            request.body, request.headers.get("X-Twilio-Signature"));
        {
            const std::lock_guard lock(mutex_);
            targets_.push_back(request.target);
        }
        if (!valid) co_return http::refuse(403);
        if (request.target == spoiled_) co_return http::xml("text/xml", std::string(2'000'000, ' '));
        if (request.path == "/voice/twilio/fallback") {
            const std::lock_guard lock(mutex_);
            fallback_error_ =
                std::string(webhook::field(form, "ErrorCode")) + " " + std::string(webhook::field(form, "ErrorUrl"));
            co_return http::xml("text/xml", "<Response>" + gather(2, "Where were we?") + "</Response>");
        }
        if (request.path == "/voice/twilio/status") co_return http::refuse(204);
        std::string verbs = "<Say>Thanks. Good-bye.</Say><Hangup/>";
        if (request.path == "/voice/twilio/answer") verbs = gather(0, "Your ZIP code?");
        if (request.query == "n=0")
            verbs = "<Dial action=\"/voice/twilio/step?n=1\" timeLimit=\"600\">+12022243121</Dial>";
        if (request.query == "n=1") verbs = gather(2, "How did it go?");
        co_return http::xml("text/xml; charset=utf-8", "<Response>" + verbs + "</Response>");
    }
    static std::string gather(int n, const std::string& words) {
        return "<Gather numDigits=\"5\" finishOnKey=\"#\" actionOnEmptyResult=\"true\" action=\"/voice/twilio/step?n=" +
               std::to_string(n) + "\"><Say>" + words + "</Say></Gather>";
    }

    http::Router router_;
    mutable std::mutex mutex_;
    std::vector<std::string> targets_;
    std::string spoiled_, fallback_error_;
    test::RunningServer server_;
};

struct Run {
    int status = 0;
    std::string out, err;
};

Run run(const Folder& folder, std::vector<const char*> arguments, const std::string& typed = "") {
    arguments.insert(arguments.begin(), {"sayso", "call"});
    arguments.insert(arguments.end(), {"--config", folder.config.c_str()});
    std::istringstream in(typed);
    std::ostringstream out, err;
    Run result;
    result.status = app::run(static_cast<int>(arguments.size()), arguments.data(), in, out, err);
    result.out = out.str();
    result.err = err.str();
    return result;
}

}  // namespace

TEST_CASE("a scripted call is shown line by line and ends with status 0") {
    const Folder folder;
    SmallLine line;
    const auto result =
        run(folder, {"+12025550142", "--url", line.url().c_str(), "--keys", "94110,1", "--dial", "answered:35"});
    CHECK(result.status == 0);
    CHECK(result.err.empty());
    for (const char* shown :
         {"  Your ZIP code?\n> 94110\n", "~ dialling (202) 224-3121, showing the caller's own number\n",
          "~ answered, 35 seconds\n", "  How did it go?\n> 1\n", "  Thanks. Good-bye.\n",
          "The call ended with a good-bye (4 steps)"}) {
        INFO(shown);
        CHECK(says(result.out, shown));
    }
    CHECK_FALSE(says(result.out, "\x1b"));  // no colours where nobody sees them
    CHECK(line.targets() == std::vector<std::string>{"/voice/twilio/answer", "/voice/twilio/step?n=0",
                                                     "/voice/twilio/step?n=1", "/voice/twilio/step?n=2",
                                                     "/voice/twilio/status"});
}

TEST_CASE("the transcript for programs has every step with its request, words, key and leg") {
    const Folder folder;
    SmallLine line;
    const auto result =
        run(folder, {"+12025550142", "--url", line.url().c_str(), "--keys", "94110,", "--dial", "busy", "--json"});
    CHECK(result.status == 0);
    const auto transcript = boost::json::parse(result.out).as_object();
    CHECK(transcript.at("ended").as_string() == "good-bye");
    const auto& steps = transcript.at("steps").as_array();
    REQUIRE(steps.size() == 4);
    for (std::size_t i = 0; i < steps.size(); ++i) CHECK(steps[i].at("n").to_number<std::size_t>() == i);
    const auto& zip = steps[0].as_object();
    CHECK(zip.at("url").as_string() == "https://hotline.example.org/voice/twilio/answer");
    CHECK(zip.at("status").to_number<int>() == 200);
    CHECK(zip.at("said").as_string() == "Your ZIP code?");
    CHECK(zip.at("key").as_string() == "94110");
    CHECK(zip.at("leg").is_null());
    CHECK(zip.at("params").at("CallStatus").as_string() == "ringing");
    CHECK(zip.at("params").at("To").as_string() == "+12025550142");
    const auto& dial = steps[1].as_object();
    CHECK(dial.at("key").is_null());
    CHECK(dial.at("params").at("Digits").as_string() == "94110");
    CHECK(boost::json::serialize(dial.at("leg")) == "{\"to\":\"+12022243121\",\"outcome\":\"busy\",\"seconds\":0}");
    CHECK(steps[2].at("key").as_string().empty());
}

TEST_CASE("hanging up, and calls that do not end in a good-bye, have status 1") {
    const Folder folder;
    SmallLine line;
    auto result =
        run(folder, {"+12025550142", "--url", line.url().c_str(), "--keys", "94110", "--hang-up-at", "1", "--json"});
    CHECK(result.status == 1);
    CHECK(boost::json::parse(result.out).at("ended").as_string() == "hung-up");
    CHECK(line.targets().back() == "/voice/twilio/status");
    result = run(folder, {"+12025550142", "--url", "http://127.0.0.1:1", "--keys", "1"});
    CHECK(result.status == 1);
    CHECK(says(result.out, "Connection refused. Is the service running? Start it with deploy/start"));
    CHECK(result.out.find("No answer from") == result.out.rfind("No answer from"));  // said once
}

TEST_CASE("an answer that cannot be taken is asked for at the fallback address, as a provider would") {
    const Folder folder;
    SmallLine line;
    line.spoils("/voice/twilio/step?n=1");
    const auto result = run(folder, {"+12025550142", "--url", line.url().c_str(), "--keys", "94110,1"});
    CHECK(result.status == 0);
    CHECK(says(result.out, "fallback"));  // the note is wrapped to the screen
    CHECK(says(result.out, "Where were we?"));
    CHECK(says(result.out, "Thanks. Good-bye."));
    const auto targets = line.targets();
    CHECK(std::count(targets.begin(), targets.end(), "/voice/twilio/fallback") == 1);
    CHECK(line.fallback_error() == "11200 https://hotline.example.org/voice/twilio/step?n=1");
}

TEST_CASE("a refused signature is explained") {
    const Folder folder;
    SmallLine line;
    std::ofstream(folder.path / "tokens") << "another-token\n";
    const auto result = run(folder, {"+12025550142", "--url", line.url().c_str(), "--keys", "1", "--json"});
    CHECK(result.status == 1);
    CHECK(says(result.err, "refused the signature (403)"));
    CHECK(says(result.err, "server.public_url"));
    CHECK(boost::json::parse(result.out).at("steps").as_array().at(0).at("status").to_number<int>() == 403);
}

TEST_CASE("wrong use has status 2 and says what to write") {
    const Folder folder;
    CHECK(run(folder, {"12", "--keys", "1"}).status == 2);
    CHECK(says(run(folder, {"12", "--keys", "1"}).err, "write it as +12025550142"));
    CHECK(run(folder, {"+12025550142", "--keys", "a,b"}).status == 2);
    CHECK(run(folder, {"+12025550142", "--dial", "gone"}).status == 2);
    CHECK(run(folder, {"+12025550142", "--hang-up-at", "-1"}).status == 2);
    CHECK(run(folder, {}).status == 2);
}

TEST_CASE("at the keyboard both sides are asked, a mistake is explained, and the end of the input hangs up") {
    const Folder folder;
    SmallLine line;
    auto result = run(folder, {"+12025550142", "--url", line.url().c_str()}, "ninety\n94110\nmaybe\nanswered 42\n1\n");
    CHECK(result.status == 0);
    CHECK(says(result.out,
               "keys (Enter for silence, h to hang up): ninety\n! A telephone has the keys 0 to 9, * and #.\n"));
    CHECK(says(result.out, "maybe\n! Type for example: answered 35"));
    CHECK(says(result.out, "~ answered, 42 seconds\n"));
    result = run(folder, {"+12025550142", "--url", line.url().c_str()}, "94110\n");
    CHECK(result.status == 1);
    CHECK(says(result.out, "The call ended: the caller hung up (2 steps)"));
    result = run(folder, {"+12025550142", "--url", line.url().c_str()}, "h\n");
    CHECK(says(result.out, "The call ended: the caller hung up (1 step)"));
}

TEST_CASE("what is typed for the far end") {
    using flow::DialOutcome;
    const auto is = [](const char* typed, DialOutcome outcome, int seconds) {
        INFO(typed);
        CHECK(app::typed_far_end(typed) == std::optional<FarEnd>(FarEnd{outcome, seconds}));
    };
    is("", DialOutcome::answered, 30);
    is("a", DialOutcome::answered, 30);
    is("35", DialOutcome::answered, 35);
    is("Answered 35", DialOutcome::answered, 35);
    is("answered:35", DialOutcome::answered, 35);
    is(" b ", DialOutcome::busy, 0);
    is("busy", DialOutcome::busy, 0);
    is("n", DialOutcome::no_answer, 0);
    is("no answer", DialOutcome::no_answer, 0);
    is("no-answer", DialOutcome::no_answer, 0);
    is("f", DialOutcome::failed, 0);
    CHECK_FALSE(app::typed_far_end("perhaps"));
    CHECK_FALSE(app::typed_far_end("answered x"));
    CHECK_FALSE(app::typed_far_end("99999999999"));
}

TEST_CASE("long sentences are broken at blanks, accents counted as one column") {
    std::ostringstream out;
    app::CallScreen screen(out, 24, false);
    screen.hear({{simulator::Heard::Kind::speech, "Representante José Hernández está en la línea"},
                 {simulator::Heard::Kind::pause, "2"},
                 {simulator::Heard::Kind::recording, "https://a.example/b.mp3"}});
    CHECK(out.str() ==
          "  Representante José\n  Hernández está en la\n  línea\n  (recording:\n  https://a.example/b.mp3)\n");
    std::ostringstream coloured;
    app::CallScreen(coloured, 80, true).key("1");
    CHECK(says(coloured.str(), "\x1b[1;36m1\x1b[0m"));
}

TEST_CASE("where to call comes from the configuration, or says what to set") {
    const Folder folder;
    const auto read = [&folder] { return app::Config::load(folder.config, {}); };
    folder.write("listen = \"0.0.0.0:9000\"\n");
    CHECK(app::call_line(read(), "").url == "http://127.0.0.1:9000");
    CHECK(app::call_line(read(), "http://other.example/").url == "http://other.example");
    CHECK(app::call_line(read(), "").public_url == "https://hotline.example.org");
    CHECK(app::call_line(read(), "").token == "the-token");
    CHECK(app::call_line(read(), "").account.size() == 34);
    folder.write("listen = \"127.0.0.1:0\"\n");
    CHECK_THROWS_WITH(app::call_line(read(), ""), Catch::Contains("--url"));
    CHECK(app::call_line(read(), "http://127.0.0.1:7").url == "http://127.0.0.1:7");
    std::ofstream(folder.config) << "[server]\npublic_url = \"https://hotline.example.org\"\n";
    CHECK_THROWS_WITH(app::call_line(read(), ""), Catch::Contains("auth_tokens_file"));
}
