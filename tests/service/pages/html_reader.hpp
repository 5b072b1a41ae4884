#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sayso::test {

// One element of a page, in document order.
struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;  // values with their entities resolved
    std::string text;                               // all text inside, entities resolved

    std::string get(const std::string& attribute) const;
    bool has(const std::string& attribute) const { return attributes.count(attribute) > 0; }
};

// A strict reader of what our templates may produce: quoted or empty attributes, void elements, properly nested end
// tags. A page it cannot read is a broken page: `problems` says why.
struct Html {
    std::vector<Element> elements;
    std::vector<std::string> problems;

    static Html read(std::string_view page);
    std::vector<const Element*> all(std::string_view name) const;
    std::vector<const Element*> of_class(std::string_view class_name) const;
    const Element* by_id(std::string_view id) const;
    // "main>ul>li[class,id] ..." : names of elements and attributes without their values, to compare two pages'
    // structure.
    std::string structure() const;
    bool says(std::string_view text) const;  // anywhere in the page's text
};

}  // namespace sayso::test
