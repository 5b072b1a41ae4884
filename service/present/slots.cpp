#include "service/present/slots.hpp"

#include <algorithm>

#include "service/present/escape.hpp"

namespace sayso::present {

std::string escape_around_slots(std::string_view text, std::string_view kinds) {
    std::string out;
    for (;;) {
        const auto at = text.find(slot_mark);
        out += escape(text.substr(0, at));
        if (at == std::string_view::npos) return out;
        const auto which = text.substr(at + 1, 1);
        if (!which.empty() && kinds.find(which.front()) != std::string_view::npos) out += text.substr(at, 2);
        text.remove_prefix(std::min(at + 2, text.size()));
    }
}

}  // namespace sayso::present
