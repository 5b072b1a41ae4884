#pragma once
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sayso::campaigns {

enum class Token {
    target_name,
    target_title,
    target_last_name,
    caller_name,
    caller_city,
    caller_state,
    caller_zip,
};

// Which branch of [IF HOUSE] ... [IF SENATE] ... [ELSE] ... [END] a target takes.
enum class Branch { house, senate, other };

struct ScriptProblem {
    bool error = true;  // errors refuse the save, warnings do not
    int line = 1, column = 1;
    std::string message;  // says what to do
};

// What the renderers fill in. Empty optionals are unresolved: the eye sees a blank to fill in ("your name"), the ear
// hears "your name".
struct ScriptValues {
    std::string target_name, target_title, target_last_name;  // "Maria Cantwell", "Senator", "Cantwell"
    Branch branch = Branch::other;
    std::optional<std::string> caller_name, caller_city, caller_state, caller_zip;
};

// One piece of a script finished for the eye.
struct EyePiece {
    enum class Kind { text, strong, note, blank, paragraph_break } kind = Kind::text;
    std::string text;  // a blank's text is what belongs there: "your name"
    bool operator==(const EyePiece&) const = default;
};

// A script: paragraphs of plain text with **strong**, typed tokens, sections and notes (decisions 17).
// Kept as its source text; parsed once.
class Script {
  public:
    struct Node;
    static constexpr int comfortable_words = 160;    // longer: a warning
    static constexpr std::size_t most_bytes = 8000;  // longer: an error
    Script();
    // Never fails: what cannot be understood is kept as text and reported in `problems`.
    static Script parse(std::string_view source, std::vector<ScriptProblem>& problems);

    const std::string& source() const { return source_; }
    bool empty() const;
    // True when the text reads differently per target (a target token or a section).
    bool depends_on_target() const;
    // Whether some section has nothing to say to targets of that branch: neither their own part nor an [ELSE].
    bool silent_for(Branch branch) const;
    // Whether the caller's name is asked for in the text itself, so that no opening need be added.
    bool introduces_caller() const;
    // Words read aloud to targets of that branch, names counted as two; some 150 are a minute.
    int words(Branch branch) const;

    std::vector<EyePiece> for_eye(const ScriptValues& values, std::string_view language) const;
    // Plain words for a voice, one string per paragraph: abbreviations, numbers, money, bills, emoji and emphasis
    // become words.
    std::vector<std::string> for_ear(const ScriptValues& values, std::string_view language) const;

    bool operator==(const Script& other) const { return source_ == other.source_; }

  private:
    std::string source_;
    std::shared_ptr<const std::vector<Node>>
        nodes_;  // shared: copies of a campaign are cheap, and the tree never changes
};

// Plain words for a voice from any short text (names, titles): what for_ear does to each run of text.
std::string speakable(std::string_view text, std::string_view language);

}  // namespace sayso::campaigns
