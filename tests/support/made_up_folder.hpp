#pragma once
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace sayso::tests {

// A temporary folder that goes with its owner.
class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "sayso-test-XXXXXX").string();
        if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder can be made");
        path_ = pattern;
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    std::string path() const { return path_.string(); }
    std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

inline std::string text_of(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

inline void write_text(const std::string& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out << text;
    if (!out.flush()) throw std::runtime_error("cannot write " + file);
}

// A copy of tests/data/directory, to be spoiled.
class MadeUpFolder : public TemporaryFolder {
  public:
    MadeUpFolder() {
        std::filesystem::copy(std::string(SAYSO_SOURCE_DIR) + "/tests/data/directory", path(),
                              std::filesystem::copy_options::recursive);
    }

    // Replaces the first `from` after `anchor`; returns the line `to` then begins in.
    int replace(const std::string& name, const std::string& from, const std::string& to,
                const std::string& anchor = "") const {
        std::string text = text_of(file(name));
        const auto start = text.find(anchor);
        const auto at = start == std::string::npos ? start : text.find(from, start);
        if (at == std::string::npos) throw std::runtime_error("'" + from + "' is not in " + name);
        text.replace(at, from.size(), to);
        write_text(file(name), text);
        return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    }

    // Returns the line of the text added.
    int append(const std::string& name, const std::string& added) const {
        const std::string text = text_of(file(name));
        write_text(file(name), text + added);
        return 1 + static_cast<int>(std::count(text.begin(), text.end(), '\n'));
    }

    void remove(const std::string& name) const { std::filesystem::remove(file(name)); }
};

}  // namespace sayso::tests
