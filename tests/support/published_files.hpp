#pragma once
#include <array>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <thread>
#include <vector>

namespace sayso::tests {

// A public home on this machine: serves files with validators, answers conditional requests, and misbehaves on request.
// Everything may be changed between requests. Answers one connection after the other, from a thread of its own.
class PublishedFiles {
  public:
    struct File {
        std::string body;
        std::string etag;           // empty: none is sent
        std::string last_modified;  // the same
        std::string content_type = "text/plain; charset=utf-8";
    };
    struct Request {
        std::string method, path;
        std::string head;  // the whole head, as it came
        bool conditional() const {
            return head.find("If-None-Match:") != std::string::npos ||
                   head.find("If-Modified-Since:") != std::string::npos;
        }
    };

    PublishedFiles();
    ~PublishedFiles();

    std::string url(const std::string& path) const;
    void publish(const std::string& path, File file);
    // These bytes are the answer, whatever they are; then the connection is closed.
    void answer_raw(const std::string& path, std::string bytes);
    // The request is read and never answered.
    void stay_silent(const std::string& path);
    std::vector<Request> requests() const;
    void forget_requests();

  private:
    struct Visit;
    void accept();
    std::optional<std::string> answer(const Request& request);

    boost::asio::io_context io_;
    boost::asio::ip::tcp::acceptor acceptor_;
    mutable std::mutex mutex_;
    std::map<std::string, File> files_;
    std::map<std::string, std::string> raw_;
    std::set<std::string> silent_;
    std::vector<Request> requests_;
    std::thread thread_;
};

}  // namespace sayso::tests
