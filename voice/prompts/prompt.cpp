#include "voice/prompts/prompt.hpp"

#include "voice/prompts/table.hpp"

namespace sayso::prompts {

std::string_view key(Prompt prompt) {
    return english[static_cast<std::size_t>(prompt)].key;
}

std::string_view pattern(Prompt prompt, std::string_view language) {
    const auto index = static_cast<std::size_t>(prompt);
    return language == "es" ? spanish[index].text : english[index].english;
}

std::string fill(Prompt prompt, std::string_view language, const Values& values) {
    std::string_view rest = pattern(prompt, language);
    std::string out;
    for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        const auto close = rest.find('}', open);
        if (close == std::string_view::npos) break;
        out.append(rest.substr(0, open));
        const auto name = rest.substr(open + 1, close - open - 1);
        for (const auto& [known, value] : values)
            if (known == name) out.append(value);
        rest.remove_prefix(close + 1);
    }
    return out.append(rest);
}

const std::string* recording(const Recordings& recordings, std::string_view key, std::string_view language) {
    const auto found = recordings.find(std::string(key));
    if (found == recordings.end()) return nullptr;
    const auto url = found->second.find(std::string(language));
    return url == found->second.end() || url->second.empty() ? nullptr : &url->second;
}

markup::Speech speech(Prompt prompt, std::string_view language, const Values& values, const Recordings* recordings) {
    const bool constant = pattern(prompt, language).find('{') == std::string_view::npos;
    const auto* url = recordings && constant ? recording(*recordings, key(prompt), language) : nullptr;
    if (url) return markup::Play{*url};
    return markup::Say{fill(prompt, language, values), std::string(language)};
}

}  // namespace sayso::prompts
