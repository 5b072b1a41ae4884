#include "service/present/templates.hpp"

#include <stdexcept>

#include "service/present/escape.hpp"
#include "service/present/slots.hpp"
#include "service/present/words.hpp"

namespace sayso::present {
namespace {

constexpr int deepest_partial = 8;

std::string_view without_suffix(std::string_view name) {
    return name.substr(0, name.rfind(".html"));
}

std::string_view find_file(std::span<const File> files, std::string_view name, std::string_view user) {
    for (const File& file : files) {
        if (without_suffix(file.name) == name) return file.bytes;
    }
    throw std::invalid_argument("template " + std::string(user) + ": there is no partial " + std::string(name) +
                                ".html");
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

// Replaces everything between `open` and `close` by what `fill` makes of it.
template <typename Fill>
std::string replace_marks(std::string_view text, std::string_view open, std::string_view close, Fill fill) {
    std::string out;
    while (true) {
        const auto from = text.find(open);
        const auto to = from == std::string_view::npos ? from : text.find(close, from + open.size());
        if (to == std::string_view::npos) return out += text;
        out += text.substr(0, from);
        out += fill(trimmed(text.substr(from + open.size(), to - from - open.size())));
        text.remove_prefix(to + close.size());
    }
}

std::string with_partials(std::span<const File> files, std::string_view text, std::string_view user, int depth) {
    if (depth > deepest_partial)
        throw std::invalid_argument("template " + std::string(user) + ": partials go in a circle");
    return replace_marks(text, "{{>", "}}", [&](std::string_view name) {
        return with_partials(files, find_file(files, name, user), user, depth + 1);
    });
}

// Words are plain text: escaped, but their variables stay for mustache.
std::string with_words(std::string_view text, Language language, std::string_view user) {
    return replace_marks(text, "[[", "]]", [&](std::string_view key) {
        try {
            return escape(word(key, language));
        } catch (const std::out_of_range& missing) {
            throw std::invalid_argument("template " + std::string(user) + ": " + missing.what());
        }
    });
}

// The slots that the rendering in hand leaves in: a template escapes in one way, and is told nothing but the text.
thread_local std::string_view slots_left_in;

std::string escaped(const std::string& text) {
    return slots_left_in.empty() ? escape(text) : escape_around_slots(text, slots_left_in);
}

}  // namespace

Data listed(List list) {
    Data data(Data::type::list);
    // The list of an object that is ours to change; the library gives it away to be read alone.
    auto& entries = const_cast<kainjow::mustache::list&>(data.list_value());
    entries.reserve(list.size());
    for (Data& entry : list) entries.push_back(std::move(entry));
    return data;
}

Templates::Templates(std::span<const File> files) {
    for (const File& file : files) {
        const std::string name(without_suffix(file.name));
        const std::string whole = with_partials(files, file.bytes, name, 0);
        for (const Language language : all_languages) {
            auto made = std::make_unique<kainjow::mustache::mustache>(with_words(whole, language, name));
            if (!made->is_valid()) throw std::invalid_argument("template " + name + ": " + made->error_message());
            made->set_custom_escape(escaped);
            parsed_[name][static_cast<std::size_t>(language)] = std::move(made);
        }
    }
}

Templates::~Templates() = default;

std::string Templates::render(std::string_view name, Language language, const Data& data) const {
    const auto found = parsed_.find(name);
    if (found == parsed_.end()) throw std::out_of_range("no such template: " + std::string(name));
    // The library's render is not const, but without lambdas and its own partials it writes to nothing but the output.
    std::string out;
    out.reserve(16 * 1024);
    found->second[static_cast<std::size_t>(language)]->render(data, [&](const std::string& piece) { out += piece; });
    return out;
}

std::string Templates::render_with_slots(std::string_view name, Language language, const Data& data,
                                         std::string_view kinds) const {
    struct Leaving {
        explicit Leaving(std::string_view kinds) { slots_left_in = kinds; }
        ~Leaving() { slots_left_in = {}; }
    } const leaving(kinds);
    return render(name, language, data);
}

}  // namespace sayso::present
