#include "service/present/script_html.hpp"

#include <array>
#include <cctype>

#include "service/present/escape.hpp"
#include "service/present/slots.hpp"
#include "service/present/words.hpp"

namespace sayso::present {
namespace {

using campaigns::EyePiece;

bool only_blanks(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

// What the reader's own device can fill in is named, so that it finds it.
std::string blank_html(std::string_view text, Language language) {
    std::string mark;
    for (const std::string_view what : {"name", "street"}) {
        if (text == word("blank_" + std::string(what), language)) mark = " data-blank=\"" + std::string(what) + "\"";
    }
    return "<span class=\"blank\"" + mark + ">[" + escape(text) + "]</span>";
}

std::string note_html(std::string_view text, Language language) {
    return "<span class=\"note\"><span class=\"note-label\">" + escape(word("note_label", language)) + "</span> " +
           escape(text) + "</span>";
}

// Escapes what is said as it is, or but for slots.
using Escape = std::string (*)(std::string_view);

std::string escape_but_for_slots(std::string_view text) {
    return escape_around_slots(text, slot_kinds);
}

std::string piece_html(const EyePiece& piece, Language language, Escape said) {
    switch (piece.kind) {
        case EyePiece::Kind::text:
            return said(piece.text);
        case EyePiece::Kind::strong:
            return "<strong>" + said(piece.text) + "</strong>";
        case EyePiece::Kind::note:
            return note_html(piece.text, language);
        case EyePiece::Kind::blank:
            return blank_html(piece.text, language);
        case EyePiece::Kind::paragraph_break:
            break;
    }
    return {};
}

// One line of plain text, its [brackets] as blanks.
std::string line_html(std::string_view line) {
    std::string out;
    while (true) {
        const auto open = line.find('[');
        const auto close = open == std::string_view::npos ? open : line.find(']', open);
        if (close == std::string_view::npos) return out += escape(line);
        out += escape(line.substr(0, open));
        out += "<span class=\"blank\">[" + escape(line.substr(open + 1, close - open - 1)) + "]</span>";
        line.remove_prefix(close + 1);
    }
}

std::string pieces_html(const std::vector<EyePiece>& pieces, Language language, Escape said) {
    std::string out, paragraph;
    const auto finish = [&] {
        if (!only_blanks(paragraph)) out += "<p>" + paragraph + "</p>\n";
        paragraph.clear();
    };
    for (const EyePiece& piece : pieces) {
        if (piece.kind == EyePiece::Kind::paragraph_break)
            finish();
        else
            paragraph += piece_html(piece, language, said);
    }
    finish();
    return out;
}

}  // namespace

std::string script_html(const std::vector<EyePiece>& pieces, Language language) {
    return pieces_html(pieces, language, escape);
}

std::string script_html_with_slots(const std::vector<EyePiece>& pieces, Language language) {
    return pieces_html(pieces, language, escape_but_for_slots);
}

std::vector<EyePiece> without_greeting(std::vector<EyePiece> pieces) {
    static constexpr std::array<std::string_view, 10> greetings{
        "Hello, ", "Hello. ", "Hello! ",        "Hi, ",          "Hi. ",
        "Hola, ",  "Hola. ",  "Good morning, ", "Buenos días, ", "Buenas tardes, "};
    if (pieces.empty() || pieces.front().kind != EyePiece::Kind::text) return pieces;
    std::string& text = pieces.front().text;
    for (const std::string_view greeting : greetings) {
        if (text.size() <= greeting.size() || text.compare(0, greeting.size(), greeting) != 0) continue;
        text.erase(0, greeting.size());
        text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
        break;
    }
    return pieces;
}

std::string plain_text_html(std::string_view text) {
    std::string out, paragraph;
    const auto finish = [&] {
        if (!paragraph.empty()) out += "<p>" + paragraph + "</p>\n";
        paragraph.clear();
    };
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (only_blanks(line)) {
            finish();
        } else {
            if (!paragraph.empty()) paragraph += "<br>\n";
            paragraph += line_html(line);
        }
    }
    finish();
    return out;
}

}  // namespace sayso::present
