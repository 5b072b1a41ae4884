#pragma once
#include <boost/json.hpp>
#include <functional>
#include <memory>
#include <string>

#include "scripts/book/book.hpp"
#include "service/api/api.hpp"
#include "tests/support/store.hpp"

namespace sayso::test {

namespace json = boost::json;

std::shared_ptr<const directory::Directory> made_up_directory();

// A topic with calls to own members (House and Senate hear different things), to own senators, to an office, a letter,
// and a quiz; its text goes through `say` first, so that a test can make every field hostile.
using Say = std::function<std::string(const std::string&)>;
std::shared_ptr<book::Document> river(const Say& say = [](const std::string& text) { return text; });
// A topic that is over, with the campaign "old-dam" (41).
std::shared_ptr<book::Document> old_dam();

// The interfaces in this process, over a real store.
class Programs {
  public:
    explicit Programs(api::Settings settings = {}, std::shared_ptr<const directory::Directory> directory = nullptr);
    ~Programs();

    http::Response send(http::Request request);
    http::Response get(const std::string& target, const std::string& accept_language = "");
    http::Response post(const std::string& target, const json::value& body);
    http::Response post_form(const std::string& target, const std::string& form);

    void set_topics(std::vector<std::shared_ptr<const book::Document>> live,
                    std::vector<std::shared_ptr<const book::Document>> archived = {});
    store::Visits& visits() { return store_->visits(); }
    std::string file() const { return folder_.file(); }
    void close_store() { store_->close(); }
    // The steady clock goes on by a minute, so that counts are read anew and limits are full again.
    void a_minute_passes();

  private:
    store::test::Folder folder_;
    std::unique_ptr<store::Store> store_;
    live::Tally tally_;
    std::shared_ptr<const directory::Directory> directory_;
    std::shared_ptr<const book::Book> book_;
    std::int64_t version_ = 0;
    http::Router router_;
};

http::Request request_for(http::Method method, const std::string& target);
// The body, which must be JSON of the given status.
json::value read(const http::Response& response, int status = 200);
std::string at(const json::value& value, const std::string& pointer);  // a string there, or JSON

}  // namespace sayso::test
