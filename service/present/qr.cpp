#include "service/present/qr.hpp"

#include <qrencode.h>

#include <memory>

namespace sayso::present {
namespace {

constexpr int quiet = 4;

struct FreeCode {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::optional<QrCode> qr_code(std::string_view text) {
    if (text.empty()) return std::nullopt;
    const std::unique_ptr<QRcode, FreeCode> code(QRcode_encodeData(
        static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M));
    if (!code) return std::nullopt;
    QrCode made{code->width + 2 * quiet, {}};
    const auto dark = [&](int x, int y) { return x < code->width && (code->data[y * code->width + x] & 1) != 0; };
    for (int y = 0; y < code->width; ++y)
        for (int x = 0; x < code->width; ++x) {
            if (!dark(x, y)) continue;
            int run = 1;
            while (dark(x + run, y)) ++run;
            made.path += "M" + std::to_string(x + quiet) + " " + std::to_string(y + quiet) + "h" + std::to_string(run) +
                         "v1h-" + std::to_string(run) + "z";
            x += run;
        }
    return made;
}

}  // namespace sayso::present
