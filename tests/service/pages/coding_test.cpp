#include "service/pages/coding.hpp"

#include <brotli/decode.h>
#include <zlib.h>

#include <catch2/catch.hpp>
#include <set>

#include "tests/service/pages/site_fixture.hpp"

using namespace sayso;
using pages::Coding;
using pages::wanted_coding;
using test::TestSite;

namespace {

std::string unpacked(const http::Response& response) {
    const std::string_view coding = response.headers.get("Content-Encoding");
    std::string out(1 << 20, '\0');
    if (coding == "br") {
        std::size_t size = out.size();
        REQUIRE(BrotliDecoderDecompress(response.body.size(),
                                        reinterpret_cast<const std::uint8_t*>(response.body.data()), &size,
                                        reinterpret_cast<std::uint8_t*>(out.data())) == BROTLI_DECODER_RESULT_SUCCESS);
        out.resize(size);
        return out;
    }
    if (coding != "gzip") return response.body;
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    std::string in = response.body;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    REQUIRE(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    return out;
}

http::Response asked(TestSite& site, const std::string& path, const std::string& accept, const std::string& tag = "",
                     http::Method method = http::Method::get) {
    auto request = test::request_for(method, path);
    if (!accept.empty()) request.headers.add("Accept-Encoding", accept);
    if (!tag.empty()) request.headers.add("If-None-Match", tag);
    return site.send(std::move(request));
}

std::string style_of(TestSite& site) {
    const auto html = test::Html::read(site.get("/").body);
    for (const auto* link : html.all("link"))
        if (link->get("rel") == "stylesheet") return link->get("href");
    return {};
}

}  // namespace

TEST_CASE("the coding is the one the client weighs most") {
    CHECK(wanted_coding("") == Coding::none);
    CHECK(wanted_coding("gzip, deflate, br") == Coding::brotli);
    CHECK(wanted_coding("GZIP") == Coding::gzip);
    CHECK(wanted_coding("x-gzip") == Coding::gzip);
    CHECK(wanted_coding("br;q=0.5, gzip;q=0.8") == Coding::gzip);
    CHECK(wanted_coding("br ; q=1.0 ,gzip;q=0.999") == Coding::brotli);
    CHECK(wanted_coding("*") == Coding::brotli);
    CHECK(wanted_coding("*;q=0.3, br;q=0") == Coding::gzip);
    CHECK(wanted_coding("br;q=0, gzip;q=0") == Coding::none);
    CHECK(wanted_coding("identity, *;q=0") == Coding::none);
    CHECK(wanted_coding("gzip;q=0.2, identity;q=0.9") == Coding::none);
    CHECK(wanted_coding("identity;q=0, gzip") == Coding::gzip);
    CHECK(wanted_coding("deflate, zstd") == Coding::none);
    for (const char* odd :
         {"gzip;q=", "gzip;q=x", "gzip;q=2", "gzip;q=0.0000", "gzip;q=1x", "gzip;q=-1", ";;,,q=1", ","})
        CHECK(wanted_coding(odd) == Coding::none);
    CHECK(wanted_coding("gzip;level=9;q=0.5") == Coding::gzip);
}

TEST_CASE("a page and a static file come compressed, and are the same bytes inside") {
    TestSite site;
    for (const std::string& path : {std::string("/"), std::string("/topics/river"), style_of(site),
                                    std::string("/feed.xml"), std::string("/sitemap.xml")}) {
        INFO(path);
        const auto plain = asked(site, path, "");
        REQUIRE(plain.status == 200);
        CHECK_FALSE(plain.headers.has("Content-Encoding"));
        CHECK(plain.headers.get("Vary").find("Accept-Encoding") != std::string_view::npos);
        CHECK(plain.headers.count("Vary") == 1);
        std::set<std::string> tags{std::string(plain.headers.get("ETag"))};
        for (const std::string coding : {"br", "gzip"}) {
            const auto packed = asked(site, path, coding);
            CHECK(packed.headers.get("Content-Encoding") == coding);
            CHECK(packed.headers.get("Vary") == plain.headers.get("Vary"));
            CHECK(packed.body.size() < plain.body.size());
            CHECK(unpacked(packed) == plain.body);
            CHECK(tags.insert(std::string(packed.headers.get("ETag"))).second);
        }
    }
}

TEST_CASE("an entity tag belongs to one coding") {
    TestSite site;
    for (const std::string path : {"/topics/river", "/feed.json"}) {
        const std::string br(asked(site, path, "br").headers.get("ETag"));
        const auto same = asked(site, path, "br", br);
        CHECK(same.status == 304);
        CHECK(same.body.empty());
        CHECK_FALSE(same.headers.has("Content-Encoding"));
        CHECK(same.headers.get("ETag") == br);
        CHECK(same.headers.get("Vary").find("Accept-Encoding") != std::string_view::npos);
        CHECK(asked(site, path, "gzip", br).status == 200);
        CHECK(asked(site, path, "", br).status == 200);
        CHECK(asked(site, path, "gzip", "W/\"x\", W/" + br + ", *x").status == 200);
        CHECK(asked(site, path, "gzip", "*").status == 304);
        const auto head = asked(site, path, "br", "", http::Method::head);
        CHECK(head.headers.get("ETag") == br);
        CHECK(head.headers.get("Content-Encoding") == "br");
    }
}

TEST_CASE("what holds something of the visitor's is never compressed") {
    TestSite site;
    auto request = test::request_for(http::Method::post, "/reps");
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add("Origin", "https://sayso.example");
    request.headers.add("Accept-Encoding", "br, gzip");
    request.body = "zip=94110";
    const auto response = site.send(request);
    CHECK(response.status == 200);
    CHECK(response.headers.get("Cache-Control") == "no-store");
    CHECK_FALSE(response.headers.has("Content-Encoding"));
    CHECK(response.body.find("<html") != std::string::npos);
}

TEST_CASE("pictures and short texts stay as they are") {
    TestSite site;
    CHECK_FALSE(asked(site, "/robots.txt", "br").headers.has("Content-Encoding"));
    CHECK_FALSE(asked(site, "/share/en/home.png", "br").headers.has("Content-Encoding"));
}

TEST_CASE("compression holds on any bytes") {
    for (const std::string& bytes :
         {std::string(), std::string("a"), std::string(100000, 'a'), std::string("\0\xFF\x80", 3)}) {
        for (const auto& [coding, name] : {std::pair{Coding::gzip, "gzip"}, std::pair{Coding::brotli, "br"}}) {
            for (const bool best : {false, true}) {
                http::Response response;
                response.headers.add("Content-Encoding", name);
                response.body = pages::compressed(bytes, coding, best);
                CHECK(unpacked(response) == bytes);
            }
        }
    }
}
