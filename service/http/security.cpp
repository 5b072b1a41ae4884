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

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string_view policy(HeaderSet set) {
    if (set == HeaderSet::page) return page_alone;
    return set == HeaderSet::embed ? std::string_view(page_in_any_frame) : nothing_policy;
}

// `kept`: an asset that came as it should.
Fields fields_of(HeaderSet set, bool kept) {
    Fields fields;
    const bool elsewhere = set == HeaderSet::api || set == HeaderSet::embed || set == HeaderSet::shared;
    if (set == HeaderSet::api) {
        fields.emplace_back("Access-Control-Allow-Origin", "*");
        fields.emplace_back("Access-Control-Expose-Headers", "ETag, Link, RateLimit, RateLimit-Policy, Retry-After");
    }
    fields.emplace_back("Cross-Origin-Resource-Policy", elsewhere ? "cross-origin" : "same-origin");
    // A page that isolates itself takes only frames that do the same.
    if (set == HeaderSet::embed) fields.emplace_back("Cross-Origin-Embedder-Policy", "require-corp");
    fields.emplace_back("X-Content-Type-Options", "nosniff");
    fields.emplace_back("Referrer-Policy", "same-origin");
    fields.emplace_back("Permissions-Policy", permissions);
    fields.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
    fields.emplace_back("Content-Security-Policy", policy(set));
    fields.emplace_back("Cache-Control", kept ? "public, max-age=3600" : "no-store");
    return fields;
}

constexpr std::size_t sets = static_cast<std::size_t>(HeaderSet::shared) + 1;  // the last of them

const CommonFields& common(HeaderSet set, bool kept) {
    static const auto all = [] {
        std::vector<CommonFields> made;
        for (std::size_t i = 0; i < sets; ++i)
            for (const bool kept_one : {false, true}) made.emplace_back(fields_of(static_cast<HeaderSet>(i), kept_one));
        return made;
    }();
    return all.at(2 * static_cast<std::size_t>(set) + (kept ? 1 : 0));
}

}  // namespace

void allow_geolocation(Response& response) {
    constexpr std::string_view nobody = "geolocation=()";
    std::string allowed(permissions);
    allowed.replace(allowed.find(nobody), nobody.size(), "geolocation=(self)");
    response.headers.set("Permissions-Policy", std::move(allowed));
}

void add_security_headers(Response& response, HeaderSet set) {
    // An answer to the phone provider or to operations is never kept, whatever the handler thought.
    if (set == HeaderSet::phone || set == HeaderSet::operations) response.headers.remove("Cache-Control");
    // Pages hold what a visitor looked up, on computers that others use too. Assets may be kept.
    const bool kept =
        (set == HeaderSet::asset || set == HeaderSet::shared) && (response.status == 200 || response.status == 304);
    response.headers.add_missing(common(set, kept));
}

}  // namespace sayso::http
