#include "service/app/call_line.hpp"

#include <thread>

#include "service/http/form.hpp"
#include "service/keys/keys.hpp"

namespace sayso::app {
namespace {

std::string without_slash(std::string url) {
    while (!url.empty() && url.back() == '/') url.pop_back();
    return url;
}

// Where a client on this machine finds a service that listens there.
std::string url_of(const std::string& listen) {
    const auto colon = listen.rfind(':');
    std::string host = listen.substr(0, colon), port = listen.substr(colon + 1);
    if (port == "0") {
        throw ConfigError(
            "server.listen has port 0, so the port is only known once the service runs: give the address it prints "
            "with --url http://...");
    }
    if (host == "0.0.0.0" || host == "*" || host.empty()) host = "127.0.0.1";
    if (host == "[::]") host = "[::1]";
    return "http://" + host + ":" + port;
}

// A provider's patience with a webhook.
net::ClientLimits provider_limits() {
    net::ClientLimits limits;
    limits.total_time = std::chrono::seconds{15};
    limits.body_bytes = 1024 * 1024;
    return limits;
}

std::string first_token(const Config& config) {
    const auto given = config.list("providers.twilio.auth_tokens");
    if (!given.empty()) return given.front();
    const std::string file = config.text("providers.twilio.auth_tokens_file");
    if (file.empty()) {
        throw ConfigError(
            "providers.twilio.auth_tokens_file is not set, and the service refuses calls that are not signed: name "
            "the file of the service that should be called");
    }
    const auto lines = keys::read_secret_lines(file);
    if (lines.empty()) throw ConfigError(file + " holds no token: write the provider's auth token into it, one a line");
    return lines.front();
}

std::string encoded(const webhook::Fields& fields) {
    std::string body;
    for (const auto& [name, value] : fields) {
        if (!body.empty()) body += '&';
        body += http::percent_encode(name) + "=" + http::percent_encode(value);
    }
    return body;
}

}  // namespace

CallLine call_line(const Config& config, const std::string& url) {
    CallLine line;
    line.url = without_slash(url.empty() ? url_of(config.text("server.listen")) : url);
    line.public_url = without_slash(config.text("server.public_url"));
    line.token = first_token(config);
    line.account = config.text("providers.twilio.account_sid");
    if (line.account.empty()) line.account = "AC" + std::string(32, '0');
    return line;
}

Carrier::Carrier(CallLine line) : line_(std::move(line)), connection_(line_.url, provider_limits()) {}

std::string Carrier::answer_url() const {
    return line_.public_url + "/voice/twilio/answer";
}
std::string Carrier::status_url() const {
    return line_.public_url + "/voice/twilio/status";
}

std::string Carrier::explain(int status) const {
    if (status == 403) {
        return "The service refused the signature (403). This command must use the same server.public_url (now " +
               line_.public_url + "), token and account as the service: run it with the service's own --config.";
    }
    if (status == 404 || status == 405) {
        return "What answers at " + line_.url + " has no telephone (" + std::to_string(status) +
               "): is it another program?";
    }
    return "The service answered " + std::to_string(status) + "; its log says more.";
}

simulator::Reply Carrier::exchange(const simulator::Request& request) {
    if (request.url.compare(0, line_.public_url.size(), line_.public_url) != 0) {
        problem_ =
            "The line points to " + request.url + ", which is not under server.public_url (" + line_.public_url + ").";
        return {0, "", ""};
    }
    http::Headers headers;
    headers.set("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    headers.set("User-Agent", "sayso-call");
    headers.set("X-Twilio-Signature", webhook::twilio_sign(line_.token, request.url, request.params));
    const http::Response response = post(request.url.substr(line_.public_url.size()), headers, encoded(request.params));
    return {response.status, std::string(response.headers.get("Content-Type")), response.body};
}

// A provider that cannot connect tries once more; a service that was killed is back within this second.
http::Response Carrier::post(const std::string& target, const http::Headers& headers, const std::string& body) {
    try {
        return connection_.send("POST", target, headers, body);
    } catch (const net::NotConnected&) {
        if (!problem_.empty()) throw;  // it has been tried
        std::this_thread::sleep_for(std::chrono::seconds(1));
        return connection_.send("POST", target, headers, body);
    }
}

simulator::Reply Carrier::carry(const simulator::Request& request) {
    if (request.url == status_url()) return report(request);
    try {
        return looked_at(exchange(request));
    } catch (const net::NotConnected& error) {
        return no_answer(error.what());
    } catch (const std::exception& error) {
        return fall_back(request, error.what());
    }
}

simulator::Reply Carrier::looked_at(simulator::Reply reply) {
    if (reply.status != 200 && problem_.empty()) problem_ = explain(reply.status);
    return reply;
}

simulator::Reply Carrier::no_answer(const std::string& why) {
    if (problem_.empty())
        problem_ =
            "No answer from " + line_.url + ": " + why +
            ". Is the service running? Start it with deploy/start or sayso serve, or say where it is with --url.";
    return {0, "", ""};
}

// A request without a whole answer may have been heard: a provider does not repeat it, but asks the number's fallback
// address how to go on.
simulator::Reply Carrier::fall_back(const simulator::Request& request, const std::string& why) {
    if (note_) note_("No answer (" + why + "). The provider asks the fallback address.");
    simulator::Request asked{line_.public_url + "/voice/twilio/fallback", request.params};
    asked.params.emplace_back("ErrorCode", "11200");
    asked.params.emplace_back("ErrorUrl", request.url);
    // What was killed still takes connections until the system has cleared it away.
    std::this_thread::sleep_for(std::chrono::seconds(1));
    try {
        return looked_at(exchange(asked));
    } catch (const std::exception& error) {
        return no_answer(error.what());
    }
}

simulator::Reply Carrier::report(const simulator::Request& status) {
    try {
        simulator::Reply reply = exchange(status);
        if (reply.status / 100 != 2 && problem_.empty())
            warning_ = "The final status was not taken (" + std::to_string(reply.status) + ").";
        return reply;
    } catch (const std::exception& error) {
        if (problem_.empty()) warning_ = "No answer from " + line_.url + ": " + error.what() + ".";
        return {0, "", ""};
    }
}

}  // namespace sayso::app
