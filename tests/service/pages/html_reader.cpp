#include "tests/service/pages/html_reader.hpp"

#include <algorithm>
#include <set>

namespace sayso::test {
namespace {

const std::set<std::string> void_elements{"meta", "link", "input", "br", "hr", "img", "path"};

bool is_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':';
}
bool is_blank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

class Reader {
  public:
    Reader(std::string_view page, Html& html) : rest_(page), html_(html) {}

    void run() {
        if (rest_.substr(0, 15) != "<!DOCTYPE html>")
            problem("no doctype");
        else
            rest_.remove_prefix(15);
        while (!rest_.empty()) {
            if (rest_.front() != '<')
                text();
            else if (rest_.substr(0, 4) == "<!--")
                comment();
            else if (rest_.substr(0, 2) == "</")
                end_tag();
            else
                start_tag();
        }
        for (const std::size_t index : open_) problem("not closed: " + html_.elements[index].name);
    }

  private:
    void problem(const std::string& what) {
        html_.problems.push_back(what + " before: " + std::string(rest_.substr(0, 60)));
    }

    void text() {
        const auto end = std::min(rest_.find('<'), rest_.size());
        const std::string words = decoded(rest_.substr(0, end));
        for (const std::size_t index : open_) html_.elements[index].text += words;
        rest_.remove_prefix(end);
    }

    void comment() {
        const auto end = rest_.find("-->");
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 3);
    }

    void end_tag() {
        rest_.remove_prefix(2);
        const std::string name = take_name();
        if (rest_.empty() || rest_.front() != '>')
            problem("broken end tag " + name);
        else
            rest_.remove_prefix(1);
        if (open_.empty() || html_.elements[open_.back()].name != name)
            return problem("end tag " + name + " closes nothing");
        open_.pop_back();
    }

    void start_tag() {
        rest_.remove_prefix(1);
        Element element;
        element.name = take_name();
        if (element.name.empty()) return problem("a bare <");
        while (true) {
            skip_blanks();
            if (rest_.empty()) return problem("a tag that does not end");
            if (rest_.front() == '>') break;
            if (rest_.substr(0, 2) == "/>") break;
            if (!attribute(element)) return;
        }
        const bool closed = rest_.front() == '/' || void_elements.count(element.name) > 0;
        rest_.remove_prefix(rest_.front() == '/' ? 2 : 1);
        html_.elements.push_back(element);
        if (!closed) open_.push_back(html_.elements.size() - 1);
    }

    bool attribute(Element& element) {
        const std::string name = take_name();
        if (name.empty()) {
            problem("a broken attribute in " + element.name);
            rest_.remove_prefix(1);
            return false;
        }
        std::string value;
        if (!rest_.empty() && rest_.front() == '=') {
            rest_.remove_prefix(1);
            if (rest_.empty() || rest_.front() != '"') {
                problem("an attribute without quotes: " + name);
                return false;
            }
            const auto end = rest_.find('"', 1);
            if (end == std::string_view::npos) {
                problem("an attribute that does not end: " + name);
                rest_ = {};
                return false;
            }
            value = decoded(rest_.substr(1, end - 1));
            rest_.remove_prefix(end + 1);
        }
        if (!element.attributes.emplace(name, value).second) problem("an attribute twice: " + name);
        return true;
    }

    std::string decoded(std::string_view raw) {
        static const std::map<std::string_view, std::string_view> entities{
            {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}};
        std::string out;
        while (!raw.empty()) {
            const auto ampersand = raw.find('&');
            out += raw.substr(0, ampersand);
            if (ampersand == std::string_view::npos) break;
            raw.remove_prefix(ampersand);
            const auto end = raw.find(';');
            const auto known = end == std::string_view::npos ? entities.end() : entities.find(raw.substr(0, end + 1));
            if (known == entities.end()) {
                problem("a bare & in " + std::string(raw.substr(0, 20)));
                out += '&';
                raw.remove_prefix(1);
            } else {
                out += known->second;
                raw.remove_prefix(end + 1);
            }
        }
        return out;
    }

    std::string take_name() {
        std::size_t length = 0;
        while (length < rest_.size() && is_name(rest_[length])) ++length;
        std::string name(rest_.substr(0, length));
        rest_.remove_prefix(length);
        return name;
    }

    void skip_blanks() {
        while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
    }

    std::string_view rest_;
    Html& html_;
    std::vector<std::size_t> open_;
};

}  // namespace

std::string Element::get(const std::string& attribute) const {
    const auto found = attributes.find(attribute);
    return found == attributes.end() ? std::string() : found->second;
}

Html Html::read(std::string_view page) {
    Html html;
    Reader(page, html).run();
    return html;
}

std::vector<const Element*> Html::all(std::string_view name) const {
    std::vector<const Element*> found;
    for (const Element& element : elements) {
        if (element.name == name) found.push_back(&element);
    }
    return found;
}

std::vector<const Element*> Html::of_class(std::string_view class_name) const {
    std::vector<const Element*> found;
    for (const Element& element : elements) {
        const std::string padded = " " + element.get("class") + " ";
        if (padded.find(" " + std::string(class_name) + " ") != std::string::npos) found.push_back(&element);
    }
    return found;
}

const Element* Html::by_id(std::string_view id) const {
    for (const Element& element : elements) {
        if (element.get("id") == id) return &element;
    }
    return nullptr;
}

std::string Html::structure() const {
    std::string out;
    for (const Element& element : elements) {
        out += element.name + "[";
        for (const auto& [name, value] : element.attributes) out += name + ",";
        out += "]\n";
    }
    return out;
}

bool Html::says(std::string_view text) const {
    return std::any_of(elements.begin(), elements.end(),
                       [&](const Element& e) { return e.text.find(text) != std::string::npos; });
}

}  // namespace sayso::test
