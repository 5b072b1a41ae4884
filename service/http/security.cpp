#include "service/http/router.hpp"

namespace sayso::http {

namespace {

// A page's policy: everything from here alone. Who may show it in a frame differs.
std::string page_policy(std::string_view ancestors) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
           "manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors " +
           std::string(ancestors) + "; require-trusted-types-for 'script'";
}
const std::string page_alone = page_policy("'none'"), page_in_any_frame = page_policy("*");
constexpr std::string_view nothing_policy = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'";
constexpr std::string_view permissions =
    "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), "
    "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
    "publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

void add_missing(Response& response, std::string_view name, std::string_view value) {
    if (!response.headers.has(name)) response.headers.add(std::string(name), std::string(value));
}

}  // namespace

void allow_geolocation(Response& response) {
    constexpr std::string_view nobody = "geolocation=()";
    std::string allowed(permissions);
    allowed.replace(allowed.find(nobody), nobody.size(), "geolocation=(self)");
    response.headers.set("Permissions-Policy", std::move(allowed));
}

void add_security_headers(Response& response, HeaderSet set) {
    if (set == HeaderSet::api) {
        add_missing(response, "Access-Control-Allow-Origin", "*");
        add_missing(response, "Access-Control-Expose-Headers", "ETag, Link, RateLimit, RateLimit-Policy, Retry-After");
        add_missing(response, "Cross-Origin-Resource-Policy", "cross-origin");
    }
    if (set == HeaderSet::embed || set == HeaderSet::shared)
        add_missing(response, "Cross-Origin-Resource-Policy", "cross-origin");
    // A page that isolates itself takes only frames that do the same.
    if (set == HeaderSet::embed) add_missing(response, "Cross-Origin-Embedder-Policy", "require-corp");
    add_missing(response, "X-Content-Type-Options", "nosniff");
    add_missing(response, "Referrer-Policy", "same-origin");
    add_missing(response, "Permissions-Policy", permissions);
    add_missing(response, "Cross-Origin-Opener-Policy", "same-origin");
    add_missing(response, "Cross-Origin-Resource-Policy", "same-origin");
    add_missing(response, "Content-Security-Policy",
                set == HeaderSet::page    ? std::string_view(page_alone)
                : set == HeaderSet::embed ? std::string_view(page_in_any_frame)
                                          : nothing_policy);
    // Pages hold what a visitor looked up, on computers that others use too. Assets may be kept.
    const bool keep =
        (set == HeaderSet::asset || set == HeaderSet::shared) && (response.status == 200 || response.status == 304);
    add_missing(response, "Cache-Control", keep ? "public, max-age=3600" : "no-store");
    // An answer to the phone provider or to operations is never kept, whatever the handler thought.
    if (set == HeaderSet::phone || set == HeaderSet::operations) response.headers.set("Cache-Control", "no-store");
}

}  // namespace sayso::http
