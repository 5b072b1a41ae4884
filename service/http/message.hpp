#pragma once
// What a request and an answer are, to every room that handles one. Knows nothing of sockets; no Beast, no Asio.
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sayso::http {

enum class Method { get, head, post, put, patch, del, options, other };

// Fields that many answers have in common, once, and as they stand in a head. They live as long as the program.
struct CommonFields {
    explicit CommonFields(std::vector<std::pair<std::string, std::string>> given);
    std::vector<std::pair<std::string, std::string>> fields;
    std::string encoded;
};

// Header fields in wire order; names are compared without regard to case.
class Headers {
  public:
    // Those whose names are not there already.
    void add_missing(const CommonFields& common);
    void add_missing(CommonFields&&) = delete;
    void add(std::string name, std::string value);
    void set(std::string_view name, std::string value);  // replaces all of that name
    void remove(std::string_view name);
    std::string_view get(std::string_view name) const;  // first value, or empty
    bool has(std::string_view name) const;
    int count(std::string_view name) const;
    std::vector<std::pair<std::string, std::string>> all() const;  // a copy
    // The same in two parts: those of this message alone, all that a request has, and the common ones as they stand in
    // a head.
    const std::vector<std::pair<std::string, std::string>>& own() const { return fields_; }
    std::string_view encoded() const { return common_ ? std::string_view(common_->encoded) : std::string_view(); }

  private:
    const std::pair<std::string, std::string>* find(std::string_view name) const;

    std::vector<std::pair<std::string, std::string>> fields_;
    const CommonFields* common_ = nullptr;
};

struct Request {
    Method method = Method::get;
    std::string method_text = "GET";
    std::string target;  // raw, as on the request line; signatures need it untouched
    std::string path;    // the target up to '?', raw
    std::string query;   // after '?', raw
    Headers headers;
    std::string body;
    std::string peer;   // the address requests are counted by: the socket's, or a trusted proxy's word
    std::string id;     // request id, for the log and the X-Request-Id answer
    std::string route;  // the pattern that matched ("/topics/{slug}"): what logs and metrics name instead of the path
    std::map<std::string, std::string, std::less<>> captures;  // router: of "{slug}", "slug" -> percent-decoded segment
};

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
};

Method method_of(std::string_view word);                        // methods are case-sensitive (RFC 9110 9.1)
std::string_view reason_phrase(int status);                     // "Not Found"; "Unknown" for a status nobody defined
std::string http_date(std::chrono::sys_seconds at);             // "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7)
bool same_word(std::string_view left, std::string_view right);  // ASCII, without regard to case
bool is_token(std::string_view text);                           // RFC 9110 5.6.2
// Whether a field may be written into a head: a token, and a value without control characters.
bool is_field(std::string_view name, std::string_view value);
void append_field(std::string& head, std::string_view name, std::string_view value);  // a line of it

// Plain answers. Bodies are UTF-8.
Response text(int status, std::string body);
Response html(int status, std::string body);
Response xml(std::string content_type, std::string body);  // 200
Response json(int status, std::string body);
Response redirect(int status, std::string location);
// A status alone: the router puts the error page of the site around it (not on phone routes, where a refusal is empty).
Response refuse(int status);

}  // namespace sayso::http
