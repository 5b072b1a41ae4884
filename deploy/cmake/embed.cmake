# sayso_embed(<room> <namespace> <folder>)
# Builds every file of <folder> (below the current list file) into the room, as
#   std::span<const sayso::present::File> sayso::<namespace>::<name of folder>_files();
# so that the program is one file. The function's declaration belongs to the room.
function(sayso_embed room namespace folder)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*)
  get_filename_component(name ${folder} NAME)
  set(made ${CMAKE_CURRENT_BINARY_DIR}/${room}_${name}.cpp)
  set(script ${CMAKE_SOURCE_DIR}/deploy/cmake/embed_files.cmake)
  add_custom_command(
    OUTPUT ${made}
    COMMAND ${CMAKE_COMMAND} -D "FILES=${files}" -D NAMESPACE=${namespace} -D NAME=${name} -D OUT=${made} -P ${script}
    DEPENDS ${files} ${script}
    COMMENT "Embedding ${folder}"
    VERBATIM)
  target_sources(${room} PRIVATE ${made})
  set_source_files_properties(${made} PROPERTIES SKIP_UNITY_BUILD_INCLUSION ON)
endfunction()
