#pragma once
#include <string>

struct sqlite3;

// A layer between SQLite and the file system for the connection that copies the log into the database: what it writes
// there is flushed piece by piece, with a rest after each. Flushed all at once, some megabytes make the writer's next
// commits wait behind them for the disk.
namespace sayso::store::sqlite {

// SQLite's name of that layer over another one (empty: the system's). Throws Failure when there is no layer of that
// name.
std::string paced_over(const std::string& vfs);

// Asked by the connection after each piece, on its thread.
class Pace {
  public:
    virtual bool hurried() const = 0;  // then it neither flushes nor rests
    virtual void rest() = 0;

  protected:
    ~Pace() = default;
};
// `pace` outlives the connection, which is one through that layer; it does not rest before.
void keep_pace(sqlite3* db, Pace& pace);

}  // namespace sayso::store::sqlite
