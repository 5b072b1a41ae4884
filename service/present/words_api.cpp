#include "service/present/words.hpp"

namespace sayso::present {

// What the interfaces for other programs say in both languages.
std::span<const Word> words_for_api() {
    static constexpr Word table[] = {
        {"api_voicemail_add", "On voicemail, add:", "En el buzón de voz, agregue:"},
    };
    return table;
}

}  // namespace sayso::present
