#include "service/store/sqlite/sqlite.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

#include "service/store/sqlite/backup.hpp"
#include "service/store/sqlite/calls.hpp"
#include "service/store/sqlite/contents.hpp"
#include "service/store/sqlite/directories.hpp"
#include "service/store/sqlite/migrations.hpp"
#include "service/store/sqlite/visits.hpp"

namespace sayso::store::sqlite {

namespace {

constexpr std::chrono::seconds busy_timeout_at_start{5};

// SQLite gives a database it makes to everybody to read; this one is ours alone. Its companions inherit the mode.
void make_when_absent(const std::string& file) {
    const auto folder = std::filesystem::path(file).parent_path();
    std::error_code error;
    if (!folder.empty()) std::filesystem::create_directories(folder, error);
    const int fd = ::open(file.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) throw Unavailable("cannot open the database " + file + ": " + std::strerror(errno));
    ::close(fd);
}

std::unique_ptr<Connection> open_current(const std::string& file, const Options& options) {
    make_when_absent(file);
    {
        // Before anything is written to what may be somebody else's.
        Connection looking(file, Access::look, options.vfs, busy_timeout_at_start);
        check_ours(looking, file);
    }
    auto db = std::make_unique<Connection>(file, Access::read_write, options.vfs, busy_timeout_at_start);
    migrate(*db);
    db->busy_timeout(options.busy_timeout);
    return db;
}

class SqliteStore final : public Store {
  public:
    SqliteStore(const std::string& file, const Options& options)
        : file_(file),
          vfs_(options.vfs),
          writer_(file, options, open_current(file, options)),
          readers_(file, options),
          calls_(writer_, readers_),
          visits_(writer_, readers_),
          contents_(writer_, readers_),
          directories_(writer_, readers_) {}
    ~SqliteStore() override { SqliteStore::close(); }

    Calls& calls() override { return calls_; }
    Visits& visits() override { return visits_; }
    Contents& contents() override { return contents_; }
    Directories& directories() override { return directories_; }
    Health health() override { return writer_.health(); }
    void backup(const std::string& file, bool overwrite) override { back_up(file_, vfs_, file, overwrite); }
    void close() override {
        // The writer goes last: its checkpoint needs the file for itself.
        readers_.close();
        writer_.close();
    }

  private:
    const std::string file_, vfs_;
    Writer writer_;
    Readers readers_;
    SqliteCalls calls_;
    SqliteVisits visits_;
    SqliteContents contents_;
    SqliteDirectories directories_;
};

}  // namespace

std::unique_ptr<Store> open(const std::string& file, Options options) {
    return std::make_unique<SqliteStore>(file, options);
}

}  // namespace sayso::store::sqlite
