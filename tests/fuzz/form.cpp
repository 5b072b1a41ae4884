// Forms and percent signs against a second decoder, there and back again.
#include "service/http/form.hpp"

#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

namespace {

constexpr std::string_view lower_hex = "0123456789abcdef";

int value_of(char c) {
    if (c >= 'A' && c <= 'F') c = static_cast<char>(c - 'A' + 'a');
    const auto at = lower_hex.find(c);
    return at == std::string_view::npos || c == '\0' ? -1 : static_cast<int>(at);
}

// From the back to the front, so that it shares no line of thought with the decoder it checks.
std::string decoded(std::string_view text) {
    std::string reversed;
    std::size_t i = text.size();
    while (i > 0) {
        --i;
        const bool hex = i >= 2 && value_of(text[i]) >= 0 && value_of(text[i - 1]) >= 0;
        // "%41": the sign that takes two digits is not itself a digit, so nothing overlaps.
        if (hex && text[i - 2] == '%') {
            reversed += static_cast<char>(value_of(text[i - 1]) * 16 + value_of(text[i]));
            i -= 2;
        } else {
            reversed += text[i] == '+' ? ' ' : text[i];
        }
    }
    return {reversed.rbegin(), reversed.rend()};
}

std::vector<std::pair<std::string, std::string>> fields_of(std::string_view text) {
    std::vector<std::pair<std::string, std::string>> fields;
    std::string name, value;
    bool in_value = false;
    const auto finish = [&] {
        if (in_value || !name.empty()) fields.emplace_back(decoded(name), decoded(value));
        name.clear();
        value.clear();
        in_value = false;
    };
    for (const char c : text) {
        if (c == '&')
            finish();
        else if (c == '=' && !in_value)
            in_value = true;
        else
            (in_value ? value : name) += c;
    }
    finish();
    return fields;
}

}  // namespace

SAYSO_FUZZ(form) {
    const auto form = http::parse_form(input, 50);
    const auto expected = fields_of(input);
    must(form.has_value() == (expected.size() <= 50), "a form has as many fields as allowed");
    if (form) {
        must(*form == expected, "two decoders agree");
        std::string again;
        for (const auto& [name, value] : *form)
            again += "&" + http::percent_encode(name) + "=" + http::percent_encode(value);
        must(http::parse_form(again) == form, "a form goes there and back");
        for (const auto& [name, value] : *form) {
            const auto only = http::only_field(*form, name);
            must(!only || *only == value, "only a field that stands alone has a value");
        }
    }
    must(http::percent_decode(http::percent_encode(input)) == std::string(input), "percent signs go there and back");
    const auto plain = http::percent_decode(input);
    must(!plain || plain->size() <= input.size(), "decoding never grows");
    const auto html = http::escape_html(input);
    must(html.find_first_of("<>\"'") == std::string::npos, "nothing of HTML is left");
    http::Request request;
    request.headers.add("Content-Type", std::string(input.substr(0, 60)));
    const bool is_form = http::is_form(request);
    must(!is_form || http::same_word(input.substr(0, 33), "application/x-www-form-urlencoded"), "only a form is one");
}
