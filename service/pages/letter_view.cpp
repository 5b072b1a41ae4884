#include "service/pages/letter_view.hpp"

#include <charconv>

#include "service/http/form.hpp"
#include "service/present/escape.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {
namespace {

using present::LetterPart;
using present::say;
using present::word;

constexpr std::size_t most_fields = 10, longest_name = 200, longest_address = 1000;

const char* class_of(LetterPart::Kind kind) {
    switch (kind) {
        case LetterPart::Kind::sender:
            return "sender";
        case LetterPart::Kind::date:
            return "date";
        case LetterPart::Kind::addressee:
            return "to";
        case LetterPart::Kind::subject:
            return "subject";
        case LetterPart::Kind::closing:
            return "closing";
        case LetterPart::Kind::name:
            return "name";
        case LetterPart::Kind::requests:
        case LetterPart::Kind::paragraph:
            break;
    }
    return "text";
}

Data part_data(const LetterPart& part, bool belongs) {
    Data data;
    List lines;
    for (std::size_t i = 0; i < part.lines.size(); ++i) {
        Data line;
        line["line"] = Data(part.lines[i]);
        line["more"] = Data(i + 1 < part.lines.size());
        lines.push_back(std::move(line));
    }
    const bool numbered = part.kind == LetterPart::Kind::requests;
    data["part_class"] = Data(class_of(part.kind));
    data["numbered"] = numbered ? Data("items", listed(std::move(lines))) : Data(false);
    data["block"] = numbered ? Data(false) : Data("lines", listed(std::move(lines)));
    data["away"] = Data(!belongs);
    data["blank_part"] = Data(part.blank);
    data["for_whom"] = part.whom == LetterPart::For::everybody  ? Data(false)
                       : part.whom == LetterPart::For::agencies ? Data("agency")
                                                                : Data("other");
    data["for_fee"] = part.fee.empty() ? Data(false) : Data(part.fee);
    data["for_addressee"] = part.addressee ? Data(std::to_string(*part.addressee + 1)) : Data(false);
    data["is_period"] = Data(part.period);
    return data;
}

Data addressee_data(const topics::Addressee& addressee, std::size_t i, const LetterForm& form, bool about_records,
                    Language language) {
    Data data = shown(addressee.name, language);
    data["number"] = Data(std::to_string(i + 1));
    data["chosen"] = Data(form.choice.addressee == i);
    data["agency"] = Data(addressee.foia);
    data["marked"] = Data(about_records && !addressee.foia);
    show_if_any(data, "note", addressee.note, language);
    const std::string name = present::spoken(addressee.name, language).text;
    data["of"] = Data(say("form_of", language, {{"name", name}}));
    data["web_form"] = present::is_web_address(addressee.web_form) ? Data(addressee.web_form) : Data(false);
    const bool mailed = addressee.email.find('@') != std::string::npos;
    data["email"] = mailed ? Data(addressee.email) : Data(false);
    data["address"] = addressee.address.empty() ? Data(false) : Data(addressee.address);
    return data;
}

Data fee_data(std::string_view fee, const LetterForm& form, Language language) {
    Data data;
    data["fee"] = Data(std::string(fee));
    data["fee_name"] = Data(std::string(word("fee_" + std::string(fee), language)));
    data["fee_chosen"] = Data(form.choice.fee == fee);
    return data;
}

// A letter in an e-mail: where to, what about, and the text.
std::string mail_link(const topics::WrittenRequest& request, const LetterForm& form, const present::Letter& letter) {
    std::string to;
    if (form.choice.addressee < request.addressees.size()) to = request.addressees[form.choice.addressee].email;
    if (to.find('@') == std::string::npos) to.clear();
    return "mailto:" + http::percent_encode(to) + "?subject=" + http::percent_encode(letter.title) +
           "&body=" + http::percent_encode(present::letter_text(letter));
}

// What a link to the blank letter says of the choices: never a name or an address.
std::string choices_query(const Turn& turn, const LetterForm& form) {
    std::string query = turn.visit.query();
    const auto add = [&query](std::string_view name, const std::string& value) {
        if (value.empty()) return;
        query += (query.empty() ? "?" : "&") + std::string(name) + "=" + http::percent_encode(value);
    };
    if (form.choice.addressee > 0) add("to", std::to_string(form.choice.addressee + 1));
    if (form.choice.fee != present::fee_choices[0]) add("fee", form.choice.fee);
    add("from", form.from);
    add("until", form.until);
    return query;
}

void read_dates(LetterForm& form) {
    const auto read = [&form](const std::string& text, auto& date) {
        if (text.empty()) return;
        date = present::read_date(text);
        if (!date) form.problem = "letter_bad_date";
    };
    read(form.from, form.choice.from);
    read(form.until, form.choice.until);
    if (form.choice.from && form.choice.until && *form.choice.until < *form.choice.from)
        form.problem = "letter_dates_swapped";
}

}  // namespace

