#include <algorithm>
#include <array>
#include <cctype>
#include <optional>

#include "scripts/campaigns/script_node.hpp"
#include "scripts/campaigns/utf8.hpp"

namespace sayso::campaigns {

namespace {

using Node = Script::Node;
using Kind = Node::Kind;

constexpr std::size_t most_problems = 50;

struct Spelling {
    std::string_view text;
    std::array<std::optional<Token>, 2> tokens;
    std::string_view between;
};

// The tokens as documented, then the spellings of 5 Calls whose meaning does not depend on what stands around them.
const std::array<Spelling, 18>& spellings() {
    static const std::array<Spelling, 18> table = {{
        {"TARGET NAME", {Token::target_name, {}}, ""},
        {"TARGET TITLE", {Token::target_title, {}}, ""},
        {"TARGET LAST NAME", {Token::target_last_name, {}}, ""},
        {"CALLER NAME", {Token::caller_name, {}}, ""},
        {"CALLER CITY", {Token::caller_city, {}}, ""},
        {"CALLER STATE", {Token::caller_state, {}}, ""},
        {"CALLER ZIP", {Token::caller_zip, {}}, ""},
        {"YOUR NAME", {Token::caller_name, {}}, ""},
        {"CITY", {Token::caller_city, {}}, ""},
        {"STATE", {Token::caller_state, {}}, ""},
        {"ZIP", {Token::caller_zip, {}}, ""},
        {"ZIP CODE", {Token::caller_zip, {}}, ""},
        {"CITY, ZIP", {Token::caller_city, Token::caller_zip}, ", "},
        {"CITY, STATE", {Token::caller_city, Token::caller_state}, ", "},
        {"REP/SEN NAME", {Token::target_title, Token::target_name}, " "},
        {"SEN/REP NAME", {Token::target_title, Token::target_name}, " "},
        {"SENATOR/REP NAME", {Token::target_title, Token::target_name}, " "},
        {"REP/SENATOR NAME", {Token::target_title, Token::target_name}, " "},
    }};
    return table;
}
constexpr std::size_t documented = 7;

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

bool blank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Upper case, runs of blanks as one, blanks around commas and slashes as they are written in the table.
std::string plain_name(std::string_view inside) {
    std::string result;
    for (const char c : inside) {
        if (blank(c)) {
            if (!result.empty() && result.back() != ' ' && result.back() != '/') result += ' ';
            continue;
        }
        if ((c == ',' || c == '/') && !result.empty() && result.back() == ' ') result.pop_back();
        result += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        if (c == ',') result += ' ';
    }
    while (!result.empty() && result.back() == ' ') result.pop_back();
    return result;
}

bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> endings) {
    while (!text.empty() && blank(text.back())) text.remove_suffix(1);
    return std::any_of(endings.begin(), endings.end(), [text](std::string_view ending) {
        if (text.size() < ending.size() || text.substr(text.size() - ending.size()) != ending) return false;
        const auto before = text.size() - ending.size();
        return before == 0 || !std::isalpha(static_cast<unsigned char>(text[before - 1]));
    });
}

bool ends_with_title(std::string_view text) {
    return ends_with_any(lower(text), {"senator",  "sen.",        "sen",           "representative", "rep.",
                                       "rep",      "congressman", "congresswoman", "congressmember", "congressperson",
                                       "delegate", "del.",        "commissioner",  "chairman",       "chairwoman",
                                       "chair",    "senador",     "senadora",      "representante",  "congresista",
                                       "delegado", "delegada",    "comisionado",   "comisionada",    "mr.",
                                       "mrs.",     "ms."});
}

bool ends_with_introduction(std::string_view text) {
    return ends_with_any(lower(text), {"my name is", "my name's", "i am", "i'm", "i\xE2\x80\x99m", "this is",
                                       "me llamo", "mi nombre es", "soy", "le habla", "habla"});
}

// Fewest single-letter changes from one word to another.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const auto above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, corner + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            corner = above;
        }
    }
    return row[b.size()];
}

std::string all_tokens() {
    std::string list;
    for (std::size_t i = 0; i < documented; ++i) list += "[" + std::string(spellings()[i].text) + "], ";
    return list + "[IF HOUSE], [IF SENATE], [ELSE], [END] and [NOTE: ...]";
}

std::string unknown_bracket(const std::string& name) {
    if (name.size() > 60) {
        return "these brackets hold a sentence: write [NOTE: ...] for what is shown and never spoken, or \\[ for a "
               "bracket to "
               "be read as it stands";
    }
    std::string nearest;
    std::size_t least = 4;
    const auto consider = [&](std::string_view word) {
        if (const auto steps = distance(name, word); steps < least) {
            least = steps;
            nearest = word;
        }
    };
    for (const auto& spelling : spellings()) consider(spelling.text);
    for (const auto* word : {"IF HOUSE", "IF SENATE", "ELSE", "END"}) consider(word);
    const auto shown = "unknown bracket [" + utf8::clean(name) + "]: ";
    if (!nearest.empty())
        return shown + "did you mean [" + nearest + "]? Write \\[ for a bracket to be read as it stands";
    return shown + "use " + all_tokens() + ", or write \\[ for a bracket to be read as it stands";
}

