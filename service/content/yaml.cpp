#include "service/content/yaml.hpp"

#include <yaml-cpp/eventhandler.h>

#include <charconv>
#include <sstream>

#include "scripts/campaigns/utf8.hpp"

namespace sayso::content {

namespace {

namespace utf8 = campaigns::utf8;

struct Refused : std::runtime_error {
    Refused(const YAML::Mark& where, const std::string& why) : runtime_error(why), mark(where) {}
    YAML::Mark mark;
};

// Looks at the whole file as events before anything is built from it.
class Inspector : public YAML::EventHandler {
  public:
    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ > 1)
            throw Refused(mark, "a second document begins here, which would be left out: give it a file of its own");
    }
    void OnDocumentEnd() override {}
    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override { count(mark, anchor); }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { no_anchors(mark); }
    void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, const std::string&) override {
        count(mark, anchor);
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                         YAML::EmitterStyle::value) override {
        enter(mark, anchor);
    }
    void OnSequenceEnd() override { --depth_; }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                    YAML::EmitterStyle::value) override {
        enter(mark, anchor);
    }
    void OnMapEnd() override { --depth_; }

  private:
    void count(const YAML::Mark& mark, YAML::anchor_t anchor) {
        if (anchor != 0) no_anchors(mark);
        if (++nodes_ > Limits::nodes)
            throw Refused(mark, "the file has too many entries: split it into several topics");
    }
    void enter(const YAML::Mark& mark, YAML::anchor_t anchor) {
        count(mark, anchor);
        if (++depth_ > Limits::depth)
            throw Refused(mark, "this is nested too deeply: compare it with the sample topic");
    }
    [[noreturn]] static void no_anchors(const YAML::Mark& mark) {
        throw Refused(mark,
                      "anchors (&name) and aliases (*name) are not taken: write the text out, or put it in quotes");
    }

    std::size_t nodes_ = 0;
    int documents_ = 0, depth_ = 0;
};

bool is_block(char first) {
    return first == '|' || first == '>';
}

}  // namespace

void Source::report(bool is_error, int line, int column, std::string message) {
    if (problems_.size() >= 200) return;
    problems_.push_back({is_error, file_, line, column, std::move(message)});
}

YAML::Node Source::load() {
    if (text_.size() > Limits::file_bytes) {
        report(true, 0, 0, "the file is too large: keep it below " + std::to_string(Limits::file_bytes / 1024) + " kB");
        return {};
    }
    if (const auto broken = utf8::first_broken(text_); broken != std::string_view::npos) {
        const auto where = utf8::position(text_, broken);
        report(true, where.line, where.column, "these bytes are not UTF-8: save the file as UTF-8");
        return {};
    }
    try {
        // A quotation mark that is never closed takes in all that follows it; yaml-cpp complains only when the file's
        // end is not the end of a line.
        std::istringstream first{std::string(text_.substr(0, text_.find_last_not_of(" \t\r\n") + 1))};
        YAML::Parser parser(first);
        Inspector inspector;
        if (!parser.HandleNextDocument(inspector)) {
            report(true, 1, 1, "the file is empty: start from the sample topic");
            return {};
        }
        parser.HandleNextDocument(inspector);
        return YAML::Load(std::string(text_));
    } catch (const Refused& refused) {
        report(true, refused.mark.line + 1, refused.mark.column + 1, refused.what());
    } catch (const YAML::ParserException& wrong) {
        report(true, wrong.mark.line + 1, wrong.mark.column + 1,
               "this is not YAML (" + wrong.msg + "): look at the indentation and the quotes");
    } catch (const YAML::Exception& wrong) {
        report(true, wrong.mark.line + 1, wrong.mark.column + 1,
               "this cannot be read (" + wrong.msg + "): compare it with the sample topic");
    }
    return {};
}

std::size_t Source::offset_of_line(int line) const {
    std::size_t offset = 0;
    for (; line > 0 && offset < text_.size(); --line) {
        const auto end = text_.find('\n', offset);
        if (end == std::string_view::npos) return text_.size();
        offset = end + 1;
    }
    return offset;
}

