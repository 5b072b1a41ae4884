#include "service/app/call_screen.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <iostream>
#include <thread>

#include "scripts/directory/phone_number.hpp"

namespace sayso::app {
namespace {

constexpr std::string_view heard_style = "", quiet_style = "2", key_style = "1;36", dial_style = "1;33",
                           bad_style = "1;31", good_style = "1;32";

std::string display(const std::string& number) {
    const auto parsed = directory::PhoneNumber::parse(number);
    return parsed ? parsed->display() : number;
}

std::string lower_trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t\r"), last = text.find_last_not_of(" \t\r");
    std::string kept(first == std::string_view::npos ? std::string_view() : text.substr(first, last - first + 1));
    for (char& c : kept) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return kept;
}

// Columns a text takes: code points, near enough for names with accents.
int columns(std::string_view text) {
    return static_cast<int>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void wait_as_the_provider_does(int seconds) {
    std::this_thread::sleep_for(std::chrono::seconds(std::min(seconds, 5)));
}

}  // namespace

CallScreen screen_of(std::ostream& out) {
    const bool terminal = &out == &std::cout && isatty(STDOUT_FILENO) == 1;
    winsize size{};
    int width = 80;
    if (terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        width = std::clamp<int>(size.ws_col, 60, 100);
    return CallScreen(out, width, terminal && std::getenv("NO_COLOR") == nullptr);
}

std::string CallScreen::styled(std::string_view text, std::string_view style) const {
    if (!colour_ || style.empty()) return std::string(text);
    return "\x1b[" + std::string(style) + "m" + std::string(text) + "\x1b[0m";
}

// Breaks the text at blanks; the mark stands before the first line, blanks before the others.
void CallScreen::wrapped(std::string_view text, std::string_view mark, std::string_view style) {
    const std::string indent(static_cast<std::size_t>(columns(mark)), ' ');
    std::string line;
    bool first = true;
    const auto flush = [&] {
        out_ << styled(first ? mark : indent, quiet_style) << styled(line, style) << "\n";
        first = false;
        line.clear();
    };
    while (!text.empty()) {
        const auto word = text.substr(0, text.find_first_of(" \n"));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        if (word.empty()) continue;
        if (!line.empty() && columns(mark) + columns(line) + 1 + columns(word) > width_) flush();
        if (!line.empty()) line += ' ';
        line += word;
    }
    if (!line.empty()) flush();
}

void CallScreen::heading(std::string_view text) {
    out_ << styled(text, quiet_style) << "\n\n";
}

void CallScreen::hear(const std::vector<simulator::Heard>& heard) {
    for (const auto& one : heard) {
        if (one.kind == simulator::Heard::Kind::pause) continue;
        const bool recording = one.kind == simulator::Heard::Kind::recording;
        wrapped(recording ? "(recording: " + one.text + ")" : one.text, "  ", recording ? quiet_style : heard_style);
    }
    out_.flush();
}

void CallScreen::key(std::string_view keys) {
    wrapped(keys.empty() ? "(silence)" : keys, "> ", keys.empty() ? quiet_style : key_style);
}

void CallScreen::dialling(const simulator::Ringing& ringing) {
    std::string text = "dialling " + display(ringing.number);
    text += ringing.caller_id ? ", shown as " + display(*ringing.caller_id) : ", showing the caller's own number";
    wrapped(text, "~ ", dial_style);
    out_.flush();
}

void CallScreen::far_end(const simulator::FarEnd& far_end) {
    std::string text(simulator::word(far_end.outcome));
    if (far_end.outcome == flow::DialOutcome::answered) text += ", " + std::to_string(far_end.seconds) + " seconds";
    wrapped(text, "~ ", dial_style);
}

void CallScreen::note(std::string_view text) {
    wrapped(text, "  ", quiet_style);
}
void CallScreen::problem(std::string_view text) {
    wrapped(text, "! ", bad_style);
}

void CallScreen::ended(const simulator::Ended& ended, int steps) {
    out_ << "\n";
    const std::string count = " (" + std::to_string(steps) + (steps == 1 ? " step)" : " steps)");
    if (ended.how == simulator::Ended::How::good_bye)
        wrapped("The call ended with a good-bye" + count, "", good_style);
    else
        wrapped("The call ended: " + ended.problem + count, "", bad_style);
    out_.flush();
}

void ShownScript::hears(const simulator::Step& step) {
    screen_.hear(step.heard);
}
void ShownScript::hears_more(const simulator::Step&, const std::vector<simulator::Heard>& heard) {
    screen_.hear(heard);
}

std::optional<std::string> ShownScript::keys(const simulator::Question& question) {
    auto keys = Scripted::keys(question);
    screen_.key(*keys);
    return keys;
}

std::optional<simulator::FarEnd> ShownScript::far_end(const simulator::Ringing& ringing) {
    screen_.dialling(ringing);
    auto far_end = Scripted::far_end(ringing);
    screen_.far_end(*far_end);
    return far_end;
}

void ShownScript::waits(int seconds) {
    wait_as_the_provider_does(seconds);
}

void Keyboard::hears(const simulator::Step& step) {
    screen_.hear(step.heard);
}
void Keyboard::hears_more(const simulator::Step&, const std::vector<simulator::Heard>& heard) {
    screen_.hear(heard);
}
void Keyboard::waits(int seconds) {
    wait_as_the_provider_does(seconds);
}

Keyboard::Keyboard(CallScreen& screen, std::istream& in, std::ostream& out)
    : screen_(screen), in_(in), out_(out), typed_(&in == &std::cin && isatty(STDIN_FILENO) == 1) {}

std::optional<std::string> Keyboard::line(std::string_view prompt) {
    out_ << prompt << std::flush;
    std::string text;
    if (!std::getline(in_, text)) {
        out_ << "\n";
        return std::nullopt;
    }
    if (!typed_) out_ << text << "\n";
    return lower_trimmed(text);
}

std::optional<std::string> Keyboard::keys(const simulator::Question&) {
    while (true) {
        const auto typed = line("keys (Enter for silence, h to hang up): ");
        if (!typed || *typed == "h") return std::nullopt;
        if (typed->find_first_not_of("0123456789*#") == std::string::npos) return typed;
        screen_.problem("A telephone has the keys 0 to 9, * and #.");
    }
}

std::optional<simulator::FarEnd> Keyboard::far_end(const simulator::Ringing& ringing) {
    screen_.dialling(ringing);
    while (true) {
        const auto typed = line("the office (Enter or seconds: answered, b busy, n no answer, f failed, h hang up): ");
        if (!typed || *typed == "h") return std::nullopt;
        if (const auto far_end = typed_far_end(*typed)) {
            screen_.far_end(*far_end);
            return far_end;
        }
        screen_.problem("Type for example: answered 35, or just 35; busy; no answer; failed.");
    }
}

std::optional<simulator::FarEnd> typed_far_end(std::string_view text) {
    std::string typed = lower_trimmed(text);
    if (typed.empty() || typed == "a") typed = "answered";
    if (typed == "b") typed = "busy";
    if (typed == "n") typed = "no-answer";
    if (typed == "f") typed = "failed";
    if (typed.find_first_not_of("0123456789") == std::string::npos) typed = "answered:" + typed;
    if (const auto blank = typed.find(' '); blank != std::string::npos && typed.compare(0, 9, "answered ") == 0)
        typed[blank] = ':';
    return simulator::parse_far_end(typed);
}

}  // namespace sayso::app
