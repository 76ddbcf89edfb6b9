# The test program holds every TEST(name) of every family; `tests FAMILY...` runs some of them.
list_files(TEST_C tests/unit/*.c tests/law/*.c tests/reference/*.c tests/store/*.c)
list_files(SUPPORT_C tests/support/*.c)
add_custom_command(OUTPUT ${GEN}/list_tests.c
  COMMAND ${Python3_EXECUTABLE} ${TOOLS}/gen_tests.py ${GEN}/list_tests.c ${TEST_C}
  DEPENDS ${TOOLS}/gen_tests.py ${TEST_C} VERBATIM)
add_executable(tests ${TEST_C} ${SUPPORT_C} ${GEN}/list_tests.c)
target_include_directories(tests PRIVATE tests/support)
target_compile_definitions(tests PRIVATE BELFRY_ROOT="${CMAKE_SOURCE_DIR}")
target_link_libraries(tests PRIVATE core cmocka)

list_files(BENCH_C tests/bench/*.c)
foreach(file ${BENCH_C})
  get_filename_component(stem ${file} NAME_WE)
  add_executable(${stem} EXCLUDE_FROM_ALL ${file})
  target_link_libraries(${stem} PRIVATE core)
endforeach()

if(BELFRY_FUZZ)
  list_files(FUZZ_C tests/fuzz/*.c)
  foreach(file ${FUZZ_C})
    get_filename_component(stem ${file} NAME_WE)
    add_executable(${stem} ${file})
    target_link_libraries(${stem} PRIVATE core)
    target_link_options(${stem} PRIVATE -fsanitize=fuzzer)
  endforeach()
endif()
