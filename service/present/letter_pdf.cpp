#include <cairo-pdf.h>

#include <charconv>

#include "service/present/drawing.hpp"
#include "service/present/letter.hpp"

namespace sayso::present {
namespace {

using namespace drawing;
using Kind = LetterPart::Kind;

// Points: US Letter with an inch of margin.
constexpr double page_width = 612, page_height = 792, margin = 72, inside = page_width - 2 * margin;
constexpr double bottom = page_height - margin, text_size = 10.5, space = 11;
constexpr double signature = 40, rule_height = 24;
constexpr const char* serif = "DejaVu Serif";
constexpr const char* serif_bold = "DejaVu Serif Bold";
constexpr Colour black{0, 0, 0}, grey{0.33, 0.33, 0.33};

double in_points(int units) {
    return static_cast<double>(units) / PANGO_SCALE;
}

// An element of the document's structure, for readers that speak it. A paragraph that goes over to the next page is
// two elements: one must not cross pages.
class Tagged {
  public:
    Tagged(const Context& to, const char* name) : to_(to), name_(name) { cairo_tag_begin(to_.get(), name_, nullptr); }
    ~Tagged() { cairo_tag_end(to_.get(), name_); }
    Tagged(const Tagged&) = delete;
    Tagged& operator=(const Tagged&) = delete;

  private:
    const Context& to_;
    const char* name_;
};

class Paper {
  public:
    Paper(const Letter& letter, std::string& out)
        : surface_(cairo_pdf_surface_create_for_stream(write_to_string, &out, page_width, page_height)),
          to_(cairo_create(surface_.get())),
          language_(letter.language) {
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, letter.title.c_str());
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, "Sayso");
    }

    void write(const Letter& letter) {
        {
            const Tagged document(to_, "Document");
            for (const LetterPart& part : letter.parts) add(part);
        }
        number_page();
        cairo_show_page(to_.get());
        require(cairo_status(to_.get()));
        cairo_surface_finish(surface_.get());
        require(cairo_surface_status(surface_.get()));
    }

  private:
    void add(const LetterPart& part) {
        if (part.kind == Kind::closing) keep_together(signature + 4 * text_size + 2 * space);
        if (y_ > margin) y_ += part.kind == Kind::name ? signature : space;
        if (part.blank) {
            for (const auto& line : part.lines) rule(line);
            // An address takes more lines than a name.
            if (part.kind == Kind::sender) rule(""), rule("");
        } else if (part.kind == Kind::requests) {
            items(part.lines);
        } else {
            std::string text;
            for (const auto& line : part.lines) text += (text.empty() ? "" : "\n") + line;
            text_block(text, part.kind == Kind::subject ? serif_bold : serif, part.kind == Kind::subject ? "H1" : "P",
                       margin);
        }
    }

    Layout layout(const char* font, const std::string& text, double width) const {
        Layout made = layout_of(to_, font, text_size, width, text, language_.c_str());
        pango_layout_set_line_spacing(made.get(), 1.25F);
        return made;
    }

    // Line by line, on as many pages as it takes.
    void text_block(const std::string& text, const char* font, const char* tag, double left) {
        const Layout words = layout(font, text, page_width - margin - left);
        const LineIterator line(pango_layout_get_iter(words.get()));
        bool more = true;
        while (more) {
            make_room_for(line);
            const Tagged element(to_, tag);
            do {
                put(line, left);
                more = pango_layout_iter_next_line(line.get()) != 0;
            } while (more && y_ + height_of(line) <= bottom);
        }
    }

    void items(const std::vector<std::string>& lines) {
        const Tagged list(to_, "L");
        const double item_indent = lines.size() < 100 ? 24 : 36;
        int n = 0;
        for (const auto& line : lines) {
            if (n > 0) y_ += space / 2;
            const Layout number = layout(serif, std::to_string(++n) + ".", item_indent);
            keep_together(2.5 * text_size);
            const Tagged item(to_, "LI");
            {
                const Tagged label(to_, "Lbl");
                const LineIterator only(pango_layout_get_iter(number.get()));
                const double before = y_;
                put(only, margin);
                y_ = before;
            }
            text_block(line, serif, "LBody", margin + item_indent);
        }
    }

