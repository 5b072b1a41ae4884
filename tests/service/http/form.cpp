#include "service/http/form.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace sayso::http;
using Fields = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("a form keeps its fields in wire order, decoded") {
    CHECK(parse_form("b=2&a=1&b=3") == Fields{{"b", "2"}, {"a", "1"}, {"b", "3"}});
    CHECK(parse_form("To=%2B12025550142&Name=Ana+Mar%C3%ADa") == Fields{{"To", "+12025550142"},
                                                                        {"Name",
                                                                         "Ana Mar\xc3\xad"
                                                                         "a"}});
    CHECK(parse_form("a=b=c&d&=e&&") == Fields{{"a", "b=c"}, {"d", ""}, {"", "e"}});
    CHECK(parse_form("") == Fields{});
    CHECK(parse_form("%61%3D=%26") == Fields{{"a=", "&"}});
}

TEST_CASE("a form is split as its grammar says, whatever its bytes") {
    // The same by the words of the declaration: split at &, then at the first =, then decode.
    const auto split = [](std::string_view text) {
        Fields fields;
        const auto decoded = [](std::string_view part) {
            std::string plus(part);
            for (char& c : plus) c = c == '+' ? ' ' : c;
            std::string out;
            for (std::size_t i = 0; i < plus.size(); ++i) {
                const auto escape = percent_decode(plus.substr(i, 3));
                if (plus[i] == '%' && escape && escape->size() == 1) {
                    out += *escape;
                    i += 2;
                } else {
                    out += plus[i];
                }
            }
            return out;
        };
        while (!text.empty()) {
            const auto field = text.substr(0, text.find('&'));
            text.remove_prefix(std::min(text.size(), field.size() + 1));
            const auto equals = std::min(field.find('='), field.size());
            if (!field.empty())
                fields.emplace_back(decoded(field.substr(0, equals)),
                                    decoded(field.substr(std::min(field.size(), equals + 1))));
        }
        return fields;
    };
    std::mt19937 random(7);
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        for (auto left = random() % 24; left > 0; --left) text += "ab4F%%+=&&=c\xc3"[random() % 13];
        if (parse_form(text) != split(text)) FAIL(text);
    }
}

TEST_CASE("a broken percent sign in a form stays as it is") {
    CHECK(parse_form("a=100%&b=%zz&c=%4&d=%") == Fields{{"a", "100%"}, {"b", "%zz"}, {"c", "%4"}, {"d", "%"}});
    CHECK(parse_form("a=%00") == Fields{{"a", std::string(1, '\0')}});
}

TEST_CASE("a form with more fields than allowed is nothing") {
    CHECK(parse_form("a&b&c", 3)->size() == 3);
    CHECK_FALSE(parse_form("a&b&c&d", 3));
}

TEST_CASE("only a body that says so is a form") {
    Request request;
    CHECK_FALSE(is_form(request));
    request.headers.set("Content-Type", "application/x-www-form-urlencoded");
    CHECK(is_form(request));
    request.headers.set("content-type", "Application/X-WWW-Form-Urlencoded ; charset=UTF-8");
    CHECK(is_form(request));
    request.headers.set("Content-Type", "application/x-www-form-urlencodedx");
    CHECK_FALSE(is_form(request));
    request.headers.set("Content-Type", "text/plain");
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    CHECK_FALSE(is_form(request));
}

TEST_CASE("a field sent twice is not chosen from") {
    const Fields form{{"Digits", "1"}, {"zip", "a"}, {"zip", "b"}};
    CHECK(only_field(form, "Digits") == "1");
    CHECK_FALSE(only_field(form, "zip"));
    CHECK_FALSE(only_field(form, "digits"));
}

TEST_CASE("percent encoding goes there and back") {
    CHECK(percent_encode("a-b._~ /?&=+\xc3\xa9") == "a-b._~%20%2F%3F%26%3D%2B%C3%A9");
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    CHECK(percent_decode(percent_encode(all)) == all);
    CHECK(percent_decode("a%2fb") == "a/b");
    for (const char* broken : {"%", "a%4", "%zz", "%4g", "%%41"}) CHECK_FALSE(percent_decode(broken));
    CHECK(percent_decode("+") == "+");
}

TEST_CASE("text becomes harmless in HTML") {
    CHECK(escape_html("<b a=\"1\" c='2'>&amp;") == "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;");
}
