#pragma once
#include <chrono>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "service/store/sqlite/daily_sums.hpp"
#include "service/store/store.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace sayso::store::sqlite {

// What SQLite said, with its primary result code: the writer tells a lock from a full disk by it.
struct Failure : Unavailable {
    Failure(int result, const std::string& what) : Unavailable(what), code(result) {}
    int code;
    bool locked() const;  // another connection holds the lock
    bool sick() const;    // the file, the disk or the lock: not the fault of the job that met it
};

// look: can repair what a crash left (a read-only connection cannot), but changes nothing by itself. checkpoint: copies
// the log into the database, and nothing else.
enum class Access { read_write, read_only, look, checkpoint };

// One connection and its prepared statements, for one thread at a time.
class Connection {
  public:
    // Opens with the settings of the house: foreign keys, no trust in the schema's functions, WAL and full sync when it
    // writes, query_only when it does not. Throws Failure.
    Connection(const std::string& file, Access access, const std::string& vfs, std::chrono::milliseconds busy_timeout);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Runs one or more statements without parameters or rows.
    void run_script(const char* sql);
    void busy_timeout(std::chrono::milliseconds timeout);
    // Statements that go on after `when` fail with Unavailable; nothing lifts it.
    void deadline(std::optional<std::chrono::steady_clock::time_point> when);
    bool in_transaction() const;
    int changes() const;                  // rows changed by the last statement
    std::int64_t changes_in_all() const;  // since the connection was opened
    std::int64_t last_row() const;
    sqlite3* handle() { return db_; }

    // The cached statement of a literal. Known by its address, so give literals only.
    sqlite3_stmt* prepared(const char* sql);
    // Not written yet: whoever commits does it before, with write_daily.
    DailySums daily;
    [[noreturn]] void fail(int result, std::string_view doing) const;

  private:
    static int past_deadline(void* self);

    sqlite3* db_ = nullptr;
    std::unordered_map<const char*, sqlite3_stmt*> statements_;
    std::chrono::steady_clock::time_point deadline_{};
};

// One use of a statement: binds, gives its rows, and lets go when it goes.
//   for (Query q(db, "SELECT a FROM t WHERE b = ?", b); q.row(); q.next()) ... q.integer(0) ...
class Query {
  public:
    template <class... Values>
    Query(Connection& db, const char* sql, const Values&... values) : Query(Kept::copied, db, sql, values...) {}
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    bool row() const { return row_; }
    void next();
    std::int64_t integer(int column) const;
    int small(int column) const { return static_cast<int>(integer(column)); }
    double real(int column) const;
    bool null(int column) const;
    std::string text(int column) const;
    Instant instant(int column) const;

  private:
    friend struct Bytes;
    template <class... Values>
    friend int execute(Connection& db, const char* sql, const Values&... values);
    enum class Kept { copied, lasting };
    template <class... Values>
    Query(Kept kept, Connection& db, const char* sql, const Values&... values)
        : db_(db), statement_(db.prepared(sql)), values_(kept) {
        int index = 0;
        (bind(++index, values), ...);
        next();
    }
    template <std::integral Integer>
    void bind(int index, Integer value) {
        bind_integer(index, static_cast<std::int64_t>(value));
    }
    void bind(int index, double value);
    void bind(int index, std::string_view value);
    void bind(int index, const char* value) { bind(index, std::string_view(value)); }
    void bind(int index, const std::string& value) { bind(index, std::string_view(value)); }
    void bind(int index, const struct Bytes& value);
    void bind(int index, Instant value) { bind_integer(index, value.time_since_epoch().count()); }
    void bind(int index, std::nullopt_t);
    template <class Value>
    void bind(int index, const std::optional<Value>& value) {
        if (value) {
            bind(index, *value);
        } else {
            bind(index, std::nullopt);
        }
    }
    void bind_integer(int index, std::int64_t value);

    Connection& db_;
    sqlite3_stmt* statement_;
    Kept values_;
    bool row_ = false;
};

// A value bound as a blob.
struct Bytes {
    std::string_view bytes;
};

// Runs a statement to its end; returns how many rows it changed.
template <class... Values>
int execute(Connection& db, const char* sql, const Values&... values) {
    {
        Query query(Query::Kept::lasting, db, sql, values...);
        while (query.row()) query.next();
    }
    return db.changes();
}

// A transaction that rolls back unless committed.
class Transaction {
  public:
    enum class Kind { read, write };
    Transaction(Connection& db, Kind kind);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

  private:
    Connection& db_;
    bool done_ = false;
};

}  // namespace sayso::store::sqlite
