// Preloaded into the service under test: its files and its clock as a test wants them. Files below one folder are
// watched; each opening, write, flush, truncation and removal is counted, may fail or kill the process, and may be
// written down with its bytes, so that a power cut can be played afterwards. What the test wants stands in a page of
// memory that it shares with the service.
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>

namespace {

// The same in shim.py.
struct Control {
    std::atomic<std::int64_t> count;     // operations so far
    std::atomic<std::int64_t> nth;       // which one to do something about
    std::atomic<std::int64_t> what;      // What
    std::atomic<std::int64_t> lasting;   // and every one after it
    std::atomic<std::int64_t> happened;  // how often it came to that
    std::atomic<std::int64_t> seconds;   // that the clock on the wall is ahead
};
enum What : std::int64_t { nothing, io_error, full, die_before, die_after };
enum class Operation : std::uint32_t { create, write, truncate, sync, remove };

constexpr int most_files = 1024;
constexpr std::size_t longest_name = 64;

Control* control = nullptr;
char folder[512];
int record = -1;
// The name below the folder of what a descriptor is open on; empty when it is none of ours. "." is the folder itself.
char names[most_files][longest_name];
std::atomic_flag busy = ATOMIC_FLAG_INIT;

struct Locked {
    Locked() {
        while (busy.test_and_set(std::memory_order_acquire)) {
        }
    }
    ~Locked() { busy.clear(std::memory_order_release); }
};

__attribute__((constructor)) void begin() {
    const char* const watched = getenv("SAYSO_SHIM_FOLDER");
    const char* const shared = getenv("SAYSO_SHIM_CONTROL");
    const char* const log = getenv("SAYSO_SHIM_RECORD");
    if (watched == nullptr || shared == nullptr || strlen(watched) >= sizeof folder) return;
    strcpy(folder, watched);
    const long fd = syscall(SYS_openat, AT_FDCWD, shared, O_RDWR | O_CLOEXEC, 0);
    if (fd < 0) _exit(70);
    void* const page = mmap(nullptr, sizeof(Control), PROT_READ | PROT_WRITE, MAP_SHARED, static_cast<int>(fd), 0);
    if (page == MAP_FAILED) _exit(70);
    syscall(SYS_close, fd);
    if (log != nullptr)
        record = static_cast<int>(syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
    control = static_cast<Control*>(page);
}

const char* name_of_path(const char* path) {
    const std::size_t size = strlen(folder);
    if (control == nullptr || path == nullptr || strncmp(path, folder, size) != 0) return "";
    if (path[size] == '\0' || strcmp(path + size, "/") == 0 || strcmp(path + size, "/.") == 0) return ".";
    const char* const name = path[size] == '/' ? path + size + 1 : "";
    return strchr(name, '/') == nullptr && strlen(name) < longest_name ? name : "";
}

const char* name_of(int fd) {
    return control != nullptr && fd >= 0 && fd < most_files ? names[fd] : "";
}

// The index in shared memory dies with the power, and needs no place in the record.
bool is_shared_index(const char* name) {
    const std::size_t size = strlen(name);
    return size > 4 && strcmp(name + size - 4, "-shm") == 0;
}

void write_down(Operation operation, const char* name, std::int64_t offset, std::int64_t size, const void* bytes) {
    if (record < 0 || is_shared_index(name)) return;
    struct {
        std::uint32_t operation, name_size;
        std::int64_t offset, size;
    } head{static_cast<std::uint32_t>(operation), static_cast<std::uint32_t>(strlen(name)), offset, size};
    const iovec parts[3] = {{&head, sizeof head},
                            {const_cast<char*>(name), head.name_size},
                            {const_cast<void*>(bytes), bytes == nullptr ? 0 : static_cast<std::size_t>(size)}};
    const Locked lock;
    if (syscall(SYS_writev, record, parts, 3) < 0) _exit(71);
}

[[noreturn]] void die() {
    for (;;) syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
}

// One operation on a watched file: counted, and done unless it is the one to fail. `takes_space` is whether a full disk
// minds.
template <class Do>
long operate(const char* name, bool takes_space, Do really) {
    if (*name == '\0') return really();
    const std::int64_t what = control->what, nth = control->nth;
    if (what == full && !takes_space) return really();
    const std::int64_t number = ++control->count;
    const bool hit = what != nothing && (control->lasting != 0 ? number >= nth : number == nth);
    if (!hit) return really();
    ++control->happened;
    if (what == die_before) die();
    if (what == die_after) {
        really();
        die();
    }
    errno = what == full ? ENOSPC : EIO;
    return -1;
}

int open_file(int where, const char* path, int flags, mode_t mode) {
    const char* const name = name_of_path(path);
    const bool makes = *name != '\0' && (flags & O_CREAT) != 0 && access(path, F_OK) != 0;
    const long fd = operate(name, makes, [=] { return syscall(SYS_openat, where, path, flags, mode); });
    if (fd >= 0 && fd < most_files) strcpy(names[fd], name);
    if (fd >= 0 && makes) write_down(Operation::create, name, 0, 0, nullptr);
    return static_cast<int>(fd);
}

mode_t mode_from(int flags, va_list arguments) {
    return (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : 0;
}

// Half of what fails is written all the same, as a disk may do.
ssize_t write_file(int fd, const void* bytes, std::size_t size, std::int64_t at) {
    const char* const name = name_of(fd);
    struct stat now {};
    const bool grows = *name != '\0' && fstat(fd, &now) == 0 && at + static_cast<std::int64_t>(size) > now.st_size;
    const std::int64_t happened = *name != '\0' ? control->happened.load() : 0;
    const long written = operate(name, grows, [=] {
        const long done = syscall(SYS_pwrite64, fd, bytes, size, at);
        if (done > 0) write_down(Operation::write, name, at, done, bytes);
        return done;
    });
    if (written < 0 && *name != '\0' && control->happened != happened && errno == EIO)
        syscall(SYS_pwrite64, fd, bytes, size / 2, at);
    return written;
}

int flush(int fd, long number) {
    const char* const name = name_of(fd);
    return static_cast<int>(operate(name, false, [=] {
        const long done = syscall(number, fd);
        if (done == 0 && *name != '\0') write_down(Operation::sync, name, 0, 0, nullptr);
        return done;
    }));
}

int truncate_file(int fd, std::int64_t size) {
    const char* const name = name_of(fd);
    return static_cast<int>(operate(name, false, [=] {
        const long done = syscall(SYS_ftruncate, fd, size);
        if (done == 0 && *name != '\0') write_down(Operation::truncate, name, size, 0, nullptr);
        return done;
    }));
}

int wall_clock(timespec* out) {
    const long result = syscall(SYS_clock_gettime, CLOCK_REALTIME, out);
    if (control != nullptr) out->tv_sec += control->seconds;
    return static_cast<int>(result);
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_from(flags, arguments);
    va_end(arguments);
    return open_file(AT_FDCWD, path, flags, mode);
}
int open64(const char* path, int flags, ...) {
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = mode_from(flags, arguments);
    va_end(arguments);
    return open_file(AT_FDCWD, path, flags, mode);
}
int close(int fd) {
    if (fd >= 0 && fd < most_files) names[fd][0] = '\0';
    return static_cast<int>(syscall(SYS_close, fd));
}
ssize_t pwrite64(int fd, const void* bytes, size_t size, off64_t at) {
    return write_file(fd, bytes, size, at);
}
ssize_t pwrite(int fd, const void* bytes, size_t size, off_t at) {
    return write_file(fd, bytes, size, at);
}
int ftruncate64(int fd, off64_t size) noexcept {
    return truncate_file(fd, size);
}
int ftruncate(int fd, off_t size) noexcept {
    return truncate_file(fd, size);
}
int fsync(int fd) {
    return flush(fd, SYS_fsync);
}
int fdatasync(int fd) {
    return flush(fd, SYS_fdatasync);
}
int unlink(const char* path) noexcept {
    const char* const name = name_of_path(path);
    return static_cast<int>(operate(name, false, [=] {
        const long done = syscall(SYS_unlink, path);
        if (done == 0 && *name != '\0') write_down(Operation::remove, name, 0, 0, nullptr);
        return done;
    }));
}
int clock_gettime(clockid_t clock, timespec* out) noexcept {
    return clock == CLOCK_REALTIME ? wall_clock(out) : static_cast<int>(syscall(SYS_clock_gettime, clock, out));
}
int gettimeofday(timeval* __restrict out, void* __restrict) noexcept {
    timespec now{};
    wall_clock(&now);
    out->tv_sec = now.tv_sec;
    out->tv_usec = now.tv_nsec / 1000;
    return 0;
}
time_t time(time_t* out) noexcept {
    timespec now{};
    wall_clock(&now);
    if (out != nullptr) *out = now.tv_sec;
    return now.tv_sec;
}

}  // extern "C"
