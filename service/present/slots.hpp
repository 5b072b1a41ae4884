#pragma once
#include <string>
#include <string_view>

// Slots: where a word about one visitor goes into HTML that was made once for all of them.
namespace sayso::present {

// A slot is this and a letter that tells what goes in. It is a control character, which escaping takes out of every
// text, so that no text can bring a slot along.
constexpr char slot_mark = '\x04';

inline std::string slot(char which) {
    return {slot_mark, which};
}

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
