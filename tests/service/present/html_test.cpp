#include <catch2/catch.hpp>

#include "service/present/escape.hpp"
#include "service/present/markdown.hpp"
#include "service/present/script_html.hpp"
#include "service/present/slots.hpp"
#include "service/present/templates.hpp"

using namespace sayso::present;
using sayso::campaigns::EyePiece;
using Kind = EyePiece::Kind;

namespace {
bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}
}  // namespace

TEST_CASE("text becomes HTML that a browser reads back as the same text") {
    CHECK(escape("<b>\"Tom & Jerry's\"</b>") == "&lt;b&gt;&quot;Tom &amp; Jerry&#39;s&quot;&lt;/b&gt;");
    CHECK(escape("Ñandú 🌍") == "Ñandú 🌍");
}

TEST_CASE("characters that HTML forbids are dropped or replaced") {
    CHECK(clean(std::string_view("a\0b\x1b[31m\x7f", 9)) == "ab[31m");
    CHECK(clean("tab\tand\nline\r\n") == "tab\tand\nline\r\n");
    CHECK(clean("\xC2\x85") == "");  // a C1 control
    CHECK(clean("\xFF"
                "a\xC3") ==
          "\xEF\xBF\xBD"
          "a\xEF\xBF\xBD");                                                  // no UTF-8 at all, and cut short
    CHECK(clean("\xC0\xAF") == "\xEF\xBF\xBD\xEF\xBF\xBD");                  // an overlong slash
    CHECK(clean("\xED\xA0\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");  // half a surrogate pair
    CHECK(clean("\xEF\xBF\xBF") == "\xEF\xBF\xBD");                          // a non-character
    CHECK(clean("\xF4\x90\x80\x80") == "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("only plain web addresses are linked to") {
    CHECK(is_web_address("https://www.house.gov/a?b=c#d"));
    CHECK(is_web_address("http://example.org"));
    for (const char* bad :
         {"", "javascript:alert(1)", "//example.org", "/local", "https://", "https://user@example.org/", "ftp://a",
          "https://a b", "https://a\"onclick=", "data:text/html,x", "HTTPS", "https://a\\b"}) {
        INFO(bad);
        CHECK_FALSE(is_web_address(bad));
    }
}

TEST_CASE("Markdown keeps its structure below the headings of the page") {
    const std::string html =
        markdown_html("# One\n\nText with *stress* and `code`.\n\n- a\n- b\n\n###### Six", {3, {}});
    CHECK(has(html, "<h3>One</h3>"));
    CHECK(has(html, "<h4>Six</h4>"));  // no level is skipped
    const std::string lower = markdown_html("## Two\n\n### Three\n\n## Two again", {3, {}});
    CHECK(has(lower, "<h3>Two</h3>"));
    CHECK(has(lower, "<h4>Three</h4>"));
    CHECK(has(lower, "<h3>Two again</h3>"));
    CHECK(has(html, "<em>stress</em>"));
    CHECK(has(html, "<li>a</li>"));
}

TEST_CASE("Markdown brings no raw HTML, no script links and nothing loaded from elsewhere") {
    const std::string html = markdown_html(
        "<script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n\n[a](javascript:alert(1)) "
        "[b](data:text/html,x)\n\n"
        "![a picture](https://example.org/a.png)\n\ntext <b onclick=x>bold</b>",
        {});
    CHECK_FALSE(has(html, "<script"));
    CHECK_FALSE(has(html, "<img"));
    CHECK_FALSE(has(html, "onclick"));
    CHECK_FALSE(has(html, "javascript:"));
    CHECK_FALSE(has(html, "href=\"\""));
    CHECK(markdown_html("A [b *c*](JavaScript:x) d, [e]() f, | ![g](data:x)", {}) ==
          "<p>A b <em>c</em> d, e f, | g</p>\n");
    CHECK_FALSE(has(html, "data:"));
    CHECK(has(html, "<a href=\"https://example.org/a.png\">a picture</a>"));
}

TEST_CASE("a picture without words, and one inside a link, still lead somewhere") {
    CHECK(has(markdown_html("![](https://example.org/a.png)", {}), ">https://example.org/a.png</a>"));
    const std::string linked = markdown_html("[![logo](https://example.org/a.png)](https://example.org/)", {});
    CHECK(has(linked, "<a href=\"https://example.org/\"><em>logo</em></a>"));
}

TEST_CASE("a link in the words of a picture becomes words, since no link may stand in a link") {
    const auto html = markdown_html("![[a](https://b.example/)](https://c.example/d.png)", {});
    CHECK(html == "<p><a href=\"https://c.example/d.png\"><em>a</em></a></p>\n");
}

TEST_CASE("a table scrolls in its own box and carries no inline style") {
    const std::string html = markdown_html("| a | b |\n|:--|--:|\n| 1 | 2 |\n", {});
    CHECK(has(html, "<div class=\"wide\" tabindex=\"0\">"));
    CHECK(has(html, "<td>1</td>"));
    CHECK_FALSE(has(html, "style="));
    CHECK_FALSE(has(html, "align="));
}

TEST_CASE("a name in the cell of a table stays as it is, and its next mention opens the definition") {
    MarkdownOptions options;
    options.mentions = {{"Ann", "a chemist", "who-1", ""}};
    const std::string html = markdown_html("| who |\n| --- |\n| See Ann there |\n\nAnn went.", options);
    CHECK(html.find("See Ann there") != std::string::npos);
    CHECK(html.find("popovertarget=\"who-1\">Ann</button>") != std::string::npos);
}

TEST_CASE("the first mention of a person opens the definition, in either apostrophe, and only that one") {
    MarkdownOptions options;
    options.mentions = {{"Ann O'Brien", "a \"chemist\" & <more>", "who-1", ""},
                        {"Bo", "un amigo", "who-2", "es"},
                        {"Nobody Here", "absent", "who-3", ""}};
    const std::string html = markdown_html(
        "# Ann O'Brien\n\nBoston: [Bo](https://example.org) met Ann O'Brien and Bo. Ann O'Brien left.", options);
    CHECK(has(html, "<h2>Ann O"));
    const auto first = html.find("<button type=\"button\" class=\"mention\" popovertarget=\"who-1\">");
    REQUIRE(first != std::string::npos);
    CHECK(html.find("popovertarget=\"who-1\"", first + 60) == std::string::npos);
    CHECK(has(html, "popover id=\"who-1\">a &quot;chemist&quot; &amp; &lt;more&gt;</span>"));
    CHECK(has(html, ">Bo</button><span class=\"definition\" popover id=\"who-2\" lang=\"es\">un amigo</span>."));
    CHECK(has(html, "Boston: "));
    CHECK_FALSE(has(html, "who-3"));
}

TEST_CASE("the words of Markdown stand without its marks, a line for each block") {
    CHECK(markdown_text("## The *water*\n\nIs [bad](https://example.org)\nand `cold`.\n\n- one\n- two\n") ==
          "The water\nIs bad and cold.\none\ntwo");
    CHECK(markdown_text("") == "");
}

TEST_CASE("a finished script is shown in paragraphs, blanks and notes marked") {
    const std::vector<EyePiece> pieces{{Kind::text, "I live in "},  {Kind::blank, "your town"},
                                       {Kind::paragraph_break, ""}, {Kind::strong, "Please <vote>"},
                                       {Kind::note, "pause here"},  {Kind::paragraph_break, ""}};
    const std::string html = script_html(pieces, Language::en);
    CHECK(has(html, "<p>I live in <span class=\"blank\">[your town]</span></p>"));
    CHECK(has(html, "<strong>Please &lt;vote&gt;</strong>"));
    CHECK(has(html, "<span class=\"note-label\">Note, not to be read out:</span> pause here"));
    CHECK(has(script_html(pieces, Language::es), "Nota"));
}

TEST_CASE("a script that greets already is not greeted twice") {
    CHECK(without_greeting({{Kind::text, "Hello, I'm calling."}}).front().text == "I'm calling.");
    CHECK(without_greeting({{Kind::text, "Hola, llamo por algo."}}).front().text == "Llamo por algo.");
    CHECK(without_greeting({{Kind::text, "Helloise is fine."}}).front().text == "Helloise is fine.");
    CHECK(without_greeting({{Kind::strong, "Hello, "}}).front().text == "Hello, ");
    CHECK(without_greeting({}).empty());
}

TEST_CASE("a letter keeps its lines and shows what is to be filled in") {
    CHECK(plain_text_html("Dear [name],\r\nHello.\n\n\nBye <3 [open") ==
          "<p>Dear <span class=\"blank\">[name]</span>,<br>\nHello.</p>\n<p>Bye &lt;3 [open</p>\n");
}

TEST_CASE("templates put in their partials and words, and escape what they are filled with") {
    const File files[] = {{"page.html", "<p>{{> part}}</p>"}, {"part.html", "[[topics_title]]: {{name}} {{{html}}}"}};
    const Templates templates(files);
    Data data;
    data["name"] = Data("<b>");
    data["html"] = Data("<i></i>");
    CHECK(templates.render("page", Language::en, data) == "<p>Topics: &lt;b&gt; <i></i></p>");
    CHECK(templates.render("page", Language::es, data) == "<p>Temas: &lt;b&gt; <i></i></p>");
    CHECK_THROWS_AS(templates.render("other", Language::en, data), std::out_of_range);
}

TEST_CASE("a slot is left in a page only where it is asked for, and only of its kind") {
    const File files[] = {{"page.html", "{{name}} {{{html}}}"}};
    const Templates templates(files);
    Data data;
    data["name"] = Data("<" + slot('z') + slot('q') + "> \x04");
    data["html"] = Data(slot('o'));
    CHECK(templates.render_with_slots("page", Language::en, data, "z") == "&lt;" + slot('z') + "&gt;  " + slot('o'));
    CHECK(templates.render("page", Language::en, data) == "&lt;zq&gt;  " + slot('o'));
}

TEST_CASE("what a visitor typed is never read as a template") {
    const File files[] = {{"page.html", "{{name}}"}};
    Data data;
    data["name"] = Data("{{#secret}}[[topics_title]]{{/secret}}");
    data["secret"] = Data("x");
    CHECK(Templates(files).render("page", Language::en, data) == "{{#secret}}[[topics_title]]{{/secret}}");
}

TEST_CASE("a broken template stops the program at start, by name") {
    const auto load = [](std::string_view text) {
        const File files[] = {{"page.html", text}};
        Templates templates(files);
    };
    CHECK_THROWS_WITH(load("{{> nowhere}}"), Catch::Contains("page") && Catch::Contains("nowhere"));
    CHECK_THROWS_WITH(load("[[no_such_word]]"), Catch::Contains("page") && Catch::Contains("no_such_word"));
    CHECK_THROWS_WITH(load("{{#open}}"), Catch::Contains("page"));
    CHECK_THROWS_WITH(load("{{> page}}"), Catch::Contains("circle"));
}
