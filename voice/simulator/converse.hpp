#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "voice/simulator/simulator.hpp"

namespace sayso::simulator {

// One webhook and what followed it.
struct Step {
    int n = 0;  // 0 is the answer
    Request request;
    int status = 0;
    std::vector<Heard> heard;
    std::optional<std::string> key;  // pressed, "" for silence; nothing when nobody was asked
    struct Leg {
        Ringing to;
        FarEnd far_end;
    };
    std::optional<Leg> leg;
};

struct Transcript {
    std::vector<Step> steps;
    Ended ended;
};

// The words of a step, one line each: "(recording: URL)" for a recording; pauses are left out.
std::string said(const Step& step);

// The people on the line.
class Party {
  public:
    virtual ~Party() = default;
    // Called with each step once its answer is there, before anybody acts.
    virtual void hears(const Step& step) = 0;
    // More of the same step, when the document goes on after a silence or a Dial without an action.
    virtual void hears_more(const Step&, const std::vector<Heard>&) {}
    // Keys, "" for silence; nothing hangs up.
    virtual std::optional<std::string> keys(const Question& question) = 0;
    // The same during an announcement, where nobody is asked: silence unless the caller interrupts.
    virtual std::optional<std::string> interrupts(const Question&) { return ""; }
    // What the far end does; nothing: the caller hangs up while it rings.
    virtual std::optional<FarEnd> far_end(const Ringing& ringing) = 0;
    // Asked before each act: true hangs up there; a far end that has answered hears it.
    virtual bool hangs_up(const Step&) { return false; }
    // The line asks for the next document by itself after this many seconds.
    virtual void waits(int) {}
};

// Carries a request to the service; may throw, which ends the conversation.
using Exchange = std::function<Reply(const Request&)>;

// The whole call, the final status callback included. Bounded by the setup's turns.
Transcript converse(const Setup& setup, Party& party, const Exchange& exchange);

// People who act from a list: one item of `keys` a question ("" is silence, "+9" interrupts the next announcement with
// 9), one of `dials` a far end. Beyond the lists: silence, and answered for 30 seconds.
class Scripted : public Party {
  public:
    std::vector<std::string> key_items;
    std::vector<FarEnd> dials;
    std::optional<int> hang_up_at;  // the number of the step

    void hears(const Step&) override {}
    std::optional<std::string> keys(const Question& question) override;
    std::optional<std::string> interrupts(const Question& question) override;
    std::optional<FarEnd> far_end(const Ringing& ringing) override;
    bool hangs_up(const Step& step) override { return hang_up_at && step.n >= *hang_up_at; }

  private:
    std::size_t next_key_ = 0, next_dial_ = 0;
};

// "94110,1,*," and "answered:35,busy,no-answer,failed". On a mistake nothing, and `problem` says what to write instead.
std::optional<std::vector<std::string>> parse_keys(std::string_view text, std::string& problem);
std::optional<std::vector<FarEnd>> parse_dials(std::string_view text, std::string& problem);
std::optional<FarEnd> parse_far_end(std::string_view word);  // one of them

}  // namespace sayso::simulator
