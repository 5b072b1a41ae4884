#pragma once
#include <functional>
#include <string>

#include "service/app/config.hpp"
#include "service/net/client.hpp"
#include "voice/simulator/converse.hpp"

namespace sayso::app {

// How `sayso call` reaches the service: as the telephone provider would, with signed webhooks over HTTP.
struct CallLine {
    std::string url;         // where the service listens
    std::string public_url;  // what is signed
    std::string token;
    std::string account;
};
// From the configuration; `url` empty: server.listen. Throws ConfigError that says what to set.
CallLine call_line(const Config& config, const std::string& url);

// Carries the simulator's requests; remembers in words what went wrong.
class Carrier {
  public:
    explicit Carrier(CallLine line);
    // Never throws: a service that cannot be reached is a reply of status 0.
    simulator::Reply carry(const simulator::Request& request);
    // Hears what the provider did about an answer that did not come, as it happens.
    void on_note(std::function<void(const std::string&)> note) { note_ = std::move(note); }
    // Why the call broke off, for the operator; empty when the service answered everything.
    const std::string& problem() const { return problem_; }
    // What happened to the final status callback; empty when it was taken.
    const std::string& warning() const { return warning_; }
    const std::string& url() const { return line_.url; }
    const std::string& account() const { return line_.account; }
    std::string status_url() const;
    std::string answer_url() const;

  private:
    simulator::Reply exchange(const simulator::Request& request);
    simulator::Reply looked_at(simulator::Reply reply);
    simulator::Reply no_answer(const std::string& why);
    simulator::Reply fall_back(const simulator::Request& request, const std::string& why);
    simulator::Reply report(const simulator::Request& status);
    http::Response post(const std::string& target, const http::Headers& headers, const std::string& body);
    std::string explain(int status) const;

    CallLine line_;
    net::Connection connection_;
    std::string problem_, warning_;
    std::function<void(const std::string&)> note_;
};

}  // namespace sayso::app
