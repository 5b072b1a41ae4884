#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/pages/frame.hpp"

// Lists of topics: cards, tags, pages of a list, and the box to search in.
namespace sayso::pages {

using TopicList = std::vector<const topics::Topic*>;

// What a tag is in an address: its English label, folded ("foreign-policy"). Tags of the same slug are one.
std::string tag_slug(const topics::Tag& tag);

struct TagUse {
    std::string slug;
    const topics::Tag* tag;  // as the newest topic spells it
    TopicList topics;        // newest first
};
// The tags of the live topics, most used first.
std::vector<TagUse> tags_in_use(const book::Book& book);
TopicList live_topics(const book::Book& book);

// {text, lang, emoji, tag_slug} for each, as tags.html and tag_list.html show them.
List tag_links(const std::vector<topics::Tag>& tags, Language language);
// Sets "all_tags", at most `most` of them, and "more_tags" when there are more.
void show_tags_in_use(Data& into, const book::Book& book, Language language, std::size_t most);

// Sets the cards of one page of the list, and the way to its other pages: `first` is the address of the first,
// `others` what the number of another is added to. False when there is no such page.
bool show_topic_list(Data& into, const Turn& turn, const TopicList& topics, int page, const std::string& first,
                     const std::string& others, int heading_level);
// A number of a page from its address: 2 and up; nothing for anything else.
std::optional<int> page_number(std::string_view text);

// {name, kept} of what a form sent by GET has to bring along, since its address loses it.
List kept_fields(const Visit& visit);
// Sets what search_form.html needs. `value` is what stands in the box.
void show_search_form(Data& into, const Visit& visit, const std::string& value);
// What helps on a page that is not there: the newest topics.
void show_newest_topics(Data& into, const book::Book& book, Language language);

}  // namespace sayso::pages
