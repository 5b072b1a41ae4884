#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <catch2/catch.hpp>
#include <sstream>

#include "service/app/session.hpp"
#include "service/store/sqlite/sqlite.hpp"
#include "tests/support/made_up_folder.hpp"

using namespace sayso;

namespace {

struct Ran {
    int status = 0;
    std::string out, err;
};

Ran run(const tests::TemporaryFolder& folder, std::vector<std::string> words) {
    words.insert(words.begin(), {"sayso", "--config", folder.file("sayso.toml")});
    std::vector<const char*> arguments;
    for (const auto& word : words) arguments.push_back(word.c_str());
    std::istringstream in;
    std::ostringstream out, err;
    const int status = app::run(static_cast<int>(arguments.size()), arguments.data(), in, out, err);
    return {status, out.str(), err.str()};
}

// The executor outlives the store, whose thread may still be on its way out of the hand-over.
void report(boost::asio::io_context& io, store::Store& store, const store::NumberReport& what) {
    const auto tell = [&]() -> boost::asio::awaitable<void> { co_await store.visits().report_number(what); };
    boost::asio::co_spawn(io, tell, [](std::exception_ptr error) {
        if (error) std::rethrow_exception(error);
    });
    io.restart();
    io.run_for(std::chrono::seconds(30));
}

}  // namespace

TEST_CASE("Reported numbers are listed with whose they are, and settled") {
    const tests::TemporaryFolder folder;
    tests::write_text(folder.file("sayso.toml"), "[store]\npath = \"" + folder.file("sayso.db") + "\"\n");
    CHECK(run(folder, {"numbers"}).out == "No number is reported as wrong, and none failed in two calls.\n");
    const std::string data = std::string(SAYSO_SOURCE_DIR) + "/tests/data/directory";
    REQUIRE(run(folder, {"directory", "import", data}).status == 0);
    {
        boost::asio::io_context io;
        const auto store = store::sqlite::open(folder.file("sayso.db"));
        const directory::Instant day = std::chrono::sys_days(std::chrono::days(20'000));
        report(io, *store, {"a", "+12025550101", "L900003-capitol", "L900003", day});
        report(io, *store, {"b", "+12025550101", "L900003-capitol", "L900003", day});
        report(io, *store, {"a", "+12025550199", "nobody's", "org:0", day});
    }
    const auto listed = run(folder, {"numbers"});
    INFO(listed.out);
    CHECK(listed.status == 0);
    CHECK(listed.out.find("+12025550101  (202) 555-0101  2 reports, the last on 2024-10-04") != std::string::npos);
    CHECK(listed.out.find("Lindqvist, Washington") != std::string::npos);
    CHECK(listed.out.find("1 report, the last on 2024-10-04  nobody's") != std::string::npos);
    const auto settled = run(folder, {"numbers", "settle", "202-555-0101"});
    CHECK(settled.status == 0);
    CHECK(settled.out == "2 reports of +12025550101 settled.\n");
    CHECK(run(folder, {"numbers"}).out.find("+12025550101") == std::string::npos);
    const auto twice = run(folder, {"numbers", "settle", "+12025550101"});
    CHECK(twice.status == 1);
    CHECK(twice.err.find("nobody reported +12025550101") != std::string::npos);
    CHECK(run(folder, {"numbers", "settle", "12"}).status == 2);
    CHECK(run(folder, {"numbers", "settle"}).status == 2);
}
