#pragma once
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>

#include "voice/simulator/converse.hpp"

namespace sayso::app {

// Shows a call in a terminal, line by line as it is heard.
class CallScreen {
  public:
    // `width` in columns; colour only where the reader sees it.
    CallScreen(std::ostream& out, int width, bool colour) : out_(out), width_(width), colour_(colour) {}

    void heading(std::string_view text);
    void hear(const std::vector<simulator::Heard>& heard);
    void key(std::string_view keys);  // "" is silence
    void dialling(const simulator::Ringing& ringing);
    void far_end(const simulator::FarEnd& far_end);
    void note(std::string_view text);
    void problem(std::string_view text);
    void ended(const simulator::Ended& ended, int seconds);

  private:
    void wrapped(std::string_view text, std::string_view mark, std::string_view style);
    std::string styled(std::string_view text, std::string_view style) const;

    std::ostream& out_;
    int width_;
    bool colour_;
};

// The screen of a stream: its terminal's width (60 to 100) and colours, or 80 columns of plain text; NO_COLOR is
// respected.
CallScreen screen_of(std::ostream& out);

// Acts from a list, and shows it.
class ShownScript : public simulator::Scripted {
  public:
    explicit ShownScript(CallScreen& screen) : screen_(screen) {}
    void hears(const simulator::Step& step) override;
    void hears_more(const simulator::Step& step, const std::vector<simulator::Heard>& heard) override;
    std::optional<std::string> keys(const simulator::Question& question) override;
    std::optional<simulator::FarEnd> far_end(const simulator::Ringing& ringing) override;
    void waits(int seconds) override;

  private:
    CallScreen& screen_;
};

// Asks whoever sits at the keyboard, for the caller's keys and for the far end. The end of the input hangs up. What
// comes from a pipe is shown as if it had been typed.
class Keyboard : public simulator::Party {
  public:
    Keyboard(CallScreen& screen, std::istream& in, std::ostream& out);
    void hears(const simulator::Step& step) override;
    void hears_more(const simulator::Step& step, const std::vector<simulator::Heard>& heard) override;
    std::optional<std::string> keys(const simulator::Question& question) override;
    std::optional<simulator::FarEnd> far_end(const simulator::Ringing& ringing) override;
    void waits(int seconds) override;

  private:
    std::optional<std::string> line(std::string_view prompt);

    CallScreen& screen_;
    std::istream& in_;
    std::ostream& out_;
    bool typed_;  // a terminal shows what is typed by itself
};

// What somebody typed for the far end: "answered 35", "35", "a", "busy", "b", "no answer", "n", "failed", "f"; "" is
// answered for 30 seconds. Nothing for anything else.
std::optional<simulator::FarEnd> typed_far_end(std::string_view text);

// The transcript as one JSON object: {"steps": [{n, url, params, status, said, key, leg}], "ended", "problem"}.
std::string transcript_json(const simulator::Transcript& transcript, const std::string& problem);

}  // namespace sayso::app