    // A line to write on, with what belongs there in small letters.
    void rule(const std::string& label) {
        keep_together(rule_height);
        y_ += rule_height;
        paint_with(to_, grey);
        if (!label.empty()) {
            const Tagged element(to_, "P");
            const Layout words = layout_of(to_, serif, 8, inside, label, language_.c_str());
            cairo_move_to(to_.get(), margin, y_ - 10);
            pango_cairo_show_layout(to_.get(), words.get());
        }
        cairo_set_line_width(to_.get(), 0.5);
        cairo_move_to(to_.get(), margin, y_ + 2);
        cairo_line_to(to_.get(), margin + inside * 0.6, y_ + 2);
        cairo_stroke(to_.get());
        y_ += 4;
    }

    static double height_of(const LineIterator& line) {
        PangoRectangle box;
        pango_layout_iter_get_line_extents(line.get(), nullptr, &box);
        return in_points(box.height);
    }

    void make_room_for(const LineIterator& line) { keep_together(height_of(line)); }
    void keep_together(double height) {
        if (y_ + height <= bottom || y_ <= margin) return;
        number_page();
        cairo_show_page(to_.get());
        ++page_;
        y_ = margin;
    }

    void put(const LineIterator& line, double left) {
        PangoRectangle box;
        pango_layout_iter_get_line_extents(line.get(), nullptr, &box);
        const double baseline = in_points(pango_layout_iter_get_baseline(line.get()) - box.y);
        paint_with(to_, black);
        cairo_move_to(to_.get(), left + in_points(box.x), y_ + baseline);
        pango_cairo_show_layout_line(to_.get(), pango_layout_iter_get_line_readonly(line.get()));
        y_ += in_points(box.height);
    }

    // From the second page on.
    void number_page() {
        if (page_ == 1) return;
        const Layout number = layout_of(to_, serif, 9, inside, std::to_string(page_), "en");
        pango_layout_set_alignment(number.get(), PANGO_ALIGN_CENTER);
        paint_with(to_, grey);
        cairo_move_to(to_.get(), margin, page_height - margin / 2 - 9);
        pango_cairo_show_layout(to_.get(), number.get());
    }

    Surface surface_;
    Context to_;
    std::string language_;
    double y_ = margin;
    int page_ = 1;
};

std::size_t number_after(const std::string& text, std::size_t at) {
    while (at < text.size() && (text[at] < '0' || text[at] > '9')) ++at;
    std::size_t number = 0;
    std::from_chars(text.data() + std::min(at, text.size()), text.data() + text.size(), number);
    return number;
}

// Cairo does not say what language a document is in, nor that it is tagged. An appended update (ISO 32000-1, 7.5.6) of
// the catalog does, and has viewers show the title. What Cairo may write another way one day stays as it is.
void tell_language(std::string& pdf, const std::string& language) {
    const auto type = pdf.rfind("/Type /Catalog");
    const auto trailer = pdf.rfind("trailer");
    const auto startxref = pdf.rfind("startxref");
    if (type == std::string::npos || trailer == std::string::npos || startxref == std::string::npos) return;
    const auto object = pdf.rfind(" 0 obj", type), end = pdf.find("endobj", type), dictionary = pdf.find("<<", object);
    if (object == std::string::npos || end == std::string::npos || dictionary > type) return;
    const auto line = pdf.rfind('\n', object) + 1;
    const std::string number = pdf.substr(line, object - line);
    std::string catalog = pdf.substr(line, end - line) + "endobj\n";
    std::string more = " /Lang (" + language + ") /ViewerPreferences << /DisplayDocTitle true >>";
    if (catalog.find("/MarkInfo") == std::string::npos) more += " /MarkInfo << /Marked true >>";
    catalog.insert(dictionary - line + 2, more + "\n");

    const std::size_t before = number_after(pdf, startxref), at = pdf.size();
    std::string head = pdf.substr(trailer, startxref - trailer);
    head.insert(head.find("<<") + 2, " /Prev " + std::to_string(before));
    std::string offset = std::to_string(at);
    offset.insert(0, 10 - std::min<std::size_t>(10, offset.size()), '0');
    pdf += catalog;
    const std::size_t table = pdf.size();
    pdf += "xref\n" + number + " 1\n" + offset + " 00000 n \n" + head + "startxref\n" + std::to_string(table) +
           "\n%%EOF\n";
}

}  // namespace

std::string letter_pdf(const Letter& letter) {
    require_room();
    std::string pdf;
    Paper paper(letter, pdf);
    paper.write(letter);
    tell_language(pdf, letter.language);
    return pdf;
}

}  // namespace sayso::present
