#include <algorithm>
#include <charconv>

#include "voice/simulator/simulator.hpp"

namespace sayso::simulator {
namespace {

constexpr std::size_t most_bytes = 64 * 1024;
constexpr int characters_a_second = 15;

int whole_number(std::string_view text, int otherwise) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && !text.empty() && value >= 0 ? value : otherwise;
}

bool is_markup(std::string_view content_type) {
    const auto type = content_type.substr(0, content_type.find(';'));
    return type == "text/xml" || type == "application/xml";
}

// The number to dial: the text, or that of a single Number inside.
std::string dialled(const markup::Verb& dial) {
    for (const auto& child : dial.children) {
        if (child.name == "Number") return child.text;
    }
    return dial.text;
}

std::string dial_status(flow::DialOutcome outcome) {
    return outcome == flow::DialOutcome::answered ? "completed" : std::string(word(outcome));
}

}  // namespace

std::string_view word(flow::DialOutcome outcome) {
    switch (outcome) {
        case flow::DialOutcome::answered:
            return "answered";
        case flow::DialOutcome::busy:
            return "busy";
        case flow::DialOutcome::no_answer:
            return "no-answer";
        case flow::DialOutcome::failed:
            return "failed";
        case flow::DialOutcome::canceled:
            return "canceled";
    }
    return "failed";
}

std::string resolve(std::string_view base, std::string_view reference) {
    reference = reference.substr(0, reference.find('#'));
    if (reference.find("://") != std::string_view::npos) return std::string(reference);
    const auto scheme = base.find("://");
    const auto authority = scheme == std::string_view::npos ? 0 : scheme + 3;
    const auto path = std::min(base.find_first_of("/?", authority), base.size());
    const auto query = std::min(base.find('?', path), base.size());
    if (reference.empty()) return std::string(base);
    if (reference.front() == '/') return std::string(base.substr(0, path)) + std::string(reference);
    if (reference.front() == '?') return std::string(base.substr(0, query)) + std::string(reference);
    const auto slash = base.substr(path, query - path).rfind('/');
    if (slash == std::string_view::npos) return std::string(base.substr(0, path)) + "/" + std::string(reference);
    return std::string(base.substr(0, path + slash + 1)) + std::string(reference);
}

Call::Call(Setup setup) : setup_(std::move(setup)) {}

webhook::Fields Call::params() const {
    return {{"CallSid", setup_.call_id}, {"AccountSid", setup_.account}, {"From", setup_.from},
            {"To", setup_.to},           {"Caller", setup_.from},        {"Called", setup_.to},
            {"CallStatus", status_},     {"Direction", "inbound"},       {"FromCountry", "US"},
            {"ToCountry", "US"},         {"ApiVersion", "2010-04-01"}};
}

Request Call::request(const std::string& url, webhook::Fields more) {
    url_ = url;
    Request request{url, params()};
    request.params.insert(request.params.end(), more.begin(), more.end());
    return request;
}

Request Call::ring() {
    return request(setup_.answer_url, {});
}

Moment Call::end(Moment moment, Ended ended) {
    if (status_ == "in-progress") status_ = "completed";
    verbs_.clear();
    moment.then = std::move(ended);
    return moment;
}

Moment Call::broken(Moment moment, std::string problem) {
    return end(std::move(moment), Ended{Ended::How::broken, std::move(problem)});
}

Moment Call::hear(const Reply& reply) {
    verbs_.clear();
    at_ = 0;
    if (++turns_ > setup_.most_turns)
        return broken({}, "the call took more than " + std::to_string(setup_.most_turns) + " turns");
    if (reply.status != 200) return broken({}, "the service answered " + std::to_string(reply.status));
    if (!is_markup(reply.content_type)) return broken({}, "the answer is not markup but " + reply.content_type);
    if (reply.body.size() > most_bytes) return broken({}, "the document is larger than 64 kB");
    auto document = markup::read_back(reply.body);
    if (!document.error.empty()) return broken({}, "the document cannot be read: " + document.error);
    verbs_ = std::move(document.verbs);
    if (status_ == "ringing" && !verbs_.empty() && verbs_.front().name == "Reject") {
        status_ = verbs_.front().attribute("reason", "rejected") == "busy" ? "busy" : "no-answer";
        return end({}, Ended{Ended::How::refused, "the line rejected the call (" + status_ + ")"});
    }
    status_ = "in-progress";
    return run({});
}

// Does what the verbs from the one in hand on say, until somebody must act.
Moment Call::run(Moment moment) {
    for (; at_ < verbs_.size(); ++at_) {
        const auto& verb = verbs_[at_];
        if (verb.name == "Say" || verb.name == "Play" || verb.name == "Pause") {
            speak(verb, moment);
        } else if (verb.name == "Gather") {
            gather(verb, moment);
            return moment;
        } else if (verb.name == "Dial") {
            dial(verb, moment);
            return moment;
        } else if (verb.name == "Redirect") {
            moment.then = request(resolve(url_, verb.text), {});
            return moment;
        } else if (verb.name == "Record") {
            const int seconds = std::min(5, whole_number(verb.attribute("maxLength"), 3600));
            seconds_ += seconds;
            moment.then = request(resolve(url_, verb.attribute("action")),
                                  {{"RecordingUrl", "https://recordings.example.org/" + setup_.call_id},
                                   {"RecordingDuration", std::to_string(seconds)},
                                   {"Digits", "#"}});
            return moment;
        } else if (verb.name == "Hangup") {
            break;
        } else {
            return broken(std::move(moment), "the document has a <" + verb.name + "> that does not belong there");
        }
    }
    if (!spoken_with_)
        return end(std::move(moment), Ended{Ended::How::refused, "the line hung up before it asked anything"});
    return end(std::move(moment), Ended{Ended::How::good_bye, ""});
}

