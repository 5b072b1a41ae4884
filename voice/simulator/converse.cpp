#include "voice/simulator/converse.hpp"

#include <algorithm>
#include <charconv>

namespace sayso::simulator {
namespace {

std::vector<std::string_view> split(std::string_view text) {
    std::vector<std::string_view> items;
    while (true) {
        const auto comma = text.find(',');
        auto item = text.substr(0, comma);
        while (!item.empty() && item.front() == ' ') item.remove_prefix(1);
        while (!item.empty() && item.back() == ' ') item.remove_suffix(1);
        items.push_back(item);
        if (comma == std::string_view::npos) return items;
        text.remove_prefix(comma + 1);
    }
}

bool are_keys(std::string_view item) {
    if (!item.empty() && item.front() == '+') item.remove_prefix(1);
    return std::all_of(item.begin(), item.end(), [](char c) { return (c >= '0' && c <= '9') || c == '*' || c == '#'; });
}

// Lets the party act on what the line wants, until the provider has a request to send or the call is over.
class Conversation {
  public:
    Conversation(const Setup& setup, Party& party, const Exchange& exchange)
        : call_(setup), party_(party), exchange_(exchange) {}

    Transcript take() {
        std::optional<Request> request = call_.ring();
        while (request) request = turn(*request);
        return std::move(transcript_);
    }

  private:
    std::optional<Request> turn(const Request& request) {
        const Reply reply = exchange_(request);
        Step step;
        step.n = static_cast<int>(transcript_.steps.size());
        step.request = request;
        step.status = reply.status;
        Moment moment = call_.hear(reply);
        step.heard = moment.heard;
        transcript_.steps.push_back(std::move(step));
        party_.hears(current());
        while (true) {
            if (auto* next = std::get_if<Request>(&moment.then)) {
                if (moment.pause_seconds > 0) party_.waits(moment.pause_seconds);
                return std::move(*next);
            }
            if (auto* ended = std::get_if<Ended>(&moment.then)) {
                transcript_.ended = std::move(*ended);
                exchange_(call_.final_status());
                return std::nullopt;
            }
            auto next = act(moment);
            if (!next) return std::nullopt;
            moment = std::move(*next);
            if (moment.heard.empty()) continue;
            current().heard.insert(current().heard.end(), moment.heard.begin(), moment.heard.end());
            party_.hears_more(current(), moment.heard);
        }
    }

    // The caller or the far end acts; nothing when the caller hung up.
    std::optional<Moment> act(const Moment& moment) {
        if (const auto* ringing = std::get_if<Ringing>(&moment.then)) return dial(*ringing);
        const auto& question = std::get<Question>(moment.then);
        if (party_.hangs_up(current())) return leave();
        const auto keys = question.announcement() ? party_.interrupts(question) : party_.keys(question);
        if (!keys) return leave();
        if (!question.announcement() || !keys->empty()) current().key = *keys;
        return call_.press(*keys);
    }

    std::optional<Moment> dial(const Ringing& ringing) {
        auto far_end = party_.far_end(ringing);
        const bool stays = far_end && !party_.hangs_up(current());
        // Whoever leaves while it rings ends the dialling.
        if (!stays && (!far_end || far_end->outcome != flow::DialOutcome::answered))
            far_end = FarEnd{flow::DialOutcome::canceled, 0};
        far_end->seconds = std::min(far_end->seconds, ringing.time_limit_seconds);
        current().leg = Step::Leg{ringing, *far_end};
        return stays ? std::optional<Moment>(call_.far_end(*far_end)) : leave(*far_end);
    }

    std::optional<Moment> leave(const FarEnd& talked = {}) {
        transcript_.ended = Ended{Ended::How::hung_up, "the caller hung up"};
        for (const auto& request : call_.hang_up(talked)) exchange_(request);
        return std::nullopt;
    }

    Step& current() { return transcript_.steps.back(); }

    Call call_;
    Party& party_;
    const Exchange& exchange_;
    Transcript transcript_;
};

}  // namespace

std::string said(const Step& step) {
    std::string text;
    for (const auto& heard : step.heard) {
        if (heard.kind == Heard::Kind::pause) continue;
        if (!text.empty()) text += '\n';
        text += heard.kind == Heard::Kind::recording ? "(recording: " + heard.text + ")" : heard.text;
    }
    return text;
}

Transcript converse(const Setup& setup, Party& party, const Exchange& exchange) {
    return Conversation(setup, party, exchange).take();
}

std::optional<std::string> Scripted::keys(const Question&) {
    // An interruption that found no announcement is a plain key.
    if (next_key_ >= key_items.size()) return "";
    std::string item = key_items[next_key_++];
    if (!item.empty() && item.front() == '+') item.erase(0, 1);
    return item;
}

std::optional<std::string> Scripted::interrupts(const Question& question) {
    const bool wanted =
        next_key_ < key_items.size() && !key_items[next_key_].empty() && key_items[next_key_].front() == '+';
    return wanted ? keys(question) : "";
}

std::optional<FarEnd> Scripted::far_end(const Ringing&) {
    if (next_dial_ >= dials.size()) return FarEnd{flow::DialOutcome::answered, 30};
    return dials[next_dial_++];
}

std::optional<std::vector<std::string>> parse_keys(std::string_view text, std::string& problem) {
    std::vector<std::string> keys;
    if (text.empty()) return keys;
    for (const auto item : split(text)) {
        if (!are_keys(item)) {
            problem = "\"" + std::string(item) +
                      "\" is not keys: write the digits 0 to 9, * and #, one item a question, as in '94110,1,*,'";
            return std::nullopt;
        }
        keys.emplace_back(item);
    }
    return keys;
}

std::optional<FarEnd> parse_far_end(std::string_view text) {
    if (text == "busy") return FarEnd{flow::DialOutcome::busy, 0};
    if (text == "no-answer" || text == "no answer") return FarEnd{flow::DialOutcome::no_answer, 0};
    if (text == "failed") return FarEnd{flow::DialOutcome::failed, 0};
    if (text == "canceled") return FarEnd{flow::DialOutcome::canceled, 0};
    if (text == "answered") return FarEnd{flow::DialOutcome::answered, 30};
    constexpr std::string_view answered = "answered:";
    if (text.substr(0, answered.size()) != answered) return std::nullopt;
    text.remove_prefix(answered.size());
    int seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc{} || end != text.data() + text.size() || seconds < 0 || seconds > 14400) return std::nullopt;
    return FarEnd{flow::DialOutcome::answered, seconds};
}

std::optional<std::vector<FarEnd>> parse_dials(std::string_view text, std::string& problem) {
    std::vector<FarEnd> dials;
    if (text.empty()) return dials;
    for (const auto item : split(text)) {
        const auto far_end = parse_far_end(item);
        if (!far_end) {
            problem =
                "\"" + std::string(item) + "\" is not an outcome: write answered:SECONDS, busy, no-answer or failed";
            return std::nullopt;
        }
        dials.push_back(*far_end);
    }
    return dials;
}

}  // namespace sayso::simulator
