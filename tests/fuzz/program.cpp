// What programs send: JSON bodies, queries, and places in words; and text of any bytes in what they are answered.
#include <boost/json.hpp>

#include "scripts/campaigns/utf8.hpp"
#include "service/api/catalog.hpp"
#include "service/api/reading.hpp"
#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;
namespace json = boost::json;

namespace {

bool sound(std::string_view text) {
    return campaigns::utf8::first_broken(text) == std::string_view::npos;
}

void check_problem(const http::Response& response) {
    const auto problem = json::parse(response.body);
    must(problem.at("status").as_int64() == response.status, "a problem has the answer's status");
    must(!problem.at("detail").as_string().empty(), "a problem says what to do");
    must(response.headers.get("Content-Type") == "application/problem+json", "a problem is one");
}

void check_body(std::string_view input) {
    http::Request request;
    request.method = http::Method::post;
    request.headers.add("Content-Type", "application/json");
    request.body = input;
    api::Body body;
    if (const auto refused = api::Body::read(request, body)) return check_problem(*refused);
    const auto zip = body.text("zip", 20), address = body.text("address", 200);
    const auto number = body.number("action", 1, 1000);
    const auto point = body.point("coordinates");
    must(!zip || (zip->size() <= 20 && sound(*zip)), "a text is short and sound");
    must(!address || address->size() <= 200, "a text is short");
    must(!number || (*number >= 1 && *number <= 1000), "a number is within its bounds");
    must(!point || (point->first >= -90 && point->first <= 90 && point->second >= -180 && point->second <= 180),
         "a point is on the Earth");
    must(!(body.has("zip") && body.null("zip")), "a member is there or null");
    const bool wrong = (body.has("zip") && !zip) || (body.has("address") && !address) ||
                       (body.has("action") && !number) || (body.has("coordinates") && !point);
    const auto refused = body.refusal();
    must(refused.has_value() == wrong, "what could not be read is told, and nothing else");
    if (refused) check_problem(*refused);
}

void check_fields(std::string_view input) {
    http::Request request;
    request.query = input;
    const auto fields = api::Fields::read(request);
    if (!fields) return;
    for (const char* name : {"location", "q", ""}) {
        const auto all = fields->all(name);
        must(fields->has(name) == !all.empty(), "a field is there or not");
        must(all.empty() ? fields->get(name).empty() : fields->get(name) == all.front(), "the first one counts");
        const auto problem = fields->problem_with({name}, 10);
        must(problem.has_value() == (all.size() > 1 || (!all.empty() && all.front().size() > 10)), "twice or too long");
    }
}

void check_text(std::string_view input) {
    const auto text = api::text(input);
    must(sound(std::string_view(text)), "what is told is sound");
    const auto back = json::parse(json::serialize(json::value(text)));
    must(back.as_string() == text, "text goes there and back");
    for (const auto dialect : {api::Dialect::own, api::Dialect::five_calls, api::Dialect::call_power})
        must(json::parse(api::refusal(dialect, 400, input).body).is_object(), "a refusal is JSON, whatever it quotes");
}

const directory::Directory& country() {
    static const directory::Directory made = [] {
        directory::DirectoryData data;
        const auto add = [&data](const char* zip, const char* city, const char* state, int district) {
            const auto code = *directory::StateCode::parse(state);
            data.zip_places.push_back({*directory::Zip::parse(zip), city, code, {}});
            data.zip_districts.push_back({*directory::Zip::parse(zip), code, district});
        };
        add("62701", "Springfield", "IL", 13);
        add("65801", "Springfield", "MO", 7);
        add("94110", "San Francisco", "CA", 11);
        add("00901", "Ca\xc3\xb1o", "PR", 0);
        return directory::Directory(std::move(data));
    }();
    return made;
}

void check_city(std::string_view input) {
    static const api::Cities cities(country());
    const auto found = cities.find(country(), input);
    if (!found) return;
    must(found->ambiguous || found->placement.states.size() == 1, "a city is in one state, or asked about");
}

}  // namespace

SAYSO_FUZZ(program) {
    check_body(input);
    check_fields(input);
    check_text(input);
    check_city(input);
}
