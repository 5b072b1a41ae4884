#pragma once
#include "service/http/router.hpp"
#include "service/live/live.hpp"
#include "service/store/store.hpp"

namespace sayso::app {

// /healthz (the process answers), /readyz (it can do its work: a book is loaded and the database takes writes; else 503
// with the reason) and /metrics (Prometheus), for the private listener.
void add_operations(http::Router& router, live::Live& live, store::Store& store);

}  // namespace sayso::app
