#pragma once
#include <string>

// A file layer for SQLite that fails on demand: opens, writes, flushes, truncations, deletions and maps of the shared
// index.
namespace sayso::store::test::faulty_disk {

enum class Fault { io_error, full };

// The name to give as Options::vfs; registered on first use.
std::string name();

// From now on the nth operation (from 1) fails, and with `lasting` every later one too. `full` fails only what takes
// space.
void fail_at(int nth, Fault fault, bool lasting = false);
// No failures any more. Returns whether one happened since fail_at.
bool heal();
// Writes to files, and flushes of them, since the program began.
int writes();
int flushes();

}  // namespace sayso::store::test::faulty_disk
