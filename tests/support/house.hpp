#pragma once
#include <boost/asio/io_context.hpp>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "service/phone/phone.hpp"
#include "service/store/store.hpp"
#include "voice/simulator/converse.hpp"

namespace sayso::tests {

// One topic with one campaign, live: what most phone tests need.
book::Document topic_with(campaigns::Campaign campaign);
// A campaign for the caller's own members, in English, with a script of two sentences. Sponsor and title are set.
campaigns::Campaign own_members(const std::string& slug);

// What a house is furnished with. `directory` names a folder of public data files, empty for the built-in fallback;
// `content` a content folder, imported before the documents and lines given here.
struct Plan {
    std::string directory, content;
    std::vector<book::Document> documents;
    std::vector<book::Line> lines;
    std::string as_of = "2026-06-20";  // a day; the clock starts at its noon, UTC
    int calls_per_caller = 1000;       // at once, then one a minute
};

// The real phone over the real store in a folder of its own, without a network: requests go to the router. Its clock
// stands still but for pass(). One house at a time, since the clock is the program's.
class House {
  public:
    explicit House(Plan plan);
    ~House();
    House(const House&) = delete;
    House& operator=(const House&) = delete;

    // As after a stop and a start: new store, live, phone and router over the same database.
    void reopen();
    // As after kill -9 and a start: a copy of what lies on the disk now, opened while nobody had closed the original.
    void kill();
    void pass(std::chrono::seconds time);
    // Only the clock on the wall is set; no time passes.
    void set_clock_ahead(std::chrono::seconds time);

    // Signed as the provider signs, and sent. `path` as in "/voice/twilio/step?n=0".
    http::Response post(const std::string& path, const webhook::Fields& params);
    http::Response send(http::Request request);
    // What the request hears while too many others are in hand.
    http::Response send_when_busy(http::Request request);
    // All at once, interleaved.
    std::vector<http::Response> together(std::vector<http::Request> requests);
    http::Request signed_request(const std::string& path, const webhook::Fields& params) const;
    // The same for the simulator.
    simulator::Reply carry(const simulator::Request& request);
    simulator::Setup setup(const std::string& line,
                           const std::string& call = "CA0123456789abcdef0123456789abcdef") const;

    void sweep();
    store::Store& store() { return *store_; }
    live::Live& live() { return *live_; }
    // What is kept of a call, found by the provider's id.
    store::CallRecord record(const std::string& call = "CA0123456789abcdef0123456789abcdef");
    // Saves a document as a new revision and lets the book know.
    void publish(const book::Document& document);

    // In place of the store's calls, for faults; null is the store's own. Takes effect at once.
    void replace_calls(store::Calls* calls);

    static constexpr const char* public_url = "https://hotline.example.org";
    static constexpr const char* token = "token-of-the-tests";
    static constexpr const char* account = "AC0123456789abcdef0123456789abcdef";

  private:
    void open();
    void close();
    void wire(store::Calls& calls);
    void furnish();
    book::Document decode(const store::StoredDocument& stored);
    template <class Work>
    void run(Work& work);

    Plan plan_;
    std::filesystem::path folder_;
    store::Instant now_{};
    std::chrono::steady_clock::time_point steady_{};
    std::vector<book::Document> saved_;  // by revision: the text stored is the index
    boost::asio::io_context io_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<live::Live> live_;
    std::unique_ptr<guard::Limiter> callers_;
    std::unique_ptr<phone::Phone> phone_;
    std::unique_ptr<http::Router> router_;
};

}  // namespace sayso::tests
