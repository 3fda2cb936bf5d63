# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes a C++ file that holds the bytes of files: cmake -DROOT=folder -DFILES=a,b -DOUTPUT=x.cpp -P this.
# It defines embedded_files() and static_version() of the web layer, or with -DHEADER=, -DNAMESPACE=
# and -DFUNCTION= the function of that name, declared in that header.
if(NOT DEFINED FUNCTION)
  set(HEADER web/assets/embedded_files.h)
  set(NAMESPACE muniment::web)
  set(FUNCTION embedded_files)
endif()
string(REPLACE "," ";" FILES "${FILES}")
list(SORT FILES)
set(arrays "")
set(table "")
set(static_digests "")
set(number 0)
foreach(name IN LISTS FILES)
  file(SHA256 "${ROOT}/${name}" digest)
  file(READ "${ROOT}/${name}" hex HEX)
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  # A zero behind the bytes, so that an empty file is no empty array.
  string(APPEND arrays "const unsigned char file_${number}[] = {${bytes}0};\n")
  string(APPEND table "        {\"${name}\", view(file_${number}, sizeof file_${number} - 1), \"${digest}\"},\n")
  if(name MATCHES "^static/")
    string(APPEND static_digests "${name} ${digest}\n")
  endif()
  math(EXPR number "${number} + 1")
endforeach()
string(SHA256 version "${static_digests}")
string(SUBSTRING "${version}" 0 16 version)
set(static_version "")
if(FUNCTION STREQUAL embedded_files)
  set(static_version "std::string_view static_version() { return \"${version}\"; }\n\n")
endif()
file(WRITE "${OUTPUT}" "#include \"${HEADER}\"

#include <cstddef>

namespace ${NAMESPACE} {
namespace {

std::string_view view(const unsigned char* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

${arrays}
}  // namespace

const std::vector<web::EmbeddedFile>& ${FUNCTION}() {
    static const std::vector<web::EmbeddedFile> files{
${table}    };
    return files;
}

${static_version}}  // namespace ${NAMESPACE}
")
