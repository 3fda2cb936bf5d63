// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
// Debian builds libgit2 with mbedTLS, and its initialisation parses the whole bundle of certificate
// authorities: tens of millions of instructions before the first command does anything. Muniment
// opens repositories on the disk and never speaks HTTPS through libgit2, so the program defines the
// parser itself: a symbol of the program comes before the same symbol of a library, and the bundle
// is "read" at once, with nothing trusted. The object has to be linked into the program directly
// (an archive would leave it out, since only libgit2 asks for it).
extern "C" {

struct mbedtls_x509_crt;

int mbedtls_x509_crt_parse_file(mbedtls_x509_crt* chain, const char* path);

int mbedtls_x509_crt_parse_file(mbedtls_x509_crt* /*chain*/, const char* /*path*/) {
    return 0;
}
}
