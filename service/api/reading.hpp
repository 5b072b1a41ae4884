#pragma once
#include <boost/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/api/answers.hpp"
#include "service/http/message.hpp"
#include "service/present/language.hpp"

namespace sayso::api {

// The fields of a query or a form. A field that may come once and came twice is a problem, told by name.
class Fields {
  public:
    // Of the query; of a POST with a form also of the body, which wins. Nothing when there are too many.
    static std::optional<Fields> read(const http::Request& request);

    // Empty when it did not come.
    std::string_view get(std::string_view name) const;
    bool has(std::string_view name) const;
    std::vector<std::string_view> all(std::string_view name) const;
    // The first of `names` that came twice or is longer than `most_bytes`: a sentence that says so.
    std::optional<std::string> problem_with(std::initializer_list<std::string_view> names,
                                            std::size_t most_bytes) const;

  private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

// A JSON object of a request, read member by member; what is wrong is collected with a pointer to it. Members nobody
// asks for are ignored.
class Body {
  public:
    // The refusal when the request has none: wrong type (415), too large (413), broken (400), no object (422).
    static std::optional<http::Response> read(const http::Request& request, Body& into);

    // Absent and null members give nothing. Longer than `most_bytes`, or of another type: a problem.
    std::optional<std::string> text(std::string_view member, std::size_t most_bytes);
    std::optional<std::int64_t> number(std::string_view member, std::int64_t least, std::int64_t most);
    // {"latitude": .., "longitude": ..}
    std::optional<std::pair<double, double>> point(std::string_view member);
    bool has(std::string_view member) const;  // there, and not null
    bool null(std::string_view member) const;
    void wrong(std::string_view member, std::string detail);
    // The refusal of all problems found, if any: 422.
    std::optional<http::Response> refusal() const;

  private:
    const json::value* find(std::string_view member) const;

    json::object object_;
    std::vector<FieldProblem> problems_;
};

// By ?lang=, else Accept-Language.
present::Language language_of(const http::Request& request);

}  // namespace sayso::api
