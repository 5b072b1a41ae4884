#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/book/book.hpp"
#include "voice/flow/machine.hpp"

// A small made-up country for calls: nobody in it exists, numbers are of the kind set aside for fiction.
namespace sayso::tests {

struct World {
    directory::DirectoryData data;
    std::vector<campaigns::Campaign> campaigns;
    std::vector<book::Line> lines;

    campaigns::Campaign& campaign(std::string_view slug);
    // The book of all this.
    std::shared_ptr<const book::Book> book() const;
};

inline constexpr std::string_view members_line = "+12025550142";   // one campaign: own members
inline constexpr std::string_view senators_line = "+12025550143";  // own senators
inline constexpr std::string_view state_line = "+12025550144";     // an organization: no ZIP
inline constexpr std::string_view menu_line = "+12025550145";      // three campaigns
inline constexpr std::string_view spanish_line = "+12025550146";   // own members, in Spanish
inline constexpr std::string_view empty_line = "+12025550147";     // no live campaign
inline constexpr std::string_view house_line =
    "+12025550148";  // own representative, a script that depends on the target

World world();

directory::Instant noon(int year, unsigned month, unsigned day);

// One caller: carries events to the machine and hears its documents.
class Caller {
  public:
    Caller(std::shared_ptr<const book::Book> book, std::string_view line, flow::Answered answered = {},
           directory::Instant now = noon(2026, 6, 15));

    // Each event must belong; 10 seconds pass before it, or the seconds of the talk and 10 more.
    Caller& key(std::string digits);
    Caller& silence();
    Caller& lost();
    Caller& dial(flow::DialOutcome outcome, int seconds = 0, bool left = false);
    Caller& hang_up();
    Caller& after(int seconds);  // so much time passes before the next event instead

    // False when the event did not belong; the state is then the same.
    bool happens(flow::Happening what);

    markup::Document document() const;
    std::string hears() const;  // every sentence of the current document, one a line
    bool hears(std::string_view words) const { return hears().find(words) != std::string::npos; }
    std::string dials() const;  // the number of the current document's Dial, or empty
    std::string_view step() const { return state.step_name(); }
    flow::Event event(flow::Happening what) const;

    flow::State state;
    std::vector<flow::State> past;       // the states before
    std::vector<flow::Changes> changed;  // of each step, the answer first
    directory::Instant now{};
    std::shared_ptr<const book::Book> book;

  private:
    int since_ = 0, pause_ = 10;
};

std::string spoken(const markup::Document& document);

}  // namespace sayso::tests
