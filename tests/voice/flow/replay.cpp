#include "tests/voice/flow/replay.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace sayso::tests {

namespace {

using flow::DialOutcome;

constexpr std::pair<const char*, DialOutcome> dial_words[] = {{"answered", DialOutcome::answered},
                                                              {"busy", DialOutcome::busy},
                                                              {"no-answer", DialOutcome::no_answer},
                                                              {"failed", DialOutcome::failed},
                                                              {"canceled", DialOutcome::canceled}};
constexpr std::pair<const char*, flow::Outcome> outcome_words[] = {
    {"reached", flow::Outcome::reached},
    {"left a message", flow::Outcome::left_message},
    {"not reached", flow::Outcome::not_reached},
    {"connected, not confirmed", flow::Outcome::connected_unconfirmed},
    {"skipped", flow::Outcome::skipped}};
constexpr std::pair<const char*, flow::EndedBy> end_words[] = {
    {"thanks", flow::EndedBy::thanks}, {"the caller", flow::EndedBy::caller}, {"giving up", flow::EndedBy::given_up},
    {"turns", flow::EndedBy::turns},   {"time", flow::EndedBy::time},         {"a breakdown", flow::EndedBy::broken}};

template <class Table, class Value>
std::string word(const Table& table, Value value) {
    for (const auto& [text, known] : table)
        if (known == value) return text;
    return "?";
}

flow::Answered read_answer(std::istringstream& words) {
    flow::Answered answered;
    for (std::string option; words >> option;) {
        if (option == "foreign")
            answered.caller = flow::CallerKind::foreign;
        else if (option == "withheld")
            answered.caller = flow::CallerKind::withheld;
        else if (option == "sip")
            answered.caller = flow::CallerKind::sip;
        else if (option == "no-star")
            answered.capabilities.hangup_on_star = false;
        else if (option == "line-id")
            answered.capabilities.caller_id_pass_through = false;
        else
            throw std::runtime_error("answered with " + option);
    }
    return answered;
}

flow::Happening read_dial(std::istringstream& words) {
    flow::DialEnded ended;
    std::string outcome, more;
    words >> outcome;
    const auto known = std::find_if(std::begin(dial_words), std::end(dial_words),
                                    [&](const auto& one) { return outcome == one.first; });
    if (known == std::end(dial_words)) throw std::runtime_error("dial " + outcome);
    ended.outcome = known->second;
    if (ended.outcome == DialOutcome::answered) words >> ended.seconds;
    ended.caller_left = static_cast<bool>(words >> more) && more == "left";
    return ended;
}

flow::Happening read_event(const std::string& kind, std::istringstream& words) {
    if (kind == "key") {
        flow::Keyed keyed;
        words >> keyed.digits;
        return keyed;
    }
    if (kind == "silence") return flow::Silence{};
    if (kind == "lost") return flow::KeysLost{};
    if (kind == "dial") return read_dial(words);
    if (kind == "hang") return flow::HungUp{};
    throw std::runtime_error("event " + kind);
}

void read_line(const std::string& line, GoldenCall& call) {
    std::istringstream words(line);
    std::string first, second;
    words >> first >> second;
    if (first == "line") call.line = second;
    if (first == "date") {
        int year = 0;
        unsigned month = 0, day = 0;
        char dash = '-';
        std::istringstream(second) >> year >> dash >> month >> dash >> day;
        call.date = noon(year, month, day);
    }
    if (first != ">") {
        if (call.written.empty()) call.comments.push_back(line);
        return;
    }
    if (second == "answered")
        call.answered = read_answer(words);
    else
        call.events.push_back(read_event(second, words));
    call.written.push_back(line);
}

std::string ending(const markup::Document& document) {
    if (const auto* gather = std::get_if<markup::Gather>(&document.ending))
        return "asks for " + std::to_string(gather->digits) +
               (gather->finish_on_key.empty() ? "" : " " + gather->finish_on_key) + ", " +
               std::to_string(gather->timeout_seconds) + " s";
    if (const auto* dial = std::get_if<markup::Dial>(&document.ending))
        return "dials " + dial->number + " as " + dial->caller_id.value_or("the caller") + ", at most " +
               std::to_string(dial->time_limit_seconds) + " s" + (dial->hangup_on_star ? "" : ", no star");
    return "hangs up";
}

void send(Caller& caller, const flow::Happening& event) {
    if (const auto* dial = std::get_if<flow::DialEnded>(&event)) caller.after(dial->seconds + 10);
    if (!caller.happens(event))
        throw std::runtime_error("an event of the file does not belong to " + std::string(caller.step()));
}

}  // namespace

GoldenCall read_call(const std::string& path) {
    GoldenCall call;
    call.name = std::filesystem::path(path).stem().string();
    call.date = noon(2026, 6, 15);
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        call.text += line + "\n";
        read_line(line, call);
    }
    if (call.written.empty()) throw std::runtime_error(path + " has no event");
    return call;
}

std::vector<std::string> call_files(const std::string& folder) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (entry.path().extension() == ".call") files.push_back(entry.path().string());
    std::sort(files.begin(), files.end());
    return files;
}

std::string expected(const flow::State& state, const flow::Changes& changes, const markup::Document& document) {
    std::ostringstream out;
    out << "[" << state.n << " " << state.step_name() << "]\n";
    std::istringstream sentences(spoken(document));
    for (std::string sentence; std::getline(sentences, sentence);) out << "  " << sentence << "\n";
    out << "  -> " << ending(document) << "\n";
    for (const auto& leg : changes.legs)
        out << "  leg " << leg.number << " to " << leg.target_id << " at " << leg.office_id
            << (leg.dial ? ": " + word(dial_words, *leg.dial) : std::string(" begins"))
            << (leg.seconds > 0 ? " " + std::to_string(leg.seconds) + " s" : "") << "\n";
    for (const auto& outcome : changes.outcomes)
        out << "  outcome of " << outcome.target_id << ": " << word(outcome_words, outcome.outcome) << "\n";
    if (changes.ended) out << "  ended by " << word(end_words, *changes.ended) << "\n";
    return out.str();
}

std::string transcript(const GoldenCall& call, std::shared_ptr<const book::Book> book) {
    Caller caller(std::move(book), call.line, call.answered, call.date);
    std::string out;
    for (const auto& line : call.comments) out += line + "\n";
    out += call.written.front() + "\n" + expected(caller.state, caller.changed.back(), caller.document());
    for (std::size_t i = 0; i < call.events.size(); ++i) {
        send(caller, call.events[i]);
        out += call.written[i + 1] + "\n" + expected(caller.state, caller.changed.back(), caller.document());
    }
    return out;
}

}  // namespace sayso::tests
