#include "service/app/session.hpp"

#include <filesystem>

#include "scripts/directory/instant.hpp"
#include "service/observe/observe.hpp"
#include "service/store/sqlite/sqlite.hpp"

namespace sayso::app {

Session::Session(std::istream& in_stream, std::ostream& out_stream, std::ostream& err_stream)
    : in(in_stream), out(out_stream), err(err_stream) {}

Session::~Session() {
    if (store_) store_->close();
}

const Config& Session::config() {
    if (!config_) config_ = Config::load(config_file);
    return *config_;
}

store::Store& Session::store() {
    if (!store_) {
        const std::filesystem::path file = config().text("store.path");
        if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path());
        store::sqlite::Options options;
        options.log_bytes = config().number("store.log_megabytes") * 1'000'000;
        store_ = store::sqlite::open(file.string(), options);
    }
    return *store_;
}

std::shared_ptr<const directory::Directory> Session::directory() {
    if (!directory_)
        directory_ = std::make_shared<const directory::Directory>(
            store().directories().load().value_or(directory::DirectoryData{}));
    return directory_;
}

directory::Instant Session::as_of() {
    const auto fixed = config().text("directory.as_of");
    return fixed.empty() ? observe::now() : *directory::parse_instant(fixed);
}

}  // namespace sayso::app
