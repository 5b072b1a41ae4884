#include "service/store/sqlite/connection.hpp"

#include <sqlite3.h>

#include "service/store/sqlite/gathered_log.hpp"
#include "service/store/sqlite/paced_copy.hpp"

namespace sayso::store::sqlite {

namespace {

constexpr int steps_between_looks = 2000;  // virtual machine steps between two looks at the clock: some 20 microseconds

int flags(Access access) {
    // A file that is absent is made with its permissions before; SQLite itself never creates one.
    return SQLITE_OPEN_NOMUTEX | (access == Access::read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE);
}

// SQLite's name of the way to the files.
std::string layers(Access access, const std::string& vfs) {
    if (access == Access::read_write) return gathered_over(vfs);
    if (access == Access::checkpoint) return paced_over(vfs);
    return vfs;
}

// SQLite adds up what it allocates behind a lock, some seventy times for one step of a call; nobody asks for the sum.
// Only before its first use.
void count_no_memory() {
    static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(done);
}

constexpr const char* settings =
    "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA temp_store = MEMORY;";
// Small pages: a commit of a few steps writes the whole of each page that it touches. A database that is there already
// keeps its own.
constexpr const char* settings_of_writer =
    "PRAGMA page_size = 2048; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"
    "PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -16000;";
constexpr const char* settings_of_checkpointer =
    "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -100;";
constexpr const char* settings_of_reader = "PRAGMA query_only = ON; PRAGMA cache_size = -4000;";

}  // namespace

bool Failure::locked() const {
    return code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_PROTOCOL;
}

bool Failure::sick() const {
    switch (code) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_PROTOCOL:
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_READONLY:
        case SQLITE_CANTOPEN:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return true;
        default:
            return false;
    }
}

Connection::Connection(const std::string& file, Access access, const std::string& vfs,
                       std::chrono::milliseconds timeout) {
    count_no_memory();
    const std::string way = layers(access, vfs);
    const int result = sqlite3_open_v2(file.c_str(), &db_, flags(access), way.empty() ? nullptr : way.c_str());
    try {
        if (result != SQLITE_OK) fail(result, "opening " + file);
        sqlite3_extended_result_codes(db_, 1);
        busy_timeout(timeout);
        sqlite3_progress_handler(db_, steps_between_looks, &Connection::past_deadline, this);
        run_script(settings);
        if (access == Access::read_write) run_script(settings_of_writer);
        if (access == Access::read_only) run_script(settings_of_reader);
        if (access == Access::checkpoint) run_script(settings_of_checkpointer);
    } catch (...) {
        sqlite3_close(db_);
        throw;
    }
}

Connection::~Connection() {
    for (const auto& [sql, statement] : statements_) sqlite3_finalize(statement);
    sqlite3_close(db_);
}

void Connection::run_script(const char* sql) {
    const int result = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
    if (result != SQLITE_OK) fail(result, "running");
}

void Connection::busy_timeout(std::chrono::milliseconds timeout) {
    sqlite3_busy_timeout(db_, static_cast<int>(timeout.count()));
}

void Connection::deadline(std::optional<std::chrono::steady_clock::time_point> when) {
    deadline_ = when.value_or(std::chrono::steady_clock::time_point{});
}

int Connection::past_deadline(void* self) {
    const auto deadline = static_cast<const Connection*>(self)->deadline_;
    return deadline != std::chrono::steady_clock::time_point{} && std::chrono::steady_clock::now() > deadline;
}

bool Connection::in_transaction() const {
    return sqlite3_get_autocommit(db_) == 0;
}
int Connection::changes() const {
    return sqlite3_changes(db_);
}
std::int64_t Connection::changes_in_all() const {
    return sqlite3_total_changes64(db_);
}
std::int64_t Connection::last_row() const {
    return sqlite3_last_insert_rowid(db_);
}

sqlite3_stmt* Connection::prepared(const char* sql) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return found->second;
    sqlite3_stmt* statement = nullptr;
    const int result = sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (result != SQLITE_OK) fail(result, "preparing");
    statements_.emplace(sql, statement);
    return statement;
}

void Connection::fail(int result, std::string_view doing) const {
    std::string what = "the database failed while ";
    what += doing;
    what += ": ";
    what += db_ != nullptr ? sqlite3_errmsg(db_) : sqlite3_errstr(result);
    throw Failure(result & 0xff, what);
}

Query::~Query() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

void Query::next() {
    const int result = sqlite3_step(statement_);
    row_ = result == SQLITE_ROW;
    if (row_ || result == SQLITE_DONE) return;
    // A constructor that throws runs no destructor: let go of the statement here.
    std::string doing = "running";
    const int precise = sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
    db_.fail(precise != SQLITE_OK ? precise : result, doing);
}

std::int64_t Query::integer(int column) const {
    return sqlite3_column_int64(statement_, column);
}
double Query::real(int column) const {
    return sqlite3_column_double(statement_, column);
}
bool Query::null(int column) const {
    return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

std::string Query::text(int column) const {
    const void* bytes = sqlite3_column_blob(statement_, column);
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
    return bytes == nullptr ? std::string() : std::string(static_cast<const char*>(bytes), size);
}

Instant Query::instant(int column) const {
    return Instant(std::chrono::seconds(integer(column)));
}

// Where a query gives rows the values may be temporaries of its declaration, gone with the next line: SQLite copies
// them.
void Query::bind(int index, std::string_view value) {
    sqlite3_bind_text(statement_, index, value.data() == nullptr ? "" : value.data(), static_cast<int>(value.size()),
                      values_ == Kept::lasting ? SQLITE_STATIC : SQLITE_TRANSIENT);
}
void Query::bind(int index, const Bytes& value) {
    sqlite3_bind_blob(statement_, index, value.bytes.data() == nullptr ? "" : value.bytes.data(),
                      static_cast<int>(value.bytes.size()),
                      values_ == Kept::lasting ? SQLITE_STATIC : SQLITE_TRANSIENT);
}
void Query::bind(int index, double value) {
    sqlite3_bind_double(statement_, index, value);
}
void Query::bind(int index, std::nullopt_t) {
    sqlite3_bind_null(statement_, index);
}
void Query::bind_integer(int index, std::int64_t value) {
    sqlite3_bind_int64(statement_, index, value);
}

Transaction::Transaction(Connection& db, Kind kind) : db_(db) {
    execute(db_, kind == Kind::write ? "BEGIN IMMEDIATE" : "BEGIN");
}

Transaction::~Transaction() {
    // A failed statement may have rolled all back already.
    if (!done_ && db_.in_transaction()) sqlite3_exec(db_.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Transaction::commit() {
    execute(db_, "COMMIT");
    done_ = true;
}

}  // namespace sayso::store::sqlite
