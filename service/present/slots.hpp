#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Slots: where a word about one visitor goes into HTML that was made once for all of them.
namespace sayso::present {

// A slot is this and a letter that tells what goes in. It is a control character, which escaping takes out of every
// text, so that no text can bring a slot along.
constexpr char slot_mark = '\x04';

inline std::string slot(char which) {
    return {slot_mark, which};
}

// Escapes a text but for the slots of these kinds, which escaping would take away like every control character: for
// what is made once for all visitors, of nothing that a visitor said.
std::string escape_around_slots(std::string_view text, std::string_view kinds);

// What the slots stand for to one visitor, as HTML.
class SlotWords {
  public:
    void set(char which, std::string html) { words_.emplace_back(which, std::move(html)); }
    // Empty for a slot that is not set.
    std::string_view of(char which) const {
        for (const auto& [slot, html] : words_) {
            if (slot == which) return html;
        }
        return {};
    }

  private:
    std::vector<std::pair<char, std::string>> words_;
};

// Appends the HTML, with `fill(out, letter)` in place of each slot.
template <typename Fill>
void fill_slots(std::string& out, std::string_view html, Fill fill) {
    for (;;) {
        const auto at = html.find(slot_mark);
        out += html.substr(0, at);
        if (at == std::string_view::npos || at + 1 == html.size()) return;
        fill(out, html[at + 1]);
        html.remove_prefix(at + 2);
    }
}

}  // namespace sayso::present
