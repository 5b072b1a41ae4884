// The Census Bureau's cartographic boundary files: a shapefile, read from memory with libshp.
#include <shapefil.h>

#include <algorithm>
#include <cstring>
#include <memory>

#include "service/intake/boundaries.hpp"
#include "service/intake/raw_file.hpp"
#include "service/intake/report.hpp"

namespace sayso::intake {

namespace {

constexpr int polygon = SHPT_POLYGON, most_shapes = 2000, most_fields = 200;

// A file of the library's that is bytes in memory.
struct Memory {
    std::string_view bytes;
    std::size_t at = 0;
};

// The library's hooks are told a name and no context: the members of the archive that this thread is reading.
struct Members {
    std::string_view shp, shx, dbf;
};
thread_local Members members;

std::string_view member_called(const char* name) {
    const std::string_view path(name);
    const auto ending = path.substr(std::min(path.size(), path.rfind('.') + 1));
    if (ending == "shp" || ending == "SHP") return members.shp;
    if (ending == "shx" || ending == "SHX") return members.shx;
    return ending == "dbf" || ending == "DBF" ? members.dbf : std::string_view();
}

SAFile open_member(const char* name, const char*) {
    const auto bytes = member_called(name);
    return bytes.empty() ? nullptr : reinterpret_cast<SAFile>(new Memory{bytes});
}

SAOffset read_member(void* to, SAOffset size, SAOffset count, SAFile file) {
    auto& memory = *reinterpret_cast<Memory*>(file);
    const auto left = memory.bytes.size() - memory.at;
    if (size == 0) return 0;
    const auto whole = std::min<std::size_t>(count, left / size);
    std::memcpy(to, memory.bytes.data() + memory.at, whole * size);
    memory.at += whole * size;
    return whole;
}

SAOffset seek_in_member(SAFile file, SAOffset offset, int from) {
    auto& memory = *reinterpret_cast<Memory*>(file);
    const std::size_t base = from == SEEK_SET ? 0 : from == SEEK_CUR ? memory.at : memory.bytes.size();
    memory.at = std::min(base + offset, memory.bytes.size());
    return 0;
}

SAHooks hooks() {
    SAHooks hooks{};
    hooks.FOpen = open_member;
    hooks.FRead = read_member;
    hooks.FWrite = [](void*, SAOffset, SAOffset, SAFile) -> SAOffset { return 0; };
    hooks.FSeek = seek_in_member;
    hooks.FTell = [](SAFile file) -> SAOffset { return reinterpret_cast<Memory*>(file)->at; };
    hooks.FFlush = [](SAFile) { return 0; };
    hooks.FClose = [](SAFile file) {
        delete reinterpret_cast<Memory*>(file);
        return 0;
    };
    hooks.Remove = [](const char*) { return -1; };
    hooks.Error = [](const char*) {};  // what cannot be read is reported by what is missing
    hooks.Atof = std::atof;
    return hooks;
}

using Shapes = std::unique_ptr<SHPInfo, void (*)(SHPHandle)>;
using Attributes = std::unique_ptr<DBFInfo, void (*)(DBFHandle)>;
using Shape = std::unique_ptr<SHPObject, void (*)(SHPObject*)>;

int district_field(DBFHandle attributes) {
    for (int i = 0; i < std::min(DBFGetFieldCount(attributes), most_fields); ++i) {
        char name[XBASE_FLDNAME_LEN_READ + 1] = "";
        DBFGetFieldInfo(attributes, i, name, nullptr, nullptr);
        if (is_district_property(name)) return i;
    }
    return -1;
}

std::string attribute(DBFHandle attributes, int row, int field) {
    const char* text = DBFReadStringAttribute(attributes, row, field);
    return text ? text : "";
}

std::vector<directory::Loop> loops_of(const SHPObject& shape) {
    std::vector<directory::Loop> loops;
    for (int part = 0; part < shape.nParts; ++part) {
        const int from = shape.panPartStart[part];
        const int to = part + 1 < shape.nParts ? shape.panPartStart[part + 1] : shape.nVertices;
        auto& loop = loops.emplace_back();
        for (int i = std::max(from, 0); i < std::min(to, shape.nVertices); ++i)
            loop.push_back({shape.padfY[i], shape.padfX[i]});
    }
    return loops;
}

}  // namespace

void read_shapefile(std::string_view shp, std::string_view shx, std::string_view dbf, directory::DirectoryData& data,
                    Report& report) {
    members = {shp, shx, dbf};
    auto from_memory = hooks();
    const Shapes shapes(SHPOpenLL("lines.shp", "rb", &from_memory), SHPClose);
    const Attributes attributes(DBFOpenLL("lines.dbf", "rb", &from_memory), DBFClose);
    int count = 0, kind = 0;
    if (shapes) SHPGetInfo(shapes.get(), &count, &kind, nullptr, nullptr);
    if (!shapes || !attributes || kind != polygon || count > most_shapes ||
        DBFGetRecordCount(attributes.get()) != count)
        return report.error(0, "The archive holds no shapefile of districts, or a damaged one; fetch it again.");
    const int state = DBFGetFieldIndex(attributes.get(), "STATEFP"), district = district_field(attributes.get());
    if (state < 0 || district < 0)
        return report.error(0, "The shapefile does not say state and district (STATEFP, CD119FP): another file?");
    BoundaryRows rows(data.boundaries, report);
    for (int row = 0; row < count; ++row) {
        const Shape shape(SHPReadObject(shapes.get(), row), SHPDestroyObject);
        const std::string which = "shape " + std::to_string(row + 1);
        if (!shape) {
            report.error(0, which + " cannot be read; the file is damaged.");
            continue;
        }
        rows.add(which, attribute(attributes.get(), row, state), attribute(attributes.get(), row, district),
                 loops_of(*shape));
    }
    rows.finish();
}

}  // namespace sayso::intake
