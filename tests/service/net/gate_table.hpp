#pragma once
// The table of the gate: bytes in, answers and the connection's fate out. One file for each topic (gate_*.cpp), all of
// them sent to a real server by gate_test.cpp.
#include <string>
#include <vector>

namespace sayso::test {

enum class Fate {
    kept,    // the next request on the connection is answered
    closed,  // the server closes; what follows on the connection is not answered
    cut,     // answered, then closed, once the client has said that nothing more comes
};

struct Outcome {
    Fate fate = Fate::kept;
    std::vector<int> statuses;      // of every answer, interim ones too, in order
    std::vector<std::string> said;  // bodies of the answers, where they matter
};

struct Case {
    std::string rule;  // the RFC and its section, then what is special: "9112 3.2: two Hosts"
    std::string bytes;
    Outcome outcome;
};
using Cases = std::vector<Case>;

inline Outcome keeps(int status) {
    return {Fate::kept, {status}, {}};
}
inline Outcome keeps(std::vector<int> statuses, std::vector<std::string> said = {}) {
    return {Fate::kept, std::move(statuses), std::move(said)};
}
inline Outcome closes(int status) {
    return {Fate::closed, {status}, {}};
}
inline Outcome closes(std::vector<int> statuses, std::vector<std::string> said = {}) {
    return {Fate::closed, std::move(statuses), std::move(said)};
}
// A message whose end never comes: nothing is answered until the client gives up.
inline Outcome waits_until_cut(int status) {
    return {Fate::cut, {status}, {}};
}
// Nothing is answered at all, the connection ends without a word.
inline Outcome silence() {
    return {Fate::cut, {}, {}};
}

// ---- the parts that cases are made of
inline const std::string host = "Host: a.example\r\n";
inline const std::string post = "POST /echo HTTP/1.1\r\nHost: a.example\r\n";
inline const std::string chunked = post + "Transfer-Encoding: chunked\r\n\r\n";

inline std::string ask(const std::string& target, const std::string& fields = host) {
    return "GET " + target + " HTTP/1.1\r\n" + fields + "\r\n";
}
// A request with that field and a Host.
inline std::string with(const std::string& field) {
    return "GET / HTTP/1.1\r\n" + host + field + "\r\n\r\n";
}
inline std::string line(const std::string& request_line) {
    return request_line + "\r\n" + host + "\r\n";
}

// ---- the topics
Cases request_line_cases();
Cases method_cases();
Cases target_cases();
Cases host_cases();
Cases field_cases();
Cases framing_cases();
Cases chunk_cases();
Cases connection_cases();
Cases pipelining_cases();
Cases limit_cases();
Cases slow_cases();  // for a server that has little patience

}  // namespace sayso::test
