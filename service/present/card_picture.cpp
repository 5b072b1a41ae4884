#include "service/present/card_picture.hpp"

#include "service/present/drawing.hpp"
#include "service/present/escape.hpp"

namespace sayso::present {
namespace {

using namespace drawing;

// The light colours of the stylesheet.
constexpr Colour paper{0.980, 0.973, 0.953}, ink{0.110, 0.118, 0.129}, soft{0.337, 0.353, 0.376},
    leaf{0.043, 0.365, 0.294}, pale{0.890, 0.941, 0.918}, white{1, 1, 1};

constexpr double margin = 72, inside = card_width - 2 * margin;
constexpr double title_top = 190, title_height = 262, tags_top = 468, strip_height = 88;
constexpr const char* serif = "DejaVu Serif Bold";
constexpr const char* sans = "DejaVu Sans";
constexpr const char* sans_bold = "DejaVu Sans Bold";

std::string one_line(const std::string& text) {
    std::string out = clean(text);
    for (char& c : out) {
        if (c == '\n' || c == '\r' || c == '\t') c = ' ';
    }
    return out;
}

void put(const Context& to, const Layout& layout, double x, double y, const Colour& colour) {
    paint_with(to, colour);
    cairo_move_to(to.get(), x, y);
    pango_cairo_show_layout(to.get(), layout.get());
}

std::pair<double, double> size_of(const Layout& layout) {
    int width = 0, height = 0;
    pango_layout_get_size(layout.get(), &width, &height);
    return {static_cast<double>(width) / PANGO_SCALE, static_cast<double>(height) / PANGO_SCALE};
}

Layout one_line_of(const Context& to, const char* font, double size, double width, const std::string& text) {
    Layout layout = layout_of(to, font, size, width, one_line(text), "en");
    pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
    pango_layout_set_single_paragraph_mode(layout.get(), 1);
    return layout;
}

// The bubble of icon.svg, 32 units a side, at `x`, `y`.
void draw_mark(const Context& to, double x, double y, double scale) {
    cairo_t* c = to.get();
    cairo_save(c);
    cairo_translate(c, x, y);
    cairo_scale(c, scale, scale);
    paint_with(to, leaf);
    constexpr double quarter = 1.5707963267948966;
    cairo_arc(c, 27, 7, 4, -quarter, 0);
    cairo_arc(c, 27, 20, 4, 0, quarter);
    cairo_line_to(c, 15, 24);
    cairo_line_to(c, 7, 31);
    cairo_line_to(c, 7, 24);
    cairo_arc(c, 5, 20, 4, quarter, 2 * quarter);
    cairo_arc(c, 5, 7, 4, 2 * quarter, 3 * quarter);
    cairo_close_path(c);
    cairo_fill(c);
    paint_with(to, white);
    cairo_set_line_width(c, 3);
    cairo_set_line_cap(c, CAIRO_LINE_CAP_ROUND);
    cairo_move_to(c, 8, 10);
    cairo_line_to(c, 24, 10);
    cairo_move_to(c, 8, 16);
    cairo_line_to(c, 18, 16);
    cairo_stroke(c);
    cairo_restore(c);
}

void draw_title(const Context& to, const CardPicture& card) {
    const std::string title = one_line(card.title);
    for (const double size : {76.0, 66.0, 58.0, 50.0, 43.0}) {
        const Layout layout = layout_of(to, serif, size, inside, title, card.title_language.c_str());
        pango_layout_set_line_spacing(layout.get(), 0.95F);
        const bool smallest = size < 44;
        if (smallest) {
            pango_layout_set_ellipsize(layout.get(), PANGO_ELLIPSIZE_END);
            pango_layout_set_height(layout.get(), static_cast<int>(title_height * PANGO_SCALE));
        }
        if (!smallest && size_of(layout).second > title_height) continue;
        put(to, layout, margin, title_top, ink);
        return;
    }
}

void draw_tags(const Context& to, const std::vector<std::string>& tags) {
    constexpr double height = 52, padding = 24, gap = 16;
    double x = margin;
    for (const auto& tag : tags) {
        const Layout layout = one_line_of(to, sans, 26, inside - 2 * padding, tag);
        const auto [wide, high] = size_of(layout);
        int text_width = 0;
        pango_layout_get_pixel_size(layout.get(), &text_width, nullptr);
        const double width = text_width + 2 * padding;
        if (x + width > card_width - margin) return;
        constexpr double quarter = 1.5707963267948966, radius = height / 2;
        cairo_new_sub_path(to.get());
        cairo_arc(to.get(), x + width - radius, tags_top + radius, radius, -quarter, quarter);
        cairo_arc(to.get(), x + radius, tags_top + radius, radius, quarter, 3 * quarter);
        paint_with(to, pale);
        cairo_fill(to.get());
        put(to, layout, x + padding, tags_top + (height - high) / 2, leaf);
        x += width + gap;
    }
}

void draw_strip(const Context& to, const CardPicture& card) {
    constexpr double top = card_height - strip_height;
    paint_with(to, leaf);
    cairo_rectangle(to.get(), 0, top, card_width, strip_height);
    cairo_fill(to.get());
    const Layout site = one_line_of(to, sans, 26, inside * 0.42, card.site);
    int site_width = 0;
    pango_layout_get_pixel_size(site.get(), &site_width, nullptr);
    put(to, site, card_width - margin - site_width, top + (strip_height - size_of(site).second) / 2, white);
    const Layout below = one_line_of(to, sans_bold, 32, inside - site_width - 40, card.below);
    put(to, below, margin, top + (strip_height - size_of(below).second) / 2, white);
}

}  // namespace

std::string card_png(const CardPicture& card) {
    require_room();
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, card_width, card_height));
    require(cairo_surface_status(surface.get()));
    const Context to(cairo_create(surface.get()));
    paint_with(to, paper);
    cairo_paint(to.get());
    draw_mark(to, margin, 56, 1.9);
    const Layout name = one_line_of(to, serif, 40, 300, "Sayso");
    put(to, name, margin + 78, 60, ink);
    put(to, one_line_of(to, sans, 28, inside, card.above), margin, 138, soft);
    draw_title(to, card);
    draw_tags(to, card.tags);
    draw_strip(to, card);
    require(cairo_status(to.get()));
    cairo_surface_flush(surface.get());
    std::string png;
    require(cairo_surface_write_to_png_stream(surface.get(), write_to_string, &png));
    return png;
}

}  // namespace sayso::present