void Call::speak(const markup::Verb& verb, Moment& moment) {
    if (verb.name == "Pause") {
        const int seconds = whole_number(verb.attribute("length"), 1);
        seconds_ += seconds;
        moment.pause_seconds += seconds;
        moment.heard.push_back({Heard::Kind::pause, std::to_string(seconds)});
        return;
    }
    seconds_ += static_cast<int>(verb.text.size()) / characters_a_second;
    moment.heard.push_back({verb.name == "Play" ? Heard::Kind::recording : Heard::Kind::speech, verb.text});
}

void Call::gather(const markup::Verb& verb, Moment& moment) {
    for (const auto& child : verb.children) speak(child, moment);
    moment.pause_seconds = 0;
    Question question;
    question.digits = whole_number(verb.attribute("numDigits"), 0);
    question.finish_on_key = verb.attribute("finishOnKey", "#");
    question.timeout_seconds = whole_number(verb.attribute("timeout"), 5);
    spoken_with_ = spoken_with_ || !question.announcement();
    moment.then = std::move(question);
}

void Call::dial(const markup::Verb& verb, Moment& moment) {
    Ringing ringing;
    ringing.number = dialled(verb);
    if (const auto caller_id = verb.attribute("callerId"); !caller_id.empty()) ringing.caller_id = caller_id;
    ringing.timeout_seconds = whole_number(verb.attribute("timeout"), 30);
    ringing.time_limit_seconds = whole_number(verb.attribute("timeLimit"), 14400);
    ringing.hangup_on_star = verb.attribute("hangupOnStar") == "true";
    spoken_with_ = true;
    moment.then = std::move(ringing);
}

Moment Call::press(std::string_view keys) {
    if (at_ >= verbs_.size() || verbs_[at_].name != "Gather")
        return broken({}, "keys were pressed when none were asked for");
    const auto& verb = verbs_[at_];
    const auto finish = verb.attribute("finishOnKey", "#");
    const int most = whole_number(verb.attribute("numDigits"), 0);
    std::string digits, finished;
    for (const char key : keys) {
        if (finish.find(key) != std::string::npos) {
            finished = key;
            break;
        }
        digits += key;
        if (most > 0 && static_cast<int>(digits.size()) == most) break;
    }
    if (digits.empty()) {
        seconds_ += whole_number(verb.attribute("timeout"), 5);
        if (verb.attribute("actionOnEmptyResult") != "true") {
            ++at_;
            return run({});
        }
    }
    Moment moment;
    moment.then =
        request(resolve(url_, verb.attribute("action")),
                {{"msg", "Gather End"}, {"Digits", digits}, {"FinishedOnKey", digits.empty() ? "" : finished}});
    return moment;
}

Request Call::dial_result(const FarEnd& far_end) {
    const auto& verb = verbs_[at_];
    const bool answered = far_end.outcome == flow::DialOutcome::answered;
    const int seconds = answered ? std::min(far_end.seconds, whole_number(verb.attribute("timeLimit"), 14400)) : 0;
    seconds_ += answered ? seconds : whole_number(verb.attribute("timeout"), 30);
    auto number = std::to_string(++legs_);
    std::string leg = setup_.call_id;
    leg.replace(leg.size() - std::min(leg.size(), number.size()), number.size(), number);
    webhook::Fields more{{"DialCallStatus", dial_status(far_end.outcome)},
                         {"DialCallSid", leg},
                         {"DialBridged", answered ? "true" : "false"}};
    if (answered) more.emplace_back("DialCallDuration", std::to_string(seconds));
    return request(resolve(url_, verb.attribute("action")), std::move(more));
}

Moment Call::far_end(const FarEnd& far_end) {
    if (at_ >= verbs_.size() || verbs_[at_].name != "Dial")
        return broken({}, "a far end answered when none was dialled");
    if (verbs_[at_].attribute("action").empty()) {
        ++at_;
        return run({});
    }
    Moment moment;
    moment.then = dial_result(far_end);
    return moment;
}

std::vector<Request> Call::hang_up(const FarEnd& talked) {
    std::vector<Request> requests;
    status_ = "completed";
    if (at_ < verbs_.size() && verbs_[at_].name == "Dial" && !verbs_[at_].attribute("action").empty()) {
        requests.push_back(dial_result(talked));
    }
    verbs_.clear();
    requests.push_back(final_status());
    return requests;
}

Request Call::final_status() const {
    Request request{setup_.status_url, params()};
    request.params.emplace_back("CallDuration", std::to_string(seconds_));
    request.params.emplace_back("Duration", std::to_string((seconds_ + 59) / 60));
    request.params.emplace_back("CallbackSource", "call-progress-events");
    request.params.emplace_back("SequenceNumber", "0");
    return request;
}

}  // namespace sayso::simulator
