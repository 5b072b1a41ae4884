// Lines of districts as rows: a blob holds loop after loop, each a count of points and then latitude and longitude of
// each in millionths of a degree, all 32 bits with the lowest byte first.
#include <cmath>

#include "service/store/sqlite/directory_rows.hpp"

namespace sayso::store::sqlite {

using namespace directory;

namespace {

constexpr double parts_of_a_degree = 1'000'000;

void put(std::string& bytes, std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) bytes += static_cast<char>(value >> shift & 0xFF);
}

void put(std::string& bytes, double degrees) {
    put(bytes, static_cast<std::uint32_t>(static_cast<std::int32_t>(std::lround(degrees * parts_of_a_degree))));
}

std::string encoded(const std::vector<Loop>& loops) {
    std::string bytes;
    for (const Loop& loop : loops) {
        put(bytes, static_cast<std::uint32_t>(loop.size()));
        for (const Coordinates& point : loop) {
            put(bytes, point.latitude);
            put(bytes, point.longitude);
        }
    }
    return bytes;
}

// Rows were checked before they were written, so what does not read back means a damaged database.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}
    bool more() const { return !bytes_.empty(); }
    Loop loop() {
        const std::uint32_t points = number();
        if (bytes_.size() / 8 < points) damaged();
        Loop loop(points);
        for (Coordinates& point : loop) {
            point.latitude = degrees();
            point.longitude = degrees();
        }
        return loop;
    }

  private:
    [[noreturn]] static void damaged() {
        throw Unavailable("the districts' lines in the database are damaged: import the directory again");
    }
    std::uint32_t number() {
        if (bytes_.size() < 4) damaged();
        std::uint32_t value = 0;
        for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes_[i]);
        bytes_.remove_prefix(4);
        return value;
    }
    double degrees() { return static_cast<std::int32_t>(number()) / parts_of_a_degree; }

    std::string_view bytes_;
};

}  // namespace

void insert(Connection& db, std::int64_t install, std::size_t index, const Boundary& boundary) {
    const std::string loops = encoded(boundary.loops);
    execute(db, "INSERT INTO boundaries VALUES (?, ?, ?, ?, ?)", install, index, boundary.district.state.text(),
            boundary.district.number, Bytes{loops});
}

void read_boundaries(Connection& db, std::int64_t install, std::vector<Boundary>& boundaries) {
    for (Query q(db, "SELECT state, number, loops FROM boundaries WHERE install = ? ORDER BY seq", install); q.row();
         q.next()) {
        const auto state = StateCode::parse(q.text(0));
        if (!state) throw Unavailable("the directory in the database is damaged: import it again");
        const std::string bytes = q.text(2);
        Boundary boundary{{*state, Chamber::house, q.small(1)}, {}};
        for (Reader reader(bytes); reader.more();) boundary.loops.push_back(reader.loop());
        boundaries.push_back(std::move(boundary));
    }
}

}  // namespace sayso::store::sqlite
