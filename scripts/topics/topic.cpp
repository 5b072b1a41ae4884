#include "scripts/topics/topic.hpp"

namespace sayso::topics {

const std::string& LocalText::in(std::string_view language) const {
    static const std::string nothing;
    if (const auto wanted = texts_.find(std::string(language)); wanted != texts_.end()) return wanted->second;
    if (const auto english = texts_.find("en"); english != texts_.end()) return english->second;
    return texts_.empty() ? nothing : texts_.begin()->second;
}

std::string_view word(Status status) {
    switch (status) {
        case Status::draft:
            return "draft";
        case Status::live:
            return "live";
        case Status::archived:
            return "archived";
    }
    return "draft";
}

}  // namespace sayso::topics
