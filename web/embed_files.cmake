# SPDX-FileCopyrightText: 2026 The Muniment authors
# SPDX-License-Identifier: GPL-3.0-or-later
# Writes a C++ file that holds the bytes of files: cmake -DROOT=folder -DFILES=a,b -DOUTPUT=x.cpp -P this.
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
file(WRITE "${OUTPUT}" "#include \"web/assets/embedded_files.h\"

#include <cstddef>

namespace muniment::web {
namespace {

std::string_view view(const unsigned char* bytes, std::size_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

${arrays}
}  // namespace

const std::vector<EmbeddedFile>& embedded_files() {
    static const std::vector<EmbeddedFile> files{
${table}    };
    return files;
}

std::string_view static_version() { return \"${version}\"; }

}  // namespace muniment::web
")
