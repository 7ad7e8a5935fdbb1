import CCares
import CLinux
import Glibc
import Telephony

/// The thread that c-ares lives on: waits for sockets, time-outs and questions.
struct NameServerThread {
    private let desk: NameServerDesk
    private let channel: ares_channel
    private let wake: Int32

    private final class Arguments {
        let desk: NameServerDesk
        let servers: [IPEndpoint]
        let patience: Duration
        let wake: Int32

        init(desk: NameServerDesk, servers: [IPEndpoint], patience: Duration, wake: Int32) {
            self.desk = desk
            self.servers = servers
            self.patience = patience
            self.wake = wake
        }
    }

    /// Runs until the desk is closed; owns the event descriptor.
    static func start(
        desk: NameServerDesk, servers: [IPEndpoint], patience: Duration, wake: Int32
    ) {
        var thread = pthread_t()
        let arguments = Arguments(desk: desk, servers: servers, patience: patience, wake: wake)
        let code = pthread_create(
            &thread, nil,
            { opaque in
                guard let opaque else { return nil }
                NameServerThread.run(
                    Unmanaged<Arguments>.fromOpaque(opaque).takeRetainedValue())
                return nil
            }, Unmanaged.passRetained(arguments).toOpaque())
        precondition(code == 0, "the system gives no further thread")
        pthread_detach(thread)
    }

    private static func run(_ arguments: Arguments) {
        let desk = arguments.desk
        if let channel = channel(servers: arguments.servers, patience: arguments.patience) {
            NameServerThread(desk: desk, channel: channel, wake: arguments.wake).loop()
            // Answers all that are open with ARES_EDESTRUCTION.
            ares_destroy(channel)
        } else {
            desk.close()
        }
        for question in desk.takeRest() { question.completion(nil) }
        close(arguments.wake)
    }

    private static func channel(servers: [IPEndpoint], patience: Duration) -> ares_channel? {
        guard ares_library_init(ARES_LIB_INIT_ALL) == ARES_SUCCESS else { return nil }
        var options = ares_options()
        // Two tries, the second with twice the time of the first.
        options.timeout = Int32(clamping: max(50, patience.wholeMilliseconds / 3))
        options.tries = 2
        options.flags = ARES_FLAG_NOCHECKRESP
        var channel: ares_channel?
        let mask = ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_FLAGS
        guard ares_init_options(&channel, &options, mask) == ARES_SUCCESS, let channel
        else { return nil }
        guard !servers.isEmpty else { return channel }
        let list = servers.map(\.description).joined(separator: ",")
        guard ares_set_servers_ports_csv(channel, list) == ARES_SUCCESS else {
            ares_destroy(channel)
            return nil
        }
        return channel
    }

    private func loop() {
        while let questions = desk.take() {
            for question in questions { ask(question) }
            wait()
        }
    }

    private func ask(_ question: NameServerQuestion) {
        let opaque = Unmanaged.passRetained(question).toOpaque()
        ares_query(
            channel, question.name, 1, Int32(question.kind.rawValue),
            { opaque, status, _, answer, length in
                guard let opaque else { return }
                let question = Unmanaged<NameServerQuestion>.fromOpaque(opaque).takeRetainedValue()
                switch status {
                case ARES_SUCCESS:
                    let bytes = UnsafeBufferPointer(start: answer, count: max(0, Int(length)))
                    question.completion(Array(bytes))
                case ARES_ENODATA, ARES_ENOTFOUND:
                    question.completion([])
                default:
                    question.completion(nil)
                }
            }, opaque)
    }

    /// Waits until a socket is ready, a time-out has come or there are questions.
    private func wait() {
        var sockets = [ares_socket_t](repeating: -1, count: Int(ARES_GETSOCK_MAXNUM))
        let bits = ares_getsock(channel, &sockets, ARES_GETSOCK_MAXNUM)
        var waiting = [pollfd(fd: wake, events: Int16(POLLIN), revents: 0)]
        for (index, socket) in sockets.enumerated() {
            let readable = bits & (1 << Int32(index)) != 0
            let writable = bits & (1 << Int32(index + sockets.count)) != 0
            guard readable || writable else { continue }
            let events = (readable ? POLLIN : 0) | (writable ? POLLOUT : 0)
            waiting.append(pollfd(fd: socket, events: Int16(events), revents: 0))
        }
        var span = timeval()
        let milliseconds: Int32 =
            if let next = ares_timeout(channel, nil, &span) {
                Int32(clamping: next.pointee.tv_sec * 1_000 + next.pointee.tv_usec / 1_000 + 1)
            } else {
                -1
            }
        poll(&waiting, nfds_t(waiting.count), milliseconds)
        if waiting[0].revents != 0 {
            var count: eventfd_t = 0
            _ = eventfd_read(wake, &count)
        }
        let none = ares_socket_t(-1)
        for entry in waiting.dropFirst() where entry.revents != 0 {
            let canRead = entry.revents & Int16(POLLIN | POLLERR | POLLHUP) != 0
            let canWrite = entry.revents & Int16(POLLOUT) != 0
            ares_process_fd(channel, canRead ? entry.fd : none, canWrite ? entry.fd : none)
        }
        // Looks at the time-outs only.
        ares_process_fd(channel, none, none)
    }
}

extension Duration {
    /// Milliseconds, what is less than one cut off; clamped.
    var wholeMilliseconds: Int64 {
        let (seconds, attoseconds) = components
        let (whole, isTooMuch) = seconds.multipliedReportingOverflow(by: 1_000)
        guard !isTooMuch else { return seconds < 0 ? .min : .max }
        return whole.addingReportingOverflow(attoseconds / 1_000_000_000_000_000).partialValue
    }
}
