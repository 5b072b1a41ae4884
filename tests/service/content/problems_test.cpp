#include <catch2/catch.hpp>
#include <string>

#include "service/content/content.hpp"

using namespace sayso;

namespace {

const std::string head = "slug: peace\nstatus: live\ndate: 2025-11-26\ntitle: Peace\n";  // lines 1 to 4

// A topic whose only action is a call with these lines, indented by 6; the first is line 9.
std::string call(const std::string& lines) {
    std::string text = head + "actions:\n  - type: civic\n    title: Act\n    call:\n";
    std::size_t from = 0;
    while (from < lines.size()) {
        const auto end = lines.find('\n', from);
        text += "      " + lines.substr(from, end - from) + "\n";
        from = end == std::string::npos ? lines.size() : end + 1;
    }
    return text;
}

// A campaign in order; what stands in `more` is added, from line 14 on.
std::string good_call(const std::string& more) {
    return call("slug: peace-call\ntitle: peace\nsponsor: Us\ntargets: [{own: members}]\nscripts: {en: Hello.}\n" +
                more);
}

struct Row {
    const char* name;
    std::string yaml;
    int line, column;
    const char* says;
    bool error = true;
};

}  // namespace

TEST_CASE("Every problem of a topic file is reported with its place and what to do") {
    std::string many_weeks;
    for (int i = 0; i < 29; ++i) many_weeks += "sun-sat 09:00-17:00, ";
    const Row rows[] = {
        {"not YAML", "a: [1,\nb: }", 2, 4, "not YAML"},
        {"a list, not keys", "- a\n", 1, 1, "not a set of keys"},
        {"empty", "", 1, 1, "empty"},
        {"only a comment", "# nothing\n", 1, 1, "empty"},
        {"bad bytes", "slug: a\ntitle: \xFF\n", 2, 8, "UTF-8"},
        {"a quotation mark that is never closed", head + "summary: \"lost\nbody: all\nactions: []\n", 7, 12,
         "not YAML"},
        {"a second document", head + "---\nslug: lost\n", 5, 1, "file of its own"},
        {"an escape that yaml-cpp makes one byte of", head + "summary: \"a\\_b\"\n", 5, 10, "\\u00A0"},
        {"unknown key", head + "boddy: x\n", 5, 1, "\"boddy\" is not known in a topic: the keys are slug"},
        {"key twice", head + "title: Again\n", 5, 1, "stands twice"},
        {"no slug", "date: 2025-11-26\ntitle: a\n", 1, 1, "no \"slug\""},
        {"bad slug", "slug: Peace Plan\ndate: 2025-11-26\ntitle: a\n", 1, 7, "small letters"},
        {"slug that climbs", "slug: ../etc\ndate: 2025-11-26\ntitle: a\n", 1, 7, "small letters"},
        {"bad status", "slug: a\nstatus: published\ndate: 2025-11-26\ntitle: a\n", 2, 9, "draft, live or archived"},
        {"no such day", "slug: a\ndate: 2025-02-30\ntitle: a\n", 2, 7, "like 2025-11-26"},
        {"a year before year 0", "slug: a\ndate: -025-11-26\ntitle: a\n", 2, 7, "like 2025-11-26"},
        {"checked on no day", "slug: a\ndate: 2025-11-26\nchecked: lately\ntitle: a\n", 3, 10, "like 2025-11-26"},
        {"a date in words", "slug: a\ndate: Nov. 26, 2025\ntitle: a\n", 2, 7, "like 2025-11-26"},
        {"empty text", head + "summary:\n", 5, 1, "\"summary\" has no value"},
        {"empty text of a language", head + "summary:\n  en:\n  es: a\n", 6, 3, "summary (en) has no text"},
        {"empty quotes", head + "summary: \"\"\n", 5, 10, "summary is not a text"},
        {"list for a text", head + "summary: [a]\n", 5, 10, "summary is not a text"},
        {"bad language", head + "summary: {english: a}\n", 5, 11, "not a language"},
        {"language twice", head + "summary: {en: a, en: b}\n", 5, 18, "twice"},
        {"sources no list", head + "sources: x\n", 5, 10, "begin each item with a hyphen"},
        {"source without address", head + "sources:\n  - publisher: CNN\n", 6, 5, "no \"url\""},
        {"source with a bad address", head + "sources:\n  - publisher: CNN\n    url: cnn.com\n", 7, 10,
         "begin with https://"},
        {"source that runs script", head + "sources:\n  - publisher: CNN\n    url: javascript:alert(1)\n", 7, 10,
         "begin with https://"},
        {"tag without label", head + "tags:\n  - emoji: x\n", 6, 5, "no \"label\""},
        {"quiz answer out of range", head + "quiz:\n  - question: a\n    answers: [b, c]\n    right: 3\n", 8, 12,
         "from 1 to 2"},
        {"quiz with one answer", head + "quiz:\n  - question: a\n    answers: [b]\n    right: 1\n", 7, 14,
         "two answers"},
        {"alias", "slug: &a peace\ntitle: *a\n", 1, 7, "anchors"},
        {"alias bomb", "a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\nc: [*b,*b,*b]\n", 1, 4, "anchors"},
        {"too deep", std::string(60, '[') + std::string(60, ']'), 1, 25, "nested too deeply"},
        {"much too deep", std::string(20000, '[') + std::string(20000, ']'), 1, 25, "nested too deeply"},
        {"action without a way", head + "actions:\n  - type: civic\n    title: Act\n", 6, 5, "either \"call\""},
        {"unknown key in a call", good_call("tragets: []"), 14, 7, "\"tragets\" is not known in a call"},
        {"call without slug", call("title: a\nsponsor: b\ntargets: [{own: members}]\nscripts: {en: Hello.}"), 9, 7,
         "no \"slug\""},
        {"live without sponsor", call("slug: a\ntitle: a\ntargets: [{own: members}]\nscripts: {en: Hello.}"), 9, 7,
         "needs a sponsor"},
        {"live without script", call("slug: a\ntitle: a\nsponsor: b\ntargets: [{own: members}]"), 9, 7,
         "needs a script"},
        {"live without targets", call("slug: a\ntitle: a\nsponsor: b\nscripts: {en: Hello.}"), 9, 7, "needs targets"},
        {"draft without sponsor",
         call("slug: a\nstatus: draft\ntitle: a\ntargets: [{own: members}]\nscripts: {en: Hello.}"), 9, 7,
         "before it goes live", false},
        {"script in another language",
         call("slug: a\nlanguage: es\ntitle: a\nsponsor: b\ntargets: [{own: members}]\nscripts: {en: Hello.}"), 9, 7,
         "script in its language (es)"},
        {"order", good_call("order: random"), 14, 14, "as listed, house first, senate first or shuffled"},
        {"cap", good_call("cap: many"), 14, 12, "from 0 to 20"},
        {"fallback", good_call("fallback: nobody"), 14, 17, "switchboard or skip"},
        {"caller id", good_call("caller_id: mine"), 14, 18, "caller or line"},
        {"call-back number", good_call("call_back: 911"), 14, 18, "like +12022243121"},
        {"foreign number", good_call("call_back: \"+442071234567\""), 14, 18, "like +12022243121"},
        {"opening", good_call("opening: maybe"), 14, 16, "yes nor no"},
        {"hours", good_call("hours: [weekdays 9-17]"), 14, 15, "mon-fri 09:00-17:00"},
        {"hours backwards", good_call("hours: [mon 17:00-09:00]"), 14, 15, "mon-fri 09:00-17:00"},
        {"hours of too many days", good_call("hours: [" + many_weeks + "mon 09:00-17:00]"), 14, 14,
         "200 times of a day"},
        {"recording twice",
         good_call("recordings:\n  greeting: {en: \"https://a.org/x.mp3\"}\n  greeting: {en: \"https://a.org/y.mp3\"}"),
         16, 9, "\"greeting\" twice"},
        {"recording", good_call("recordings: {greeting: {en: \"http://a.org/x.mp3\"}}"), 14, 30,
         "begins with https://"},
        {"recording with a password", good_call("recordings: {greeting: {en: \"https://me:you@a.org/x.mp3\"}}"), 14, 30,
         "begins with https://"},
        {"two kinds of target", good_call("fallback: {own: members, person: B001298}"), 14, 17, "a target is one of"},
        {"no kind of target", good_call("fallback: {say: hi}"), 14, 17, "a target is one of"},
        {"own whom", good_call("fallback: {own: governor}"), 14, 23, "representative, senators or members"},
        {"committee id", good_call("fallback: {committee: Foreign Affairs}"), 14, 29, "like SSFR"},
        {"person id", good_call("fallback: {person: Don Bacon}"), 14, 26, "like B001298"},
        {"organization without number", good_call("fallback: {organization: State Department}"), 14, 17,
         "needs its number"},
        {"number of a member", good_call("fallback: {own: members, number: \"+12022243121\"}"), 14, 40,
         "remove \"number\""},
        {"bracket in a quoted script",
         call("slug: a\ntitle: a\nsponsor: b\ntargets: [{own: members}]\nscripts:\n  en: \"Hello [BILL].\""), 14, 20,
         "unknown bracket [BILL]"},
        {"bracket in a block",
         call("slug: a\ntitle: a\nsponsor: b\ntargets: [{own: members}]\nscripts:\n  en: |\n    Hello.\n    Vote for "
              "[BILL]."),
         16, 20, "unknown bracket [BILL]"},
        {"section in an indented block",
         call("slug: a\ntitle: a\nsponsor: b\ntargets: [{own: members}]\nscripts:\n  en: |\n    Hello.\n\n    [IF "
              "HOUSE]a"),
         17, 11, "write [END]"},
        {"section silent for an office",
         call("slug: a\ntitle: a\nsponsor: b\ntargets: [{organization: A, number: 202-555-0100}]\nscripts: {en: \"A. "
              "[IF HOUSE]b[END]\"}"),
         9, 7, "add [ELSE]", false},
        {"letter to nobody",
         head + "actions:\n  - type: t\n    title: a\n    written: {letter: Dear, addressees: []}\n", 8, 41,
         "somebody it goes to"},
        {"letter without address",
         head + "actions:\n  - type: t\n    title: a\n    written: {letter: Dear, addressees: [{name: A}]}\n", 8, 42,
         "nobody can write", false},
    };
    for (const auto& row : rows) {
        CAPTURE(row.name);
        std::vector<content::Problem> problems;
        content::read_document(row.yaml, "topics/peace.yaml", problems);
        for (const auto& problem : problems) UNSCOPED_INFO(content::text_of(problem));
        const auto found = std::find_if(problems.begin(), problems.end(), [&row](const auto& problem) {
            return problem.message.find(row.says) != std::string::npos;
        });
        REQUIRE(found != problems.end());
        CHECK(found->line == row.line);
        CHECK(found->column == row.column);
        CHECK(found->error == row.error);
        CHECK(found->file == "topics/peace.yaml");
    }
}

