#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace sayso::present {

// A QR code (ISO/IEC 18004, error correction level M) as what an SVG shows: a path of dark squares in a box of `size`
// units a side, the four units of quiet around it counted in.
struct QrCode {
    int size = 0;
    std::string path;
};
// Nothing when the text is longer than a QR code holds (2331 bytes).
std::optional<QrCode> qr_code(std::string_view text);

}  // namespace sayso::present
