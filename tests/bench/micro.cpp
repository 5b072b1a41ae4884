// The parts of a webhook, each alone:   bench_micro DATABASE [google-benchmark's options]
// The database holds the full directory and the sample content (`sayso directory import`, `sayso content import`).
#include <benchmark/benchmark.h>

#include "service/content/content.hpp"
#include "service/http/form.hpp"
#include "service/live/live.hpp"
#include "service/store/sqlite/sqlite.hpp"
#include "voice/flow/machine.hpp"
#include "voice/markup/render.hpp"
#include "voice/webhook/webhook.hpp"

using namespace sayso;

namespace {

std::shared_ptr<const book::Book> the_book;
const directory::Instant moment{std::chrono::seconds(1'781'971'200)};  // 2026-06-20, noon Eastern

// A ZIP, and everybody who represents it.
void zip_to_people(benchmark::State& state) {
    const auto& directory = the_book->directory();
    const auto zips = directory.all_zips();
    std::size_t i = 0;
    for (auto _ : state) {
        const auto placement = directory.place(zips[i]);
        for (const auto& district : placement.districts)
            benchmark::DoNotOptimize(directory.house_seat(district.state, district.number, moment));
        for (const auto& code : placement.states) benchmark::DoNotOptimize(directory.senate_seats(code, moment));
        i = (i + 7919) % zips.size();
    }
}
BENCHMARK(zip_to_people);

const std::string body =
    "AccountSid=AC00000000000000000000000000000001&ApiVersion=2010-04-01&CallSid=CA0123456789abcdef0123456789abcdef"
    "&CallStatus=in-progress&Called=%2B12025550142&CalledCity=WASHINGTON&CalledCountry=US&CalledState=DC"
    "&CalledZip=20001&Caller=%2B14155550143&CallerCity=SAN+FRANCISCO&CallerCountry=US&CallerState=CA&CallerZip=94110"
    "&Digits=94110&Direction=inbound&FinishedOnKey=&From=%2B14155550143&FromCity=SAN+FRANCISCO&FromCountry=US"
    "&FromState=CA&FromZip=94110&To=%2B12025550142&ToCity=WASHINGTON&ToCountry=US&ToState=DC&ToZip=20001"
    "&msg=Gather+End";

void form(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(http::parse_form(body, 200));
}
BENCHMARK(form);

void signature_check(benchmark::State& state) {
    const std::vector<std::string> tokens{"0123456789abcdef0123456789abcdef"};
    const std::string url = "https://hotline.example.org/voice/twilio/step?n=0";
    const auto fields = *http::parse_form(body, 200);
    const auto signature = webhook::twilio_sign(tokens.front(), url, fields);
    for (auto _ : state) {
        if (!webhook::twilio_signature_valid(tokens, url, "POST", fields, body, signature))
            state.SkipWithError("refused");
    }
}
BENCHMARK(signature_check);

// One whole call to three offices, step by step as they come: the time is that of one step, its document included.
void flow_step_with_markup(benchmark::State& state) {
    flow::Answered answered;
    answered.line = *directory::PhoneNumber::parse("+12025550142");
    answered.caller = flow::CallerKind::nanp;
    answered.web_address = "https://hotline.example.org";
    flow::Event event;
    event.at = moment;
    event.what = answered;
    std::vector<flow::Happening> told{flow::Keyed{"94110"}, flow::Keyed{"1"}};
    for (int target = 0; target < 3; ++target) {
        told.emplace_back(flow::Silence{});
        flow::DialEnded dial;
        dial.outcome = flow::DialOutcome::answered;
        dial.seconds = 60;
        told.emplace_back(dial);
        told.emplace_back(flow::Keyed{"1"});
    }
    flow::State at = flow::start(*the_book, event);
    std::size_t next = 0;
    for (auto _ : state) {
        if (next == told.size()) {
            next = 0;
            event.what = answered;
            event.since_answer = 0;
            at = flow::start(*the_book, event);
        } else {
            event.what = told[next++];
            event.since_answer += 20;
            auto after = flow::next(*the_book, at, event);
            if (!after) {
                state.SkipWithError("a step that leads nowhere");
                break;
            }
            at = std::move(*after);
        }
        const auto document = flow::say(*the_book, at, "/voice/twilio/step");
        benchmark::DoNotOptimize(
            markup::render(document, markup::Dialect::twilio, "https://hotline.example.org").body.data());
    }
}
BENCHMARK(flow_step_with_markup);

void state_to_bytes_and_back(benchmark::State& state) {
    flow::Event event;
    event.at = moment;
    flow::Answered answered;
    answered.line = *directory::PhoneNumber::parse("+12025550142");
    event.what = answered;
    auto at = flow::start(*the_book, event);
    event.what = flow::Keyed{"94110"};
    at = *flow::next(*the_book, at, event);
    for (auto _ : state) benchmark::DoNotOptimize(flow::decode(flow::encode(at)));
}
BENCHMARK(state_to_bytes_and_back);

}  // namespace

int main(int count, char** values) {
    if (count < 2) {
        std::fprintf(stderr, "bench_micro DATABASE [options]\n");
        return 2;
    }
    const auto store = store::sqlite::open(values[1]);
    live::Live live(*store, [&](const store::StoredDocument& s) { return content::decode(s, store->contents()); });
    live.reload();
    the_book = live.book();
    values[1] = values[0];
    --count;
    benchmark::Initialize(&count, values + 1);
    benchmark::RunSpecifiedBenchmarks();
    the_book = nullptr;
}
