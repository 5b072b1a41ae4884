#include "service/pages/word_diff.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace sayso::pages {
namespace {

using Kind = DiffPiece::Kind;
using Tokens = std::vector<std::string>;

constexpr std::size_t most_cells = 4'000'000;  // of the table of common lengths, two bytes each
constexpr std::string_view paragraph = "\n\n";

bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

// The words, and a token of its own where a paragraph ends.
Tokens words_of(std::string_view text) {
    Tokens tokens;
    int lines = 0;
    for (std::size_t at = 0; at < text.size();) {
        if (is_blank(text[at])) {
            lines += text[at++] == '\n';
            continue;
        }
        if (lines > 1 && !tokens.empty()) tokens.emplace_back(paragraph);
        lines = 0;
        const std::size_t from = at;
        while (at < text.size() && !is_blank(text[at])) ++at;
        tokens.emplace_back(text.substr(from, at - from));
    }
    return tokens;
}

struct Edit {
    Kind kind;
    std::string token;
};
using Edits = std::vector<Edit>;

// A lone word that stayed in the midst of rewritten ones is read more easily as rewritten too.
Edits smoothed(const Edits& edits) {
    Edits out;
    for (std::size_t i = 0; i < edits.size(); ++i) {
        const auto changed = [&](std::size_t at) { return at < edits.size() && edits[at].kind != Kind::same; };
        const bool lone = !changed(i) && i >= 2 && changed(i - 1) && changed(i - 2) && changed(i + 1) && changed(i + 2);
        if (lone && edits[i].token != paragraph) {
            out.push_back({Kind::removed, edits[i].token});
            out.push_back({Kind::added, edits[i].token});
        } else {
            out.push_back(edits[i]);
        }
    }
    return out;
}

// Neighbours of one kind become one piece, and in each place of change the removed stands before the added.
std::vector<DiffPiece> pieces_of(const Edits& edits) {
    std::vector<DiffPiece> pieces;
    std::string removed, added;
    const auto append = [](std::string& text, const std::string& token) {
        if (!text.empty() && text.back() != '\n' && token != paragraph) text += ' ';
        text += token;
    };
    const auto settle = [&] {
        if (!removed.empty()) pieces.push_back({Kind::removed, std::exchange(removed, {})});
        if (!added.empty()) pieces.push_back({Kind::added, std::exchange(added, {})});
    };
    for (const Edit& edit : edits) {
        if (edit.kind != Kind::same) {
            append(edit.kind == Kind::removed ? removed : added, edit.token);
            continue;
        }
        settle();
        if (pieces.empty() || pieces.back().kind != Kind::same) pieces.push_back({Kind::same, {}});
        append(pieces.back().text, edit.token);
    }
    settle();
    return pieces;
}

struct Range {
    std::size_t begin = 0, end = 0;
    std::size_t size() const { return end - begin; }
};

// Calls `each(kind, token)` along a longest common subsequence of the two ranges. The caller has seen to it that the
// table fits.
template <typename Each>
void along_common(const Tokens& before, Range old, const Tokens& after, Range now, Each each) {
    const std::size_t columns = now.size() + 1;
    // common[i * columns + j]: the length for the rests from i and j.
    std::vector<std::uint16_t> common((old.size() + 1) * columns, 0);
    for (std::size_t i = old.size(); i-- > 0;) {
        for (std::size_t j = now.size(); j-- > 0;) {
            const bool equal = before[old.begin + i] == after[now.begin + j];
            common[i * columns + j] = equal ? static_cast<std::uint16_t>(common[(i + 1) * columns + j + 1] + 1)
                                            : std::max(common[(i + 1) * columns + j], common[i * columns + j + 1]);
        }
    }
    std::size_t i = 0, j = 0;
    while (i < old.size() || j < now.size()) {
        const bool both = i < old.size() && j < now.size();
        if (both && before[old.begin + i] == after[now.begin + j]) {
            each(Kind::same, i++, j++);
        } else if (j == now.size() || (both && common[(i + 1) * columns + j] >= common[i * columns + j + 1])) {
            each(Kind::removed, i++, j);
        } else {
            each(Kind::added, i, j++);
        }
    }
}

void compare(const Tokens& before, const Tokens& after, Edits& into);

// The words of the paragraphs as one text each.
Tokens paragraphs_of(const Tokens& words) {
    Tokens paragraphs(1);
    for (const std::string& word : words) {
        if (word == paragraph)
            paragraphs.emplace_back();
        else
            paragraphs.back().append(paragraphs.back().empty() ? "" : " ").append(word);
    }
    return paragraphs;
}

std::string joined(const Tokens& paragraphs, Range range) {
    std::string text;
    for (std::size_t i = range.begin; i < range.end; ++i) text.append(text.empty() ? "" : "\n\n").append(paragraphs[i]);
    return text;
}

void replace_all(const Tokens& before, const Tokens& after, Edits& into) {
    for (const std::string& word : before) into.push_back({Kind::removed, word});
    for (const std::string& word : after) into.push_back({Kind::added, word});
}

// For texts too different for one table: which paragraphs stayed, and the words of those between.
void compare_paragraphs(const Tokens& before, const Tokens& after, Edits& into) {
    const Tokens old = paragraphs_of(before), now = paragraphs_of(after);
    if ((old.size() + 1) * (now.size() + 1) > most_cells || (old.size() == 1 && now.size() == 1))
        return replace_all(before, after, into);
    Range changed_old, changed_new;
    bool first = true;
    const auto settle = [&](std::size_t old_at, std::size_t new_at) {
        changed_old.end = old_at;
        changed_new.end = new_at;
        if (changed_old.size() + changed_new.size() == 0) return;
        const bool whole = changed_old.size() == old.size() && changed_new.size() == now.size();
        const Tokens gone = words_of(joined(old, changed_old)), come = words_of(joined(now, changed_new));
        if (!first) into.push_back({Kind::same, std::string(paragraph)});
        first = false;
        if (whole)
            replace_all(gone, come, into);
        else
            compare(gone, come, into);
    };
    along_common(old, {0, old.size()}, now, {0, now.size()}, [&](Kind kind, std::size_t i, std::size_t j) {
        if (kind != Kind::same) return;
        settle(i, j);
        if (!first) into.push_back({Kind::same, std::string(paragraph)});
        first = false;
        for (std::string& word : words_of(old[i])) into.push_back({Kind::same, std::move(word)});
        changed_old.begin = i + 1;
        changed_new.begin = j + 1;
    });
    settle(old.size(), now.size());
}

void compare(const Tokens& before, const Tokens& after, Edits& into) {
    const std::size_t shorter = std::min(before.size(), after.size());
    std::size_t head = 0, tail = 0;
    while (head < shorter && before[head] == after[head]) ++head;
    while (tail < shorter - head && before[before.size() - 1 - tail] == after[after.size() - 1 - tail]) ++tail;
    const Range old{head, before.size() - tail}, now{head, after.size() - tail};
    if ((old.size() + 1) * (now.size() + 1) > most_cells) return compare_paragraphs(before, after, into);
    for (std::size_t i = 0; i < head; ++i) into.push_back({Kind::same, before[i]});
    along_common(before, old, after, now, [&](Kind kind, std::size_t i, std::size_t j) {
        into.push_back({kind, kind == Kind::added ? after[now.begin + j] : before[old.begin + i]});
    });
    for (std::size_t i = old.end; i < before.size(); ++i) into.push_back({Kind::same, before[i]});
}

// The first (or last) so many words of a text.
std::string some_words(const std::string& text, std::size_t count, bool last) {
    const Tokens words = words_of(text);
    Edits part;
    const std::size_t from = last ? words.size() - count : 0;
    for (std::size_t i = from; i < from + count; ++i) part.push_back({Kind::same, words[i]});
    const auto pieces = pieces_of(part);
    std::string some = pieces.empty() ? std::string() : pieces.front().text;
    // A paragraph that ends right at the change.
    if (last && text.size() > 2 && text.compare(text.size() - 2, 2, paragraph) == 0) some += paragraph;
    if (!last && text.compare(0, 2, paragraph) == 0) some.insert(0, paragraph);
    return some;
}

}  // namespace

std::vector<DiffPiece> word_diff(std::string_view before, std::string_view after) {
    Edits edits;
    compare(words_of(before), words_of(after), edits);
    return pieces_of(smoothed(edits));
}

std::vector<DiffPiece> shortened(const std::vector<DiffPiece>& pieces, std::size_t around) {
    std::vector<DiffPiece> out;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const bool first = i == 0, last = i + 1 == pieces.size();
        const std::size_t keep = (first || last ? 1 : 2) * around;
        if (pieces[i].kind != Kind::same || words_of(pieces[i].text).size() <= keep) {
            out.push_back(pieces[i]);
            continue;
        }
        if (!first) out.push_back({Kind::same, some_words(pieces[i].text, around, false)});
        out.push_back({Kind::left_out, {}});
        if (!last) out.push_back({Kind::same, some_words(pieces[i].text, around, true)});
    }
    return out;
}

}  // namespace sayso::pages
