// SPDX-FileCopyrightText: 2026 The Muniment authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "web/http/loop.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <thread>
#include <utility>

#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>

#include "web/http/system_error.h"

namespace muniment::web::http {
namespace {

constexpr std::uint64_t listener_id = 1;
constexpr std::uint64_t done_id = 2;
constexpr std::uint64_t stop_id = 3;
constexpr std::uint64_t first_client_id = 16;
constexpr int accepts_in_a_row = 64;
constexpr int events_in_a_row = 256;
constexpr std::size_t own_descriptors = 64;  ///< for databases, repositories, logs
constexpr std::chrono::milliseconds sweep_interval{250};

core::Status watch(int epoll, int descriptor, std::uint64_t id, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.u64 = id;
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0) return {};
    return core::fail(system_error("cannot watch a socket", errno));
}

std::size_t worker_count(std::size_t wanted) {
    if (wanted != 0) return wanted;
    return std::max<std::size_t>(4, std::size_t{2} * std::thread::hardware_concurrency());
}

/// What the limit of open files leaves for connections, at most `wanted`.
std::size_t connection_limit(std::size_t wanted, std::size_t spooled_bodies) {
    const auto reserved = own_descriptors + spooled_bodies;
    rlimit files{};
    if (::getrlimit(RLIMIT_NOFILE, &files) != 0 || files.rlim_cur == RLIM_INFINITY) return wanted;
    const auto allowed = static_cast<std::size_t>(files.rlim_cur);
    return std::min(wanted, allowed > 2 * reserved ? allowed - reserved : allowed / 2);
}

std::string numeric_name(const sockaddr_storage& address, socklen_t length) {
    std::array<char, NI_MAXHOST> host{};
    const int failure = ::getnameinfo(reinterpret_cast<const sockaddr*>(&address), length,
                                      host.data(), host.size(), nullptr, 0, NI_NUMERICHOST);
    return failure == 0 ? std::string(host.data()) : std::string("unknown");
}

UniqueFd spare_descriptor() {
    return UniqueFd(::open("/dev/null", O_RDONLY | O_CLOEXEC));
}

}  // namespace

core::Result<std::unique_ptr<Server::Loop>> Server::Loop::make(ServerOptions options, Hooks hooks) {
    MUNIMENT_TRY(const auto address, ListenAddress::parse(options.listen));
    MUNIMENT_TRY(auto listener, Listener::open(address));
    UniqueFd epoll(::epoll_create1(EPOLL_CLOEXEC));
    UniqueFd done(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    UniqueFd stop(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC));
    if (!epoll.valid() || !done.valid() || !stop.valid())
        return core::fail(system_error("cannot make the server's event queue", errno));
    options.max_connections = connection_limit(options.max_connections, options.spooled_bodies);
    std::unique_ptr<Loop> loop(new Loop(std::move(options), std::move(hooks), std::move(listener),
                                        std::move(epoll), std::move(done), std::move(stop)));
    MUNIMENT_CHECK(loop->watch_own());
    return loop;
}

Server::Loop::Loop(ServerOptions options, Hooks hooks, Listener listener, UniqueFd epoll,
                   UniqueFd done_event, UniqueFd stop_event)
    : spool_places_(options.spooled_bodies),
      options_(std::move(options)),
      hooks_(std::move(hooks)),
      listener_(std::move(listener)),
      epoll_(std::move(epoll)),
      done_event_(std::move(done_event)),
      stop_event_(std::move(stop_event)),
      spare_(spare_descriptor()),
      completions_(done_event_.get()),
      next_id_(first_client_id),
      workers_(worker_count(options_.workers), options_.queue,
               [this](std::unique_ptr<Exchange> exchange) {
                   answer(hooks_, *exchange);
                   completions_.push(std::move(exchange));
               }) {
    options_.connection.limits.body_limit = hooks_.body_limit;
    options_.connection.limits.spool_places = &spool_places_;
}

core::Status Server::Loop::watch_own() {
    MUNIMENT_CHECK(watch(epoll_.get(), listener_.socket.get(), listener_id, EPOLLIN));
    MUNIMENT_CHECK(watch(epoll_.get(), done_event_.get(), done_id, EPOLLIN));
    return watch(epoll_.get(), stop_event_.get(), stop_id, EPOLLIN);
}

core::Status Server::Loop::run() {
    std::array<epoll_event, events_in_a_row> events{};
    while (!finished()) {
        const int count = ::epoll_wait(epoll_.get(), events.data(), events_in_a_row, patience());
        if (count < 0 && errno != EINTR)
            return core::fail(system_error("waiting for clients failed", errno));
        now_ = Clock::now();
        for (int index = 0; index < count; ++index)
            handle_event(events[static_cast<std::size_t>(index)].data.u64,
                         events[static_cast<std::size_t>(index)].events);
        take_turns();
        sweep();
    }
    for (auto& entry : clients_) entry.second.connection.abandon(now_);
    clients_.clear();
    return {};
}

void Server::Loop::handle_event(std::uint64_t id, std::uint32_t what) {
    if (id == listener_id) return accept_some();
    if (id == done_id) return deliver_answers();
    if (id == stop_id) return begin_stop();
    const auto found = clients_.find(id);
    if (found == clients_.end()) return;  // dropped earlier in the same batch
    constexpr std::uint32_t gone = EPOLLERR | EPOLLHUP;
    found->second.connection.socket_is_ready((what & (EPOLLIN | EPOLLRDHUP | gone)) != 0,
                                             (what & (EPOLLOUT | gone)) != 0);
    advance(id);
}

