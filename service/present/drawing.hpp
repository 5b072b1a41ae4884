#pragma once
#include <pango/pangocairo.h>

#include <memory>
#include <stdexcept>
#include <string>

// Owners for what Cairo and Pango give out; for the files of this room that draw.
namespace sayso::present::drawing {

struct Release {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoLayoutIter* line) const { pango_layout_iter_free(line); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};
using Surface = std::unique_ptr<cairo_surface_t, Release>;
using Context = std::unique_ptr<cairo_t, Release>;
using Layout = std::unique_ptr<PangoLayout, Release>;
using LineIterator = std::unique_ptr<PangoLayoutIter, Release>;
using Font = std::unique_ptr<PangoFontDescription, Release>;
using Attributes = std::unique_ptr<PangoAttrList, Release>;

struct Colour {
    double red, green, blue;
};
inline void paint_with(const Context& context, const Colour& colour) {
    cairo_set_source_rgb(context.get(), colour.red, colour.green, colour.blue);
}

// Text of this font ("DejaVu Serif Bold 12"), `size` in units of the surface; broken into lines at `width`.
inline Layout layout_of(const Context& context, const char* font, double size, double width, const std::string& text,
                        const char* language) {
    Layout layout(pango_cairo_create_layout(context.get()));
    const Font description(pango_font_description_from_string(font));
    pango_font_description_set_absolute_size(description.get(), size * PANGO_SCALE);
    pango_layout_set_font_description(layout.get(), description.get());
    pango_context_set_language(pango_layout_get_context(layout.get()), pango_language_from_string(language));
    pango_layout_set_width(layout.get(), static_cast<int>(width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout.get(), text.data(), static_cast<int>(text.size()));
    return layout;
}

// Throws std::bad_alloc or std::system_error when there is no memory or no thread to be had for a drawing. To be asked
// first: the libraries below end the whole process where they get none.
void require_room();

// For Cairo, which writes a file piece by piece: `out` is a std::string.
cairo_status_t write_to_string(void* out, const unsigned char* bytes, unsigned int size);

inline void require(cairo_status_t status) {
    if (status != CAIRO_STATUS_SUCCESS) throw std::runtime_error(cairo_status_to_string(status));
}

}  // namespace sayso::present::drawing
