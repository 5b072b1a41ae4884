#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstring>

#include "voice/markup/render.hpp"

namespace sayso::markup {
namespace {

// The documented limit of SignalWire's Say, kept everywhere (telephony.md 1.3).
constexpr std::size_t longest_say = 4096;

// Length in bytes of the well-formed UTF-8 sequence at the start, 0 when there is none.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    const unsigned char second = byte(1);
    if (first == 0xE0 && second < 0xA0) return 0;  // overlong
    if (first == 0xED && second > 0x9F) return 0;  // surrogates
    if (first == 0xF0 && second < 0x90) return 0;  // overlong
    if (first == 0xF4 && second > 0x8F) return 0;  // beyond U+10FFFF
    return length;
}

// What XML 1.0 allows and a voice can read: control characters go, line ends become blanks, broken bytes a question
// mark.
std::string clean(std::string_view text) {
    if (std::all_of(text.begin(), text.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) return std::string(text);
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const std::size_t length = sequence_length(text);
        if (length == 0) {
            out += "?";
            text.remove_prefix(1);
            continue;
        }
        const std::string_view piece = text.substr(0, length);
        const unsigned char first = static_cast<unsigned char>(piece[0]);
        const bool non_character = piece == "\xEF\xBF\xBE" || piece == "\xEF\xBF\xBF";
        const bool c1_control = piece.size() == 2 && first == 0xC2 && static_cast<unsigned char>(piece[1]) < 0xA0;
        if (piece == "\t" || piece == "\n" || piece == "\r")
            out += ' ';
        else if (first >= 0x20 && first != 0x7F && !non_character && !c1_control)
            out.append(piece);
        text.remove_prefix(length);
    }
    return out;
}

std::string trimmed(std::string_view text) {
    const auto from = text.find_first_not_of(' ');
    if (from == std::string_view::npos) return {};
    return std::string(text.substr(from, text.find_last_not_of(' ') - from + 1));
}

// Pieces of at most `longest_say` characters, cut after a sentence where there is one, else at a blank, else anywhere.
std::vector<std::string> say_sized(std::string_view text) {
    std::vector<std::string> pieces;
    if (text.size() <= longest_say) {
        if (std::string piece = trimmed(text); !piece.empty()) pieces.push_back(std::move(piece));
        return pieces;
    }
    while (!text.empty()) {
        std::size_t bytes = 0, characters = 0, sentence = 0, blank = 0;
        while (bytes < text.size() && characters < longest_say) {
            if (text[bytes] == ' ') {
                blank = bytes;
                if (bytes > 0 && std::string_view(".!?").find(text[bytes - 1]) != std::string_view::npos)
                    sentence = bytes;
            }
            bytes += std::max<std::size_t>(sequence_length(text.substr(bytes)), 1);
            ++characters;
        }
        if (bytes < text.size() && sentence > bytes / 2)
            bytes = sentence;
        else if (bytes < text.size() && blank > 0)
            bytes = blank;
        if (std::string piece = trimmed(text.substr(0, bytes)); !piece.empty()) pieces.push_back(std::move(piece));
        text.remove_prefix(bytes);
    }
    return pieces;
}

const char* twilio_voice(std::string_view language) {
    // Only the voice is sent: it implies its language, and a pair that does not match can fail the verb.
    return language == "es" ? "Polly.Lupe-Neural" : "Polly.Joanna-Neural";
}

// Appends elements to a text: a document of ten elements every few microseconds is too many for a tree. Everything
// given to it as a value is escaped; names are literals of this file.
class Xml {
  public:
    Xml() {
        out_.reserve(2048);
        out_ += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";
    }
    // An element stays open for attributes until its first text, child or end.
    void open(std::string_view name) {
        finish_tag();
        out_ += '<';
        out_ += name;
        tag_open_ = true;
    }
    void attribute(std::string_view name, std::string_view value) {
        out_ += ' ';
        out_ += name;
        out_ += "=\"";
        escape(value, '"');
        out_ += '"';
    }
    void attribute(std::string_view name, int value) {
        char digits[12];
        const auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        attribute(name, {digits, static_cast<std::size_t>(end - digits)});
    }
    void text(std::string_view text) {
        finish_tag();
        escape(text, '>');
    }
    void close(std::string_view name) {
        if (tag_open_) {
            out_ += "/>";
            tag_open_ = false;
            return;
        }
        out_ += "</";
        out_ += name;
        out_ += '>';
    }
    std::string take() { return std::move(out_); }

  private:
    void finish_tag() {
        if (tag_open_) out_ += '>';
        tag_open_ = false;
    }
    // Whether one of eight bytes is & or < or the third.
    static bool has_special(const char* at, char third) {
        constexpr std::uint64_t each = 0x0101010101010101;
        std::uint64_t bytes = 0;
        std::memcpy(&bytes, at, 8);
        const auto zero = [](std::uint64_t x) { return (x - each) & ~x; };
        return ((zero(bytes ^ ('&' * each)) | zero(bytes ^ ('<' * each)) |
                 zero(bytes ^ (static_cast<unsigned char>(third) * each))) &
                (0x80 * each)) != 0;
    }

