#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "scripts/book/book.hpp"
#include "service/http/router.hpp"
#include "service/pages/pages.hpp"
#include "tests/service/pages/html_reader.hpp"

namespace sayso::test {

// The made-up directory of tests/data, and the built-in one.
std::shared_ptr<const directory::Directory> made_up_directory();
std::shared_ptr<const directory::Directory> built_in_directory();

// A topic with the four kinds of actions (own members, own senators, an organization, a letter), its text run through
// `say` first, so that a test can make every field hostile.
using Say = std::function<std::string(const std::string&)>;
std::shared_ptr<const book::Document> sample_document(const Say& say = [](const std::string& text) { return text; });

// A site in this process: its router, with a book that the test may swap.
class TestSite {
  public:
    explicit TestSite(std::vector<std::shared_ptr<const book::Document>> documents = {sample_document()},
                      std::shared_ptr<const directory::Directory> directory = made_up_directory(),
                      pages::Settings settings = {});

    http::Response send(http::Request request);
    http::Response get(const std::string& target, const std::string& accept_language = "");
    http::Response post(const std::string& target, const std::string& body, const std::string& accept_language = "");
    http::Response error(int status) { return router_.error(request_for_home(), status); }
    void set_book(std::shared_ptr<const book::Book> book) { book_ = std::move(book); }
    std::shared_ptr<const book::Book> book() const { return book_; }

  private:
    static http::Request request_for_home();

    std::shared_ptr<const book::Book> book_;
    http::Router router_;
};

// Reads a page, and checks that it can be read.
Html read(const http::Response& response);
// The tap-to-call addresses on a page, in order.
std::vector<std::string> calls(const Html& html);

http::Request request_for(http::Method method, const std::string& target);

}  // namespace sayso::test
