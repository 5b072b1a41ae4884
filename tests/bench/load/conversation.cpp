#include "tests/bench/load/conversation.hpp"

#include <charconv>

namespace sayso::bench {

namespace {

constexpr std::string_view account = "AC00000000000000000000000000000001";

std::string_view attribute_of(std::string_view tag, std::string_view start) {
    const auto at = tag.find(start);
    if (at == std::string_view::npos) return {};
    const auto rest = tag.substr(at + start.size());
    return rest.substr(0, rest.find('"'));
}

// The first verb after which somebody must act, from its "<" on.
std::string_view acting_verb(std::string_view body) {
    for (auto at = body.find('<'); at != std::string_view::npos; at = body.find('<', at + 1)) {
        const char first = at + 1 < body.size() ? body[at + 1] : ' ';
        const char second = at + 2 < body.size() ? body[at + 2] : ' ';
        if (first == 'G' || first == 'D' || first == 'H' ||
            (first == 'R' && second == 'e' && body.substr(at, 5) != "<Resp"))
            return body.substr(at);
    }
    return {};
}

bool starts_with(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

bool has(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

void append_encoded(std::string& out, std::string_view value) {
    static constexpr char digits[] = "0123456789ABCDEF";
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if ((byte >= '0' && byte <= '9') || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || c == '-' || c == '_' ||
            c == '.') {
            out += c;
        } else if (c == ' ') {
            out += '+';
        } else {
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
}

void append_number(std::string& out, std::uint64_t number) {
    char text[20];
    const auto end = std::to_chars(text, text + sizeof text, number).ptr;
    out.append(text, end);
}

std::string hex(std::uint64_t a, std::uint64_t b) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const auto word : {a, b})
        for (int shift = 60; shift >= 0; shift -= 4) text += digits[(word >> shift) & 15];
    return text;
}

}  // namespace

Conversation::Conversation(const Hotline& hotline, Signer& signer, std::uint64_t seed)
    : hotline_(hotline), signer_(signer), random_(seed) {
    begin();
}

void Conversation::begin() {
    turn_ = Turn::answer;
    last_ = Heard::good_bye;
    sid_ = "CA" + hex(random_(), random_());
    from_ = "+1";
    // A number of the North American plan; only its digits count.
    append_number(from_, 2'012'000'000 + random_() % 7'000'000'000);
    if (from_[5] < '2') from_[5] = '4';
    home_ = &hotline_.homes[random_() % hotline_.homes.size()];
    target_ = "/voice/twilio/answer";
    keys_.clear();
    held_ = false;
    legs_ = steps_ = pause_seconds_ = seconds_ = 0;
}

void Conversation::add(std::string_view name, std::string_view value) {
    if (!body_.empty()) body_ += '&';
    body_ += name;
    body_ += '=';
    append_encoded(body_, value);
    text_ += name;
    text_ += value;
}

void Conversation::add_place(std::string_view prefix, std::string_view number) {
    struct Field {
        std::string_view name, value;
    };
    static constexpr Field fields[] = {{"City", "WASHINGTON"}, {"Country", "US"}, {"State", "DC"}, {"Zip", "20001"}};
    add(prefix, number);
    for (const auto& field : fields) {
        char name[16];
        const auto end = std::copy(field.name.begin(), field.name.end(), std::copy(prefix.begin(), prefix.end(), name));
        add({name, static_cast<std::size_t>(end - name)}, field.value);
    }
}

// Parameters are added in the order of their names, which is the order they are signed in.
void Conversation::ask(std::string& out) {
    const bool over = turn_ == Turn::status;
    body_.clear();
    text_.assign(hotline_.public_url);
    text_ += target_;
    add("AccountSid", account);
    add("ApiVersion", "2010-04-01");
    if (over) {
        char seconds[12];
        const auto end = std::to_chars(seconds, seconds + sizeof seconds, seconds_).ptr;
        add("CallDuration", {seconds, static_cast<std::size_t>(end - seconds)});
    }
    add("CallSid", sid_);
    add("CallStatus", over ? "completed" : turn_ == Turn::answer ? "ringing" : "in-progress");
    if (over) add("CallbackSource", "call-progress-events");
    add_place("Called", hotline_.line);
    add_place("Caller", from_);
    if (turn_ == Turn::dialled) {
        if (dial_status_ == "completed") {
            add("DialBridged", "true");
            char seconds[12];
            const auto end = std::to_chars(seconds, seconds + sizeof seconds, dial_seconds_).ptr;
            add("DialCallDuration", {seconds, static_cast<std::size_t>(end - seconds)});
        } else {
            add("DialBridged", "false");
        }
        std::string leg = sid_;
        leg[2] = static_cast<char>('0' + legs_ % 10);
        add("DialCallSid", leg);
        add("DialCallStatus", dial_status_);
    }
    if (turn_ == Turn::zip || turn_ == Turn::keys || turn_ == Turn::silence) add("Digits", keys_);
    add("Direction", "inbound");
    if (turn_ == Turn::zip || turn_ == Turn::keys || turn_ == Turn::silence) add("FinishedOnKey", "");
    add_place("From", from_);
    if (over) add("SequenceNumber", "0");
    add_place("To", hotline_.line);
    if (turn_ == Turn::zip || turn_ == Turn::keys || turn_ == Turn::silence) add("msg", "Gather End");

    out += "POST ";
    out += target_;
    out += " HTTP/1.1\r\nHost: ";
    out += hotline_.host;
    out +=
        "\r\nUser-Agent: TwilioProxy/1.1\r\nAccept: */*\r\nContent-Type: application/x-www-form-urlencoded; "
        "charset=utf-8\r\n"
        "X-Twilio-Signature: ";
    out += signer_.sign(text_);
    out += "\r\nContent-Length: ";
    append_number(out, body_.size());
    out += "\r\n\r\n";
    out += body_;
}

Heard Conversation::fail(std::string why, std::string_view body) {
    problem_ = std::move(why);
    problem_ += " (target ";
    problem_ += target_;
    problem_ += ") in: ";
    problem_ += body.substr(0, 1500);
    begin();
    return Heard::wrong;
}

Heard Conversation::hear(int status, std::string_view content_type, std::string_view body) {
    pause_seconds_ = 0;
    if (turn_ == Turn::status) {
        if (status == 503) {  // not stored, and said so: a provider sends it again
            pause_seconds_ = 1;
            return Heard::hold;
        }
        if (status != 204) return fail("status " + std::to_string(status) + " for a status callback", body);
        begin();
        return Heard::noted;
    }
    if (status != 200) return fail("status " + std::to_string(status), body);
    if (!starts_with(content_type, "text/xml")) return fail("content type " + std::string(content_type), body);
    if (!has(body.substr(0, 80), "<Response>") || body.substr(body.size() - 11) != "</Response>")
        return fail("not a whole document", body);
    const Heard heard = classify(body);
    if (heard == Heard::wrong) return fail("an unknown document", body);
    if (heard == Heard::hold) return act_on(heard, body);
    if (!expected(heard)) return fail("a document out of place: " + std::to_string(static_cast<int>(heard)), body);
    ++steps_;
    held_ = false;
    last_ = heard;
    return act_on(heard, body);
}

Heard Conversation::classify(std::string_view body) {
    const auto verb = acting_verb(body);
    if (starts_with(verb, "<Hangup")) return Heard::good_bye;
    if (starts_with(verb, "<Redirect")) return Heard::hold;
    if (starts_with(verb, "<Dial")) return has(body, "aside=1") ? Heard::hold : Heard::dialling;
    if (!starts_with(verb, "<Gather")) return Heard::wrong;
    const auto tag = verb.substr(0, verb.find('>'));
    if (has(tag, "numDigits=\"5\"")) return Heard::ask_zip;
    if (has(tag, "timeout=\"1\"")) return Heard::announce;
    if (has(verb, "How did it go?")) return Heard::outcome;
    if (has(verb, "To try again, press 1.")) return Heard::try_again;
    if (has(verb, "If you do not know, press 9.")) return Heard::which_district;
    if (has(verb, "To go on, press 1.")) return Heard::script;
    return Heard::wrong;
}

// Whether the document follows from the last one and what the caller did.
bool Conversation::expected(Heard heard) const {
    switch (last_) {
        case Heard::good_bye:
            return heard == Heard::ask_zip;  // the call begins
        case Heard::ask_zip:
            // A hold does not carry the ZIP: it is asked for again.
            return heard == Heard::script || heard == Heard::which_district || (held_ && heard == Heard::ask_zip);
        case Heard::which_district:
            return heard == Heard::script;
        case Heard::script:
            return heard == Heard::announce;
        case Heard::announce:
            return heard == Heard::dialling;
        case Heard::dialling:
            return dial_status_ == "completed"
                       ? heard == Heard::outcome
                       : heard == Heard::try_again || heard == Heard::announce || heard == Heard::good_bye;
        case Heard::outcome:
        case Heard::try_again:
            return heard == Heard::announce || heard == Heard::good_bye;
        default:
            return false;
    }
}

// The URL in an attribute, or in the text of a Redirect, becomes the next target.
bool Conversation::take_action(std::string_view tag, std::string_view start) {
    auto url = attribute_of(tag, start);
    if (start == ">") url = url.substr(0, url.find('<'));
    if (!starts_with(url, hotline_.public_url)) return false;
    url.remove_prefix(hotline_.public_url.size());
    target_.clear();
    for (auto amp = url.find("&amp;"); amp != std::string_view::npos; amp = url.find("&amp;")) {
        target_ += url.substr(0, amp + 1);
        url.remove_prefix(amp + 5);
    }
    target_ += url;
    return true;
}

Heard Conversation::act_on(Heard heard, std::string_view body) {
    const auto verb = acting_verb(body);
    keys_.clear();
    switch (heard) {
        case Heard::ask_zip:
            turn_ = Turn::zip;
            keys_ = home_->zip;
            break;
        case Heard::announce:
            turn_ = Turn::silence;
            break;
        case Heard::outcome:
            turn_ = Turn::keys;
            keys_ = random_() % 10 < 7 ? "1" : "2";
            break;
        case Heard::which_district:
            turn_ = Turn::keys;
            keys_ = "1";
            break;
        case Heard::script:
        case Heard::try_again: {
            // The last key on offer is the way on.
            constexpr std::string_view press = "press ";
            const auto last = verb.rfind(press);
            turn_ = Turn::keys;
            keys_ = verb.substr(last + press.size(), 1);
            break;
        }
        case Heard::dialling: {
            turn_ = Turn::dialled;
            ++legs_;
            const auto number = attribute_of(verb, "<Number>");
            if (!home_->may_dial(number.substr(0, number.find('<'))))
                return fail("a number that " + home_->zip + " does not call", body);
            const auto chance = random_() % 20;
            dial_status_ = chance < 15 ? "completed" : chance < 17 ? "busy" : chance < 19 ? "no-answer" : "failed";
            dial_seconds_ = 20 + static_cast<int>(random_() % 100);
            seconds_ += dial_status_ == "completed" ? dial_seconds_ : 20;
            break;
        }
        case Heard::good_bye:
            turn_ = Turn::status;
            target_ = "/voice/twilio/status";
            return heard;
        case Heard::hold:
            if (starts_with(verb, "<Dial")) {
                // The apology's own way on: the switchboard. This caller is lost to the campaign.
                begin();
                return heard;
            }
            turn_ = Turn::redirect;
            held_ = true;
            pause_seconds_ = has(body, "<Pause length=\"2\"") ? 2 : 1;
            return take_action(verb, ">") ? heard : fail("a hold without a way back", body);
        default:
            break;
    }
    return take_action(verb.substr(0, verb.find('>')), "action=\"") ? heard : fail("no way on", body);
}

}  // namespace sayso::bench
