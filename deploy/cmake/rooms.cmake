# How the house is built: one static library per room (folder), linked along the arrows of README.md.
# A room's sources are all .cpp files directly in its folder, so a new file needs no line here.

find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)

# Warnings, sanitizers and the one include root: every target links this.
add_library(sayso_options INTERFACE)
target_include_directories(sayso_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_options(sayso_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Wcast-align -Woverloaded-virtual
  -Wnull-dereference -Wduplicated-cond -Wlogical-op -Wimplicit-fallthrough)
if(SAYSO_WERROR)
  target_compile_options(sayso_options INTERFACE -Werror)
endif()
if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # Clang builds the pure rooms for the fuzzers; it does not know these two names.
  target_compile_options(sayso_options INTERFACE -Wno-unknown-warning-option)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND NOT SAYSO_SANITIZE)
  # At -O3 g++ 12 sees strings that overlap themselves, variants that are not set and pointers to nothing where none are
  # (GCC bug 105651, among others).
  target_compile_options(sayso_options INTERFACE -Wno-restrict -Wno-maybe-uninitialized -Wno-null-dereference)
endif()
if(SAYSO_SANITIZE)
  # What is watched for undefined behaviour is the program: in the tests' own code (SAYSO_IS_TEST) that, and optimising,
  # would take half of the whole build.
  set(is_test $<BOOL:$<TARGET_PROPERTY:SAYSO_IS_TEST>>)
  string(REPLACE ",undefined" "" everywhere "${SAYSO_SANITIZE}")
  target_compile_options(sayso_options INTERFACE -fsanitize=${everywhere} -fno-sanitize-recover=all -fno-omit-frame-pointer $<${is_test}:-O0>)
  if(NOT everywhere STREQUAL SAYSO_SANITIZE)
    target_compile_options(sayso_options INTERFACE $<$<NOT:${is_test}>:-fsanitize=undefined>)
  endif()
  target_link_options(sayso_options INTERFACE -fsanitize=${SAYSO_SANITIZE})
  # g++ 12 reports false -Wnull-dereference and -Wmaybe-uninitialized findings inside instrumented standard headers.
  target_compile_options(sayso_options INTERFACE -Wno-null-dereference -Wno-maybe-uninitialized)
endif()
target_link_options(sayso_options INTERFACE -fuse-ld=lld)

# sayso_room(<folder> [TOGETHER] [APART <files>...] [LINKS <targets>...])
# Declares the room in <folder>, relative to the current list file, as target room_<folder with / as _>. With
# SAYSO_TOGETHER, eight files of a room that says TOGETHER are compiled as one, which takes a third of the time: most of
# it goes into what they all include. Files whose local names meet those of others are named APART.
function(sayso_room folder)
  cmake_parse_arguments(ROOM "TOGETHER" "" "APART;LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp)
  string(REPLACE "/" "_" name room_${folder})
  if(sources)
    add_library(${name} STATIC ${sources})
    target_link_libraries(${name} PUBLIC sayso_options ${ROOM_LINKS})
    if(ROOM_TOGETHER AND SAYSO_TOGETHER)
      set_target_properties(${name} PROPERTIES UNITY_BUILD ON UNITY_BUILD_BATCH_SIZE 8)
      # Meant for headers: what is local to a file is local to eight now.
      target_compile_options(${name} PRIVATE -Wno-subobject-linkage)
      list(TRANSFORM ROOM_APART PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/)
      set_source_files_properties(${ROOM_APART} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
    endif()
  else()
    add_library(${name} INTERFACE)
    target_link_libraries(${name} INTERFACE sayso_options ${ROOM_LINKS})
  endif()
endfunction()

# sayso_tests(<folder> LINKS <targets>...)
# All .cpp files of tests/<folder> as one Catch2 program and one test of that name.
function(sayso_tests folder)
  cmake_parse_arguments(TESTS "" "TIMEOUT" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.cpp)
  if(NOT sources)
    return()
  endif()
  string(REPLACE "/" "_" name test_${folder})
  if(NOT TESTS_TIMEOUT)
    set(TESTS_TIMEOUT 300)
  endif()
  add_executable(${name} ${sources})
  set_target_properties(${name} PROPERTIES SAYSO_IS_TEST ON)
  target_link_libraries(${name} PRIVATE tests_main ${TESTS_LINKS})
  target_precompile_headers(${name} REUSE_FROM tests_main)
  target_compile_definitions(${name} PRIVATE
    SAYSO_SOURCE_DIR="${CMAKE_SOURCE_DIR}" SAYSO_SHARED_DIR="${SAYSO_SHARED_DATA}" SAYSO_BINARY_DIR="${CMAKE_BINARY_DIR}")
  add_test(NAME ${folder} COMMAND ${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
  set_tests_properties(${folder} PROPERTIES TIMEOUT ${TESTS_TIMEOUT})
endfunction()
