#include "service/pages/lean.hpp"

#include <catch2/catch.hpp>

using sayso::pages::lean_css;
using sayso::pages::lean_script;

TEST_CASE("a style sheet loses what only its authors read") {
    CHECK(lean_css("/* a */\n:root {\n  --ink: #000;\n  --mix: calc(1px + 2em);\n}\n\na:hover, .x > b { margin: 0 "
                   "auto; }\n") == ":root{--ink:#000;--mix:calc(1px + 2em)}a:hover,.x > b{margin:0 auto}");
    CHECK(lean_css(".a :focus { content: \"← ;  }\" / \"\"; }") == ".a :focus{content:\"← ;  }\" / \"\"}");
    CHECK(lean_css("@media (min-width: 48rem) and (x) { a { b: c } }") == "@media (min-width:48rem) and (x){a{b:c}}");
    CHECK(lean_css("a::after { content: 'it\\'s'; }") == "a::after{content:'it\\'s'}");
    CHECK(lean_css("a /* open") == "a");
    CHECK(lean_css("a { b: \"open") == "a{b:\"open");
}

TEST_CASE("a script loses its indentation and its remarks, and keeps its lines") {
    CHECK(lean_script("// why\n(() => {\n  const a = 'x // y';  // stays\n\n    // goes\n  b();\n})();") ==
          "(() => {\nconst a = 'x // y';  // stays\nb();\n})();\n");
    CHECK(lean_script("") == "");
}
