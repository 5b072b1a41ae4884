#include <boost/json.hpp>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "voice/webhook/webhook.hpp"

// The provider's known-answer signatures, read from the wire body as a server would.
namespace {

namespace json = boost::json;
using sayso::webhook::Fields;

std::string text_of(const json::object& object, const char* key) {
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

char unhex(char c) {
    if (c >= 'a') return static_cast<char>(c - 'a' + 10);
    return c >= 'A' ? static_cast<char>(c - 'A' + 10) : static_cast<char>(c - '0');
}

std::string decode(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%' && i + 2 < text.size()) {
            bytes += static_cast<char>(unhex(text[i + 1]) * 16 + unhex(text[i + 2]));
            i += 2;
        } else {
            bytes += text[i] == '+' ? ' ' : text[i];
        }
    }
    return bytes;
}

// A decoder of its own, so that the vectors do not rest on the service's form parser.
Fields decode_form(std::string_view body) {
    Fields fields;
    while (!body.empty()) {
        const auto item = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(body.size(), item.size() + 1));
        const auto equals = item.find('=');
        fields.emplace_back(decode(item.substr(0, equals)),
                            equals == std::string_view::npos ? std::string() : decode(item.substr(equals + 1)));
    }
    return fields;
}

}  // namespace

TEST_CASE("every Twilio vector is judged as the provider's own validator judges it") {
    std::ifstream file(std::string(SAYSO_SHARED_DIR) + "/reference/signature_vectors.json");
    if (!file) {
        WARN("skipped: reference/signature_vectors.json is absent");
        return;
    }
    std::stringstream text;
    text << file.rdbuf();
    const auto document = json::parse(text.str());
    int valid = 0, invalid = 0;
    for (const auto& value : document.at("vectors").as_array()) {
        const auto& vector = value.as_object();
        if (text_of(vector, "provider") != "twilio") continue;
        INFO(text_of(vector, "id"));
        const std::string body = text_of(vector, "body");
        const Fields form =
            text_of(vector, "content_type") == "application/x-www-form-urlencoded" ? decode_form(body) : Fields();
        const std::vector<std::string> tokens{text_of(vector, "auth_token")};
        const bool expected = vector.at("valid").as_bool();
        CHECK(sayso::webhook::twilio_signature_valid(tokens, text_of(vector, "url"), text_of(vector, "method"), form,
                                                     body, text_of(vector, "signature")) == expected);
        ++(expected ? valid : invalid);
    }
    CHECK(valid >= 15);
    CHECK(invalid >= 6);
}
