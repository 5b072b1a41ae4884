#include "scripts/campaigns/utf8.hpp"
#include "service/content/content.hpp"
#include "service/content/words.hpp"

namespace sayso::content {

namespace {

using campaigns::Campaign;
using campaigns::FallbackKind;
using campaigns::TargetKind;
using campaigns::TargetRule;

bool plain_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' ||
           c == '.' || c == '/' || c == ' ' || c == '+' || c == '(' || c == ')' ||
           (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool may_stand_plain(std::string_view text) {
    if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.front() == '-' || text.front() == '.')
        return false;
    if (text == "null" || text == "Null" || text == "NULL") return false;
    return std::all_of(text.begin(), text.end(), plain_character);
}

// A block keeps its lines as they are; it cannot hold every text.
bool may_stand_in_block(std::string_view text) {
    if (text.find('\n') == std::string_view::npos || text.front() == ' ' || text.front() == '\n' || text.back() == '\n')
        return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F); });
}

std::string quoted(std::string_view text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string result = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            result.append(1, '\\').append(1, c);
        else if (c == '\n')
            result += "\\n";
        else if (byte < 0x20 || byte == 0x7F)
            result.append("\\x").append(1, digits[byte >> 4U]).append(1, digits[byte & 15U]);
        else
            result += c;
    }
    return result + "\"";
}

// Code points that YAML does not take as they are, written as escapes inside quotes: C1 controls, the line separators,
// U+FEFF and noncharacters.
bool needs_quotes(std::string_view text) {
    namespace utf8 = campaigns::utf8;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = utf8::read(text, at);
        if ((point.value >= 0x80 && point.value < 0xA0) || point.value == 0x2028 || point.value == 0x2029 ||
            point.value == 0xFEFF)
            return true;
        at += point.bytes;
    }
    return false;
}

std::string escaped_points(std::string_view text) {
    namespace utf8 = campaigns::utf8;
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = utf8::read(text, at);
        if (needs_quotes(text.substr(at, point.bytes))) {
            result += "\\u";
            for (int shift = 12; shift >= 0; shift -= 4)
                result += digits[(point.value >> static_cast<unsigned>(shift)) & 15U];
        } else {
            utf8::append(result, point.value);
        }
        at += point.bytes;
    }
    return result;
}

// Builds a file line by line in one canonical form: the same content always gives the same bytes.
class Writer {
  public:
    void comment(std::string_view words) { out_.append("# ").append(words).append("\n"); }

    void value(std::string_view key, std::string_view text) {
        begin(key);
        scalar(text);
    }
    void value_if(std::string_view key, std::string_view text) {
        if (!text.empty()) value(key, text);
    }
    void local(std::string_view key, const topics::LocalText& text) {
        if (text.empty()) return;
        if (only_english(text)) return value(key, text.in("en"));
        open(key);
        for (const auto& [language, words] : text.all()) value(language, words);
        close();
    }
    void open(std::string_view key) {
        begin(key);
        out_ += "\n";
        ++depth_;
    }
    void close() { --depth_; }
    // An item of a list: a scalar, or the keys written until end_item().
    void item(std::string_view text) {
        indent();
        out_ += "- ";
        scalar(text);
    }
    void local_item(const topics::LocalText& text) {
        if (only_english(text)) return item(text.in("en"));
        begin_item();
        for (const auto& [language, words] : text.all()) value(language, words);
        end_item();
    }
    void begin_item() {
        indent();
        out_ += "- ";
        fresh_item_ = true;
        ++depth_;
    }
    void end_item() {
        if (fresh_item_) out_ += "{}\n";
        fresh_item_ = false;
        --depth_;
    }
    std::string take() { return std::move(out_); }

  private:
    static bool only_english(const topics::LocalText& text) { return text.all().size() == 1 && text.has("en"); }
    void indent() {
        if (!fresh_item_) out_.append(static_cast<std::size_t>(depth_) * 2, ' ');
        fresh_item_ = false;
    }
    void begin(std::string_view key) {
        indent();
        out_ += may_stand_plain(key) ? std::string(key) : quoted(key);
        out_ += ":";
    }
    void scalar(std::string_view text) {
        if (out_.back() != ' ') out_ += ' ';
        if (needs_quotes(text) || campaigns::utf8::first_broken(text) != std::string_view::npos) {
            out_ += escaped_points(quoted(text)) + "\n";
        } else if (may_stand_plain(text)) {
            out_.append(text).append("\n");
        } else if (may_stand_in_block(text)) {
            block(text);
        } else {
            out_ += quoted(text) + "\n";
        }
    }
    void block(std::string_view text) {
        out_ += "|-\n";
        while (true) {
            const auto end = text.find('\n');
            const auto line = text.substr(0, end);
            if (!line.empty()) out_.append(static_cast<std::size_t>(depth_) * 2 + 2, ' ').append(line);
            out_ += "\n";
            if (end == std::string_view::npos) return;
            text.remove_prefix(end + 1);
        }
    }

    std::string out_;
    int depth_ = 0;
    bool fresh_item_ = false;
};

std::string date_text(std::chrono::year_month_day date) {
    std::string text = std::to_string(static_cast<int>(date.year()));
    text.insert(0, 4 - std::min<std::size_t>(4, text.size()), '0');
    for (const auto part : {static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day())})
        text += (part < 10 ? "-0" : "-") + std::to_string(part);
    return text;
}

std::string time_text(int minutes) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minutes / 60) + ":" + two(minutes % 60);
}

