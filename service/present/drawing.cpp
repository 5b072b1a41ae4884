#include "service/present/drawing.hpp"

#include <new>
#include <thread>

#if defined(__SANITIZE_ADDRESS__)
// Fontconfig keeps what it knows of the fonts for the whole process, under pointers that it writes as distances: the
// leak checker does not see that they are held.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig";
}
#endif

namespace sayso::present::drawing {

void require_room() {
    constexpr std::size_t most_used = 32U << 20;  // a card takes 3 MB, fonts the rest
    const std::unique_ptr<volatile char[]> room(new volatile char[most_used]);
    room[0] = 1;  // so that it is really asked for
    std::thread([] {}).join();
}

cairo_status_t write_to_string(void* out, const unsigned char* bytes, unsigned int size) {
    try {
        static_cast<std::string*>(out)->append(reinterpret_cast<const char*>(bytes), size);
        return CAIRO_STATUS_SUCCESS;
    } catch (const std::exception&) {
        return CAIRO_STATUS_NO_MEMORY;
    }
}

}  // namespace sayso::present::drawing
