#include "service/pages/embed_theme.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace sayso::pages {
namespace {

constexpr Rgb black{0, 0, 0}, white{255, 255, 255};

// The colours of the stylesheet that a theme is measured against.
struct Scheme {
    Rgb paper, ink, warn, focus;
};
constexpr Scheme light{{250, 248, 243}, {28, 30, 33}, {154, 44, 20}, {26, 79, 214}};
constexpr Scheme dark{{21, 24, 26}, {236, 232, 223}, {255, 171, 148}, {157, 184, 255}};

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

double luminance(const Rgb& colour) {
    const auto linear = [](int part) {
        const double c = part / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

Rgb mixed(const Rgb& one, const Rgb& other, double share) {
    const auto part = [share](int a, int b) { return static_cast<int>(std::lround(a + (b - a) * share)); };
    return {part(one.red, other.red), part(one.green, other.green), part(one.blue, other.blue)};
}

// Black or white, whichever stands out more.
Rgb opposite(const Rgb& ground) {
    return contrast(ground, black) > contrast(ground, white) ? black : white;
}

// The colour itself, or as far on the way to black or white as it takes to be read on the ground.
Rgb readable(const Rgb& colour, const Rgb& ground, double least) {
    const Rgb end = opposite(ground);
    for (int step = 0; step < 20; ++step) {
        const Rgb moved = mixed(colour, end, step / 20.0);
        if (contrast(moved, ground) >= least) return moved;
    }
    return end;
}

// The ground with some of a colour in it, if words can still be read on it.
Rgb tinted(const Rgb& ground, const Rgb& colour, double share) {
    const Rgb tint = mixed(ground, colour, share);
    return contrast(opposite(ground), tint) >= 5 ? tint : ground;
}

// The pale ground of scripts takes some of the accent, so what is written on the paper is held to a bit more.
constexpr double enough = 4.5, enough_on_paper = 5.6;

std::string accent_rules(const Rgb& accent, const Rgb& paper) {
    const Rgb leaf = readable(accent, paper, enough_on_paper);
    const Rgb on_leaf = opposite(leaf);
    // Buttons get it under the pointer: it must go on bearing its words.
    const Rgb deep = mixed(leaf, on_leaf == white ? black : white, 0.2);
    return "--leaf:" + hex(leaf) + ";--leaf-deep:" + hex(deep) + ";--on-leaf:" + hex(on_leaf) +
           ";--leaf-pale:" + hex(tinted(paper, leaf, 0.08)) + ";";
}

std::string ground_rules(const Rgb& paper, const Rgb& text, const Scheme& scheme) {
    return "--paper:" + hex(paper) + ";--card:" + hex(paper) + ";--sunk:" + hex(tinted(paper, text, 0.06)) +
           ";--ink:" + hex(text) + ";--soft:" + hex(readable(mixed(text, paper, 0.3), paper, enough_on_paper)) +
           ";--line:" + hex(mixed(paper, text, 0.2)) + ";--warn:" + hex(readable(scheme.warn, paper, enough_on_paper)) +
           ";--focus:" + hex(readable(scheme.focus, paper, enough)) + ";--shadow:none;";
}

}  // namespace

std::optional<Rgb> read_colour(std::string_view text) {
    if (text.substr(0, 1) == "#") text.remove_prefix(1);
    if (text.size() != 3 && text.size() != 6) return std::nullopt;
    if (!std::all_of(text.begin(), text.end(), [](char c) { return hex_digit(c) >= 0; })) return std::nullopt;
    const auto part = [text](std::size_t i) {
        if (text.size() == 3) return hex_digit(text[i]) * 17;
        return hex_digit(text[2 * i]) * 16 + hex_digit(text[2 * i + 1]);
    };
    return Rgb{part(0), part(1), part(2)};
}

std::string hex(const Rgb& colour) {
    char text[8];
    std::snprintf(text, sizeof text, "#%02x%02x%02x", static_cast<unsigned>(colour.red) & 255U,
                  static_cast<unsigned>(colour.green) & 255U, static_cast<unsigned>(colour.blue) & 255U);
    return text;
}

double contrast(const Rgb& one, const Rgb& other) {
    const double a = luminance(one), b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

std::string EmbedTheme::query() const {
    std::string out;
    const auto add = [&out](std::string_view name, const std::string& value) {
        out += (out.empty() ? std::string() : std::string("&")) + std::string(name) + "=" + value;
    };
    if (accent) add("accent", hex(*accent).substr(1));
    if (background) add("background", hex(*background).substr(1));
    if (text) add("text", hex(*text).substr(1));
    if (!font.empty()) add("font", font);
    return out;
}

EmbedTheme read_theme(const std::vector<std::pair<std::string, std::string>>& fields) {
    EmbedTheme theme;
    for (const auto& [name, value] : fields) {
        if (name == "accent") theme.accent = read_colour(value);
        if (name == "background") theme.background = read_colour(value);
        if (name == "text") theme.text = read_colour(value);
        if (name == "font" && (value == "serif" || value == "mono")) theme.font = value;
    }
    return theme;
}

std::string theme_css(const EmbedTheme& theme) {
    std::string css;
    if (theme.background || theme.text) {
        // One ground for light and dark: the page around it has one.
        const Rgb paper = theme.background ? *theme.background : mixed(opposite(*theme.text), *theme.text, 0.02);
        const bool is_dark = opposite(paper) == white;
        const Scheme& scheme = is_dark ? dark : light;
        const Rgb text = readable(theme.text.value_or(scheme.ink), paper, 7);
        css += ":root{color-scheme:" + std::string(is_dark ? "dark" : "light") + ";" +
               ground_rules(paper, text, scheme) +
               accent_rules(theme.accent.value_or(is_dark ? Rgb{127, 214, 184} : Rgb{11, 93, 75}), paper) + "}\n";
    } else if (theme.accent) {
        css += ":root{" + accent_rules(*theme.accent, light.paper) + "}\n@media (prefers-color-scheme:dark){:root{" +
               accent_rules(*theme.accent, dark.paper) + "}}\n";
    }
    if (theme.font == "serif") css += ":root{--sans:var(--serif)}\n";
    if (theme.font == "mono") css += ":root{--sans:ui-monospace,\"DejaVu Sans Mono\",monospace;--serif:var(--sans)}\n";
    return css;
}

}  // namespace sayso::pages
