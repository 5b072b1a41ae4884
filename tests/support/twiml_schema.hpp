#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sayso::tests {

// The reference of verbs, attributes and nesting (twiml_schema.json of the shared folder), as a strict validator: what
// a provider only warns about is a problem here.
class TwimlSchema {
  public:
    // Nothing when the shared folder is not there: say so with WARN and return from the test.
    static std::optional<TwimlSchema> load(const std::string& shared_dir);

    // Everything wrong with a voice document, one readable line each; empty when it is valid.
    std::vector<std::string> problems(std::string_view body) const;

    TwimlSchema(TwimlSchema&&) noexcept;
    TwimlSchema& operator=(TwimlSchema&&) noexcept;
    ~TwimlSchema();

  private:
    struct Rules;
    explicit TwimlSchema(std::unique_ptr<Rules> rules);
    std::unique_ptr<Rules> rules_;
};

}  // namespace sayso::tests
