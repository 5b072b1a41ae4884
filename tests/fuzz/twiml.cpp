// Documents with words from anywhere: what is said comes out as it went in, but for what no document may hold.
#include "scripts/campaigns/utf8.hpp"
#include "tests/fuzz/target.hpp"
#include "tests/fuzz/xml_reader.hpp"
#include "voice/markup/render.hpp"

using namespace sayso;
using fuzz::must;

namespace {

// By code points, where the writer goes by bytes.
std::string sayable(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = campaigns::utf8::read(text, at);
        at += point.bytes;
        if (point.value == campaigns::utf8::broken && point.bytes == 1)
            out += '?';
        else if (point.value == '\n' || point.value == '\r' || point.value == '\t')
            out += ' ';
        else if (point.value >= 0x20 && (point.value < 0x7f || point.value >= 0xa0) && point.value != 0xfffe &&
                 point.value != 0xffff)
            campaigns::utf8::append(out, point.value);
    }
    return out;
}

std::string without_blanks(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ') out += c;
    return out;
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return std::string(text);
}

markup::Ending ending(unsigned kind, std::vector<markup::Speech>& speech) {
    const std::string action = "/voice/twilio/step?n=1";
    switch (kind % 4) {
        case 0:
            return markup::Redirect{action};
        case 1:
            return markup::Hangup{};
        case 2:
            return markup::Dial{"+12025550123", action, 28, 1200, std::nullopt, true};
        default: {
            markup::Gather gather;
            gather.prompts.swap(speech);
            gather.action = action;
            return gather;
        }
    }
}

}  // namespace

SAYSO_FUZZ(twiml) {
    markup::read_back(input);
    const unsigned kind = fuzz::take_byte(input);
    const std::string text(input);
    // Long texts are cut into several; repeating makes them without long inputs.
    std::string said = text;
    if (kind >= 128)
        for (unsigned i = 0; i < (kind & 63U) && said.size() < 20000; ++i) said += text + ". ";
    markup::Document document;
    document.speech = {markup::Say{said, (kind & 4U) != 0 ? "es" : "en"}, markup::Pause{static_cast<int>(kind % 5)}};
    document.ending = ending(kind, document.speech);
    const auto rendered = markup::render(document, markup::Dialect::twilio, "https://hotline.example.org");
    const auto heard = fuzz::check_document(rendered.body);
    const std::string expected = trimmed(sayable(said));
    std::string whole;
    for (const auto& piece : heard) whole += piece;
    must(without_blanks(whole) == without_blanks(expected), "what is said is the text");
    if (expected.size() <= 4096) must(whole == expected, "a short text is said as it is");
    // Addresses and numbers from anywhere make no document that cannot be read.
    document.ending = markup::Dial{text, text, 1, 1, text, false};
    must(fuzz::read_with_expat(markup::render(document, markup::Dialect::twilio, "https://a").body).has_value(),
         "a document");
    document.ending = markup::Record{text, 5, text};
    const auto odd = markup::render({{markup::Play{text}}, document.ending}, markup::Dialect::twilio, "").body;
    must(markup::read_back(odd).error.empty(), "a document");
}
