#include "service/pages/shown.hpp"

namespace sayso::pages {

Data shown(const topics::LocalText& text, Language language) {
    const present::Spoken spoken = present::spoken(text, language);
    const bool foreign = !spoken.text.empty() && spoken.language != present::tag(language);
    Data data;
    data["text"] = Data(spoken.text);
    data["lang"] = foreign ? Data(spoken.language) : Data(false);
    return data;
}

void show_if_any(Data& into, const std::string& name, const topics::LocalText& text, Language language) {
    if (present::spoken(text, language).text.empty())
        into[name] = Data(false);
    else
        into[name] = shown(text, language);
}

List hidden_fields(const Fields& fields) {
    List list;
    for (const auto& [name, value] : fields) {
        if (value.empty()) continue;
        Data field;
        field["name"] = Data(name);
        field["value"] = Data(value);
        list.push_back(std::move(field));
    }
    return list;
}

void show_list(Data& into, const std::string& name, List list) {
    into["has_" + name] = Data(!list.empty());
    into[name] = listed(std::move(list));
}

}  // namespace sayso::pages
