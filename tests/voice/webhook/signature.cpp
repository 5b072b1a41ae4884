#include <catch2/catch.hpp>

#include "voice/webhook/webhook.hpp"

using namespace sayso::webhook;

namespace {

const std::string url = "https://hotline.example.org/voice/twilio/step?n=3";
const Fields form{{"CallSid", "CA1"}, {"Digits", "1"}, {"From", "+12025550143"}};
const std::vector<std::string> tokens{"first-token", "second-token"};

bool valid(const std::string& signature, const std::string& seen = url, const Fields& fields = form) {
    return twilio_signature_valid(tokens, seen, "POST", fields, "", signature);
}

}  // namespace

TEST_CASE("a request signed with any token of the list is accepted") {
    CHECK(valid(twilio_sign("first-token", url, form)));
    CHECK(valid(twilio_sign("second-token", url, form)));
    CHECK_FALSE(valid(twilio_sign("third-token", url, form)));
}

TEST_CASE("every single changed, missing or added character makes a signature false") {
    const std::string good = twilio_sign("first-token", url, form);
    REQUIRE(good.size() == 28);
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = bad[i] == 'A' ? 'B' : 'A';
        CHECK_FALSE(valid(bad));
        CHECK_FALSE(valid(good.substr(0, i)));
    }
    CHECK_FALSE(valid(good + "="));
    CHECK_FALSE(valid(good + good));
    CHECK_FALSE(valid(std::string(28, '\0')));
}

TEST_CASE("no token and empty tokens close the door") {
    const std::vector<std::string> none, empty{""};
    CHECK_FALSE(twilio_signature_valid(none, url, "POST", form, "", twilio_sign("", url, form)));
    CHECK_FALSE(twilio_signature_valid(empty, url, "POST", form, "", twilio_sign("", url, form)));
}

TEST_CASE("what the provider leaves out of the URL does not count, everything else does") {
    const std::string signature = twilio_sign("first-token", url, form);
    CHECK(valid(signature, "https://user:secret@hotline.example.org/voice/twilio/step?n=3"));
    CHECK(valid(signature, url + "#rc=2"));
    CHECK(valid(signature, "https://hotline.example.org:8443/voice/twilio/step?n=3"));
    CHECK_FALSE(valid(signature, "http://hotline.example.org/voice/twilio/step?n=3"));
    CHECK_FALSE(valid(signature, "https://hotline.example.org/voice/twilio/step/?n=3"));
    CHECK_FALSE(valid(signature, "https://hotline.example.org/voice/twilio/step?n=4"));
    CHECK_FALSE(valid(signature, "https://hotline.example.org/voice/twilio/step"));
    CHECK_FALSE(valid(signature, ""));
    CHECK_FALSE(valid(signature, "hotline.example.org"));
}

TEST_CASE("the simulator signs a plain http URL with its port, as the provider does") {
    const std::string local = "http://127.0.0.1:8080/voice/twilio/answer";
    CHECK(valid(twilio_sign("first-token", local, form), local));
    CHECK_FALSE(
        valid(twilio_sign("first-token", "http://127.0.0.1/voice/twilio/answer", form), "http://127.0.0.1:81/voice"));
    CHECK(twilio_sign("first-token", local, form) !=
          twilio_sign("first-token", "http://127.0.0.1/voice/twilio/answer", form));
}

TEST_CASE("an IPv6 host keeps its brackets and loses only its port") {
    const std::string signature = twilio_sign("first-token", "https://[2001:db8::1]/x", form);
    CHECK(valid(signature, "https://[2001:db8::1]:9443/x"));
    CHECK(valid(signature, "https://[2001:db8::1]/x"));
    CHECK_FALSE(valid(signature, "https://[2001:db8::2]/x"));
}

TEST_CASE("form fields count in any wire order, with repeated values sorted and counted once") {
    const Fields sorted{{"A", "1"}, {"A", "2"}, {"b", ""}};
    const Fields mixed{{"b", ""}, {"A", "2"}, {"A", "1"}, {"A", "2"}};
    CHECK(valid(twilio_sign("first-token", url, sorted), url, mixed));
    const Fields without{{"A", "1"}, {"A", "2"}};
    CHECK_FALSE(valid(twilio_sign("first-token", url, sorted), url, without));
}

TEST_CASE("a body named by its hash must have that hash, and only the query can name it") {
    const std::string body = "{\"CallSid\":\"CA1234567890ABCDE\",\"Caller\":\"+12349013030\"}";
    const std::string hash = "5ccde7145dfb8f56479710896586cb9d5911809d83afbe34627818790db0aec9";
    const std::string named = "https://example.com/myapp?bodySHA256=" + hash;
    const std::string signature = twilio_sign("first-token", named, {});
    CHECK(twilio_signature_valid(tokens, named, "POST", {}, body, signature));
    CHECK_FALSE(twilio_signature_valid(tokens, named, "POST", {}, body + " ", signature));
    CHECK_FALSE(twilio_signature_valid(tokens, named, "POST", {}, "", signature));
    const std::string upper = "https://example.com/myapp?bodySHA256=" + std::string("5CCD") + hash.substr(4);
    CHECK_FALSE(twilio_signature_valid(tokens, upper, "POST", {}, body, twilio_sign("first-token", upper, {})));
    // In the path, or as the end of another name, it names nothing: the form is signed as ever.
    for (const std::string& other :
         {"https://example.com/bodySHA256=" + hash, "https://example.com/?xbodySHA256=" + hash}) {
        CHECK(twilio_signature_valid(tokens, other, "POST", form, body, twilio_sign("first-token", other, form)));
        CHECK_FALSE(twilio_signature_valid(tokens, other, "POST", {}, body, twilio_sign("first-token", other, form)));
    }
}
