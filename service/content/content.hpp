#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "scripts/book/book.hpp"
#include "service/store/store.hpp"

namespace sayso::content {

struct Problem {
    bool error = true;
    std::string file;
    int line = 0, column = 0;  // 0 when the whole file is meant
    std::string message;       // says what to do
};

// "topics/peace.yaml:12:5: error: ..."
std::string text_of(const Problem& problem);

// A content folder as read: topic documents and lines. Ids and revisions are 0: the store gives them.
struct Folder {
    std::vector<book::Document> documents;
    std::vector<book::Line> lines;
    std::vector<Problem> problems;
    bool ok() const;  // no error among the problems
};
// Reads topics/*.yaml and lines.yaml of a folder.
Folder read_folder(const std::string& folder);
// One topic document from its YAML; `file` is for the problems.
book::Document read_document(std::string_view yaml, const std::string& file, std::vector<Problem>& problems);
// The lines of lines.yaml, into a folder whose documents are read already.
void read_lines(std::string_view yaml, Folder& folder);
// The canonical YAML of a document: reads back equal. Campaigns stand inside the actions that name them.
std::string write_document(const book::Document& document);
std::string write_lines(const std::vector<book::Line>& lines);

// Saves everything as new revisions where the text changed; `lines` counts those that changed. Throws
// std::runtime_error, before anything is saved, when problems has errors, a line offers a campaign nobody has, or a
// campaign's slug is another topic's.
struct Imported {
    int topics = 0, unchanged = 0, lines = 0;
};
Imported import_folder(const Folder& folder, store::Store& store, store::Instant at);
void export_folder(store::Store& store, const std::string& folder);
// A stored document without the ids that only the store knows: for looking at old revisions, on any thread. Throws
// std::runtime_error when it cannot be read.
book::Document read_stored(const store::StoredDocument& stored);
// A stored document with its ids and revision filled in: what live::Decode is.
book::Document decode(const store::StoredDocument& stored, store::Contents& contents);

}  // namespace sayso::content
