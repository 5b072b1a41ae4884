#include "scripts/campaigns/script.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "scripts/campaigns/script_node.hpp"

namespace sayso::campaigns {

namespace {

using Node = Script::Node;
using Kind = EyePiece::Kind;

bool is_spanish(std::string_view language) {
    return language.substr(0, 2) == "es";
}

std::string blank_for(Token token, bool spanish) {
    switch (token) {
        case Token::caller_name:
            return spanish ? "su nombre" : "your name";
        case Token::caller_city:
            return spanish ? "su ciudad" : "your city";
        case Token::caller_state:
            return spanish ? "su estado" : "your state";
        case Token::caller_zip:
            return spanish ? "su código postal" : "your ZIP code";
        default:
            return {};
    }
}

const std::optional<std::string>* caller_value(const ScriptValues& values, Token token) {
    switch (token) {
        case Token::caller_name:
            return &values.caller_name;
        case Token::caller_city:
            return &values.caller_city;
        case Token::caller_state:
            return &values.caller_state;
        case Token::caller_zip:
            return &values.caller_zip;
        default:
            return nullptr;
    }
}

const std::string& target_value(const ScriptValues& values, Token token) {
    if (token == Token::target_title) return values.target_title;
    return token == Token::target_name ? values.target_name : values.target_last_name;
}

std::string nameless(Branch branch, bool spanish) {
    if (branch == Branch::senate) return spanish ? "su senador" : "the senator";
    if (branch == Branch::house) return spanish ? "su representante" : "the representative";
    return spanish ? "esta oficina" : "this office";
}

// "94110" is read digit by digit wherever it stands.
std::string spaced_digits(std::string_view zip) {
    std::string result;
    for (const char c : zip) {
        if (!result.empty()) result += ' ';
        result += c;
    }
    return result;
}

// Takes a title off the end of a text, since no name will follow it. Returns whether there was one.
bool drop_title(std::string& text) {
    static constexpr std::array<std::string_view, 9> titles = {
        "Senator ",     "Sen. ",          "Representative ", "Rep. ", "Delegate ", "Resident Commissioner ",
        "Congressman ", "Congresswoman ", "Congressmember "};
    for (const auto title : titles) {
        if (text.size() < title.size() || text.compare(text.size() - title.size(), title.size(), title) != 0) continue;
        text.resize(text.size() - title.size());
        return true;
    }
    return false;
}

bool begins_sentence(const std::vector<EyePiece>& pieces) {
    if (pieces.empty()) return true;
    const auto& last = pieces.back();
    if (last.kind == Kind::paragraph_break) return true;
    if (last.kind == Kind::note) return false;
    const auto end = last.text.find_last_not_of(' ');
    if (end == std::string::npos) return pieces.size() == 1 || pieces[pieces.size() - 2].kind == Kind::paragraph_break;
    return last.text[end] == '.' || last.text[end] == '!' || last.text[end] == '?';
}

// One walk for eye and ear, so that both say the same; they differ in blanks and notes only.
class Finisher {
  public:
    Finisher(const ScriptValues& values, std::string_view language, bool ear)
        : values_(values), spanish_(is_spanish(language)), ear_(ear) {}

    std::vector<EyePiece> run(const std::vector<Node>& nodes) {
        add_all(nodes);
        return tidy();
    }

  private:
    void add_all(const std::vector<Node>& nodes) {
        for (const auto& node : nodes) add(node);
    }

    void add(const Node& node) {
        switch (node.kind) {
            case Node::Kind::text:
                return put(node.strong ? Kind::strong : Kind::text, node.text);
            case Node::Kind::token:
                return add_token(node);
            case Node::Kind::section:
                return add_all(node.part(values_.branch));
            case Node::Kind::paragraph_break:
                return put(Kind::paragraph_break, {});
            case Node::Kind::note:
                if (!ear_) put(Kind::note, node.text);
                return;
        }
    }

    void add_token(const Node& node) {
        const auto kind = node.strong ? Kind::strong : Kind::text;
        if (const auto* caller = caller_value(values_, node.token)) {
            const bool known = *caller && !(*caller)->empty();
            if (!known) return put(ear_ ? kind : Kind::blank, blank_for(node.token, spanish_));
            return put(kind, ear_ && node.token == Token::caller_zip ? spaced_digits(**caller) : **caller);
        }
        const auto& value = target_value(values_, node.token);
        if (!value.empty() || node.token == Token::target_title) return put(kind, value);
        add_nameless(kind);
    }

    // Nobody knows the name: "Senator [TARGET NAME]" becomes "the senator".
    void add_nameless(Kind kind) {
        const bool titled = !pieces_.empty() && is_words(pieces_.back().kind) && drop_title_before();
        if (titled && spanish_) return;
        auto words = nameless(values_.branch, spanish_);
        if (begins_sentence(pieces_)) words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
        put(kind, words);
    }

    // In Spanish the title stays ("al senador"): only the blank after it goes.
    bool drop_title_before() {
        auto& text = pieces_.back().text;
        if (!spanish_) return drop_title(text);
        static constexpr std::array<std::string_view, 6> titles = {"enador ",  "enadora ", "epresentante ",
                                                                   "elegado ", "elegada ", "esidente "};
        const bool titled = std::any_of(titles.begin(), titles.end(), [&text](std::string_view title) {
            return text.size() >= title.size() && text.compare(text.size() - title.size(), title.size(), title) == 0;
        });
        if (titled) text.pop_back();
        return titled;
    }

