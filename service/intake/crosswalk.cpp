// zccd.csv: which congressional districts a ZIP touches.
#include <csv.h>

#include <array>
#include <charconv>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include "service/intake/raw_file.hpp"
#include "service/intake/report.hpp"

namespace sayso::intake {

namespace {

constexpr int at_large_delegate = 98;  // how the Census numbers a delegate's district

class Crosswalk {
  public:
    Crosswalk(directory::DirectoryData& data, Report& report) : data_(data), report_(report) {}

    void field(std::string text) { fields_.push_back(std::move(text)); }

    void row() {
        auto fields = std::move(fields_);
        fields_.clear();
        if (fields.empty() || (fields.size() == 1 && fields[0].empty())) return;
        if (!header_)
            header(fields);
        else if (!broken_)
            read(fields);
    }

    bool header_read() const { return header_; }
    int line = 0;

  private:
    void header(const std::vector<std::string>& names) {
        header_ = true;
        columns_ = names.size();
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (names[i] == "state_abbr") state_ = i;
            if (names[i] == "zcta") zip_ = i;
            if (names[i] == "cd") number_ = i;
        }
        broken_ = state_ == none || zip_ == none || number_ == none;
        if (broken_)
            report_.error(line,
                          "The first line should name the columns state_abbr, zcta and cd; this is another file, or "
                          "was cut off at its start.");
    }

    void read(const std::vector<std::string>& fields) {
        if (fields.size() != columns_) {
            report_.error(line, "this row has " + std::to_string(fields.size()) + " columns, the first line has " +
                                    std::to_string(columns_) + ".");
            return;
        }
        const auto state = directory::StateCode::parse(fields[state_]);
        if (!state)
            return report_.error(line,
                                 "'" + fields[state_] + "' is not the postal code of a state, DC or a territory.");
        const auto zip = directory::Zip::parse(fields[zip_]);
        if (!zip || fields[zip_].size() != 5)
            return report_.error(line, "'" + fields[zip_] + "' is not a ZIP code of five digits.");
        const auto number = district_number(*state, fields[number_]);
        if (!number) return;
        if (seen_.insert({zip->number(), *state, *number}).second)
            data_.zip_districts.push_back({*zip, *state, *number});
        else
            report_.warning(line,
                            zip->text() + " in " + state->text() + "-" + std::to_string(*number) + " is given twice.");
    }

    std::optional<int> district_number(directory::StateCode state, const std::string& text) {
        int number = -1;
        const auto result = std::from_chars(text.data(), text.data() + text.size(), number);
        if (result.ec != std::errc{} || result.ptr != text.data() + text.size() || number < 0) {
            report_.error(line, "'" + text + "' is no district number.");
            return std::nullopt;
        }
        const auto& facts = directory::facts(state);
        if (facts.at_large() && number == at_large_delegate) number = 0;
        const bool exists = facts.at_large() ? number == 0 : number >= 1 && number <= facts.house_seats;
        if (exists) return number;
        std::string message = "there is no district " + text + " in " + std::string(facts.name) + ", which has ";
        if (facts.house_seats == 0)
            message += "none.";
        else if (facts.at_large())
            message += "one seat at large, number 0.";
        else
            message += "districts 1 to " + std::to_string(facts.house_seats) + ".";
        report_.error(line, message + " Lines of another decade?");
        return std::nullopt;
    }

    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    directory::DirectoryData& data_;
    Report& report_;
    std::vector<std::string> fields_;
    bool header_ = false, broken_ = false;
    std::size_t columns_ = 0, state_ = none, zip_ = none, number_ = none;
    std::set<std::tuple<std::uint32_t, directory::StateCode, int>> seen_;
};

void on_field(void* bytes, std::size_t size, void* reader) {
    static_cast<Crosswalk*>(reader)->field(bytes ? std::string(static_cast<const char*>(bytes), size) : std::string{});
}

void on_row(int, void* reader) {
    static_cast<Crosswalk*>(reader)->row();
}

}  // namespace

void read_crosswalk(std::string_view text, directory::DirectoryData& data, Report& report) {
    Crosswalk reader(data, report);
    csv_parser parser{};
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0) throw std::bad_alloc();
    const std::unique_ptr<csv_parser, void (*)(csv_parser*)> owner(&parser, csv_free);
    // Fed line by line, so that a row is known by the line it ends on.
    for (std::size_t at = 0; at < text.size();) {
        const auto end = text.find('\n', at);
        const std::size_t size = (end == std::string_view::npos ? text.size() : end + 1) - at;
        ++reader.line;
        if (csv_parse(&parser, text.data() + at, size, on_field, on_row, &reader) != size) {
            report.error(reader.line,
                         std::string("the line is no valid CSV (") + csv_strerror(csv_error(&parser)) + ").");
            return;
        }
        at += size;
    }
    if (csv_fini(&parser, on_field, on_row, &reader) != 0)
        report.error(reader.line, "the file ends inside a quoted field; it was cut off.");
    if (!reader.header_read() || data.zip_districts.empty()) report.error(0, "The file has no rows; fetch it again.");
}

}  // namespace sayso::intake
