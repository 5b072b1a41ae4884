#pragma once
// A server that does exactly what its script says, connection by connection; over TLS with a certificate of its own
// when asked.
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sayso::test {

class ScriptedPeer {
  public:
    // One accepted connection.
    class Talk {
      public:
        virtual ~Talk() = default;
        virtual std::string read_request() = 0;  // head, and the body by its Content-Length; empty at the end
        virtual void write(std::string_view bytes) = 0;
        virtual void close() = 0;
        virtual void wait_for_close() = 0;  // until the other side goes
    };
    using Script = std::function<void(Talk&)>;

    // Plays the n-th script on the n-th connection, then takes no more.
    explicit ScriptedPeer(std::vector<Script> scripts);
    // The same over TLS, with a self-signed certificate for that name. `certificate()` is a file with it.
    ScriptedPeer(std::vector<Script> scripts, const std::string& certificate_name);
    ~ScriptedPeer();  // waits for the scripts that were begun

    std::string host_and_port() const;  // "127.0.0.1:1234"
    int port() const;
    std::string certificate() const;
    int connections() const;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace sayso::test
