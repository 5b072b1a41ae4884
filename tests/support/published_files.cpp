#include "tests/support/published_files.hpp"

#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/write.hpp>

namespace sayso::tests {

namespace asio = boost::asio;
using asio::ip::tcp;

// One connection: a request, its answer, and the wait until the other side closes.
struct PublishedFiles::Visit : std::enable_shared_from_this<Visit> {
    Visit(PublishedFiles& owner, tcp::socket connection) : home(owner), socket(std::move(connection)) {}

    void read() {
        asio::async_read_until(socket, asio::dynamic_buffer(bytes, 65536), "\r\n\r\n",
                               [self = shared_from_this()](auto problem, std::size_t) {
                                   if (!problem) self->reply();
                               });
    }

    void reply() {
        Request request;
        const auto blank = bytes.find(' ');
        request.method = bytes.substr(0, blank);
        request.path = bytes.substr(blank + 1, bytes.find(' ', blank + 1) - blank - 1);
        request.head = bytes;
        const auto text = home.answer(request);
        if (!text) return linger();
        bytes = *text;
        asio::async_write(socket, asio::buffer(bytes), [self = shared_from_this()](auto, std::size_t) {
            boost::system::error_code ignored;
            self->socket.shutdown(tcp::socket::shutdown_send, ignored);
            self->linger();
        });
    }

    void linger() {
        asio::async_read(socket, asio::buffer(rest), [self = shared_from_this()](auto, std::size_t) {});
    }

    PublishedFiles& home;
    tcp::socket socket;
    std::string bytes;
    std::array<char, 4096> rest{};
};

PublishedFiles::PublishedFiles() : acceptor_(io_, tcp::endpoint(asio::ip::address_v4::loopback(), 0)) {
    accept();
    thread_ = std::thread([this] { io_.run(); });
}

PublishedFiles::~PublishedFiles() {
    io_.stop();
    thread_.join();
}

std::string PublishedFiles::url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port()) + path;
}

void PublishedFiles::publish(const std::string& path, File file) {
    const std::lock_guard lock(mutex_);
    raw_.erase(path);
    silent_.erase(path);
    files_[path] = std::move(file);
}

void PublishedFiles::answer_raw(const std::string& path, std::string bytes) {
    const std::lock_guard lock(mutex_);
    raw_[path] = std::move(bytes);
}

void PublishedFiles::stay_silent(const std::string& path) {
    const std::lock_guard lock(mutex_);
    silent_.insert(path);
}

std::vector<PublishedFiles::Request> PublishedFiles::requests() const {
    const std::lock_guard lock(mutex_);
    return requests_;
}

void PublishedFiles::forget_requests() {
    const std::lock_guard lock(mutex_);
    requests_.clear();
}

void PublishedFiles::accept() {
    acceptor_.async_accept([this](auto problem, tcp::socket socket) {
        if (problem) return;
        std::make_shared<Visit>(*this, std::move(socket))->read();
        accept();
    });
}

std::optional<std::string> PublishedFiles::answer(const Request& request) {
    const std::lock_guard lock(mutex_);
    requests_.push_back(request);
    if (silent_.count(request.path)) return std::nullopt;
    if (const auto raw = raw_.find(request.path); raw != raw_.end()) return raw->second;
    const auto found = files_.find(request.path);
    if (found == files_.end()) return "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    const File& file = found->second;
    std::string head;
    if (!file.etag.empty()) head += "ETag: " + file.etag + "\r\n";
    if (!file.last_modified.empty()) head += "Last-Modified: " + file.last_modified + "\r\n";
    head += "Connection: close\r\n";
    const auto asks = [&](const std::string& field, const std::string& value) {
        return !value.empty() && request.head.find(field + ": " + value + "\r\n") != std::string::npos;
    };
    if (asks("If-None-Match", file.etag) || asks("If-Modified-Since", file.last_modified))
        return "HTTP/1.1 304 Not Modified\r\n" + head + "\r\n";
    head +=
        "Content-Type: " + file.content_type + "\r\nContent-Length: " + std::to_string(file.body.size()) + "\r\n\r\n";
    return "HTTP/1.1 200 OK\r\n" + head + (request.method == "HEAD" ? std::string{} : file.body);
}

}  // namespace sayso::tests
