#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sayso::pages {

// sRGB, 0 to 255 each.
struct Rgb {
    int red = 0, green = 0, blue = 0;
    bool operator==(const Rgb&) const = default;
};
// "0b5d4b", "#0b5d4b", "fff"; nothing else is a colour here.
std::optional<Rgb> read_colour(std::string_view text);
std::string hex(const Rgb& colour);  // "#0b5d4b"
// By WCAG 2.2: 1 to 21.
double contrast(const Rgb& one, const Rgb& other);

// How an embedded action looks on somebody else's page: what the page may choose, and nothing but that.
struct EmbedTheme {
    std::optional<Rgb> accent, background, text;
    std::string font;  // "serif" or "mono"; empty: the system's

    bool empty() const { return !accent && !background && !text && font.empty(); }
    // "accent=0b5d4b&font=serif": the same again in a query.
    std::string query() const;
};
// Of the fields of a query; what is none of ours or malformed is left out.
EmbedTheme read_theme(const std::vector<std::pair<std::string, std::string>>& fields);

// The stylesheet that comes after the site's own. Colours are moved until words can be read on them (contrast of 4.5
// and more), whatever was chosen.
std::string theme_css(const EmbedTheme& theme);

}  // namespace sayso::pages
