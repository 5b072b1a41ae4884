#include "service/http/message.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

#include "service/http/plain.hpp"

namespace sayso::http {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

Response with_type(int status, std::string_view type, std::string body) {
    Response response;
    response.status = status;
    response.headers.add("Content-Type", std::string(type));
    response.body = std::move(body);
    return response;
}

}  // namespace

bool same_word(std::string_view left, std::string_view right) {
    return left.size() == right.size() &&
           std::equal(left.begin(), left.end(), right.begin(), [](char a, char b) { return lower(a) == lower(b); });
}

bool is_token(std::string_view text) {
    static constexpr auto allowed = letters_digits_and("!#$%&'*+-.^_`|~");
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return allowed[static_cast<unsigned char>(c)]; });
}

bool is_field(std::string_view name, std::string_view value) {
    if (!is_token(name)) return false;
    while (!value.empty()) {
        const auto plain = plain_beginning(value);
        value.remove_prefix(plain);
        for (int i = 0; i < 8 && !value.empty(); ++i, value.remove_prefix(1)) {
            const char c = value.front();
            if ((static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f) return false;
        }
    }
    return true;
}

void append_field(std::string& head, std::string_view name, std::string_view value) {
    head += name;
    head += ": ";
    head += value;
    head += "\r\n";
}

CommonFields::CommonFields(std::vector<std::pair<std::string, std::string>> given) : fields(std::move(given)) {
    for (const auto& [name, value] : fields) append_field(encoded, name, value);
}

void Headers::add_missing(const CommonFields& common) {
    const bool some_there = common_ || std::any_of(common.fields.begin(), common.fields.end(),
                                                   [this](const auto& field) { return has(field.first); });
    if (!some_there) {
        common_ = &common;
        return;
    }
    for (const auto& [name, value] : common.fields)
        if (!has(name)) add(name, value);
}

void Headers::add(std::string name, std::string value) {
    fields_.emplace_back(std::move(name), std::move(value));
}

void Headers::set(std::string_view name, std::string value) {
    remove(name);
    add(std::string(name), std::move(value));
}

void Headers::remove(std::string_view name) {
    const auto same = [name](const auto& field) { return same_word(field.first, name); };
    // Other messages share the common ones: this one goes on with a copy.
    if (common_ && std::any_of(common_->fields.begin(), common_->fields.end(), same)) {
        fields_ = all();
        common_ = nullptr;
    }
    std::erase_if(fields_, same);
}

const std::pair<std::string, std::string>* Headers::find(std::string_view name) const {
    for (const auto& field : fields_)
        if (same_word(field.first, name)) return &field;
    if (!common_) return nullptr;
    for (const auto& field : common_->fields)
        if (same_word(field.first, name)) return &field;
    return nullptr;
}

std::string_view Headers::get(std::string_view name) const {
    const auto* found = find(name);
    return found ? std::string_view(found->second) : std::string_view();
}

bool Headers::has(std::string_view name) const {
    return find(name) != nullptr;
}

int Headers::count(std::string_view name) const {
    const auto same = [name](const auto& field) { return same_word(field.first, name); };
    auto count = std::count_if(fields_.begin(), fields_.end(), same);
    if (common_) count += std::count_if(common_->fields.begin(), common_->fields.end(), same);
    return static_cast<int>(count);
}

std::vector<std::pair<std::string, std::string>> Headers::all() const {
    auto fields = fields_;
    if (common_) fields.insert(fields.end(), common_->fields.begin(), common_->fields.end());
    return fields;
}

Method method_of(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, Method>, 7> known{{{"GET", Method::get},
                                                                               {"HEAD", Method::head},
                                                                               {"POST", Method::post},
                                                                               {"PUT", Method::put},
                                                                               {"PATCH", Method::patch},
                                                                               {"DELETE", Method::del},
                                                                               {"OPTIONS", Method::options}}};
    for (const auto& [name, method] : known)
        if (name == word) return method;
    return Method::other;
}

// RFC 9110 15, RFC 6585.
constexpr std::array<std::pair<int, std::string_view>, 38> phrases{{
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {206, "Partial Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {411, "Length Required"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {414, "URI Too Long"},
    {415, "Unsupported Media Type"},
    {416, "Range Not Satisfiable"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
}};

std::string_view reason_phrase(int status) {
    for (const auto& [code, phrase] : phrases)
        if (code == status) return phrase;
    return "Unknown";
}

static std::string written_date(std::chrono::sys_seconds at) {
    static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    char text[64];
    const int length = std::snprintf(text, sizeof text, "%s, %02u %s %04d %02d:%02d:%02d GMT",
                                     days[std::chrono::weekday{day}.c_encoding()], static_cast<unsigned>(date.day()),
                                     months[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                                     static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                                     static_cast<int>(time.seconds().count()));
    return std::string(text, static_cast<std::size_t>(length));
}

std::string http_date(std::chrono::sys_seconds at) {
    // Asked for with every answer, and the same for a second.
    thread_local std::chrono::sys_seconds last_at{};
    thread_local std::string last = written_date(last_at);
    if (at != last_at) {
        last = written_date(at);
        last_at = at;
    }
    return last;
}

Response text(int status, std::string body) {
    return with_type(status, "text/plain; charset=utf-8", std::move(body));
}

Response html(int status, std::string body) {
    return with_type(status, "text/html; charset=utf-8", std::move(body));
}

Response xml(std::string content_type, std::string body) {
    return with_type(200, content_type, std::move(body));
}

Response json(int status, std::string body) {
    return with_type(status, "application/json", std::move(body));
}

Response redirect(int status, std::string location) {
    Response response;
    response.status = status;
    response.headers.add("Location", std::move(location));
    return response;
}

Response refuse(int status) {
    Response response;
    response.status = status;
    return response;
}

}  // namespace sayso::http
