#pragma once
#include <string>
#include <vector>

#include "service/intake/intake.hpp"

namespace sayso::intake {

// Collects the findings of one file. After `most` of a kind the others are only counted, so that a wrong file does not
// bury its own first line.
class Report {
  public:
    Report(std::vector<Finding>& findings, std::string file) : findings_(findings), file_(std::move(file)) {}

    void error(int line, std::string message);
    void warning(int line, std::string message);
    // Says how many were only counted. To be called once, at the end of the file.
    void finish();

    const std::string& file() const { return file_; }

  private:
    static constexpr int most = 25;
    std::vector<Finding>& findings_;
    std::string file_;
    int errors_ = 0;
    int warnings_ = 0;
};

}  // namespace sayso::intake
