#pragma once
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace sayso::markup {

// Provider-neutral verbs (decisions 9). URLs are relative paths ("/voice/twilio/step?n=3"); render() makes them
// absolute.
struct Say {
    std::string text;      // plain words, UTF-8
    std::string language;  // "en" or "es"; the dialect picks the voice
    bool operator==(const Say&) const = default;
};
struct Play {
    std::string url;
    bool operator==(const Play&) const = default;
};
struct Pause {
    int seconds = 1;
    bool operator==(const Pause&) const = default;
};
using Speech = std::variant<Say, Play, Pause>;

// Where control goes; an ending. A document always ends in exactly one of these, so it cannot go on after it.
struct Redirect {
    std::string url;
    bool operator==(const Redirect&) const = default;
};
struct Hangup {
    bool operator==(const Hangup&) const = default;
};
struct Reject {
    bool busy = false;
    bool operator==(const Reject&) const = default;
};
struct Dial {
    std::string number;  // E.164
    std::string action;
    int timeout_seconds = 28;  // ringing
    int time_limit_seconds = 1200;
    std::optional<std::string> caller_id;  // left out: the caller's own (decisions 6)
    bool hangup_on_star = true;
    bool operator==(const Dial&) const = default;
};
struct Record {
    std::string action;
    int max_seconds = 120;
    std::string finish_on_key = "#";
    bool operator==(const Record&) const = default;
};
// Asks for keys; its prompts can be interrupted. Silence requests `action` too (actionOnEmptyResult); where a provider
// lacks that, render() appends a Redirect to the action. So a Gather always says what follows silence.
struct Gather {
    std::vector<Speech> prompts;
    std::string action;
    int digits = 1;                  // numDigits
    std::string finish_on_key = "";  // "" for menus, "#" for a ZIP
    int timeout_seconds = 6;
    bool operator==(const Gather&) const = default;
};
using Ending = std::variant<Redirect, Hangup, Reject, Dial, Record, Gather>;

// What is said without being interruptible (apology, hold, good-bye), then the ending. Reject allows no speech before
// it.
struct Document {
    std::vector<Speech> speech;
    Ending ending = Hangup{};
    bool operator==(const Document&) const = default;
};

}  // namespace sayso::markup