void Server::Loop::accept_some() {
    for (int accepted = 0; accepted < accepts_in_a_row && listener_.socket.valid(); ++accepted) {
        sockaddr_storage address{};
        socklen_t length = sizeof address;
        UniqueFd socket(::accept4(listener_.socket.get(), reinterpret_cast<sockaddr*>(&address),
                                  &length, SOCK_NONBLOCK | SOCK_CLOEXEC));
        if (socket.valid()) {
            admit(std::move(socket), numeric_name(address, length));
            continue;
        }
        if (errno == EAGAIN || errno == EWOULDBLOCK) return;
        const bool exhausted =
            errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
        if (exhausted && !make_room()) return refuse_for_want_of_descriptors();
    }
}

/// Closes the connection that has waited longest without a complete head.
bool Server::Loop::make_room() {
    if (sheddable_.empty()) return false;
    drop(sheddable_.front());
    return true;
}

/// Nothing can be closed, and the waiting client would wake the loop for ever: accept it with the
/// spare descriptor, and hang up.
void Server::Loop::refuse_for_want_of_descriptors() {
    spare_.reset();
    { const UniqueFd hung_up(::accept4(listener_.socket.get(), nullptr, nullptr, SOCK_CLOEXEC)); }
    spare_ = spare_descriptor();
}

void Server::Loop::admit(UniqueFd socket, std::string peer) {
    if (clients_.size() >= options_.max_connections && !make_room()) {
        Exchange refusal;
        refusal.close = true;
        answer_plainly(503, refusal);
        const auto sent = Transport(std::move(socket)).send(refusal.head, *refusal.body);
        if (options_.connection.access_log)
            options_.connection.access_log(
                {std::move(peer), {}, {}, "too many connections", 503, sent.bytes, {}});
        return;
    }
    const int on = 1;
    // Without this a small answer may wait for the acknowledgement of the one before. If it cannot
    // be set, answers are late and nothing else.
    (void)::setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const int descriptor = socket.get();
    const auto id = next_id_++;
    clients_.emplace(
        id, Client{Connection(id, std::move(socket), std::move(peer), options_.connection, now_)});
    if (!watch(epoll_.get(), descriptor, id, EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET))
        return drop(id);
    advance(id);
}

void Server::Loop::advance(std::uint64_t id) {
    auto& client = clients_.at(id);
    switch (client.connection.advance(now_)) {
        case Connection::Next::wait:
            break;
        case Connection::Next::serve:
            serve(client.connection);
            break;
        case Connection::Next::again:
            again_.push_back(id);
            break;
        case Connection::Next::end:
            return drop(id);
    }
    list_or_unlist(id, client);
}

void Server::Loop::serve(Connection& connection) {
    auto exchange = connection.begin_exchange(now_);
    if (workers_.try_submit(exchange)) return;
    exchange->close = true;
    exchange->reason = "too many requests wait for a worker";
    connection.close_soon();
    answer_plainly(503, *exchange);
    completions_.push(std::move(exchange));
}

void Server::Loop::list_or_unlist(std::uint64_t id, Client& client) {
    const bool belongs = client.connection.may_be_shed();
    if (belongs == client.listed) return;
    if (belongs)
        client.place = sheddable_.insert(sheddable_.end(), id);
    else
        sheddable_.erase(client.place);
    client.listed = belongs;
}

void Server::Loop::drop(std::uint64_t id) {
    const auto found = clients_.find(id);
    if (found->second.listed) sheddable_.erase(found->second.place);
    found->second.connection.abandon(now_);
    clients_.erase(found);  // closes the socket, which leaves the epoll by itself
}

void Server::Loop::deliver_answers() {
    for (auto& answered : completions_.take_all()) {
        const auto id = answered->connection;
        const auto found = clients_.find(id);
        if (found == clients_.end()) continue;  // it left while it was being served
        found->second.connection.deliver(std::move(answered), now_);
        advance(id);
    }
}

void Server::Loop::take_turns() {
    for (const auto id : std::exchange(again_, {}))
        if (clients_.count(id) != 0) advance(id);
}

void Server::Loop::sweep() {
    if (now_ - swept_ < sweep_interval) return;
    swept_ = now_;
    std::vector<std::uint64_t> overdue;
    for (const auto& entry : clients_)
        if (entry.second.connection.overdue(now_)) overdue.push_back(entry.first);
    for (const auto id : overdue) {
        auto& client = clients_.at(id);
        if (!client.connection.give_up_on_request()) {
            drop(id);
            continue;
        }
        serve(client.connection);
        list_or_unlist(id, client);
    }
}

void Server::Loop::begin_stop() {
    silence(stop_event_.get());
    if (stopping_) return;
    stopping_ = true;
    stop_by_ = now_ + options_.grace;
    listener_.socket.reset();
    while (make_room()) continue;
    for (auto& entry : clients_) entry.second.connection.close_soon();
}

bool Server::Loop::finished() const {
    const bool nothing_under_way = clients_.size() == sheddable_.size();
    return stopping_ && (nothing_under_way || now_ >= stop_by_);
}

int Server::Loop::patience() const {
    if (!again_.empty()) return 0;
    return clients_.empty() ? -1 : static_cast<int>(sweep_interval.count());
}

}  // namespace muniment::web::http