TEST_CASE("A file in order has no problem") {
    std::vector<content::Problem> problems;
    const auto document =
        content::read_document(good_call("hours: [mon-wed 09:00-17:00, sun 00:00-24:00]\ncap: 2"), "a.yaml", problems);
    for (const auto& problem : problems) UNSCOPED_INFO(content::text_of(problem));
    REQUIRE(problems.empty());
    REQUIRE(document.campaigns.size() == 1);
    CHECK(document.campaigns[0].hours.spans.size() == 4);
    CHECK(document.campaigns[0].hours.spans[3] == campaigns::Hours::Span{0, 0, 1440});
    CHECK(document.campaigns[0].status == topics::Status::live);
    CHECK(document.topic.actions[0].campaign_slug == "peace-call");
}

TEST_CASE("Two campaigns of one topic cannot share a slug") {
    const auto one = good_call("");
    const auto second = one.substr(one.find("  - type"));
    std::vector<content::Problem> problems;
    content::read_document(one + second, "a.yaml", problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message.find("two campaigns") != std::string::npos);
}

TEST_CASE("A file is bounded in size and in entries") {
    std::vector<content::Problem> problems;
    content::read_document(head + "body: " + std::string(600 * 1024, 'a'), "a.yaml", problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message.find("too large") != std::string::npos);
    problems.clear();
    std::string many = head + "people: [";
    for (int i = 0; i < 21'000; ++i) many += "a,";
    content::read_document(many + "a]\n", "a.yaml", problems);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].message.find("too many entries") != std::string::npos);
    problems.clear();
    content::read_document(head + "title2: " + std::string(500, 'a') + "\nsummary: " + std::string(3000, 'b') + "\n",
                           "a.yaml", problems);
    CHECK(problems.size() == 2);
}

