#pragma once
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "tests/bench/load/people.hpp"
#include "tests/bench/load/signer.hpp"

namespace sayso::bench {

// What all callers share.
struct Hotline {
    std::string public_url;  // what is signed, and what the action URLs begin with
    std::string host;        // of the Host header
    std::string line = "+12025550142";
    std::vector<Home> homes;
};

// What an answer turned out to be.
enum class Heard {
    ask_zip,
    which_district,
    script,
    announce,
    dialling,
    outcome,
    try_again,
    good_bye,
    hold,   // the apology that asks to hold, or that offers the switchboard
    noted,  // a status callback was kept
    wrong
};

// One caller after another on one connection: plays whole calls as the provider does, and checks every answer.
class Conversation {
  public:
    Conversation(const Hotline& hotline, Signer& signer, std::uint64_t seed);

    // Appends the next request, whole, to `out`.
    void ask(std::string& out);
    // Reads its answer and decides what comes next. `wrong` ends the call; problem() says why.
    Heard hear(int status, std::string_view content_type, std::string_view body);

    bool at_answer() const { return turn_ == Turn::answer; }  // the next request begins a call
    int pause_seconds() const { return pause_seconds_; }      // before the next request; not 0 after a hold
    int steps() const { return steps_; }                      // of this call that were acknowledged and are kept
    int legs() const { return legs_; }
    const std::string& problem() const { return problem_; }

  private:
    enum class Turn { answer, zip, keys, silence, dialled, redirect, status };
    void begin();
    Heard classify(std::string_view body);
    Heard act_on(Heard heard, std::string_view body);
    Heard fail(std::string why, std::string_view body);
    bool take_action(std::string_view tag, std::string_view attribute);
    bool expected(Heard heard) const;
    void add(std::string_view name, std::string_view value);
    void add_place(std::string_view prefix, std::string_view number);

    const Hotline& hotline_;
    Signer& signer_;
    std::mt19937_64 random_;
    const Home* home_ = nullptr;
    Turn turn_ = Turn::answer;
    Heard last_ = Heard::good_bye;  // before any call
    std::string sid_, from_, target_, keys_, problem_;
    std::string body_, text_;  // of the request in the making
    std::string_view dial_status_;
    bool held_ = false;  // since the last document of the call's own
    int dial_seconds_ = 0, legs_ = 0, steps_ = 0, pause_seconds_ = 0, seconds_ = 0;
};

}  // namespace sayso::bench
