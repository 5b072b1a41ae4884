#pragma once
#include <boost/asio/awaitable.hpp>

#include "service/pages/frame.hpp"
#include "service/pages/where.hpp"

namespace sayso::pages {

// Where the visitor lives, by the form they sent; asks the geocoder when an address is in it. Counts what came of it.
boost::asio::awaitable<Located> find_place(Frame& frame, const Turn& turn, const ZipForm& form,
                                           campaigns::PlaceNeed need);

// Lets the page that is answered ask the device where it is (decisions 24).
http::Response may_locate(http::Response response);

}  // namespace sayso::pages
