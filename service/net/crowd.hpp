#pragma once
#include <atomic>
#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "service/http/router.hpp"
#include "service/net/peers.hpp"
#include "service/net/server.hpp"
#include "service/net/turns.hpp"

namespace sayso::net {

class Session;

// All connections of one server, and what they share. Deadlines are kept here: one sweep over all connections costs
// less than a timer for each.
class Crowd {
  public:
    Crowd(const ServerOptions& options, const http::Router& router);

    const ServerOptions options;
    const http::Router& router;
    const Peers peers;
    const std::shared_ptr<Turns> turns;

    enum class Welcome { in, full, full_for_peer };
    // A session that finds no room may still say so before it goes; it is not `heard` when too many are saying it
    // already.
    struct Greeting {
        Welcome welcome;
        bool heard;
    };
    Greeting admit(const std::shared_ptr<Session>& session, const std::string& peer);
    void leave(Session& session);   // its coroutine has ended
    void forget(Session& session);  // it is destroyed, perhaps together with the io_context

    // Ends the waits of connections whose deadline is over.
    void sweep(std::chrono::steady_clock::time_point now);
    // From now on every connection closes after its answer.
    void begin_draining() { draining_.store(true, std::memory_order_release); }
    // Idle connections close, the others after the answer they are working on; `empty` runs when the last is gone.
    void drain(std::function<void()> empty);
    void close_all();
    bool draining() const { return draining_.load(std::memory_order_acquire); }

    std::string next_request_id();
    // Counts a request that was refused because too many are in hand, and says so in the log now and then.
    void tell_busy();

    // Memory for one body among all that are being read; given back when this goes.
    class BodyRoom {
      public:
        explicit BodyRoom(Crowd& crowd) : crowd_(crowd) {}
        ~BodyRoom() { crowd_.body_bytes_.fetch_sub(held_, std::memory_order_relaxed); }
        BodyRoom(const BodyRoom&) = delete;
        BodyRoom& operator=(const BodyRoom&) = delete;
        // False when the bodies have more than they may have together.
        bool grow_to(std::size_t bytes);

      private:
        Crowd& crowd_;
        std::size_t held_ = 0;
    };

  private:
    struct Member {
        Session* session;  // valid while it stands here: it takes itself out before it goes
        std::weak_ptr<Session> owner;
    };
    friend class Session;
    Welcome room_for(const std::string& peer) const;
    bool take_out(Session& session);
    void show_size() const;
    std::vector<std::shared_ptr<Session>> present() const;

    mutable std::mutex mutex_;
    std::list<Member> members_;
    std::size_t inside_ = 0, turned_away_ = 0;  // of the members
    std::unordered_map<std::string, int> by_peer_;
    std::function<void()> empty_;
    std::atomic<bool> draining_{false};
    std::string id_prefix_;
    std::atomic<std::uint64_t> requests_{0};
    std::atomic<std::size_t> body_bytes_{0};
    std::atomic<std::chrono::steady_clock::rep> told_busy_{0};
};

}  // namespace sayso::net
