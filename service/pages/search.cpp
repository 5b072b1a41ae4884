#include "service/pages/search.hpp"

#include <algorithm>

#include "service/present/fold.hpp"
#include "service/present/markdown.hpp"

namespace sayso::pages {
namespace {

using present::folded_words;
using present::FoldedWord;
using present::Language;

constexpr std::size_t shortest_beginning = 3;  // letters of a word's beginning that are enough to find it
constexpr int title_weight = 16, name_weight = 10, summary_weight = 6, brief_weight = 2;

// A text's words in the wanted language, and in English where that is another text.
std::string in_both(const topics::LocalText& text, Language language, bool markdown = false) {
    std::string all;
    const auto add = [&](std::string_view wanted) {
        if (text.has(wanted)) all += (markdown ? present::markdown_text(text.in(wanted)) : text.in(wanted)) + "\n";
    };
    add(present::tag(language));
    if (language != Language::en) add("en");
    if (all.empty() && !text.empty()) all = text.in("en");
    return all;
}

std::string words_of(const std::string& text) {
    std::string words = "\n";
    for (const FoldedWord& word : folded_words(text)) words.append(word.folded).append("\n");
    return words;
}

std::string names_in(const topics::Topic& topic, Language language) {
    std::string names;
    for (const auto& tag : topic.tags) names += in_both(tag.label, language) + "\n";
    for (const auto& person : topic.people) names += person.name + "\n";
    return names;
}

std::string brief_of(const topics::Topic& topic, Language language) {
    std::string brief = in_both(topic.body, language, true);
    for (const auto& person : topic.people) brief += "\n" + in_both(person.definition, language);
    for (const auto& action : topic.actions) brief += "\n" + in_both(action.description, language);
    return brief;
}

// Where a window of `length` bytes may begin so that it shows the place `at`, not in the middle of a word.
std::size_t window_begin(const std::vector<FoldedWord>& words, std::size_t at, std::size_t length) {
    std::size_t begin = 0;
    for (const FoldedWord& word : words) {
        if (word.begin > at || word.begin + length / 3 < at) continue;
        begin = word.begin;
        break;
    }
    return at < length / 3 ? 0 : begin;
}

}  // namespace

std::vector<std::string> query_words(std::string_view query) {
    std::vector<std::string> asked;
    for (FoldedWord& word : folded_words(query)) {
        if (std::find(asked.begin(), asked.end(), word.folded) == asked.end()) asked.push_back(std::move(word.folded));
    }
    return asked;
}

bool answers(std::string_view folded_word, std::string_view asked) {
    if (asked.size() < shortest_beginning) return folded_word == asked;
    return folded_word.substr(0, asked.size()) == asked;
}

std::vector<Piece> marked(std::string_view text, const std::vector<std::string>& asked) {
    std::vector<Piece> pieces;
    std::size_t done = 0;
    const auto put = [&](std::size_t to, bool is_marked) {
        if (to > done) pieces.push_back({std::string(text.substr(done, to - done)), is_marked});
        done = to;
    };
    for (const FoldedWord& word : folded_words(text)) {
        const auto answered = [&](const std::string& each) { return answers(word.folded, each); };
        if (std::none_of(asked.begin(), asked.end(), answered)) continue;
        put(word.begin, false);
        put(word.end, true);
    }
    put(text.size(), false);
    return pieces;
}

std::string excerpt(std::string_view text, const std::vector<std::string>& asked, std::size_t length) {
    if (text.size() <= length) return std::string(text);
    const auto words = folded_words(text);
    std::size_t at = 0;
    for (const FoldedWord& word : words) {
        const auto answered = [&](const std::string& each) { return answers(word.folded, each); };
        if (std::none_of(asked.begin(), asked.end(), answered)) continue;
        at = word.begin;
        break;
    }
    const std::size_t begin = window_begin(words, at, length);
    std::size_t end = text.size();
    if (text.size() - begin > length) {
        end = begin;
        for (const FoldedWord& word : words) {
            if (word.begin >= begin && (word.end <= begin + length || end == begin)) end = word.end;
        }
    }
    return (begin > 0 ? "… " : "") + std::string(text.substr(begin, end - begin)) + (end < text.size() ? " …" : "");
}

SearchIndex::SearchIndex(std::shared_ptr<const book::Book> book, Language language) : book_(std::move(book)) {
    for (const auto& document : book_->documents()) {
        const topics::Topic& topic = document->topic;
        std::string asks = in_both(topic.summary, language);
        for (const auto& action : topic.actions) asks += "\n" + in_both(action.title, language);
        entries_.push_back({document.get(),
                            {{title_weight, words_of(in_both(topic.title, language))},
                             {name_weight, words_of(names_in(topic, language))},
                             {summary_weight, words_of(asks)},
                             {brief_weight, words_of(brief_of(topic, language))}}});
    }
}

int SearchIndex::weight_of(const Entry& entry, const std::string& asked) {
    int best = 0;
    for (const Field& field : entry.fields) {
        const bool whole = field.words.find("\n" + asked + "\n") != std::string::npos;
        if (whole) best = std::max(best, field.weight + 1);
        if (asked.size() < shortest_beginning || best > field.weight) continue;
        if (field.words.find("\n" + asked) != std::string::npos) best = std::max(best, field.weight);
    }
    return best;
}

std::vector<const book::Document*> SearchIndex::find(const std::vector<std::string>& asked) const {
    std::vector<std::pair<int, const book::Document*>> found;
    for (const Entry& entry : entries_) {
        int sum = 0;
        const bool all = !asked.empty() && std::all_of(asked.begin(), asked.end(), [&](const std::string& word) {
            const int weight = weight_of(entry, word);
            sum += weight;
            return weight > 0;
        });
        if (all) found.emplace_back(sum, entry.document);
    }
    // The book's own order is newest first.
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<const book::Document*> best;
    for (const auto& [weight, document] : found) best.push_back(document);
    return best;
}

}  // namespace sayso::pages
