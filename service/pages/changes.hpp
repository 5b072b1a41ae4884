#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scripts/book/book.hpp"
#include "service/present/language.hpp"

// What changed between two revisions of a topic, as its readers would name it. Pure.
namespace sayso::pages {

struct Change {
    std::string part;           // the word of the web for it: "part_brief"
    topics::LocalText of;       // which action, when it is about one
    std::string language;       // of the texts, when the part is written in several; else empty
    std::string before, after;  // to be compared word by word; both empty when only that it changed is told
    bool operator==(const Change&) const = default;
};

// In the order of the page: title, summary, date, brief, sources, people, tags, quiz, then action by action. Lists that
// are told as text (sources, people, tags, quiz) are in `language`. Actions are known by their campaign's slug, letters
// by their place among the letters. Empty when a reader sees no difference.
std::vector<Change> changes(const book::Document& before, const book::Document& after, present::Language language);

// All its texts, each as a change from none.
std::vector<Change> all_texts(const book::Document& document, present::Language language);

}  // namespace sayso::pages