    // A text needs & < and > escaped, an attribute & < and the quote.
    void escape(std::string_view text, char third) {
        std::size_t plain = 0;
        for (std::size_t i = 0; i < text.size(); ++i) {
            while (i + 8 <= text.size() && !has_special(text.data() + i, third)) i += 8;
            if (i == text.size()) break;
            const char c = text[i];
            if (c != '&' && c != '<' && c != third) continue;
            out_ += text.substr(plain, i - plain);
            out_ += c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : "&quot;";
            plain = i + 1;
        }
        out_ += text.substr(plain);
    }

    std::string out_;
    bool tag_open_ = false;
};

class TwilioWriter {
  public:
    explicit TwilioWriter(std::string_view base_url) : base_url_(base_url) {}

    std::string write(const Document& document) {
        xml_.open("Response");
        // Reject must come first, or the call has been answered.
        if (!std::holds_alternative<Reject>(document.ending)) speak(document.speech);
        std::visit([&](const auto& ending) { end(ending); }, document.ending);
        xml_.close("Response");
        return xml_.take();
    }

  private:
    void speak(const std::vector<Speech>& speech) {
        for (const auto& one : speech) std::visit([&](const auto& verb) { add(verb); }, one);
    }

    void add(const Say& say) {
        for (const auto& piece : say_sized(clean(say.text))) {
            xml_.open("Say");
            xml_.attribute("voice", twilio_voice(say.language));
            xml_.text(piece);
            xml_.close("Say");
        }
    }
    void add(const Play& play) {
        if (const std::string url = absolute(play.url); !url.empty()) element("Play", url);
    }
    void add(const Pause& pause) {
        xml_.open("Pause");
        xml_.attribute("length", std::max(pause.seconds, 0));
        xml_.close("Pause");
    }

    void end(const Redirect& redirect) {
        xml_.open("Redirect");
        xml_.attribute("method", "POST");
        xml_.text(absolute(redirect.url));
        xml_.close("Redirect");
    }
    void end(const Hangup&) {
        xml_.open("Hangup");
        xml_.close("Hangup");
    }
    void end(const Reject& reject) {
        xml_.open("Reject");
        xml_.attribute("reason", reject.busy ? "busy" : "rejected");
        xml_.close("Reject");
    }
    void end(const Dial& dial) {
        xml_.open("Dial");
        xml_.attribute("action", absolute(dial.action));
        xml_.attribute("method", "POST");
        xml_.attribute("timeout", std::clamp(dial.timeout_seconds, 5, 600));
        xml_.attribute("timeLimit", std::clamp(dial.time_limit_seconds, 1, 14400));
        xml_.attribute("hangupOnStar", dial.hangup_on_star ? "true" : "false");
        if (dial.caller_id) xml_.attribute("callerId", clean(*dial.caller_id));
        element("Number", clean(dial.number));
        xml_.close("Dial");
    }
    void end(const Record& record) {
        xml_.open("Record");
        xml_.attribute("action", absolute(record.action));
        xml_.attribute("method", "POST");
        xml_.attribute("maxLength", std::clamp(record.max_seconds, 2, 14400));
        xml_.attribute("finishOnKey", clean(record.finish_on_key));
        xml_.attribute("playBeep", "true");
        xml_.close("Record");
    }
    void end(const Gather& gather) {
        xml_.open("Gather");
        xml_.attribute("input", "dtmf");
        xml_.attribute("action", absolute(gather.action));
        xml_.attribute("method", "POST");
        xml_.attribute("numDigits", std::max(gather.digits, 1));
        xml_.attribute("finishOnKey", clean(gather.finish_on_key));
        xml_.attribute("timeout", std::max(gather.timeout_seconds, 1));
        xml_.attribute("actionOnEmptyResult", "true");
        speak(gather.prompts);
        xml_.close("Gather");
    }

    void element(std::string_view name, std::string_view text) {
        xml_.open(name);
        xml_.text(text);
        xml_.close(name);
    }

    std::string absolute(std::string_view url) const {
        std::string out = clean(url);
        if (!out.empty() && out.front() == '/') out.insert(0, base_url_);
        return out;
    }

    Xml xml_;
    std::string_view base_url_;
};

}  // namespace

Rendered render(const Document& document, Dialect dialect, std::string_view base_url) {
    switch (dialect) {
        case Dialect::twilio:
            break;
    }
    return {"text/xml; charset=utf-8", TwilioWriter(base_url).write(document)};
}

}  // namespace sayso::markup
