#include <shapefil.h>

#include <catch2/catch.hpp>

#include "service/intake/raw_file.hpp"
#include "tests/service/intake/findings.hpp"
#include "tests/support/made_up_folder.hpp"
#include "tests/support/zip_archive.hpp"

using namespace sayso;
using namespace sayso::tests;

namespace {

const std::string lines = "congressional_districts.geojson", zipped = "cb_2024_us_cd119_5m.zip";

intake::Parsed read(const MadeUpFolder& folder) {
    return intake::read_folder(folder.path(), made(), today());
}

std::string districts_of(const intake::Parsed& parsed) {
    std::string text;
    for (const auto& boundary : parsed.data.boundaries)
        text += (text.empty() ? "" : " ") + label(boundary.district) + ":" + std::to_string(boundary.loops.size());
    return text;
}

struct Drawn {
    std::string state, district;
    std::vector<int> starts;
    std::vector<double> longitudes, latitudes;
};

// A shapefile as the Census Bureau publishes it: three files in an archive.
std::string shapefile(const std::vector<Drawn>& shapes, int kind = SHPT_POLYGON) {
    const TemporaryFolder folder;
    SHPHandle shp = SHPCreate(folder.file("lines").c_str(), kind);
    DBFHandle dbf = DBFCreate(folder.file("lines").c_str());
    REQUIRE(shp);
    REQUIRE(dbf);
    DBFAddField(dbf, "STATEFP", FTString, 2, 0);
    DBFAddField(dbf, "CD119FP", FTString, 2, 0);
    for (const auto& each : shapes) {
        SHPObject* object = SHPCreateObject(kind, -1, static_cast<int>(each.starts.size()), each.starts.data(), nullptr,
                                            static_cast<int>(each.latitudes.size()), each.longitudes.data(),
                                            each.latitudes.data(), nullptr, nullptr);
        const int row = SHPWriteObject(shp, -1, object);
        SHPDestroyObject(object);
        DBFWriteStringAttribute(dbf, row, 0, each.state.c_str());
        DBFWriteStringAttribute(dbf, row, 1, each.district.c_str());
    }
    SHPClose(shp);
    DBFClose(dbf);
    std::vector<std::pair<std::string, std::string>> files{{"read.me", "x"}};
    for (const char* ending : {".shp", ".shx", ".dbf"})
        files.emplace_back(std::string("cb") + ending, text_of(folder.file(std::string("lines") + ending)));
    return zip_archive(files);
}

const Drawn wyoming{"56",
                    "00",
                    {0, 5},
                    {-111, -104, -104, -111, -111, -108, -107, -107, -108, -108},
                    {41, 41, 45, 45, 41, 42, 42, 43, 43, 42}};

void put_archive(const MadeUpFolder& folder, const std::string& bytes) {
    std::filesystem::remove(folder.file(lines));
    write_text(folder.file(zipped), bytes);
}

}  // namespace

TEST_CASE("lines are read from GeoJSON with their islands and holes") {
    const MadeUpFolder folder;
    const auto parsed = read(folder);
    INFO(all_findings(parsed));
    CHECK(parsed.ok());
    CHECK(districts_of(parsed) == "CA-11:2 CA-14:2 CA-15:1 DC:1 WY at large:1");
    const directory::Directory built(parsed.data);
    CHECK(label(built.place(directory::Coordinates{37.76, -122.41}).districts.at(0)) == "CA-11");
    CHECK(label(built.place(directory::Coordinates{37.75, -122.1}).districts.at(0)) == "CA-15");
}

TEST_CASE("what is wrong with lines is said, and refuses the import") {
    struct Spoil {
        std::string from, to, words;
    };
    for (const Spoil& spoil : std::vector<Spoil>{
             {"\"STATEFP\": \"11\"", "\"STATEFP\": \"99\"", "feature 4: '99' is not the Census Bureau's number"},
             {"\"CD119FP\": \"98\"", "\"CD119FP\": \"07\"",
              "feature 4: there is no district 07 in District of Columbia"},
             {"\"CD119FP\": \"98\"", "\"CD\": \"98\"", "feature 4 does not say its state and district"},
             {"\"CD119FP\": \"15\"", "\"CD119FP\": \"14\"", "feature 3: CA-14 is given twice"},
             {"[-77.1, 38.8], [-76.9", "[-77.2, 38.8], [-76.9",
              "feature 4 has a line that does not end where it began"},
             {"[-76.9, 38.8]", "[-76.9, 138.8]", "feature 4 has a point that is not on the Earth"},
             {"[-76.9, 38.8]", "[-76.9]", "feature 4 is not drawn as a Polygon or MultiPolygon"},
             {"[-76.9, 38.8]", "[\"-76.9\", 38.8]", "feature 4 is not drawn as a Polygon or MultiPolygon"},
             {"\"MultiPolygon\"", "\"LineString\"", "feature 1 is not drawn as a Polygon or MultiPolygon"},
             {"\"features\"", "\"creatures\"", "not a GeoJSON collection of features"},
             {"\"geometry\": {\"type\": \"MultiPolygon\"", "\"geo\": {\"type\": \"MultiPolygon\"", "no geometry"},
         }) {
        const MadeUpFolder folder;
        folder.replace(lines, spoil.from, spoil.to);
        const auto parsed = read(folder);
        INFO(spoil.to << "\n" << all_findings(parsed));
        CHECK(refuses(parsed, lines, 0, spoil.words));
    }
}

TEST_CASE("JSON that was cut off is reported with the line") {
    const MadeUpFolder folder;
    const std::string whole = text_of(folder.file(lines));
    write_text(folder.file(lines), whole.substr(0, whole.find("\"06\", \"CD119FP\": \"14\"")));
    const auto parsed = read(folder);
    INFO(all_findings(parsed));
    CHECK(refuses(parsed, lines, 4, "it is not JSON"));
}

TEST_CASE("lines are read from the Census Bureau's shapefile in its archive") {
    const MadeUpFolder folder;
    put_archive(folder, shapefile({wyoming, {"39", "ZZ", {0}, {-82, -81, -81, -82}, {41, 41, 42, 41}}}));
    const auto parsed = read(folder);
    INFO(all_findings(parsed));
    CHECK(parsed.ok());
    CHECK(districts_of(parsed) == "WY at large:2");
    const directory::Directory built(parsed.data);
    CHECK(built.place(directory::Coordinates{44, -105}).found());
    CHECK_FALSE(built.place(directory::Coordinates{42.5, -107.5}).found());
}

TEST_CASE("a shapefile that is none, is cut off or says nothing is refused") {
    const MadeUpFolder folder;
    const auto refused = [&](const std::string& bytes, const std::string& words) {
        put_archive(folder, bytes);
        const auto parsed = read(folder);
        INFO(all_findings(parsed));
        CHECK(refuses(parsed, zipped, 0, words));
    };
    refused(zip_archive({{"a.shp", "x"}}), "The archive has no *.shx in it");
    refused(zip_archive({{"a.shp", "x"}, {"a.shx", "x"}, {"a.dbf", "x"}}), "no shapefile of districts");
    refused(shapefile({}), "has no district");
    refused(shapefile({wyoming, wyoming}), "shape 2: WY at large is given twice");
    refused(shapefile({wyoming}, SHPT_ARC), "no shapefile of districts");
}