LetterForm read_letter_form(std::string_view text, bool is_body, const topics::WrittenRequest& request) {
    LetterForm form;
    const auto fields = http::parse_form(text, most_fields);
    if (!fields) {
        form.problem = "letter_too_long";
        return form;
    }
    const auto field = [&](std::string_view name) { return std::string(http::only_field(*fields, name).value_or("")); };
    const std::string to = field("to");
    std::size_t number = 1;
    std::from_chars(to.data(), to.data() + to.size(), number);
    if (number >= 1 && number <= request.addressees.size()) form.choice.addressee = number - 1;
    const std::string fee = field("fee");
    for (const auto known : present::fee_choices)
        if (fee == known) form.choice.fee = fee;
    form.from = field("from");
    form.until = field("until");
    read_dates(form);
    form.as = field("as");
    if (!is_body) return form;
    form.device = field("device");
    form.today = present::read_date(field("today"));
    form.choice.name = field("name");
    form.choice.address = field("address");
    if (form.choice.name.size() > longest_name || form.choice.address.size() > longest_address)
        form.problem = "letter_too_long";
    return form;
}

void show_letter_builder(Data& into, const Turn& turn, const topics::WrittenRequest& request, const LetterForm& form,
                         const std::string& path) {
    const Language language = turn.visit.language;
    const auto today = letter_day(form, turn.scene.at);
    const present::LetterParts all = present::letter_parts(request, form.choice, today, language);
    const present::Letter letter = present::written_letter(request, form.choice, today, language);
    Data data;
    data["path"] = Data(path);
    data["blank_query"] = Data(choices_query(turn, form));
    data["letter_lang"] = all.language == present::tag(language) ? Data(false) : Data(all.language);
    data["letter_is_in"] = all.language == present::tag(language) ? Data(false) : Data(true);
    List parts, addressees, fees;
    for (const auto& part : all.parts) parts.push_back(part_data(part, present::belongs(part, request, form.choice)));
    data["parts"] = listed(std::move(parts));
    for (std::size_t i = 0; i < request.addressees.size(); ++i)
        addressees.push_back(addressee_data(request.addressees[i], i, form, all.about_records, language));
    show_list(data, "addressees", std::move(addressees));
    data["several"] = Data(request.addressees.size() > 1);
    if (all.asks_fee)
        for (const auto fee : present::fee_choices) fees.push_back(fee_data(fee, form, language));
    show_list(data, "fees", std::move(fees));
    data["asks_period"] = Data(all.asks_period);
    data["from"] = Data(form.from);
    data["until"] = Data(form.until);
    data["writer_name"] = Data(form.choice.name);
    data["writer_address"] = Data(form.choice.address);
    data["mail"] = Data(mail_link(request, form, letter));
    // What letter.js fills in on the device, in the letter's own language.
    const Language own = present::parse_language(all.language).value_or(language);
    data["say_name"] = Data(std::string(word("letter_your_name", own)));
    data["say_address"] = Data(std::string(word("letter_your_address", own)));
    data["say_period"] = Data(say("letter_period", own, {{"from", "%1"}, {"until", "%2"}}));
    data["say_from"] = Data(say("letter_period_from", own, {{"from", "%1"}, {"until", "%2"}}));
    data["say_until"] = Data(say("letter_period_until", own, {{"from", "%1"}, {"until", "%2"}}));
    data["letter_tag"] = Data(all.language);
    data["file_name"] = Data(std::string(word("letter_file", language)));
    data["letter_problem"] = form.problem.empty() ? Data(false) : Data(std::string(word(form.problem, language)));
    into["letter"] = Data(false);
    into["letter_builder"] = std::move(data);
}

std::chrono::year_month_day letter_day(const LetterForm& form, directory::Instant at) {
    const auto utc = std::chrono::floor<std::chrono::days>(at);
    if (form.today && std::chrono::abs(std::chrono::sys_days(*form.today) - utc) <= std::chrono::days(1)) return *form.today;
    return std::chrono::floor<std::chrono::days>(at - std::chrono::hours(5));
}

}  // namespace sayso::pages
