#pragma once
#include "service/app/session.hpp"

namespace sayso::app {

// Wires every room together and answers until SIGTERM or SIGINT, then drains. Prints "listening http://..." and
// "operations http://..." on session.out once both answer. Returns the exit status: 0 after a clean stop.
int serve_until_stopped(Session& session);

}  // namespace sayso::app
