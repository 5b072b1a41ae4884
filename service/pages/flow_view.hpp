#pragma once
#include <string>

#include "service/pages/flow.hpp"
#include "service/pages/people_view.hpp"

namespace sayso::pages {

// What the last tap led to, told above the next target.
struct FlowNote {
    enum class Kind {
        nothing,
        told,        // an outcome of `key`, which can be undone
        taken_back,  // an outcome was
        reported,    // a number as wrong
        not_kept     // the outcome could not be counted
    } kind = Kind::nothing;
    std::string key, outcome;  // kind told and not_kept
    std::string number;        // kind reported: as people write it
};

// Sets what flow.html shows: the target at hand with script, numbers and what may have become of the call, all targets
// with what became of them, and who is not called and why. `located` is null when the targets do not depend on place.
// `tells`: outcomes can be told. `at` is the position in `choice`, or the number of targets: all are done.
void show_flow(Data& into, const Scene& scene, const campaigns::Campaign& campaign, const campaigns::Choice& choice,
               const Located* located, const FlowState& state, std::size_t at, const FlowNote& note, bool tells,
               const std::string& action);

}  // namespace sayso::pages