TEST_CASE("A text is as long as its characters, not as its bytes, and one too long is not missing as well") {
    const auto sponsor = [](int characters) {
        std::string name;
        for (int i = 0; i < characters; ++i) name += "\xD8\xAB";
        std::vector<content::Problem> problems;
        content::read_document(call("slug: peace-call\nstatus: live\ntitle: peace\nsponsor: " + name +
                                    "\ntargets: [{own: members}]\nscripts: {en: Hello.}\n"),
                               "a.yaml", problems);
        return problems;
    };
    CHECK(sponsor(200).empty());
    REQUIRE(sponsor(201).size() == 1);
    CHECK(sponsor(201)[0].message == "sponsor is too long: keep it to 200 characters");
}

TEST_CASE("A problem reads like a compiler's, so that editors can jump to it") {
    CHECK(content::text_of({true, "topics/a.yaml", 3, 7, "write something"}) ==
          "topics/a.yaml:3:7: error: write something");
    CHECK(content::text_of({false, "lines.yaml", 0, 0, "look"}) == "lines.yaml: warning: look");
}

TEST_CASE("Spoiled files give problems and nothing worse") {
    const auto good = good_call(
        "hours: [mon-fri 09:00-17:00]\nrecordings: {greeting: {en: \"https://a.org/x.mp3\"}}\nfallback: {committee: "
        "HSFA, name: {en: A, es: B}}");
    std::uint32_t seed = 7;
    const auto random = [&seed] { return (seed = seed * 1664525U + 1013904223U) >> 8U; };
    const std::string bits[] = {"[",  "]",   "{",    "}",  ":",  "\n", "  ",
                                "- ", "\"",  "'",    "|",  ">",  "#",  "&a",
                                "*a", "\t",  "\xFF", "!!", "? ", "%",  std::string(1, '\0'),
                                "~",  "<<: "};
    for (int round = 0; round < 300; ++round) {
        auto spoiled = good;
        for (int k = 0; k < 3; ++k) {
            const auto at = random() % spoiled.size();
            if (random() % 2 == 0)
                spoiled.insert(at, bits[random() % std::size(bits)]);
            else
                spoiled.erase(at, 1 + random() % 8);
        }
        std::vector<content::Problem> problems;
        CAPTURE(spoiled);
        REQUIRE_NOTHROW(content::read_document(spoiled, "a.yaml", problems));
        for (const auto& problem : problems) REQUIRE_FALSE(problem.message.empty());
    }
}
