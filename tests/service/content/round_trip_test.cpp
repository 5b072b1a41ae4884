#include <catch2/catch.hpp>

#include "service/content/content.hpp"

using namespace sayso;
using campaigns::FallbackKind;
using campaigns::TargetKind;

namespace {

topics::LocalText both(std::string english, std::string spanish) {
    topics::LocalText text(std::move(english));
    text.set("es", std::move(spanish));
    return text;
}

campaigns::Script script(std::string_view source) {
    std::vector<campaigns::ScriptProblem> problems;
    return campaigns::Script::parse(source, problems);
}

campaigns::TargetRule rule(TargetKind kind) {
    campaigns::TargetRule made;
    made.kind = kind;
    return made;
}

// A document that uses every field there is.
book::Document everything() {
    book::Document document;
    auto& topic = document.topic;
    topic.slug = "everything";
    topic.status = topics::Status::archived;
    topic.date = std::chrono::year{2025} / 1 / 9;
    topic.title = both("All: of \"it\" & <more>", "Todo: ¿sí?");
    topic.summary = std::string("# not a comment, - not a list, 'quoted', null, ~, yes");
    topic.body = both("One\n\n  indented\ttab\n\n\nlast: line \n# end", "null");
    topic.sources = {{"CNN", "https://www.cnn.com/", both("a", "b")}, {"CNN", "http://www.cnn.com/?a=1&b=%20", {}}};
    topic.people = {{"O'Brien \\ Sons", std::string("who")}};
    topic.tags = {{"🛡️", both("Security", "Seguridad")}, {"", std::string("x")}};
    topic.quiz = {
        {std::string("q?"), {std::string("~"), both("Yes", "Sí"), std::string("3")}, 2, std::string("because")}};

    campaigns::Campaign first;
    first.slug = "first";
    first.status = topics::Status::live;
    first.language = "es";
    first.title = both("t", "u");
    first.sponsor = std::string("s");
    first.call_back = directory::PhoneNumber::parse("202-555-0100");
    auto committee = rule(TargetKind::committee_office);
    committee.committee_id = "HSFA16";
    committee.name = both("c", "d");
    committee.number = directory::PhoneNumber::parse("202-555-0101");
    committee.operator_words = std::string("Put me through, please.");
    auto person = rule(TargetKind::person);
    person.official_id = "B001298";
    person.name = std::string("Don Bacon");
    auto organization = rule(TargetKind::organization);
    organization.name = std::string("Dept");
    organization.number = directory::PhoneNumber::parse("202-555-0102");
    auto filtered = rule(TargetKind::own_members);
    filtered.committee_id = "SSFR";
    first.targets = {rule(TargetKind::own_representative),
                     rule(TargetKind::own_senators),
                     filtered,
                     committee,
                     person,
                     organization};
    first.order = campaigns::Order::senate_first;
    first.cap = 5;
    first.fallback = {FallbackKind::rule, organization};
    first.caller_id = campaigns::CallerIdRule::line;
    first.hours.spans = {{1, 540, 1020}, {0, 0, 1440}};
    first.opening = first.voicemail_closing = false;
    first.scripts = {{"es", script("Hola [TARGET NAME].\n\n[IF HOUSE]a[ELSE]b[END] \\[x\\]")},
                     {"en", script("**Hi**: \"you\"")}};
    first.recordings = {{"greeting", {{"en", "https://a.org/x.mp3"}, {"es", "https://a.org/y.mp3"}}}};

    campaigns::Campaign second;
    second.slug = "second";
    second.fallback.kind = FallbackKind::skip;
    second.order = campaigns::Order::shuffled;

    topics::Action call{0, "oversight", std::string("Call"), both("why", "por qué"), "first", {}};
    topics::Action other{0, "civic", std::string("Call again"), {}, "second", {}};
    topics::Action letter{0, "transparency", std::string("Write"), {}, "", topics::WrittenRequest{}};
    letter.written->letter = std::string("Dear officer,\n\nplease.\n(me)");
    letter.written->requests = {std::string("All: of it"), both("one", "uno")};
    letter.written->addressees = {
        {std::string("State"), "2201 C Street\nWashington", "https://foia.state.gov/", "a@b.gov", true, {}},
        {both("NSC", "CSN"), "", "", "", false, std::string("not an agency")}};
    topic.actions = {call, other, letter};
    document.campaigns = {first, second};
    return document;
}

book::Document read(const std::string& text) {
    std::vector<content::Problem> problems;
    auto document = content::read_document(text, "a.yaml", problems);
    for (const auto& problem : problems) {
        INFO(text);
        if (problem.error) FAIL(content::text_of(problem));
    }
    return document;
}

}  // namespace

