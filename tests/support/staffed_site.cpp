// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/staffed_site.h"

#include <fstream>

#include "tests/support/model_library.h"

namespace muniment::test {

std::string secret(const std::string& person) {
    return RealLibrary::password(person);
}

std::string cookie_line(const WebAnswer& login) {
    const auto cookie = login.header("set-cookie");
    return "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
}

StaffedSite::StaffedSite() {
    served.library.enrol_everyone();
}

StaffedSite::StaffedSite(const std::string& account_settings) : StaffedSite() {
    std::ofstream(served.library.layout.settings(), std::ios::app) << "\n[accounts]\n"
                                                                   << account_settings << "\n";
    served.library.reopen();
}

std::string StaffedSite::csrf_of(const std::string& person) {
    return hidden_fields(served.get("/", person).body, "/logout").at(0).second;
}

core::DocumentState StaffedSite::state(const core::Identifier& id) {
    must(served.library.reader().catch_up());
    return must(served.library.reader().document({{}, true}, id));
}

core::Person StaffedSite::person(const std::string& id) {
    return *must(served.library.reader().viewer(person_id(id))).person;
}

storage::Accounts& StaffedSite::accounts() {
    return served.library.services().accounts();
}

std::vector<storage::OperationEntry> StaffedSite::noted(storage::Operation operation) {
    storage::OperationsLog::Filter filter;
    filter.operation = name_of(operation);
    return must(accounts().log().list(filter));
}

}  // namespace muniment::test
