#include "service/pages/find_place.hpp"

#include "service/observe/observe.hpp"

namespace sayso::pages {
namespace {

std::string_view kind_name(Located::Kind kind) {
    switch (kind) {
        case Located::Kind::empty:
            return "empty";
        case Located::Kind::malformed:
            return "malformed";
        case Located::Kind::nothing:
            return "nothing";
        case Located::Kind::military:
            return "military";
        case Located::Kind::freely_associated:
            return "freely-associated";
        case Located::Kind::no_address:
            return "no-address";
        case Located::Kind::unclear_address:
            return "unclear-address";
        case Located::Kind::no_geocoder:
            return "no-geocoder";
        case Located::Kind::outside:
            return "outside";
        case Located::Kind::no_lines:
            return "no-lines";
        case Located::Kind::ask_district:
            return "ask-district";
        case Located::Kind::ask_state:
            return "ask-state";
        case Located::Kind::found:
            return "found";
    }
    return "other";
}

}  // namespace

boost::asio::awaitable<Located> find_place(Frame& frame, const Turn& turn, const ZipForm& form,
                                           campaigns::PlaceNeed need) {
    const std::optional<std::string> address = address_in(form);
    outbound::Whereabouts answer;
    if (address && frame.settings().geocoder) {
        auto asking = frame.settings().geocoder->find(*address);
        answer = co_await std::move(asking);
    }
    Located located = locate(turn.book->directory(), form, need, address ? &answer : nullptr);
    observe::count("sayso_zip_lookups_total", {{"result", kind_name(located.kind)}});
    co_return located;
}

http::Response may_locate(http::Response response) {
    http::allow_geolocation(response);
    return response;
}

}  // namespace sayso::pages
