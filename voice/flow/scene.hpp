#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scripts/book/book.hpp"
#include "voice/flow/state.hpp"
#include "voice/markup/document.hpp"
#include "voice/prompts/prompt.hpp"

// What is heard in each state: one overload of `heard` per state. It depends on the state alone; the book only lends
// the texts of the pinned revision.
namespace sayso::flow {

// The state being said, and what has been said of it so far.
class Scene {
  public:
    Scene(const book::Book& book, const State& state, std::string_view step_path);

    const State& call;
    const campaigns::Campaign* const campaign;  // of the pinned revision; null when none was chosen or it is gone
    const std::string_view language;
    const book::Book& book;

    void say(prompts::Prompt prompt, const prompts::Values& values = {});
    void text(std::string words);  // words that are not in the catalogue: the script
    // The recording under that key in this language, when the campaign has one.
    bool played(std::string_view key);

    // One key; the silence after it leads to the same action.
    markup::Document menu(int timeout_seconds = 6);
    markup::Document gather(int digits, std::string finish_on_key, int timeout_seconds);
    markup::Document hang_up();
    markup::Document dial(const directory::PhoneNumber& number) const;

    const Stop& stop() const { return call.stops[static_cast<std::size_t>(call.position)]; }

  private:
    std::string action() const;
    std::vector<markup::Speech> speech_;
    std::string_view step_path_;
};

// asking
markup::Document heard(Scene&, const ChooseCampaign&);
markup::Document heard(Scene&, const AskZip&);
markup::Document heard(Scene&, const AskDistrict&);
markup::Document heard(Scene&, const AskState&);
// speaking with offices
markup::Document heard(Scene&, const ReadScript&);
markup::Document heard(Scene&, const Announce&);
markup::Document heard(Scene&, const Calling&);
markup::Document heard(Scene&, const AskOutcome&);
markup::Document heard(Scene&, const TryAgain&);
// ending
markup::Document heard(Scene&, const OfferHelp&);
markup::Document heard(Scene&, const CallingSwitchboard&);
markup::Document heard(Scene&, const Thanks&);
markup::Document heard(Scene&, const Closed&);
markup::Document heard(Scene&, const Left&);

// "Hello. SPONSOR asks for your help with this call: TITLE."
void greet(Scene& scene);

// Whom a caller might expect and does not get, and why; each reason once a state.
void say_not_called(Scene& scene);

}  // namespace sayso::flow
