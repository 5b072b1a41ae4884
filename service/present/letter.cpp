#include "service/present/letter.hpp"

#include <algorithm>

#include "service/present/escape.hpp"
#include "service/present/words.hpp"

namespace sayso::present {
namespace {

using Part = LetterPart;
using Kind = LetterPart::Kind;
using For = LetterPart::For;

// Clean lines of a text, without the blanks around them and without empty ones.
std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    const std::string cleaned = clean(text);
    std::string_view rest = cleaned;
    while (!rest.empty()) {
        const auto end = rest.find_first_of("\r\n");
        std::string_view line = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
        if (!line.empty()) lines.emplace_back(line);
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines, std::string_view between) {
    std::string out;
    for (const auto& line : lines) out += (out.empty() ? std::string() : std::string(between)) + line;
    return out;
}

// Paragraphs are parted by empty lines; within one, line ends are blanks.
std::vector<std::string> paragraphs_of(const std::string& text) {
    std::vector<std::string> paragraphs;
    std::string current;
    std::string_view rest = text;
    const auto finish = [&] {
        const std::string paragraph = joined(lines_of(current), " ");
        if (!paragraph.empty()) paragraphs.push_back(paragraph);
        current.clear();
    };
    while (!rest.empty()) {
        const auto end = rest.find('\n');
        const std::string_view line = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) finish();
        current.append(line).append("\n");
    }
    finish();
    return paragraphs;
}

bool begins_with_any(const std::string& text, std::initializer_list<std::string_view> beginnings) {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return text.compare(0, beginning.size(), beginning) == 0; });
}

bool has_any(const std::string& text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view words_of) { return text.find(words_of) != std::string::npos; });
}

bool is_greeting(const std::string& paragraph) {
    return paragraph.size() <= 100 &&
           begins_with_any(paragraph, {"Dear ", "To whom", "To the ", "Estimad", "A quien", "A la ", "Al "}) &&
           (paragraph.back() == ',' || paragraph.back() == ':' || paragraph.back() == '.');
}

bool is_closing(const std::string& paragraph) {
    return paragraph.size() <= 300 && begins_with_any(paragraph, {"Sincerely", "Respectfully", "Yours", "Best regards",
                                                                  "Atentamente", "Respetuosamente", "Cordialmente"});
}

bool names_the_act(const std::string& text) {
    return has_any(text, {"FOIA", "Freedom of Information", "U.S.C. 552", "U.S.C. § 552", "Libertad de Información"});
}

bool names_fees(const std::string& text) {
    return has_any(text, {" fee", "Fees", "arancel", "tarifa", "costos de"});
}

// A year of this time: "2025", not "5 U.S.C. 552" or "20001".
bool names_a_year(const std::string& text) {
    const auto digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
    for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
        if (i > 0 && digit(i - 1)) continue;
        if (!begins_with_any(text.substr(i, 2), {"19", "20"}) || !digit(i + 2) || !digit(i + 3) || digit(i + 4))
            continue;
        return true;
    }
    return false;
}

// The organizer's letter, taken apart.
struct Draft {
    std::vector<std::string> greeting, body, closing;  // the first and the last hold one or none
    bool complete = false;                             // names the Act, so it says itself what the law wants
};

Draft taken_apart(const std::string& text) {
    Draft draft;
    draft.body = paragraphs_of(text);
    if (!draft.body.empty() && is_greeting(draft.body.front())) {
        draft.greeting.push_back(draft.body.front());
        draft.body.erase(draft.body.begin());
    }
    const auto closing = std::find_if(draft.body.begin(), draft.body.end(), is_closing);
    if (closing != draft.body.end()) {
        // "Sincerely," without what stands for the name.
        const auto comma = closing->find(',');
        draft.closing.push_back(comma == std::string::npos ? *closing : closing->substr(0, comma + 1));
        draft.body.erase(closing, draft.body.end());
    }
    draft.complete = std::any_of(draft.body.begin(), draft.body.end(), names_the_act);
    return draft;
}

// Writes the parts one after the other.
class Writer {
  public:
    Writer(const topics::WrittenRequest& request, Language language) : request_(request), language_(language) {}

