#pragma once
#include "service/pages/frame.hpp"

namespace sayso::pages {

// What the visitor says became of an action; `unknown` where they only opened the page.
enum class Became { unknown, reached, not_reached, skipped, sent };

// The page after the last call of the action that the request names, as the answer to the form that told it. `calls`
// has what show_flow made of them: there the last one can be taken back and each changed.
boost::asio::awaitable<http::Response> after_calls(Frame& frame, const http::Request& request, const Turn& turn,
                                                   Became became, const Data& calls, const Fields& fields);

}  // namespace sayso::pages
