#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scripts/book/book.hpp"
#include "service/present/language.hpp"

// Finding topics by words. Pure: a book and a query in, topics out.
namespace sayso::pages {

// A run of a text; `marked` when it is a word that was searched for.
struct Piece {
    std::string text;
    bool marked = false;
    bool operator==(const Piece&) const = default;
};

// The words of a query, folded (present/fold.hpp), each once.
std::vector<std::string> query_words(std::string_view query);
// Whether a folded word is what was asked for: the same, or longer with the asked word of three letters or more before
// it.
bool answers(std::string_view folded_word, std::string_view asked);
// The text in pieces, in order, with the words that answer one of `asked` marked.
std::vector<Piece> marked(std::string_view text, const std::vector<std::string>& asked);
// Some `length` bytes of the text around the first word that answers, cut between words, with "…" where cut.
std::string excerpt(std::string_view text, const std::vector<std::string>& asked, std::size_t length);

// The live topics of a book, ready to be searched in one language and in English.
class SearchIndex {
  public:
    SearchIndex(std::shared_ptr<const book::Book> book, present::Language language);
    const book::Book& book() const { return *book_; }

    // The topics that hold every word, best first, then newest: a word of the title weighs more than one of the tags
    // and people, those more than one of the summary and the actions, and those more than one of the brief; a whole
    // word more than the beginning of one. Pointers into book().
    std::vector<const book::Document*> find(const std::vector<std::string>& asked) const;

  private:
    struct Field {
        int weight;
        std::string words;  // "\nword\nword\n"
    };
    struct Entry {
        const book::Document* document;
        std::vector<Field> fields;  // heaviest first
    };
    static int weight_of(const Entry& entry, const std::string& asked);

    std::shared_ptr<const book::Book> book_;
    std::vector<Entry> entries_;
};

}  // namespace sayso::pages
