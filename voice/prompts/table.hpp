#pragma once
#include <array>
#include <string_view>

#include "voice/prompts/prompt.hpp"

// The catalogue's tables, one file per language.
namespace sayso::prompts {

struct Sentence {
    Prompt prompt;
    std::string_view key, english;
};
struct Translation {
    Prompt prompt;
    std::string_view text;
};
extern const std::array<Sentence, prompt_count> english;
extern const std::array<Translation, prompt_count> spanish;

}  // namespace sayso::prompts
