// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/served_library.h"

#include <atomic>
#include <sstream>

#include "storage/accounts/accounts.h"
#include "tests/support/rehearsal.h"
#include "tests/web/http/raw_client.h"
#include "tests/web/http/running_server.h"
#include "web/http/percent.h"

namespace muniment::test {
namespace {

/// What the server under test opens: services of its own on the same folder.
class Handle : public web::LibraryHandle {
  public:
    Handle(const RealLibrary& library, const std::atomic<bool>& rehearsing)
        : services_(library.open_another()),
          accounts_(services_->accounts()),
          rehearsing_(rehearsing),
          rehearsal_(services_->gate()),
          rehearsing_writer_(services_->reader(), rehearsal_, services_->keys()) {}

    core::LibraryReader& reader() override { return services_->reader(); }
    core::LibraryWriter& writer() override {
        return rehearsing_ ? rehearsing_writer_ : services_->writer();
    }
    storage::Accounts& accounts() override { return accounts_; }
    core::Status check_register() override {
        const auto mark = must(accounts_.high_water().read());
        MUNIMENT_TRY(const auto head, services_->reader().ports().reg.head());
        if (!mark || head.sequence >= mark->sequence) return {};
        return core::fail(core::ErrorCode::data_corrupt, "the register is shorter than it was");
    }
    core::Status check_password(const core::PersonId& person,
                                const std::string& password) override {
        return services_->writer().check_password(person, password);
    }
    core::Status settle() override { return services_->writer().settle(); }

  private:
    std::unique_ptr<OpenServices> services_;
    storage::Accounts& accounts_;
    const std::atomic<bool>& rehearsing_;
    RehearsalGate rehearsal_;
    core::LibraryWriter rehearsing_writer_;
};

std::string lower_case(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

WebAnswer taken_apart(const std::string& bytes) {
    WebAnswer answer;
    answer.status = std::stoi(status_of(bytes));
    answer.body = body_of(bytes);
    std::istringstream head(bytes.substr(0, bytes.find("\r\n\r\n")));
    for (std::string line; std::getline(head, line);) {
        const auto colon = line.find(": ");
        if (colon == std::string::npos) continue;
        if (line.back() == '\r') line.pop_back();
        const auto name = lower_case(line.substr(0, colon));
        const auto value = line.substr(colon + 2);
        answer.headers[name] = value;
        if (name == "set-cookie" && value.find("muniment-browser=") == 0)
            answer.headers["browser-cookie"] = value;
    }
    return answer;
}

}  // namespace

struct ServedLibrary::Parts {
    std::atomic<bool> rehearsing = false;
    std::mutex mutex;
    std::vector<std::string> log;
    std::unique_ptr<web::Site> site;
    std::unique_ptr<RunningServer> server;
};

ServedLibrary::ServedLibrary(const RealLibraryPlan& plan)
    : library(plan), parts_(std::make_unique<Parts>()) {
    web::SiteOptions options;
    options.log = [parts = parts_.get()](const std::string& line) {
        const std::lock_guard lock(parts->mutex);
        parts->log.push_back(line);
    };
    const auto open = [this]() -> core::Result<std::unique_ptr<web::LibraryHandle>> {
        try {
            return std::make_unique<Handle>(library, parts_->rehearsing);
        } catch (const std::runtime_error& failure) {
            return core::fail(core::ErrorCode::unavailable, failure.what());
        }
    };
    parts_->site = must(web::Site::make(open, options));
    web::http::ServerOptions server;
    server.workers = 2;
    parts_->server = std::make_unique<RunningServer>(server, parts_->site->hooks());
}

ServedLibrary::~ServedLibrary() = default;

WebAnswer ServedLibrary::request(const std::string& method, const std::string& target,
                                 const std::string& header_lines, const std::string& body) {
    RawClient client(parts_->server->port());
    std::string text = method + " " + target +
                       " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + header_lines;
    if (method == "POST") text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    client.send(text + "\r\n" + body);
    return taken_apart(client.receive_all());
}

WebAnswer ServedLibrary::get(const std::string& target, const std::string& person) {
    return request("GET", target, person.empty() ? std::string() : cookie_of(person));
}

WebAnswer ServedLibrary::post(const std::string& target, const std::string& form,
                              const std::string& header_lines) {
    return request("POST", target,
                   "Content-Type: application/x-www-form-urlencoded\r\n" + header_lines, form);
}

WebAnswer ServedLibrary::log_in(const std::string& person, const std::string& password,
                                const std::string& return_to) {
    return post("/login", "person=" + form_value(person) + "&password=" + form_value(password) +
                              "&return-to=" + form_value(return_to));
}

WebAnswer ServedLibrary::log_in_with(const std::string& header_lines, const std::string& person,
                                     const std::string& password) {
    return post("/login", "person=" + form_value(person) + "&password=" + form_value(password),
                header_lines);
}

const std::string& ServedLibrary::cookie_of(const std::string& person) {
    auto& line = cookies_[person];
    if (!line.empty()) return line;
    const auto answer = log_in(person, RealLibrary::password(person));
    const std::string cookie = answer.header("set-cookie");
    if (answer.status != 303 || cookie.empty()) throw std::runtime_error(person + " cannot log in");
    line = "Cookie: " + cookie.substr(0, cookie.find(';')) + "\r\n";
    return line;
}

void ServedLibrary::rehearse() {
    parts_->rehearsing = true;
}

std::vector<std::string> ServedLibrary::log() {
    const std::lock_guard lock(parts_->mutex);
    return parts_->log;
}

web::Site& ServedLibrary::site() {
    return *parts_->site;
}

std::string form_value(const std::string& text) {
    return web::http::percent_encode(text);
}

}  // namespace muniment::test
