#include "scripts/campaigns/choose.hpp"

namespace sayso::campaigns {

namespace {

using Who = Target::Who;

std::string_view english_title(const Target& target) {
    if (target.branch == Branch::senate) return "Senator";
    if (!target.delegate) return "Representative";
    return target.state == "PR" ? "Resident Commissioner" : "Delegate";
}

std::string_view spanish_title(const Target& target) {
    const bool she = target.gender == 'F';
    if (target.branch == Branch::senate) return she ? "Senadora" : "Senador";
    if (!target.delegate) return "Representante";
    if (target.state == "PR") return she ? "Comisionada Residente" : "Comisionado Residente";
    return she ? "Delegada" : "Delegado";
}

}  // namespace

std::string title_of(const Target& target, std::string_view language) {
    if (target.who == Who::committee || target.who == Who::organization || target.branch == Branch::other) return {};
    return std::string(language == "es" ? spanish_title(target) : english_title(target));
}

ScriptValues script_values(const Target& target, std::string_view language) {
    ScriptValues values;
    values.target_name = target.name;
    values.target_title = title_of(target, language);
    values.target_last_name = target.last_name.empty() ? target.name : target.last_name;
    values.branch = target.branch;
    return values;
}

}  // namespace sayso::campaigns
