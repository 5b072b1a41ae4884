#include "service/net/crowd.hpp"

#include <algorithm>
#include <cstdio>
#include <random>
#include <utility>

#include "service/net/session.hpp"
#include "service/observe/observe.hpp"

namespace sayso::net {

namespace {

constexpr std::size_t most_turned_away = 64;
constexpr std::chrono::seconds between_complaints{10};

std::string hex(std::uint64_t value, int digits) {
    char text[17];
    std::snprintf(text, sizeof text, "%0*llx", digits, static_cast<unsigned long long>(value));
    return text;
}

}  // namespace

Crowd::Crowd(const ServerOptions& given, const http::Router& to)
    : options(given),
      router(to),
      peers(given.trusted_proxies),
      turns(std::make_shared<Turns>(std::max(0, given.limits.in_hand))) {
    std::random_device random;  // ids of two runs, or of two nodes, do not meet in one log
    id_prefix_ = hex(random(), 8);
}

std::string Crowd::next_request_id() {
    return id_prefix_ + hex(requests_.fetch_add(1, std::memory_order_relaxed), 8);
}

void Crowd::tell_busy() {
    observe::count("sayso_http_refused_total", {{"listener", options.name}, {"reason", "busy"}});
    const auto now = std::chrono::steady_clock::now();
    auto told = told_busy_.load(std::memory_order_relaxed);
    const bool again =
        told == 0 ||
        now - std::chrono::steady_clock::time_point(std::chrono::steady_clock::duration(told)) > between_complaints;
    if (!again || !told_busy_.compare_exchange_strong(told, now.time_since_epoch().count())) return;
    observe::log(observe::Level::warning, "too_busy", {{"listener", options.name}});
}

void Crowd::show_size() const {
    observe::gauge("sayso_http_connections", static_cast<double>(inside_), {{"listener", options.name}});
}

Crowd::Welcome Crowd::room_for(const std::string& peer) const {
    if (inside_ >= static_cast<std::size_t>(std::max(0, options.limits.connections))) return Welcome::full;
    const int most = options.limits.connections_per_peer;
    const auto mine = by_peer_.find(peer);
    return most > 0 && mine != by_peer_.end() && mine->second >= most ? Welcome::full_for_peer : Welcome::in;
}

Crowd::Greeting Crowd::admit(const std::shared_ptr<Session>& session, const std::string& peer) {
    const std::lock_guard lock(mutex_);
    const Welcome welcome = room_for(peer);
    if (welcome == Welcome::in) {
        ++inside_;
        session->inside_ = true;
        if (options.limits.connections_per_peer > 0) ++by_peer_[session->counted_as_ = peer];
        show_size();
    } else {
        if (turned_away_ == most_turned_away) return {welcome, false};
        ++turned_away_;
    }
    members_.push_back({session.get(), session});
    session->place_ = std::prev(members_.end());
    return {welcome, true};
}

bool Crowd::take_out(Session& session) {
    if (!session.place_) return false;
    members_.erase(*session.place_);
    session.place_.reset();
    --(session.inside_ ? inside_ : turned_away_);
    if (const auto mine = by_peer_.find(session.counted_as_); mine != by_peer_.end() && --mine->second == 0)
        by_peer_.erase(mine);
    if (session.inside_) show_size();
    return true;
}

void Crowd::leave(Session& session) {
    std::function<void()> empty;
    {
        const std::lock_guard lock(mutex_);
        if (take_out(session) && members_.empty()) empty = std::exchange(empty_, nullptr);
    }
    if (empty) empty();
}

void Crowd::forget(Session& session) {
    const std::lock_guard lock(mutex_);
    take_out(session);
}

void Crowd::sweep(std::chrono::steady_clock::time_point now) {
    std::vector<std::shared_ptr<Session>> late;  // let go of after the mutex: the last owner's destructor takes it too
    {
        const std::lock_guard lock(mutex_);
        for (const auto& member : members_) {
            if (!member.session->late(now)) continue;
            if (auto session = member.owner.lock()) late.push_back(std::move(session));
        }
    }
    for (const auto& session : late) session->expire();
}

std::vector<std::shared_ptr<Session>> Crowd::present() const {
    std::vector<std::shared_ptr<Session>> all;
    const std::lock_guard lock(mutex_);
    all.reserve(members_.size());
    for (const auto& member : members_)
        if (auto session = member.owner.lock()) all.push_back(std::move(session));
    return all;
}

void Crowd::drain(std::function<void()> empty) {
    begin_draining();
    bool nobody = false;
    {
        const std::lock_guard lock(mutex_);
        nobody = members_.empty();
        if (!nobody) empty_ = std::move(empty);
    }
    if (nobody) return empty();
    for (const auto& session : present()) session->drain();
}

void Crowd::close_all() {
    begin_draining();
    for (const auto& session : present()) session->close();
}

bool Crowd::BodyRoom::grow_to(std::size_t bytes) {
    const std::size_t more = bytes - held_;
    held_ = bytes;
    return crowd_.body_bytes_.fetch_add(more, std::memory_order_relaxed) + more <=
           crowd_.options.limits.all_bodies_bytes;
}

}  // namespace sayso::net
