#include "service/store/visitor.hpp"

namespace sayso::store {

std::string visitor_name(std::string_view device, std::string_view address, std::string_view agent,
                         directory::Instant at) {
    const auto day = std::chrono::floor<std::chrono::days>(at).time_since_epoch().count();
    std::string name = "visitor\n" + std::to_string(day) + "\n";
    if (device.empty())
        name.append("address\n").append(address).append("\n").append(agent);
    else
        name.append("device\n").append(device);
    return name;
}

}  // namespace sayso::store
