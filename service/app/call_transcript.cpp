#include <boost/json.hpp>

#include "service/app/call_screen.hpp"

namespace sayso::app {
namespace {

namespace json = boost::json;

std::string_view word(simulator::Ended::How how) {
    switch (how) {
        case simulator::Ended::How::good_bye:
            return "good-bye";
        case simulator::Ended::How::refused:
            return "refused";
        case simulator::Ended::How::hung_up:
            return "hung-up";
        case simulator::Ended::How::broken:
            return "broken";
    }
    return "broken";
}

json::object step_json(const simulator::Step& step) {
    json::object params;
    for (const auto& [name, value] : step.request.params) params[name] = value;
    json::object object{{"n", step.n},           {"url", step.request.url},       {"params", std::move(params)},
                        {"status", step.status}, {"said", simulator::said(step)}, {"key", nullptr},
                        {"leg", nullptr}};
    if (step.key) object["key"] = *step.key;
    if (step.leg) {
        object["leg"] = json::object{{"to", step.leg->to.number},
                                     {"outcome", simulator::word(step.leg->far_end.outcome)},
                                     {"seconds", step.leg->far_end.seconds}};
    }
    return object;
}

}  // namespace

std::string transcript_json(const simulator::Transcript& transcript, const std::string& problem) {
    json::array steps;
    for (const auto& step : transcript.steps) steps.push_back(step_json(step));
    json::object object{{"steps", std::move(steps)}, {"ended", word(transcript.ended.how)}};
    object["problem"] = problem.empty() ? transcript.ended.problem : problem;
    return json::serialize(object);
}

}  // namespace sayso::app