// Tells how a scalar is written: '|' and '>' are blocks, quotes are quotes.
char Source::first_character(const YAML::Node& node) const {
    const auto mark = node.Mark();
    if (mark.is_null()) return '\0';
    const auto at = offset_of_line(mark.line) + static_cast<std::size_t>(mark.column);
    return at < text_.size() ? text_[at] : '\0';
}

void Source::report_inside(const YAML::Node& node, bool is_error, int line, int column, std::string message) {
    const auto mark = node.Mark();
    const char first = first_character(node);
    if (first == '|') {
        const auto start = offset_of_line(mark.line + line);
        int indent = 0;
        while (start + static_cast<std::size_t>(indent) < text_.size() &&
               text_[start + static_cast<std::size_t>(indent)] == ' ')
            ++indent;
        // The text's own leading blanks are part of its columns; the block's indentation is that of its first line.
        const auto block = offset_of_line(mark.line + 1);
        int own = 0;
        while (block + static_cast<std::size_t>(own) < text_.size() &&
               text_[block + static_cast<std::size_t>(own)] == ' ')
            ++own;
        return report(is_error, mark.line + 1 + line, std::min(own, indent) + column, std::move(message));
    }
    if (line == 1 && first != '>') {
        const bool quoted = first == '"' || first == '\'';
        return report(is_error, mark.line + 1, mark.column + column + (quoted ? 1 : 0), std::move(message));
    }
    report(is_error, mark.line + 1, mark.column + 1, std::move(message));
}

std::optional<std::string> Source::text(const YAML::Node& node, std::string_view what, std::size_t most) {
    if (!node.IsDefined()) return {};
    if (!node.IsScalar() || node.Scalar().empty()) {
        error(node, std::string(what) + " is not a text: write one, or leave the key out");
        return {};
    }
    auto value = node.Scalar();
    // yaml-cpp makes single bytes of these two escapes.
    if (utf8::first_broken(value) != std::string_view::npos) {
        error(node, std::string(what) + " has \\N or \\_ in it: write \\u0085 or \\u00A0 instead");
        return {};
    }
    if (is_block(first_character(node)))
        while (!value.empty() && value.back() == '\n') value.pop_back();
    // Given back all the same: nothing is saved after an error, and it is not missing.
    if (utf8::length(value) > most)
        error(node, std::string(what) + " is too long: keep it to " + std::to_string(most) + " characters");
    return value;
}

topics::LocalText Source::local(const YAML::Node& node, std::string_view what, std::size_t most) {
    topics::LocalText result;
    if (!node.IsDefined()) return result;
    if (!node.IsMap()) {
        if (auto english = text(node, what, most)) result.set("en", std::move(*english));
        return result;
    }
    for (const auto& entry : node) {
        const auto language = entry.first.IsScalar() ? entry.first.Scalar() : std::string();
        if (!is_language_tag(language)) {
            error(entry.first, "\"" + language + "\" is not a language: write en, es or another two letters");
        } else if (result.has(language)) {
            error(entry.first, std::string(what) + " has " + language + " twice: keep one");
        } else if (entry.second.IsNull()) {
            error(entry.first,
                  std::string(what) + " (" + language + ") has no text: write one, or leave " + language + " out");
        } else if (auto words = text(entry.second, std::string(what) + " (" + language + ")", most)) {
            result.set(language, std::move(*words));
        }
    }
    if (node.size() == 0) error(node, std::string(what) + " is empty: write a text, or en: and es: with a text each");
    return result;
}

std::optional<std::int64_t> Source::number(const YAML::Node& node, std::string_view what, std::int64_t least,
                                           std::int64_t most) {
    const auto written = text(node, what);
    if (!written) return {};
    std::int64_t value = 0;
    const auto [end, wrong] = std::from_chars(written->data(), written->data() + written->size(), value);
    if (wrong == std::errc() && end == written->data() + written->size() && value >= least && value <= most)
        return value;
    error(node, std::string(what) + " \"" + *written + "\" is not a number from " + std::to_string(least) + " to " +
                    std::to_string(most));
    return {};
}