    static bool is_words(Kind kind) { return kind == Kind::text || kind == Kind::strong; }

    void put(Kind kind, const std::string& text) {
        if (is_words(kind)) {
            if (text.empty()) return;
            if (!pieces_.empty() && pieces_.back().kind == kind) {
                pieces_.back().text += text;
                return;
            }
        }
        pieces_.push_back({kind, text});
    }

    // Single blanks, none at the edges of a paragraph, no empty paragraphs.
    std::vector<EyePiece> tidy() {
        std::vector<EyePiece> tidy;
        bool pending_break = false;
        bool after_blank = true;
        for (auto& piece : pieces_) {
            if (piece.kind == Kind::paragraph_break) {
                trim_end(tidy);
                pending_break = !tidy.empty();
                after_blank = true;
                continue;
            }
            auto text = is_words(piece.kind) ? single_blanks(piece.text, after_blank) : piece.text;
            if (text.empty() && is_words(piece.kind)) continue;
            if (pending_break) tidy.push_back({Kind::paragraph_break, {}});
            pending_break = false;
            after_blank = !text.empty() && text.back() == ' ';
            tidy.push_back({piece.kind, std::move(text)});
        }
        trim_end(tidy);
        return tidy;
    }

    static std::string single_blanks(const std::string& text, bool after_blank) {
        std::string result;
        for (const char c : text) {
            const bool is_blank = c == ' ' || c == '\t' || c == '\n';
            if (is_blank && (result.empty() ? after_blank : result.back() == ' ')) continue;
            result += is_blank ? ' ' : c;
        }
        return result;
    }

    static void trim_end(std::vector<EyePiece>& pieces) {
        while (!pieces.empty() && is_words(pieces.back().kind)) {
            auto& text = pieces.back().text;
            while (!text.empty() && text.back() == ' ') text.pop_back();
            if (!text.empty()) return;
            pieces.pop_back();
        }
    }

    const ScriptValues& values_;
    bool spanish_;
    bool ear_;
    std::vector<EyePiece> pieces_;
};

template <typename Predicate>
bool any_node(const std::vector<Node>& nodes, const Predicate& predicate) {
    return std::any_of(nodes.begin(), nodes.end(), [&predicate](const Node& node) {
        return predicate(node) || any_node(node.house, predicate) || any_node(node.senate, predicate) ||
               any_node(node.other, predicate);
    });
}

// The paragraphs a voice gets, before their words are made speakable.
std::vector<std::string> raw_paragraphs(const std::vector<Node>& nodes, const ScriptValues& values,
                                        std::string_view language) {
    std::vector<std::string> paragraphs(1);
    for (const auto& piece : Finisher(values, language, true).run(nodes)) {
        if (piece.kind == Kind::paragraph_break) {
            paragraphs.emplace_back();
        } else {
            paragraphs.back() += piece.text;
        }
    }
    return paragraphs;
}

}  // namespace

Script::Script() : nodes_(std::make_shared<const std::vector<Node>>()) {}

Script Script::parse(std::string_view source, std::vector<ScriptProblem>& problems) {
    Script script;
    script.source_ = source;
    script.nodes_ = std::make_shared<const std::vector<Node>>(parse_nodes(source, problems));
    const auto longest =
        std::max({script.words(Branch::house), script.words(Branch::senate), script.words(Branch::other)});
    if (longest > comfortable_words) {
        problems.push_back({false, 1, 1,
                            "the script takes about " + std::to_string(longest * 2 / 5) +
                                " seconds to read aloud: staff take notes for half a minute, so keep it below " +
                                std::to_string(comfortable_words) + " words"});
    }
    return script;
}

bool Script::empty() const {
    return !any_node(*nodes_, [](const Node& node) {
        return node.kind == Node::Kind::token ||
               (node.kind == Node::Kind::text && node.text.find_first_not_of(" \t\n") != std::string::npos);
    });
}

bool Script::depends_on_target() const {
    return any_node(*nodes_, [](const Node& node) {
        if (node.kind == Node::Kind::section) return true;
        return node.kind == Node::Kind::token && caller_value({}, node.token) == nullptr;
    });
}

bool Script::silent_for(Branch branch) const {
    return any_node(*nodes_,
                    [branch](const Node& node) { return node.kind == Node::Kind::section && node.silent_for(branch); });
}

bool Script::introduces_caller() const {
    return any_node(
        *nodes_, [](const Node& node) { return node.kind == Node::Kind::token && node.token == Token::caller_name; });
}

int Script::words(Branch branch) const {
    ScriptValues values;
    values.target_name = "Maria Cantwell";
    values.target_last_name = "Cantwell";
    values.target_title = "Senator";
    values.branch = branch;
    int count = 0;
    for (const auto& paragraph : raw_paragraphs(*nodes_, values, "en")) {
        bool inside = false;
        for (const char c : paragraph) {
            const bool blank = c == ' ';
            if (!blank && !inside) ++count;
            inside = !blank;
        }
    }
    return count;
}

std::vector<EyePiece> Script::for_eye(const ScriptValues& values, std::string_view language) const {
    return Finisher(values, language, false).run(*nodes_);
}

std::vector<std::string> Script::for_ear(const ScriptValues& values, std::string_view language) const {
    std::vector<std::string> spoken;
    for (const auto& paragraph : raw_paragraphs(*nodes_, values, language)) {
        auto words = speakable(paragraph, language);
        if (!words.empty()) spoken.push_back(std::move(words));
    }
    return spoken;
}

}  // namespace sayso::campaigns
