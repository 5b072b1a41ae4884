#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include "service/app/session.hpp"
#include "tests/support/made_up_folder.hpp"

using namespace sayso;

namespace {

struct Ran {
    int status = 0;
    std::string out, err;
};

// One database for one test, and the program run against it.
class Program {
  public:
    Program() {
        tests::write_text(folder_.file("sayso.toml"), "[store]\npath = \"" + folder_.file("sayso.db") + "\"\n");
    }
    Ran run(std::vector<std::string> words) const {
        words.insert(words.begin(), {"sayso", "--config", folder_.file("sayso.toml")});
        std::vector<const char*> arguments;
        for (const auto& word : words) arguments.push_back(word.c_str());
        std::istringstream in;
        std::ostringstream out, err;
        const int status = app::run(static_cast<int>(arguments.size()), arguments.data(), in, out, err);
        return {status, out.str(), err.str()};
    }
    std::string path(const std::string& name) const { return folder_.file(name); }

  private:
    tests::TemporaryFolder folder_;
};

const std::string sample = std::string(SAYSO_SOURCE_DIR) + "/deploy/sample";

}  // namespace

TEST_CASE("Content is checked without a database, imported, and unchanged the second time") {
    const Program sayso;
    const auto checked = sayso.run({"content", "check", sample});
    CHECK(checked.status == 0);
    CHECK(checked.out == "In order: 2 topics with 4 campaigns, 1 line.\n");
    CHECK(checked.err.empty());
    CHECK_FALSE(std::filesystem::exists(sayso.path("sayso.db")));

    const auto first = sayso.run({"content", "import", sample});
    CHECK(first.status == 0);
    CHECK(first.out == "Imported 2 topics (0 unchanged) and 1 line.\n");
    CHECK(sayso.run({"content", "import", sample}).out == "Imported 0 topics (2 unchanged) and 0 lines.\n");
}

TEST_CASE("Content with an error is not imported, and the place of the error is printed") {
    const Program sayso;
    std::filesystem::create_directories(sayso.path("bad/topics"));
    tests::write_text(sayso.path("bad/topics/a.yaml"), "slug: a\ndate: tomorrow\ntitle: A\n");
    const auto ran = sayso.run({"content", "import", sayso.path("bad")});
    CHECK(ran.status == 1);
    CHECK(ran.err.find("topics/a.yaml:2:7: error: date \"tomorrow\"") != std::string::npos);
    CHECK(ran.err.find("nothing was changed: 1 error to put right first") != std::string::npos);
    CHECK(ran.out.empty());
}

TEST_CASE("What is exported is imported without a change") {
    const Program sayso;
    sayso.run({"content", "import", sample});
    const auto out = sayso.path("out");
    CHECK(sayso.run({"content", "export", out}).out == "Wrote 2 topics and 1 line to " + out + ".\n");
    CHECK(sayso.run({"content", "import", out}).out == "Imported 0 topics (2 unchanged) and 0 lines.\n");
}

TEST_CASE("Lines are listed with their campaigns, languages and whether each is live") {
    const Program sayso;
    CHECK(sayso.run({"line", "list"}).out.find("No line is set up yet") == 0);
    sayso.run({"content", "import", sample});
    const auto listed = sayso.run({"line", "list"}).out;
    CHECK(listed.find("+12025550142  (202) 555-0142  languages: en es\n    practice (live)") == 0);
}

TEST_CASE("A line is set up and changed from the command line") {
    const Program sayso;
    sayso.run({"content", "import", sample});
    const auto set = sayso.run({"line", "set", "+12025550143", "--campaigns", "practice,envoy-oversight"});
    CHECK(set.status == 0);
    CHECK(set.out == "+12025550143 offers practice, envoy-oversight.\n");
    const auto changed = sayso.run({"line", "set", "(202) 555-0143", "--languages", "es,en"});
    CHECK(changed.status == 0);
    const auto listed = sayso.run({"line", "list"}).out;
    CHECK(listed.find("+12025550143  (202) 555-0143  languages: es en\n    practice (live)") != std::string::npos);
    CHECK(listed.find("    envoy-oversight (live)") != std::string::npos);
}

TEST_CASE("A line that cannot work is refused, with what to do, and nothing changes") {
    const Program sayso;
    const auto none = sayso.run({"line", "set", "+12025550143", "--campaigns", "practice"});
    CHECK(none.status == 2);
    CHECK(none.err.find("there is none yet; import some with: sayso content import DIR") != std::string::npos);

    sayso.run({"content", "import", sample});
    const auto unknown = sayso.run({"line", "set", "+12025550143", "--campaigns", "practise"});
    CHECK(unknown.status == 2);
    CHECK(unknown.err ==
          "sayso: there is no campaign \"practise\": there are envoy-confirmation, envoy-oversight, "
          "envoy-state-department, practice\n");
    CHECK(sayso.run({"line", "set", "12345", "--campaigns", "practice"}).status == 2);
    CHECK(sayso.run({"line", "set", "+12025550143"}).err.find("add --campaigns SLUG") != std::string::npos);
    CHECK(sayso.run({"line", "set", "+12025550143", "--campaigns", "practice", "--languages", "fr"})
              .err.find("choose of en, es") != std::string::npos);
    CHECK(sayso.run({"line", "list"}).out.find("+12025550143") == std::string::npos);
}

TEST_CASE("A line may offer what is not live yet, and says so") {
    const Program sayso;
    std::filesystem::create_directories(sayso.path("in/topics"));
    tests::write_text(sayso.path("in/topics/a.yaml"),
                      "slug: a\nstatus: draft\ndate: 2025-11-26\ntitle: A\nactions:\n  - type: civic\n    title: Act\n "
                      "   call: {slug: later, title: a, sponsor: Us, "
                      "status: live, targets: [{own: members}], scripts: {en: Hello.}}\n");
    REQUIRE(sayso.run({"content", "import", sayso.path("in")}).status == 0);
    const auto set = sayso.run({"line", "set", "+12025550143", "--campaigns", "later"});
    CHECK(set.status == 0);
    CHECK(set.out.find("Note: later is draft") != std::string::npos);
    CHECK(sayso.run({"line", "list"}).out.find("no campaign of this line is live") != std::string::npos);
}