std::optional<bool> Source::flag(const YAML::Node& node, std::string_view what) {
    const auto written = text(node, what);
    if (!written) return {};
    if (*written == "true" || *written == "yes") return true;
    if (*written == "false" || *written == "no") return false;
    error(node, std::string(what) + " \"" + *written + "\" is neither yes nor no");
    return {};
}

std::optional<directory::PhoneNumber> Source::phone(const YAML::Node& node, std::string_view what) {
    const auto written = text(node, what);
    if (!written) return {};
    if (auto number = directory::PhoneNumber::parse(*written)) return number;
    error(node, std::string(what) + " \"" + *written +
                    "\" is not a telephone number of the US or Canada: write it like +12022243121");
    return {};
}

std::string Source::slug(const YAML::Node& node, std::string_view what) {
    const auto written = text(node, what);
    if (!written) return {};
    if (is_slug(*written)) return *written;
    error(node, std::string(what) + " \"" + *written +
                    "\" is not usable in an address: write small letters, digits and hyphens, like peace-plan");
    return {};
}

void Source::items(const YAML::Node& node, std::string_view what, const std::function<void(const YAML::Node&)>& each,
                   std::size_t most) {
    if (!node.IsDefined()) return;
    if (!node.IsSequence()) return error(node, std::string(what) + " is not a list: begin each item with a hyphen");
    if (node.size() > most) return error(node, std::string(what) + " has more than " + std::to_string(most) + " items");
    for (const auto& item : node) each(item);
}

Fields::Fields(Source& source, const YAML::Node& node, std::string what)
    : source_(source), node_(node), what_(std::move(what)) {
    if (!node.IsDefined() || !node.IsMap()) {
        source_.error(node, what_ + " is not a set of keys: write \"key: value\" lines, as in the sample topic");
        return;
    }
    valid_ = true;
    std::set<std::string> seen;
    for (const auto& entry : node) {
        if (!entry.first.IsScalar())
            source_.error(entry.first, "a key must be a word");
        else if (!seen.insert(entry.first.Scalar()).second)
            source_.error(entry.first,
                          "the key \"" + entry.first.Scalar() + "\" stands twice in " + what_ + ": keep one");
        else if (entry.second.IsNull())
            source_.error(entry.first,
                          "\"" + entry.first.Scalar() + "\" has no value: write one, or leave the key out");
    }
}

bool Fields::has(std::string_view key) const {
    if (!valid_) return false;
    for (const auto& entry : node_)
        if (entry.first.IsScalar() && entry.first.Scalar() == key) return true;
    return false;
}

YAML::Node Fields::take(std::string_view key) {
    asked_.emplace_back(key);
    if (valid_)
        for (const auto& entry : node_)
            if (entry.first.IsScalar() && entry.first.Scalar() == key && !entry.second.IsNull()) return entry.second;
    return YAML::Node(YAML::NodeType::Undefined);
}

YAML::Node Fields::require(std::string_view key, std::string_view advice) {
    auto node = take(key);
    if (valid_ && !has(key))
        source_.error(node_, what_ + " has no \"" + std::string(key) + "\": " + std::string(advice));
    return node;
}

void Fields::finish() {
    if (!valid_) return;
    for (const auto& entry : node_) {
        if (!entry.first.IsScalar()) continue;
        const auto& key = entry.first.Scalar();
        if (std::find(asked_.begin(), asked_.end(), key) != asked_.end()) continue;
        std::string known;
        for (const auto& name : asked_) known += (known.empty() ? "" : ", ") + name;
        source_.error(entry.first, "the key \"" + key + "\" is not known in " + what_ + ": the keys are " + known);
    }
}

}  // namespace sayso::content