    Part& add(Kind kind, std::vector<std::string> lines, For whom = For::everybody) {
        Part part;
        part.kind = kind;
        part.lines = std::move(lines);
        part.whom = whom;
        parts.push_back(std::move(part));
        return parts.back();
    }
    Part& add_word(Kind kind, std::string_view key, For whom = For::everybody) {
        return add(kind, {std::string(word(key, language_))}, whom);
    }

    void sender(const LetterChoice& choice) {
        std::vector<std::string> lines = lines_of(choice.name);
        const auto address = lines_of(choice.address);
        if (lines.empty()) lines.emplace_back(word("letter_your_name", language_));
        const bool blank = choice.name.empty() && choice.address.empty();
        if (address.empty()) lines.emplace_back(word("letter_your_address", language_));
        lines.insert(lines.end(), address.begin(), address.end());
        add(Kind::sender, std::move(lines)).blank = blank;
    }

    void addressees() {
        for (std::size_t i = 0; i < request_.addressees.size(); ++i) {
            const auto& addressee = request_.addressees[i];
            const std::string name = joined(lines_of(spoken(addressee.name, language_).text), " ");
            std::vector<std::string> lines = lines_of(addressee.address);
            if (lines.empty() || (lines.front() != name && !names_same_office(lines.front(), i)))
                lines.insert(lines.begin(), name);
            add(Kind::addressee, std::move(lines)).addressee = i;
        }
    }

    void greeting(const Draft& draft, bool about_records) {
        const bool own = !draft.greeting.empty();
        const bool own_for_agencies = own && names_the_act(draft.greeting.front());
        if (own && !own_for_agencies) {
            add(Kind::paragraph, draft.greeting);
            return;
        }
        if (own_for_agencies)
            add(Kind::paragraph, draft.greeting, For::agencies);
        else if (about_records)
            add_word(Kind::paragraph, "letter_greeting_agency", For::agencies);
        add_word(Kind::paragraph, "letter_greeting_other", For::others);
    }

    void requests() {
        std::vector<std::string> items;
        for (const auto& item : request_.requests) {
            const std::string text = joined(lines_of(spoken(item, language_).text), " ");
            if (!text.empty()) items.push_back(text);
        }
        if (!items.empty()) add(Kind::requests, std::move(items));
    }

    std::vector<Part> parts;

  private:
    // An address that begins with the name in another language than the letter's needs no second name.
    bool names_same_office(const std::string& line, std::size_t i) const {
        const auto& names = request_.addressees[i].name.all();
        return std::any_of(names.begin(), names.end(), [&](const auto& name) { return name.second == line; });
    }

    const topics::WrittenRequest& request_;
    Language language_;
};

Language language_of(const topics::WrittenRequest& request, Language wanted) {
    std::string tag = spoken(request.letter, wanted).language;
    if (tag.empty() && !request.requests.empty()) tag = spoken(request.requests.front(), wanted).language;
    return parse_language(tag).value_or(wanted);
}

void add_body(Writer& writer, const Draft& draft, const LetterParts& made, const LetterChoice& choice,
              Language language) {
    const auto organizers = [&](std::size_t from, std::size_t to) {
        for (std::size_t i = from; i < to; ++i) {
            const bool for_agencies =
                made.about_records && (names_the_act(draft.body[i]) || (draft.complete && names_fees(draft.body[i])));
            writer.add(Kind::paragraph, {draft.body[i]}, for_agencies ? For::agencies : For::everybody);
        }
    };
    // A complete letter leads to its requests itself; else we do.
    const std::size_t before = draft.complete || !made.about_records ? std::min<std::size_t>(1, draft.body.size()) : 0;
    if (made.about_records && !draft.complete) writer.add_word(Kind::paragraph, "letter_opening_agency", For::agencies);
    if (made.about_records) writer.add_word(Kind::paragraph, "letter_opening_other", For::others);
    organizers(0, before);
    writer.requests();
    if (made.asks_period)
        writer.add(Kind::paragraph, {period_sentence(choice.from, choice.until, language)}).period = true;
    organizers(before, draft.body.size());
    if (made.asks_fee)
        for (const auto fee : fee_choices)
            writer.add_word(Kind::paragraph, "letter_fee_" + std::string(fee), For::agencies).fee = fee;
    if (made.about_records && !draft.complete) writer.add_word(Kind::paragraph, "letter_form_agency", For::agencies);
}

}  // namespace

