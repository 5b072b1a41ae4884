#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sayso::http {

enum class Method { get, head, post, put, patch, del, options, other };

// Header fields in wire order; names are compared without regard to case.
class Headers {
  public:
    void add(std::string name, std::string value);
    void set(std::string_view name, std::string value);  // replaces all of that name
    std::string_view get(std::string_view name) const;   // first value, or empty
    bool has(std::string_view name) const;
    int count(std::string_view name) const;
    const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }

  private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

struct Request {
    Method method = Method::get;
    std::string method_text = "GET";
    std::string target;   // raw, as on the request line; signatures need it untouched
    std::string path;     // the target up to '?', raw
    std::string query;    // after '?', raw
    Headers headers;
    std::string body;
    std::string peer;     // the address requests are counted by: the socket's, or a trusted proxy's word
    std::string id;       // request id, for the log and the X-Request-Id answer
    std::map<std::string, std::string, std::less<>> captures;  // router: "{slug}" -> percent-decoded segment
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
};

// Plain answers. Bodies are UTF-8.
Response text(int status, std::string body);
Response html(int status, std::string body);
Response xml(std::string content_type, std::string body);  // 200, no-store
Response json(int status, std::string body);
Response redirect(int status, std::string location);

}  // namespace sayso::http
