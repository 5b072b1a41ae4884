# cmake -D FILES=a;b -D NAMESPACE=pages -D NAME=static -D OUT=made.cpp -P embed_files.cmake
set(arrays "")
set(rows "")
set(number 0)
foreach(file IN LISTS FILES)
  file(READ ${file} hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(REGEX REPLACE "(................................................................................)" "\\1\n" bytes "${bytes}")
  get_filename_component(name ${file} NAME)
  string(APPEND arrays "const unsigned char file_${number}[] = {\n${bytes}0};\n")
  string(APPEND rows "        {\"${name}\", bytes_of(file_${number}, sizeof file_${number} - 1)},\n")
  math(EXPR number "${number} + 1")
endforeach()
file(WRITE ${OUT} "// Made by deploy/cmake/embed_files.cmake.
#include <span>
#include <string_view>

#include \"service/present/templates.hpp\"

namespace sayso::${NAMESPACE} {
namespace {
${arrays}
std::string_view bytes_of(const unsigned char* bytes, std::size_t size) { return {reinterpret_cast<const char*>(bytes), size}; }
}  // namespace

std::span<const present::File> ${NAME}_files();
std::span<const present::File> ${NAME}_files() {
    static const present::File files[] = {
${rows}    };
    return files;
}
}  // namespace sayso::${NAMESPACE}
")
