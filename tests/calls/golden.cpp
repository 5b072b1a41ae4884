#include "tests/calls/golden.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace sayso::tests {
namespace {

const std::string divider = "----\n";

std::string read(const std::filesystem::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

std::string trimmed(const std::string& text) {
    const auto first = text.find_first_not_of(' '), last = text.find_last_not_of(' ');
    return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

void set(GoldenCall& call, const std::string& name, const std::string& value) {
    std::string problem;
    if (name == "line")
        call.line = value;
    else if (name == "from")
        call.from = value;
    else if (name == "directory")
        call.directory = value;
    else if (name == "keys") {
        const auto keys = simulator::parse_keys(value, problem);
        if (keys) call.keys = *keys;
    } else if (name == "dials") {
        const auto dials = simulator::parse_dials(value, problem);
        if (dials) call.dials = *dials;
    } else
        problem = "there is no \"" + name + "\": write line, from, directory, keys or dials";
    if (!problem.empty()) throw std::runtime_error(call.path + ": " + problem);
}

GoldenCall parse(const std::filesystem::path& path) {
    GoldenCall call;
    call.path = path.string();
    call.name = path.stem().string();
    const std::string text = read(path);
    const auto end = text.find(divider);
    if (end == std::string::npos) throw std::runtime_error(call.path + ": a line ---- must end the header");
    call.header = text.substr(0, end);
    call.expected = text.substr(end + divider.size());
    std::stringstream header(call.header);
    for (std::string line; std::getline(header, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto colon = line.find(':');
        if (colon == std::string::npos) throw std::runtime_error(call.path + ": no colon in \"" + line + "\"");
        set(call, trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
    }
    if (call.line.empty()) throw std::runtime_error(call.path + ": which line is called?");
    return call;
}

std::string word(simulator::Ended::How how) {
    switch (how) {
        case simulator::Ended::How::good_bye:
            return "good-bye";
        case simulator::Ended::How::refused:
            return "refused";
        case simulator::Ended::How::hung_up:
            return "hung up";
        case simulator::Ended::How::broken:
            return "broken";
    }
    return "";
}

}  // namespace

std::vector<GoldenCall> golden_calls(const std::string& folder) {
    std::vector<GoldenCall> calls;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".call") calls.push_back(parse(entry.path()));
    }
    std::sort(calls.begin(), calls.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return calls;
}

void rewrite(const GoldenCall& call, const std::string& expected) {
    std::ofstream(call.path) << call.header << divider << expected;
}

std::string heard(const simulator::Transcript& transcript) {
    std::string text;
    for (const auto& step : transcript.steps) {
        text += "[" + std::to_string(step.n) + "]\n";
        std::stringstream lines(simulator::said(step));
        for (std::string line; std::getline(lines, line);) text += "    " + line + "\n";
        if (step.key) text += "> " + (step.key->empty() ? "(silence)" : *step.key) + "\n";
        if (step.leg) {
            const auto& [to, far_end] = *step.leg;
            text += "~ " + to.number + (to.caller_id ? ", shown as " + *to.caller_id : ", shown as the caller") + ": ";
            text += std::string(simulator::word(far_end.outcome));
            if (far_end.seconds > 0) text += " " + std::to_string(far_end.seconds) + " s";
            text += "\n";
        }
    }
    return text + word(transcript.ended.how) + "\n";
}

std::string kept(const store::CallRecord& record) {
    std::string text = "kept\n    ended: " + (record.ended ? record.how_ended : "no") + "\n";
    if (!record.place.state.empty() || !record.place.districts.empty()) {
        text += "    place: " + record.place.state + " | " + record.place.districts + " | " + record.place.city + "\n";
    }
    for (const auto& leg : record.legs) {
        text += "    leg " + std::to_string(leg.number) + ": target " + std::to_string(leg.target) + " " +
                leg.target_id + " at " + leg.dialled + (leg.switchboard ? " (switchboard)" : "") + ": " +
                leg.result.value_or("open");
        if (leg.seconds > 0) text += " " + std::to_string(leg.seconds) + " s";
        text += "\n";
    }
    for (const auto& outcome : record.outcomes) {
        text +=
            "    target " + std::to_string(outcome.target) + " " + outcome.target_id + ": " + outcome.outcome + "\n";
    }
    return text;
}

}  // namespace sayso::tests
