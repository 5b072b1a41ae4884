// The configuration file: taken, or refused in words for the person who wrote it.
#include "service/app/config.hpp"

#include "tests/fuzz/target.hpp"

using namespace sayso;
using fuzz::must;

SAYSO_FUZZ(config) {
    app::Config::Environment environment;
    const auto variable = fuzz::take_line(input);
    if (const auto equals = variable.find('='); equals != std::string_view::npos)
        environment.emplace(std::string(variable.substr(0, equals)), std::string(variable.substr(equals + 1)));
    try {
        const auto config = app::Config::from_text(input, "sayso.toml", environment);
        for (const auto& key : app::config_keys()) {
            if (key.type == app::KeyType::number) must(config.number(key.name) >= 0, "numbers are not negative");
            if (key.type == app::KeyType::list)
                for (const auto& item : config.list(key.name)) must(!item.empty(), "items of a list are something");
            must(!config.origin(key.name).empty(), "every value comes from somewhere");
        }
        const auto url = config.text("server.public_url");
        must(url.empty() || url.back() != '/', "the public address has no slash at its end");
    } catch (const app::ConfigError& refused) {
        must(std::string_view(refused.what()).size() > 8, "a refusal says why");
    }
}