// A section not yet closed. Outside the parser: clang 14 cannot default-construct it in an optional from within.
struct OpenSection {
    std::size_t offset = 0;
    Node section;
    std::vector<Node>* part = nullptr;
};

class Parser {
  public:
    Parser(std::string_view source, std::vector<ScriptProblem>& problems) : source_(source), problems_(problems) {}
    std::vector<Node> run();

  private:
    void report(std::size_t offset, std::string message, bool error = true);
    std::vector<Node>& nodes() { return open_ ? *open_->part : nodes_; }
    std::vector<Node> too_long();
    void flush();
    void step();
    void newline();
    void stars();
    void bracket();
    std::size_t closing(std::size_t from) const;
    std::size_t paragraph_end(std::size_t from) const;
    bool partner_ahead(std::size_t from) const;
    bool section_word(const std::string& name);
    void branch(const std::string& name);
    void end_section();
    bool token_word(const std::string& name);
    void name_by_context();
    void push_token(Token token);

    std::string_view source_;
    std::vector<ScriptProblem>& problems_;
    std::vector<Node> nodes_;
    std::optional<OpenSection> open_;
    std::string text_;    // not yet a node
    std::string recent_;  // what stands before, in this paragraph
    std::size_t at_ = 0;
    bool strong_ = false;
};

void Parser::report(std::size_t offset, std::string message, bool error) {
    if (problems_.size() >= most_problems) return;
    const auto where = utf8::position(source_, offset);
    problems_.push_back({error, where.line, where.column, std::move(message)});
}

void Parser::flush() {
    if (text_.empty()) return;
    Node node;
    node.text = utf8::clean(text_);
    node.strong = strong_;
    nodes().push_back(std::move(node));
    recent_ += text_;
    text_.clear();
}

// Not looked into any further, so that nothing hangs on the length of what somebody sends.
std::vector<Node> Parser::too_long() {
    report(Script::most_bytes, "the script is too long: keep it below " + std::to_string(Script::most_bytes) +
                                   " bytes, or put the background into the topic's body");
    text_ = source_;
    flush();
    return std::move(nodes_);
}

std::vector<Node> Parser::run() {
    if (source_.size() > Script::most_bytes) return too_long();
    if (const auto broken = utf8::first_broken(source_); broken != std::string_view::npos)
        report(broken, "these bytes are not UTF-8: save the text as UTF-8");
    while (at_ < source_.size()) step();
    flush();
    if (open_) {
        report(open_->offset, "this section is never closed: write [END] after its last word");
        nodes_.push_back(std::move(open_->section));
        open_.reset();
    }
    return std::move(nodes_);
}

void Parser::step() {
    const char c = source_[at_];
    const char next = at_ + 1 < source_.size() ? source_[at_ + 1] : '\0';
    if (c == '\\' && (next == '[' || next == ']' || next == '*' || next == '\\')) {
        text_ += next;
        at_ += 2;
    } else if (c == '\n' || c == '\r') {
        newline();
    } else if (c == '*' && next == '*') {
        stars();
    } else if (c == '[') {
        bracket();
    } else {
        text_ += c;
        ++at_;
    }
}

// One line end is a blank; an empty line between is a new paragraph.
void Parser::newline() {
    int lines = 0;
    for (; at_ < source_.size() && blank(source_[at_]); ++at_) lines += source_[at_] == '\n' ? 1 : 0;
    if (lines < 2) {
        text_ += ' ';
        return;
    }
    flush();
    strong_ = false;
    recent_.clear();
    Node node;
    node.kind = Kind::paragraph_break;
    nodes().push_back(std::move(node));
}

std::size_t Parser::paragraph_end(std::size_t from) const {
    int lines = 0;
    for (auto i = from; i < source_.size(); ++i) {
        if (source_[i] == '\n' && ++lines == 2) return i;
        if (!blank(source_[i])) lines = 0;
    }
    return source_.size();
}

bool Parser::partner_ahead(std::size_t from) const {
    const auto end = paragraph_end(from);
    const auto partner = source_.substr(0, end).find("**", from);
    return partner != std::string_view::npos && partner > from;
}

void Parser::stars() {
    if (strong_ || partner_ahead(at_ + 2)) {
        flush();
        strong_ = !strong_;
    } else {
        report(at_, "two stars without their partner in this paragraph: write **words** to stress them, or \\*", false);
        text_ += "**";
    }
    at_ += 2;
}

