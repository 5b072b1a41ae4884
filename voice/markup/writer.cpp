#include <algorithm>
#include <cstddef>
#include <pugixml.hpp>

#include "voice/markup/render.hpp"

namespace sayso::markup {
namespace {

// The documented limit of SignalWire's Say, kept everywhere (telephony.md 1.3).
constexpr std::size_t longest_say = 4096;

struct StringWriter : pugi::xml_writer {
    std::string text;
    void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
};

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

class TwilioWriter {
  public:
    explicit TwilioWriter(std::string_view base_url) : base_url_(base_url) {}

    std::string write(const Document& document) {
        pugi::xml_document xml;
        auto declaration = xml.append_child(pugi::node_declaration);
        declaration.append_attribute("version") = "1.0";
        declaration.append_attribute("encoding") = "UTF-8";
        auto response = xml.append_child("Response");
        // Reject must come first, or the call has been answered.
        if (!std::holds_alternative<Reject>(document.ending)) speak(response, document.speech);
        std::visit([&](const auto& ending) { end(response, ending); }, document.ending);
        StringWriter out;
        xml.save(out, "", pugi::format_raw, pugi::encoding_utf8);
        return std::move(out.text);
    }

  private:
    void speak(pugi::xml_node& parent, const std::vector<Speech>& speech) {
        for (const auto& one : speech) std::visit([&](const auto& verb) { add(parent, verb); }, one);
    }

    void add(pugi::xml_node& parent, const Say& say) {
        for (const auto& piece : say_sized(clean(say.text))) {
            auto node = parent.append_child("Say");
            node.append_attribute("voice") = twilio_voice(say.language);
            node.text().set(piece.c_str());
        }
    }
    void add(pugi::xml_node& parent, const Play& play) {
        const std::string url = absolute(play.url);
        if (!url.empty()) parent.append_child("Play").text().set(url.c_str());
    }
    void add(pugi::xml_node& parent, const Pause& pause) {
        parent.append_child("Pause").append_attribute("length") = std::max(pause.seconds, 0);
    }

    void end(pugi::xml_node& parent, const Redirect& redirect) {
        auto node = parent.append_child("Redirect");
        node.append_attribute("method") = "POST";
        node.text().set(absolute(redirect.url).c_str());
    }
    void end(pugi::xml_node& parent, const Hangup&) { parent.append_child("Hangup"); }
    void end(pugi::xml_node& parent, const Reject& reject) {
        parent.append_child("Reject").append_attribute("reason") = reject.busy ? "busy" : "rejected";
    }
    void end(pugi::xml_node& parent, const Dial& dial) {
        auto node = parent.append_child("Dial");
        node.append_attribute("action") = absolute(dial.action).c_str();
        node.append_attribute("method") = "POST";
        node.append_attribute("timeout") = std::clamp(dial.timeout_seconds, 5, 600);
        node.append_attribute("timeLimit") = std::clamp(dial.time_limit_seconds, 1, 14400);
        node.append_attribute("hangupOnStar") = dial.hangup_on_star ? "true" : "false";
        if (dial.caller_id) node.append_attribute("callerId") = clean(*dial.caller_id).c_str();
        node.append_child("Number").text().set(clean(dial.number).c_str());
    }
    void end(pugi::xml_node& parent, const Record& record) {
        auto node = parent.append_child("Record");
        node.append_attribute("action") = absolute(record.action).c_str();
        node.append_attribute("method") = "POST";
        node.append_attribute("maxLength") = std::clamp(record.max_seconds, 2, 14400);
        node.append_attribute("finishOnKey") = record.finish_on_key.c_str();
        node.append_attribute("playBeep") = "true";
    }
    void end(pugi::xml_node& parent, const Gather& gather) {
        auto node = parent.append_child("Gather");
        node.append_attribute("input") = "dtmf";
        node.append_attribute("action") = absolute(gather.action).c_str();
        node.append_attribute("method") = "POST";
        node.append_attribute("numDigits") = std::max(gather.digits, 1);
        node.append_attribute("finishOnKey") = gather.finish_on_key.c_str();
        node.append_attribute("timeout") = std::max(gather.timeout_seconds, 1);
        node.append_attribute("actionOnEmptyResult") = "true";
        speak(node, gather.prompts);
    }

    std::string absolute(std::string_view url) const {
        std::string out = clean(url);
        if (!out.empty() && out.front() == '/') out.insert(0, base_url_);
        return out;
    }

    std::string base_url_;
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