TEST_CASE("A document that uses every field reads back equal, and its text is canonical") {
    const auto document = everything();
    const auto text = content::write_document(document);
    const auto again = read(text);
    CHECK(again == document);
    CHECK(content::write_document(again) == text);
}

TEST_CASE("Any text survives writing and reading byte for byte") {
    const std::string texts[] = {"plain",
                                 " leading",
                                 "trailing ",
                                 "two  blanks",
                                 "a: b",
                                 "- a",
                                 "-",
                                 "#",
                                 "a #b",
                                 "\"",
                                 "'",
                                 "\\",
                                 "\\n",
                                 "a\nb",
                                 "\na",
                                 "a\n",
                                 "a\n\n",
                                 "  a\nb",
                                 "a\n  b\n",
                                 "a\r\nb",
                                 "\ttab",
                                 "a\tb",
                                 "null",
                                 "~",
                                 "true",
                                 "no",
                                 "1e3",
                                 "0x1F",
                                 "2025-11-26",
                                 "{a}",
                                 "[a]",
                                 "*a",
                                 "&a",
                                 "!a",
                                 "|",
                                 ">",
                                 "%a",
                                 "@a",
                                 "`a`",
                                 "---",
                                 "...",
                                 "a\n---\nb",
                                 "\x1B[31m",
                                 "\x7F",
                                 "ñ ¿? 🌍 🛡️",
                                 "\xC2\x85",
                                 "\xC2\xA0",
                                 "\xE2\x80\xA8",
                                 "\xEF\xBB\xBF",
                                 "<<",
                                 "=",
                                 "?",
                                 ": ",
                                 ",",
                                 "a,b",
                                 "<script>alert('x')</script>",
                                 "Robert'); DROP TABLE topics;--",
                                 "a\n\n\n\nb",
                                 "a \nb",
                                 "\xEF\xBF\xBD"};
    for (const auto& text : texts) {
        CAPTURE(text);
        book::Document document;
        document.topic.slug = "a";
        document.topic.date = std::chrono::year{2025} / 1 / 1;
        document.topic.title = text;
        document.topic.body = topics::LocalText("x");
        document.topic.body.set("es", text);
        document.topic.people = {{text, text}};
        const auto written = content::write_document(document);
        CAPTURE(written);
        CHECK(read(written) == document);
    }
}

TEST_CASE("Two documents that differ in one thing have different texts") {
    const auto document = everything();
    const auto text = content::write_document(document);
    auto changed = document;
    changed.campaigns[0].opening = true;
    CHECK(content::write_document(changed) != text);
    changed = document;
    changed.topic.quiz[0].right = 1;
    CHECK(content::write_document(changed) != text);
    changed = document;
    changed.campaigns[0].hours.spans[0].to = 1021;
    CHECK(content::write_document(changed) != text);
}

TEST_CASE("Ids and revisions are the store's and not part of the text") {
    auto document = everything();
    const auto text = content::write_document(document);
    document.topic.id = 7;
    document.topic.revision = 3;
    document.campaigns[0].ref = {5, 3};
    document.topic.actions[0].id = 9;
    CHECK(content::write_document(document) == text);
}