LetterParts letter_parts(const topics::WrittenRequest& request, const LetterChoice& choice,
                         std::chrono::year_month_day today, Language wanted) {
    const Language language = language_of(request, wanted);
    const std::string text = clean(spoken(request.letter, language).text);
    const Draft draft = taken_apart(text);
    LetterParts made;
    made.language = tag(language);
    made.about_records = draft.complete || std::any_of(request.addressees.begin(), request.addressees.end(),
                                                       [](const auto& addressee) { return addressee.foia; });
    const bool fees_told = std::any_of(draft.body.begin(), draft.body.end(), names_fees);
    made.asks_fee = made.about_records && !fees_told;
    made.asks_period = made.about_records && !names_a_year(text) &&
                       std::none_of(request.requests.begin(), request.requests.end(),
                                    [&](const auto& item) { return names_a_year(spoken(item, language).text); });
    Writer writer(request, language);
    writer.sender(choice);
    writer.add(Kind::date, {date_in_words(today, language)});
    writer.addressees();
    if (made.about_records) {
        writer.add_word(Kind::subject, "letter_subject_agency", For::agencies);
        writer.add_word(Kind::subject, "letter_subject_other", For::others);
    }
    writer.greeting(draft, made.about_records);
    add_body(writer, draft, made, choice, language);
    if (draft.closing.empty())
        writer.add_word(Kind::closing, "letter_closing");
    else
        writer.add(Kind::closing, draft.closing);
    auto name = lines_of(choice.name);
    const bool blank = name.empty();
    if (blank) name.emplace_back(word("letter_your_name", language));
    writer.add(Kind::name, std::move(name)).blank = blank;
    made.parts = std::move(writer.parts);
    return made;
}

bool belongs(const LetterPart& part, const topics::WrittenRequest& request, const LetterChoice& choice) {
    const bool agency = choice.addressee < request.addressees.size() && request.addressees[choice.addressee].foia;
    if (part.whom != For::everybody && (part.whom == For::agencies) != agency) return false;
    if (part.addressee && *part.addressee != choice.addressee) return false;
    if (!part.fee.empty() && part.fee != choice.fee) return false;
    return !part.period || choice.from || choice.until;
}

Letter written_letter(const topics::WrittenRequest& request, const LetterChoice& choice,
                      std::chrono::year_month_day today, Language wanted) {
    LetterParts all = letter_parts(request, choice, today, wanted);
    Letter letter;
    letter.language = all.language;
    for (auto& part : all.parts) {
        if (!belongs(part, request, choice)) continue;
        if (part.kind == Kind::subject) letter.title = part.lines.front();
        letter.parts.push_back(std::move(part));
    }
    if (letter.title.empty()) letter.title = word("letter_title", parse_language(letter.language).value_or(wanted));
    return letter;
}

std::string period_sentence(const std::optional<std::chrono::year_month_day>& from,
                            const std::optional<std::chrono::year_month_day>& until, Language language) {
    const std::string first = from ? date_in_words(*from, language) : std::string();
    const std::string last = until ? date_in_words(*until, language) : std::string();
    const char* key = from && until ? "letter_period" : from ? "letter_period_from" : "letter_period_until";
    return say(key, language, {{"from", first}, {"until", last}});
}

std::optional<std::chrono::year_month_day> read_date(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    int number[3] = {0, 0, 0};
    for (std::size_t i = 0, which = 0; i < text.size(); ++i) {
        if (i == 4 || i == 7) {
            ++which;
            continue;
        }
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
        number[which] = number[which] * 10 + (text[i] - '0');
    }
    const std::chrono::year_month_day date{std::chrono::year(number[0]),
                                           std::chrono::month(static_cast<unsigned>(number[1])),
                                           std::chrono::day(static_cast<unsigned>(number[2]))};
    if (!date.ok() || number[0] < 1900) return std::nullopt;
    return date;
}

std::string letter_text(const Letter& letter) {
    std::string out;
    for (const LetterPart& part : letter.parts) {
        if (!out.empty()) out += "\r\n";
        int n = 0;
        for (const auto& line : part.lines) {
            if (part.kind == Kind::requests) out += std::to_string(++n) + ". ";
            out += line + "\r\n";
        }
    }
    return out;
}

}  // namespace sayso::present
