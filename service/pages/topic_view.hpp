#pragma once
#include <optional>
#include <string>

#include "service/pages/people_view.hpp"

namespace sayso::pages {

// What a card of the home page shows of a topic: date, title, summary, tags, how much there is to do.
Data topic_card(const topics::Topic& topic, Language language);

// What is known of a topic beside itself.
struct TopicFacts {
    std::optional<directory::Instant> updated;  // when a later revision changed it
    bool has_history = false;                   // there is a page that tells how it changed
};

// Sets everything topic.html shows. Actions whose targets do not depend on place come with their answer.
void show_topic(Data& into, const Scene& scene, const topics::Topic& topic, const TopicFacts& facts);

// "Oversight", in the visitor's language.
std::string kind_of(const topics::Action& action, Language language);

// Sets what one action shows apart from ZIP form and answer: kind, title, why, whom, preview or letter. `n` counts
// from 1.
void show_action(Data& into, const Scene& scene, const topics::Action& action, int n);

// The words to say before the place is known, with blanks for what depends on it.
void show_preview(Data& into, const Scene& scene, const campaigns::Campaign& campaign);

// The action that the address calls `number` ("1" is the first, no other spelling); null for none.
const topics::Action* numbered_action(const topics::Topic& topic, std::string_view number);
// The live campaign an action dials; null for a written request.
const campaigns::Campaign* campaign_of(const Scene& scene, const topics::Action& action);
// True when whom the campaign calls depends on where the caller lives.
bool needs_place(const campaigns::Campaign& campaign);

// A first mention of how to be connected: the line's number. Nothing without a line for that campaign.
void show_hotline(Data& into, const book::Line* line);

}  // namespace sayso::pages