void write_target(Writer& out, const TargetRule& rule) {
    switch (rule.kind) {
        case TargetKind::own_representative:
        case TargetKind::own_senators:
        case TargetKind::own_members:
            out.value("own", word_for(own_words, rule.kind));
            out.value_if("committee", rule.committee_id);
            break;
        case TargetKind::committee_office:
            out.value("committee", rule.committee_id);
            out.local("name", rule.name);
            break;
        case TargetKind::person:
            out.value("person", rule.official_id);
            out.local("name", rule.name);
            break;
        case TargetKind::organization:
            out.local("organization", rule.name);
            break;
    }
    if (rule.number) out.value("number", rule.number->e164());
    out.local("say", rule.operator_words);
}

void write_fallback(Writer& out, const campaigns::Fallback& fallback) {
    if (fallback.kind != FallbackKind::rule || !fallback.rule)
        return out.value("fallback", word_for(fallback_words, fallback.kind));
    out.open("fallback");
    write_target(out, *fallback.rule);
    out.close();
}

void write_campaign(Writer& out, const Campaign& campaign) {
    out.open("call");
    out.value("slug", campaign.slug);
    out.value("status", word_for(status_words, campaign.status));
    out.value("language", campaign.language);
    out.local("title", campaign.title);
    out.local("sponsor", campaign.sponsor);
    if (campaign.call_back) out.value("call_back", campaign.call_back->e164());
    if (!campaign.targets.empty()) {
        out.open("targets");
        for (const auto& rule : campaign.targets) {
            out.begin_item();
            write_target(out, rule);
            out.end_item();
        }
        out.close();
    }
    out.value("order", word_for(order_words, campaign.order));
    if (campaign.cap > 0) out.value("cap", std::to_string(campaign.cap));
    write_fallback(out, campaign.fallback);
    out.value("caller_id", word_for(caller_id_words, campaign.caller_id));
    if (!campaign.hours.spans.empty()) {
        out.open("hours");
        for (const auto& span : campaign.hours.spans)
            out.item(std::string(weekday_words[static_cast<std::size_t>(span.weekday) % 7]) + " " +
                     time_text(span.from) + "-" + time_text(span.to));
        out.close();
    }
    out.value("opening", campaign.opening ? "yes" : "no");
    out.value("voicemail_closing", campaign.voicemail_closing ? "yes" : "no");
    if (!campaign.scripts.empty()) {
        out.open("scripts");
        for (const auto& [language, script] : campaign.scripts) out.value(language, script.source());
        out.close();
    }
    if (!campaign.recordings.empty()) {
        out.open("recordings");
        for (const auto& [prompt, addresses] : campaign.recordings) {
            out.open(prompt);
            for (const auto& [language, address] : addresses) out.value(language, address);
            out.close();
        }
        out.close();
    }
    out.close();
}

void write_written(Writer& out, const topics::WrittenRequest& written) {
    out.open("written");
    out.local("letter", written.letter);
    if (!written.requests.empty()) {
        out.open("requests");
        for (const auto& request : written.requests) out.local_item(request);
        out.close();
    }
    out.open("addressees");
    for (const auto& addressee : written.addressees) {
        out.begin_item();
        out.local("name", addressee.name);
        out.value_if("address", addressee.address);
        out.value_if("web_form", addressee.web_form);
        out.value_if("email", addressee.email);
        out.value("foia", addressee.foia ? "yes" : "no");
        out.local("note", addressee.note);
        out.end_item();
    }
    out.close();
    out.close();
}

template <typename List, typename Each>
void write_list(Writer& out, std::string_view key, const List& list, const Each& each) {
    if (list.empty()) return;
    out.open(key);
    for (const auto& entry : list) {
        out.begin_item();
        each(entry);
        out.end_item();
    }
    out.close();
}

void write_brief(Writer& out, const topics::Topic& topic) {
    write_list(out, "sources", topic.sources, [&out](const topics::Source& source) {
        out.value_if("publisher", source.publisher);
        out.value_if("url", source.url);
        out.local("title", source.title);
    });
    write_list(out, "people", topic.people, [&out](const topics::Person& person) {
        out.value_if("name", person.name);
        out.local("definition", person.definition);
    });
    write_list(out, "tags", topic.tags, [&out](const topics::Tag& tag) {
        out.value_if("emoji", tag.emoji);
        out.local("label", tag.label);
    });
    write_list(out, "quiz", topic.quiz, [&out](const topics::QuizQuestion& question) {
        out.local("question", question.question);
        out.open("answers");
        for (const auto& answer : question.answers) out.local_item(answer);
        out.close();
        out.value("right", std::to_string(question.right + 1));
        out.local("explanation", question.explanation);
    });
}

}  // namespace

std::string write_document(const book::Document& document) {
    Writer out;
    const auto& topic = document.topic;
    out.value("slug", topic.slug);
    out.value("status", word_for(status_words, topic.status));
    out.value("date", date_text(topic.date));
    if (topic.checked) out.value("checked", date_text(*topic.checked));
    out.local("title", topic.title);
    out.local("summary", topic.summary);
    out.local("body", topic.body);
    write_brief(out, topic);
    write_list(out, "actions", topic.actions, [&](const topics::Action& action) {
        out.value_if("type", action.type);
        out.local("title", action.title);
        out.local("description", action.description);
        if (action.written) return write_written(out, *action.written);
        for (const auto& campaign : document.campaigns)
            if (campaign.slug == action.campaign_slug) return write_campaign(out, campaign);
    });
    return out.take();
}

std::string write_lines(const std::vector<book::Line>& lines) {
    Writer out;
    if (lines.empty()) return "lines: []\n";
    write_list(out, "lines", lines, [&out](const book::Line& line) {
        out.value("number", line.number.e164());
        out.open("campaigns");
        for (const auto& slug : line.campaign_slugs) out.item(slug);
        out.close();
        if (line.languages.empty()) return;
        out.open("languages");
        for (const auto& language : line.languages) out.item(language);
        out.close();
    });
    return out.take();
}

}  // namespace sayso::content
