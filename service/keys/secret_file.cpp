#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <stdexcept>

#include "service/keys/keys.hpp"

namespace sayso::keys {

namespace {

constexpr std::size_t random_secret_bytes = 32;
constexpr std::size_t largest_secret_file = 64 * 1024;

[[noreturn]] void cannot(const std::string& what, const std::string& file, int error) {
    throw std::runtime_error("cannot " + what + " the secret file " + file + ": " + std::strerror(error));
}

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

  private:
    int fd_;
};

// The mode is asked of the open file, so that nobody changes the file in between.
void check_mode(const Descriptor& opened, const std::string& file) {
    struct stat facts {};
    if (::fstat(opened.get(), &facts) != 0) cannot("look at", file, errno);
    if (!S_ISREG(facts.st_mode)) throw std::runtime_error("the secret file " + file + " is not a file");
    if ((facts.st_mode & 077) != 0) {
        throw std::runtime_error("others may read the secret file " + file + ": run chmod 600 " + file);
    }
}

std::string read_all(const Descriptor& opened, const std::string& file) {
    std::string text(largest_secret_file + 1, '\0');
    std::size_t size = 0;
    while (size < text.size()) {
        const ssize_t got = ::read(opened.get(), text.data() + size, text.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) cannot("read", file, errno);
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    if (size > largest_secret_file) throw std::runtime_error("the secret file " + file + " is larger than 64 kB");
    text.resize(size);
    return text;
}

std::vector<std::string> lines_of(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n\v\f";
    std::vector<std::string> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        const std::size_t first = line.find_first_not_of(blanks);
        if (first == std::string_view::npos) continue;
        line = line.substr(first, line.find_last_not_of(blanks) - first + 1);
        lines.emplace_back(line);
    }
    return lines;
}

void write_all(const Descriptor& opened, std::string_view text, const std::string& file) {
    while (!text.empty()) {
        const ssize_t put = ::write(opened.get(), text.data(), text.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) cannot("write", file, errno);
        text.remove_prefix(static_cast<std::size_t>(put));
    }
    if (::fsync(opened.get()) != 0) cannot("write", file, errno);
}

// Written aside and linked to its name, so that nobody ever reads half a secret, and of two makers one wins.
void make_secret(const std::string& file) {
    const auto folder = std::filesystem::path(file).parent_path();
    std::error_code ignored;
    if (!folder.empty()) std::filesystem::create_directories(folder, ignored);
    const std::string aside = file + ".new-" + random_hex(8);
    {
        const Descriptor made(::open(aside.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
        if (made.get() < 0) cannot("make", file, errno);
        try {
            write_all(made, random_hex(random_secret_bytes) + "\n", file);
        } catch (...) {
            ::unlink(aside.c_str());
            throw;
        }
    }
    const int linked = ::link(aside.c_str(), file.c_str());
    const int error = errno;
    ::unlink(aside.c_str());
    if (linked != 0 && error != EEXIST) cannot("make", file, error);
}

}  // namespace

std::vector<std::string> read_secret_lines(const std::string& file) {
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (opened.get() < 0) cannot("read", file, errno);
    check_mode(opened, file);
    return lines_of(read_all(opened, file));
}

std::string read_or_make_secret(const std::string& file) {
    struct stat facts {};
    if (::stat(file.c_str(), &facts) != 0) {
        if (errno != ENOENT) cannot("read", file, errno);
        make_secret(file);
    }
    std::vector<std::string> lines = read_secret_lines(file);
    if (lines.empty()) {
        throw std::runtime_error("the secret file " + file +
                                 " is empty: put the secret there, or remove it to get a new one");
    }
    return std::move(lines.front());
}

}  // namespace sayso::keys
