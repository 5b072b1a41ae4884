#include "service/present/words.hpp"

#include <algorithm>
#include <stdexcept>

namespace sayso::present {

const std::vector<Word>& all_words() {
    static const std::vector<Word> sorted = [] {
        std::vector<Word> words;
        for (const auto table : {words_for_pages(), words_for_people(), words_for_flow(), words_for_share(),
                                 words_for_reading(), words_for_api(), words_for_about()})
            words.insert(words.end(), table.begin(), table.end());
        std::sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.key < b.key; });
        return words;
    }();
    return sorted;
}

std::string_view word(std::string_view key, Language language) {
    const auto& words = all_words();
    const auto found =
        std::lower_bound(words.begin(), words.end(), key, [](const Word& w, std::string_view k) { return w.key < k; });
    if (found == words.end() || found->key != key)
        throw std::out_of_range("no such word of the web: " + std::string(key));
    return language == Language::es ? found->es : found->en;
}

namespace {

std::string filled(std::string_view key, Language language, Values values) {
    std::string_view rest = word(key, language);
    std::string out;
    while (true) {
        const auto open = rest.find("{{");
        const auto close = open == std::string_view::npos ? open : rest.find("}}", open);
        if (close == std::string_view::npos) return out += rest;
        out += rest.substr(0, open);
        const std::string_view name = rest.substr(open + 2, close - open - 2);
        const auto value = std::find_if(values.begin(), values.end(), [&](const auto& v) { return v.first == name; });
        out += value == values.end() ? rest.substr(open, close + 2 - open) : value->second;
        rest.remove_prefix(close + 2);
    }
}

// "de el Senado" is "del Senado"; a name (El Paso) keeps its article.
void contract(std::string& text) {
    for (const auto& [apart, together] : {std::pair{" de el ", " del "}, {" a el ", " al "}}) {
        for (auto at = text.find(apart); at != std::string::npos; at = text.find(apart, at + 1))
            text.replace(at, std::string_view(apart).size(), together);
    }
}

}  // namespace

std::string say(std::string_view key, Language language, Values values) {
    std::string text = filled(key, language, values);
    if (language == Language::es) contract(text);
    return text;
}

}  // namespace sayso::present
