#include "service/pages/finding_view.hpp"

#include <algorithm>
#include <charconv>

#include "service/keys/keys.hpp"
#include "service/pages/topic_view.hpp"
#include "service/present/fold.hpp"
#include "service/present/words.hpp"

namespace sayso::pages {
namespace {

using present::say;
using present::word;

constexpr int topics_on_a_page = 12;
constexpr std::size_t newest_topics = 3;

std::string address_of_page(int page, const std::string& first, const std::string& others, const std::string& query) {
    return (page == 1 ? first : others + std::to_string(page)) + query;
}

void show_pager(Data& into, const Turn& turn, int page, int pages, const std::string& first,
                const std::string& others) {
    into["pager"] = Data(false);
    if (pages < 2) return;
    Data pager;
    pager["page_of"] =
        Data(say("page_of", turn.visit.language, {{"page", present::number(page)}, {"pages", present::number(pages)}}));
    const auto link = [&](int to) { return Data(address_of_page(to, first, others, turn.visit.query())); };
    pager["newer"] = page > 1 ? Data("href", link(page - 1)) : Data(false);
    pager["older"] = page < pages ? Data("href", link(page + 1)) : Data(false);
    into["pager"] = std::move(pager);
}

}  // namespace

std::string tag_slug(const topics::Tag& tag) {
    const std::string& label = tag.label.in("en");
    std::string slug = present::slug_of(label);
    // A label that no address can hold still has one of its own.
    if (slug.empty()) slug = "tag-" + keys::sha256_hex(label).substr(0, 8);
    return slug;
}

std::vector<TagUse> tags_in_use(const book::Book& book) {
    std::vector<TagUse> uses;
    for (const auto& document : book.documents()) {
        for (const topics::Tag& tag : document->topic.tags) {
            const std::string slug = tag_slug(tag);
            auto use = std::find_if(uses.begin(), uses.end(), [&](const TagUse& each) { return each.slug == slug; });
            if (use == uses.end()) use = uses.insert(use, {slug, &tag, {}});
            if (use->topics.empty() || use->topics.back() != &document->topic) use->topics.push_back(&document->topic);
        }
    }
    std::stable_sort(uses.begin(), uses.end(),
                     [](const TagUse& a, const TagUse& b) { return a.topics.size() > b.topics.size(); });
    return uses;
}

TopicList live_topics(const book::Book& book) {
    TopicList topics;
    for (const auto& document : book.documents()) topics.push_back(&document->topic);
    return topics;
}

List tag_links(const std::vector<topics::Tag>& tags, Language language) {
    List links;
    for (const topics::Tag& tag : tags) {
        Data data = shown(tag.label, language);
        data["emoji"] = tag.emoji.empty() ? Data(false) : Data(tag.emoji);
        data["tag_slug"] = Data(tag_slug(tag));
        links.push_back(std::move(data));
    }
    return links;
}

void show_tags_in_use(Data& into, const book::Book& book, Language language, std::size_t most) {
    const auto uses = tags_in_use(book);
    List links;
    for (const TagUse& use : uses) {
        if (links.size() == most) break;
        Data data = tag_links({*use.tag}, language).front();
        data["uses"] = Data(present::number(static_cast<std::int64_t>(use.topics.size())));
        links.push_back(std::move(data));
    }
    into["more_tags"] = Data(uses.size() > most);
    show_list(into, "all_tags", std::move(links));
}

bool show_topic_list(Data& into, const Turn& turn, const TopicList& topics, int page, const std::string& first,
                     const std::string& others, int heading_level) {
    const int count = static_cast<int>(topics.size());
    const int pages = std::max(1, (count + topics_on_a_page - 1) / topics_on_a_page);
    if (page < 1 || page > pages) return false;
    List cards;
    for (int i = (page - 1) * topics_on_a_page; i < std::min(count, page * topics_on_a_page); ++i)
        cards.push_back(topic_card(*topics[static_cast<std::size_t>(i)], turn.visit.language));
    into["level"] = Data(std::to_string(heading_level));
    into["topic_cards"] = listed(std::move(cards));
    show_pager(into, turn, page, pages, first, others);
    return true;
}

std::optional<int> page_number(std::string_view text) {
    int number = 0;
    const auto [end, wrong] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (wrong != std::errc() || end != text.data() + text.size() || number < 2 || text.front() == '0')
        return std::nullopt;
    return number;
}

List kept_fields(const Visit& visit) {
    List kept;
    const auto keep = [&kept](const char* name, const std::string& value) {
        Data field;
        field["name"] = Data(name);
        field["kept"] = Data(value);
        kept.push_back(std::move(field));
    };
    if (visit.chosen) keep("lang", std::string(present::tag(visit.language)));
    if (!visit.group.empty()) keep("group", visit.group);
    return kept;
}

void show_search_form(Data& into, const Visit& visit, const std::string& value) {
    into["find_value"] = Data(value);
    into["find_fields"] = listed(kept_fields(visit));
    into["search_form"] = Data(true);
    into["find_problem"] = Data(false);
}

void show_newest_topics(Data& into, const book::Book& book, Language language) {
    List newest;
    for (const topics::Topic* topic : live_topics(book)) {
        if (newest.size() == newest_topics) break;
        newest.push_back(topic_card(*topic, language));
    }
    show_list(into, "newest", std::move(newest));
}

}  // namespace sayso::pages
