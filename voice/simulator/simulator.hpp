#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "voice/markup/render.hpp"
#include "voice/webhook/webhook.hpp"

// The other side of the line, as values: what a provider does with our documents, and what it asks for next. It knows
// markup and webhooks only; whoever uses it carries the requests and answers, and decides what the caller keys and the
// far end does.
namespace sayso::simulator {

struct Setup {
    std::string call_id;  // "CA" and 32 hex digits
    std::string account;  // "AC" and 32 hex digits
    std::string from, to;
    std::string answer_url, status_url;  // absolute, as the provider would have them configured
    int most_turns = 100;                // a call that asks for more documents is broken off
};

// A webhook that the provider sends now: always a POSTed form.
struct Request {
    std::string url;  // absolute
    webhook::Fields params;
};

struct Reply {
    int status = 200;
    std::string content_type, body;
};

struct Heard {
    enum class Kind { speech, recording, pause } kind = Kind::speech;
    std::string text;  // the words, the recording's URL, or the seconds
    bool operator==(const Heard&) const = default;
};

// The caller is asked for keys.
struct Question {
    int digits = 0;             // 0: as many as the caller likes
    std::string finish_on_key;  // "" none
    int timeout_seconds = 5;
    // One second to interrupt an announcement: nobody is asked, silence goes on.
    bool announcement() const { return timeout_seconds <= 1; }
};

// A far end is being dialled.
struct Ringing {
    std::string number;
    std::optional<std::string> caller_id;
    int timeout_seconds = 30;
    int time_limit_seconds = 14400;
    bool hangup_on_star = false;
};

struct FarEnd {
    flow::DialOutcome outcome = flow::DialOutcome::answered;
    int seconds = 0;  // talked, when answered
    bool operator==(const FarEnd&) const = default;
};

struct Ended {
    enum class How {
        good_bye,  // the line spoke with the caller and hung up
        refused,   // the line hung up before it asked anything, or rejected the call
        hung_up,   // the caller did
        broken     // an answer no provider would take; `problem` says what is wrong
    } how = How::good_bye;
    std::string problem;
};

// What happens until somebody must act. A Request: the provider asks by itself, after `pause_seconds`.
struct Moment {
    std::vector<Heard> heard;
    std::variant<Request, Question, Ringing, Ended> then;
    int pause_seconds = 0;
};

// One call. ring(), then hear() each reply; answer a Question with press(), a Ringing with far_end(), until Ended.
class Call {
  public:
    explicit Call(Setup setup);

    Request ring();
    Moment hear(const Reply& reply);
    // "" is silence. Keys beyond the number asked for and the finish key are cut as a provider does.
    Moment press(std::string_view keys);
    Moment far_end(const FarEnd& far_end);
    // The caller hangs up: with a far end on the line the Dial's own result comes first, as `talked` tells.
    // The call's final status callback is last.
    std::vector<Request> hang_up(const FarEnd& talked = FarEnd{flow::DialOutcome::canceled, 0});
    // The final status callback of a call that has Ended.
    Request final_status() const;

    // Seconds the call has lasted: speech at 15 characters a second, pauses, silences and talks.
    int seconds() const { return seconds_; }

  private:
    webhook::Fields params() const;
    Request request(const std::string& url, webhook::Fields more);
    Moment run(Moment moment);
    void speak(const markup::Verb& verb, Moment& moment);
    void gather(const markup::Verb& verb, Moment& moment);
    void dial(const markup::Verb& verb, Moment& moment);
    Request dial_result(const FarEnd& far_end);
    Moment end(Moment moment, Ended ended);
    Moment broken(Moment moment, std::string problem);

    Setup setup_;
    std::string url_;  // of the document in hand
    std::string status_ = "ringing";
    std::vector<markup::Verb> verbs_;
    std::size_t at_ = 0;  // the verb in hand
    int turns_ = 0, seconds_ = 0, legs_ = 0;
    bool spoken_with_ = false;  // asked or connected at least once
};

// `reference` as a provider resolves it against the URL of the document it stands in.
std::string resolve(std::string_view base, std::string_view reference);

// "answered", "busy", "no-answer", "failed", "canceled"
std::string_view word(flow::DialOutcome outcome);

}  // namespace sayso::simulator
