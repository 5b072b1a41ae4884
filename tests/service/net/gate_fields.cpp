// RFC 9112 5, RFC 9110 5: names and values of header fields.
#include "tests/service/net/gate_table.hpp"

using namespace std::string_literals;

namespace sayso::test {

Cases field_cases() {
    return {
        {"9112 5: a field", with("X-A: b"), keeps(200)},
        {"9112 5: no blank behind the colon", with("X-A:b"), keeps(200)},
        {"9112 5: blanks and tabs around the value", with("X-A: \t b \t "), keeps(200)},
        {"9112 5: an empty value", with("X-A:"), keeps(200)},
        {"9112 5: the same field twice", with("X-A: b\r\nX-A: c"), keeps(200)},
        {"9112 5: colons in a value", with("X-A: b:c: d"), keeps(200)},
        {"9112 5.1: blank before the colon", with("X-A : b"), closes(400)},
        {"9112 5.1: tab before the colon", with("X-A\t: b"), closes(400)},
        {"9112 5.1: a line of a name", with("X-A"), closes(400)},
        {"9112 5.1: a line of a name in the middle", with("X-A\r\nX-B: c"), closes(400)},
        {"9112 5.1: no name", with(": b"), closes(400)},
        {"9112 5.1: a colon alone", with(":"), closes(400)},
        {"9112 5.1: a blank in a name", with("X A: b"), closes(400)},
        {"9112 5.1: blank before Content-Length's colon", post + "Content-Length : 3\r\n\r\nabc", closes(400)},
        {"9112 5.1: blank before Transfer-Encoding's colon", post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
         closes(400)},
        {"9110 5.1: every sign that may stand in a name", with("!#$%&'*+-.^_`|~09azAZ: b"), keeps(200)},
        {"9110 5.1: an underscore makes another name", post + "Content_Length: 3\r\nContent-Length: 1\r\n\r\na",
         keeps({200}, {"a"})},
        {"9110 5.1: a name with brackets", with("X[A]: b"), closes(400)},
        {"9110 5.1: a name with parentheses", with("X(A): b"), closes(400)},
        {"9110 5.1: a name with a comma", with("X,A: b"), closes(400)},
        {"9110 5.1: a name with a semicolon", with("X;A: b"), closes(400)},
        {"9110 5.1: a name with a slash", with("X/A: b"), closes(400)},
        {"9110 5.1: a name with a backslash", with("X\\A: b"), closes(400)},
        {"9110 5.1: a name with an at sign", with("X@A: b"), closes(400)},
        {"9110 5.1: a name with an equals sign", with("X=A: b"), closes(400)},
        {"9110 5.1: a name in quotes", with("\"X\": b"), closes(400)},
        {"9110 5.1: a name with braces", with("{X}: b"), closes(400)},
        {"9110 5.1: a name above ASCII", with("X\xc3\xa9: b"), closes(400)},
        {"9110 5.1: a name with NUL", with("X\0A: b"s), closes(400)},
        {"9110 5.1: a name with a control", with("X\x01: b"), closes(400)},
        {"9110 5.1: a name with DEL", with("X\x7f: b"), closes(400)},
        {"9110 5.1: a name with a vertical tab", with("X\x0b: b"), closes(400)},
        {"9112 5.2: a folded line", with("X-A: b\r\n c"), closes(400)},
        {"9112 5.2: a folded line with a tab", with("X-A: b\r\n\tc"), closes(400)},
        {"9112 5.2: a folded line of blanks", with("X-A: b\r\n  \r\nX-B: c"), closes(400)},
        {"9112 5.2: a folded empty field", with("X-A:\r\n b"), closes(400)},
        {"9112 5.2: a folded Host", "GET / HTTP/1.1\r\nHost:\r\n a.example\r\n\r\n", closes(400)},
        {"9112 5.2: a folded Content-Length", post + "Content-Length:\r\n 3\r\n\r\nabc", closes(400)},
        {"9112 5.2: a folded Transfer-Encoding", post + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n", closes(400)},
        {"9110 5.5: tab and high bytes in a value", with("X-A: b\tc\xe9"), keeps(200)},
        {"9110 5.5: UTF-8 in a value", with("X-A: caf\xc3\xa9"), keeps(200)},
        {"9110 5.5: every visible sign in a value", with("X-A: !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"), keeps(200)},
        {"9110 5.5: NUL in a value", with("X-A: b\0c"s), closes(400)},
        {"9110 5.5: NUL for a value", with("X-A: \0"s), closes(400)},
        {"9110 5.5: a control in a value", with("X-A: b\x01"), closes(400)},
        {"9110 5.5: a backspace in a value", with("X-A: b\x08"), closes(400)},
        {"9110 5.5: a vertical tab before a value", with("X-A:\x0b"s + "b"), closes(400)},
        {"9110 5.5: a form feed in a value", with("X-A: b\x0c"), closes(400)},
        {"9110 5.5: escape in a value", with("X-A: \x1b[31m"), closes(400)},
        {"9110 5.5: DEL in a value", with("X-A: b\x7f"), closes(400)},
        {"9110 5.5: a bare CR in a value", with("X-A: b\rc"), closes(400)},
        {"9110 5.5: a bare LF in a value", with("X-A: b\nContent-Length: 3"), closes(400)},
        {"9110 5.5: NUL after Content-Length", post + "Content-Length: 3\0\r\n\r\nabc"s, closes(400)},
        {"9110 5.3: a cookie, an agent and what else browsers send",
         with("User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: text/html,*/*;q=0.8\r\nAccept-Language: "
              "es,en;q=0.5\r\nAccept-Encoding: gzip, deflate, br\r\nCookie: a=b; c=\"d\"\r\nReferer: "
              "https://a.example/?b\r\nUpgrade-Insecure-Requests: 1\r\nSec-Fetch-Mode: navigate\r\nDNT: 1"),
         keeps(200)},
        {"9110 5.6.7: dates are not our business", with("If-Modified-Since: yesterday"), keeps(200)},
    };
}

}  // namespace sayso::test
