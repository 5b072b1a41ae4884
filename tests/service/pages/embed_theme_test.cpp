#include "service/pages/embed_theme.hpp"

#include <catch2/catch.hpp>
#include <map>

using namespace sayso::pages;

namespace {

// The custom properties of the first rule.
std::map<std::string, Rgb> colours(const std::string& css) {
    std::map<std::string, Rgb> found;
    const std::string rule = css.substr(0, css.find('}'));
    for (auto at = rule.find("--"); at != std::string::npos; at = rule.find("--", at + 1)) {
        const auto colon = rule.find(':', at), end = rule.find(';', at);
        if (const auto colour = read_colour(rule.substr(colon + 1, end - colon - 1)))
            found[rule.substr(at + 2, colon - at - 2)] = *colour;
    }
    return found;
}

}  // namespace

TEST_CASE("a colour is three or six digits") {
    CHECK(read_colour("#0b5d4b") == Rgb{11, 93, 75});
    CHECK(read_colour("FFF") == Rgb{255, 255, 255});
    for (const char* none :
         {"", "#", "red", "0b5d4", "0b5d4b00", "#ggg", "12 456", "url(x)", "#fff;x", "\xC3\xA9\xC3\xA9"})
        CHECK_FALSE(read_colour(none));
    CHECK(hex({11, 93, 75}) == "#0b5d4b");
    CHECK(contrast({0, 0, 0}, {255, 255, 255}) == Approx(21));
    CHECK(contrast({119, 119, 119}, {255, 255, 255}) == Approx(4.48).margin(0.01));
}

TEST_CASE("of a query only colours and fonts are taken") {
    const EmbedTheme theme = read_theme({{"accent", "#B00020"},
                                         {"background", "x}body{display:none"},
                                         {"font", "serif"},
                                         {"font", "Comic\";}"},
                                         {"radius", "8"},
                                         {"text", "</style>"}});
    CHECK(theme.query() == "accent=b00020&font=serif");
    CHECK(read_theme({{"lang", "es"}}).empty());
    CHECK(theme_css(read_theme({{"font", "x"}})).empty());
}

TEST_CASE("whatever is chosen can be read") {
    const int levels[] = {0, 60, 128, 190, 255};
    for (const int r : levels)
        for (const int g : levels)
            for (const int b : levels) {
                const Rgb chosen{r, g, b};
                for (const bool with_ground : {false, true}) {
                    EmbedTheme theme;
                    theme.accent = Rgb{255 - r, b, g};
                    if (with_ground) theme.background = theme.text = chosen;  // the worst there is: the same
                    auto found = colours(theme_css(theme));
                    INFO(theme.query() << " " << theme_css(theme));
                    if (!with_ground) found["paper"] = {250, 248, 243};
                    CHECK(contrast(found.at("leaf"), found.at("paper")) >= 4.5);
                    CHECK(contrast(found.at("leaf"), found.at("on-leaf")) >= 4.5);
                    CHECK(contrast(found.at("leaf-deep"), found.at("on-leaf")) >= 4.5);
                    if (!with_ground) continue;
                    for (const char* words : {"ink", "soft", "warn", "focus"})
                        CHECK(contrast(found.at(words), found.at("paper")) >= 4.5);
                    for (const char* ground : {"sunk", "leaf-pale"})
                        CHECK(contrast(found.at("ink"), found.at(ground)) >= 4.5);
                }
            }
}
