#include "tests/support/scripted_peer.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <stdexcept>
#include <thread>

namespace sayso::test {

namespace {

constexpr int patience_ms = 20000;

std::size_t length_of(const std::string& head) {
    const auto at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::strtoul(head.c_str() + at + 16, nullptr, 10);
}

class PlainTalk : public ScriptedPeer::Talk {
  public:
    explicit PlainTalk(int socket) : socket_(socket) {}
    ~PlainTalk() override { PlainTalk::close(); }
    std::string read_request() override {
        std::size_t end = 0;
        while ((end = arrived_.find("\r\n\r\n")) == std::string::npos)
            if (!fill()) return {};
        const std::size_t whole = end + 4 + length_of(arrived_.substr(0, end));
        while (arrived_.size() < whole)
            if (!fill()) return {};
        const std::string request = arrived_.substr(0, whole);
        arrived_.erase(0, whole);
        return request;
    }
    void write(std::string_view bytes) override {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    void close() override {
        if (socket_ >= 0) ::close(socket_);
        socket_ = -1;
    }
    void wait_for_close() override {
        while (fill()) arrived_.clear();
    }

  protected:
    virtual bool fill() {
        pollfd ready{socket_, POLLIN, 0};
        if (::poll(&ready, 1, patience_ms) <= 0) return false;
        char bytes[4096];
        const auto size = ::recv(socket_, bytes, sizeof bytes, 0);
        if (size > 0) arrived_.append(bytes, static_cast<std::size_t>(size));
        return size > 0;
    }
    int socket_;
    std::string arrived_;
};

class SecureTalk : public PlainTalk {
  public:
    SecureTalk(int socket, SSL_CTX* context) : PlainTalk(socket), ssl_(SSL_new(context)) {
        SSL_set_fd(ssl_, socket);
        good_ = SSL_accept(ssl_) == 1;
    }
    ~SecureTalk() override {
        SecureTalk::close();
        SSL_free(ssl_);
    }
    void write(std::string_view bytes) override {
        if (good_ && !bytes.empty()) SSL_write(ssl_, bytes.data(), static_cast<int>(bytes.size()));
    }
    void close() override {
        if (good_) SSL_shutdown(ssl_);
        good_ = false;
        PlainTalk::close();
    }

  protected:
    bool fill() override {
        char bytes[4096];
        const int size = good_ ? SSL_read(ssl_, bytes, sizeof bytes) : 0;
        if (size > 0) arrived_.append(bytes, static_cast<std::size_t>(size));
        return size > 0;
    }

  private:
    SSL* ssl_;
    bool good_ = false;
};

}  // namespace

struct ScriptedPeer::State {
    std::vector<Script> scripts;
    int listener = -1, port = 0;
    std::atomic<int> connections{0};
    std::atomic<bool> over{false};
    SSL_CTX* tls = nullptr;
    std::string certificate;
    std::thread thread;

    void listen() {
        listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        sockaddr generic{};
        std::memcpy(&generic, &address, sizeof generic);
        socklen_t size = sizeof address;
        if (::bind(listener, &generic, size) != 0 || ::listen(listener, 16) != 0 ||
            ::getsockname(listener, &generic, &size) != 0)
            throw std::runtime_error("cannot listen");
        std::memcpy(&address, &generic, sizeof address);
        port = ntohs(address.sin_port);
        thread = std::thread([this] { play(); });
    }

    void play() {
        for (const auto& script : scripts) {
            pollfd ready{listener, POLLIN, 0};
            while (!over && ::poll(&ready, 1, 20) == 0) {
            }
            if (over) return;
            const int socket = ::accept(listener, nullptr, nullptr);
            ++connections;
            if (tls) {
                SecureTalk talk(socket, tls);
                script(talk);
            } else {
                PlainTalk talk(socket);
                script(talk);
            }
        }
    }

    void make_certificate(const std::string& name) {
        EVP_PKEY* key = EVP_EC_gen("P-256");
        X509* x509 = X509_new();
        X509_set_version(x509, 2);
        ASN1_INTEGER_set(X509_get_serialNumber(x509), 1);
        X509_gmtime_adj(X509_getm_notBefore(x509), -60);
        X509_gmtime_adj(X509_getm_notAfter(x509), 3600);
        X509_set_pubkey(x509, key);
        X509_NAME* subject = X509_get_subject_name(x509);
        const std::string common = "made for a test";
        X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(common.c_str()), -1, -1, 0);
        X509_set_issuer_name(x509, subject);
        X509_EXTENSION* names = X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, ("DNS:" + name).c_str());
        X509_add_ext(x509, names, -1);
        X509_EXTENSION_free(names);
        X509_sign(x509, key, EVP_sha256());
        tls = SSL_CTX_new(TLS_server_method());
        SSL_CTX_use_certificate(tls, x509);
        SSL_CTX_use_PrivateKey(tls, key);

        char path[] = "/tmp/sayso-certificate-XXXXXX";
        std::FILE* file = ::fdopen(::mkstemp(path), "w");
        PEM_write_X509(file, x509);
        std::fclose(file);
        certificate = path;
        X509_free(x509);
        EVP_PKEY_free(key);
    }
};

ScriptedPeer::ScriptedPeer(std::vector<Script> scripts) : state_(std::make_unique<State>()) {
    state_->scripts = std::move(scripts);
    state_->listen();
}

ScriptedPeer::ScriptedPeer(std::vector<Script> scripts, const std::string& certificate_name)
    : state_(std::make_unique<State>()) {
    state_->scripts = std::move(scripts);
    state_->make_certificate(certificate_name);
    state_->listen();
}

ScriptedPeer::~ScriptedPeer() {
    state_->over = true;
    state_->thread.join();
    ::close(state_->listener);
    SSL_CTX_free(state_->tls);
    if (!state_->certificate.empty()) ::unlink(state_->certificate.c_str());
}

std::string ScriptedPeer::host_and_port() const {
    return "127.0.0.1:" + std::to_string(state_->port);
}
int ScriptedPeer::port() const {
    return state_->port;
}
std::string ScriptedPeer::certificate() const {
    return state_->certificate;
}
int ScriptedPeer::connections() const {
    return state_->connections;
}

}  // namespace sayso::test
