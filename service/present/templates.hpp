#pragma once
#include <deque>
#include <kainjow/mustache.hpp>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "service/present/language.hpp"

namespace sayso::present {

// A file that the build put into the program.
struct File {
    std::string_view name;  // "home.html"
    std::string_view bytes;
};

// What a template is filled with. An empty string counts as present in a section, so leave out what is not there.
using Data = kainjow::mustache::data;

// What a section goes through. The library's own list copies every entry, with all that it holds, whenever it grows or
// is put into something.
using List = std::deque<Data>;
Data listed(List list);

// Mustache templates. `{{> name}}` (another file, without .html) and `[[key]]` (a word of the web, which may hold
// variables of its own) are put in when this is made, once per language. Variables are escaped by present::escape.
// Rendering is thread-safe: nothing in a template changes after this is made.
class Templates {
  public:
    // Throws std::invalid_argument naming the file for an unknown partial or word, or a section that is not closed.
    explicit Templates(std::span<const File> files);
    ~Templates();

    // `name` without .html. Throws std::out_of_range for an unknown one.
    std::string render(std::string_view name, Language language, const Data& data) const;
    // The same, with the slots of these kinds left in what the data says (slots.hpp): for what is made once for all
    // visitors, of nothing that a visitor said.
    std::string render_with_slots(std::string_view name, Language language, const Data& data,
                                  std::string_view kinds) const;

  private:
    std::map<std::string, std::array<std::unique_ptr<kainjow::mustache::mustache>, 2>, std::less<>> parsed_;
};

}  // namespace sayso::present