// The ] that closes the bracket at `from`, brackets inside counted, within the paragraph; npos when there is none.
std::size_t Parser::closing(std::size_t from) const {
    int depth = 0;
    const auto end = paragraph_end(from);
    for (auto i = from; i < end; ++i) {
        if (source_[i] == '\\') {
            ++i;
            continue;
        }
        if (source_[i] == '[') ++depth;
        if (source_[i] == ']' && --depth == 0) return i;
    }
    return std::string_view::npos;
}

void Parser::bracket() {
    const auto end = closing(at_);
    if (end == std::string_view::npos) {
        report(at_,
               "this bracket is never closed: write ] in the same paragraph, or \\[ for a bracket to be read as it "
               "stands");
        text_ += source_[at_++];
        return;
    }
    const auto inside = source_.substr(at_ + 1, end - at_ - 1);
    const auto name = plain_name(inside);
    if (name.rfind("NOTE:", 0) == 0 || name.rfind("NOTE :", 0) == 0 || name.rfind("NOTA:", 0) == 0) {
        flush();
        Node node;
        node.kind = Kind::note;
        auto words = inside.substr(inside.find(':') + 1);
        while (!words.empty() && blank(words.front())) words.remove_prefix(1);
        while (!words.empty() && blank(words.back())) words.remove_suffix(1);
        node.text = utf8::clean(words);
        std::replace_if(node.text.begin(), node.text.end(), blank, ' ');
        nodes().push_back(std::move(node));
    } else if (!section_word(name) && !token_word(name)) {
        report(at_, unknown_bracket(name));
        text_.append(source_.substr(at_, end - at_ + 1));
    }
    at_ = end + 1;
}

bool Parser::section_word(const std::string& name) {
    if (name == "END") {
        end_section();
    } else if (name == "IF HOUSE" || name == "IF SENATE" || name == "ELSE") {
        branch(name);
    } else {
        return false;
    }
    strong_ = false;
    return true;
}

void Parser::branch(const std::string& name) {
    flush();
    if (!open_) {
        if (name == "ELSE") return report(at_, "[ELSE] without a section: write [IF HOUSE] or [IF SENATE] before it");
        open_.emplace();
        open_->offset = at_;
        open_->section.kind = Kind::section;
    }
    auto& section = open_->section;
    auto& seen = name == "IF HOUSE" ? section.has_house : name == "IF SENATE" ? section.has_senate : section.has_else;
    if (seen) {
        report(at_,
               "[" + name +
                   "] stands twice in one section, and sections cannot stand in each other: write [END] before it");
    } else if (section.has_else) {
        report(at_, "[" + name + "] after [ELSE]: put [ELSE] last, or write [END] before a new section");
    }
    seen = true;
    open_->part = name == "IF HOUSE" ? &section.house : name == "IF SENATE" ? &section.senate : &section.other;
}

void Parser::end_section() {
    flush();
    if (!open_)
        return report(
            at_, "[END] without a section: remove it, or write [IF HOUSE] or [IF SENATE] before the words it closes");
    auto section = std::move(open_->section);
    open_.reset();
    nodes_.push_back(std::move(section));
}

void Parser::push_token(Token token) {
    flush();
    Node node;
    node.kind = Kind::token;
    node.token = token;
    node.strong = strong_;
    nodes().push_back(std::move(node));
    recent_ += "#";
}

bool Parser::token_word(const std::string& name) {
    if (name == "NAME") {
        name_by_context();
        return true;
    }
    const auto& table = spellings();
    const auto found = std::find_if(table.begin(), table.end(), [&name](const auto& row) { return row.text == name; });
    if (found == table.end()) return false;
    // "Senator [REP/SEN NAME]" has its title already.
    const bool titled = found->tokens[0] == Token::target_title && found->tokens[1] && ends_with_title(recent_ + text_);
    if (!titled) push_token(*found->tokens[0]);
    if (!found->tokens[1]) return true;
    if (!titled) text_ += found->between;
    push_token(*found->tokens[1]);
    return true;
}

// [NAME] is whoever the words before it speak of.
void Parser::name_by_context() {
    const auto before = recent_ + text_;
    if (ends_with_title(before)) return push_token(Token::target_last_name);
    if (ends_with_introduction(before)) return push_token(Token::caller_name);
    report(
        at_,
        "[NAME] could be the caller or the person called, and is taken for the person called: write [TARGET NAME] or "
        "[CALLER NAME]",
        false);
    push_token(Token::target_name);
}

}  // namespace

std::vector<Script::Node> parse_nodes(std::string_view source, std::vector<ScriptProblem>& problems) {
    return Parser(source, problems).run();
}

}  // namespace sayso::campaigns
