#include "scripts/directory/district.hpp"

namespace sayso::directory {

std::string label(const District& district) {
    const std::string state = district.state.text();
    if (district.chamber == Chamber::senate) return state;
    if (district.number != 0) return state + "-" + std::to_string(district.number);
    return facts(district.state).kind == StateKind::state ? state + " at large" : state;
}

std::string_view title_of(const District& district) {
    if (district.chamber == Chamber::senate) return "Senator";
    if (facts(district.state).kind == StateKind::state) return "Representative";
    return district.state.text() == "PR" ? "Resident Commissioner" : "Delegate";
}

}  // namespace sayso::directory
