import CLinux
import Glibc
import Synchronization
import Telephony

/// Asks name servers, through c-ares.
///
/// Owns one `ares_channel`, which only the thread of this object touches (c-ares channels are for
/// one thread at a time); others put their questions in a list and wake the thread. It begins with
/// the first question and ends with ``close()`` or the object.
final class NameServers: Sendable {
    /// How the answer to a question comes: the message, or nil where none came in time.
    typealias Completion = @Sendable ([UInt8]?) -> Void

    private let desk: NameServerDesk

    /// - Parameters:
    ///   - servers: whom to ask; empty: those of the system.
    ///   - patience: how long an answer may take, tries included.
    init(servers: [IPEndpoint], patience: Duration) {
        desk = NameServerDesk(servers: servers, patience: patience)
    }

    deinit { desk.close() }

    /// Asks; the answer comes on another thread, once.
    func ask(_ kind: DNSKind, about name: String, then completion: @escaping Completion) {
        desk.post(NameServerQuestion(kind: kind, name: name, completion: completion))
    }

    /// The answer to a question; nil where none came in time.
    func answer(_ kind: DNSKind, about name: String) async -> [UInt8]? {
        await withCheckedContinuation { continuation in
            ask(kind, about: name) { continuation.resume(returning: $0) }
        }
    }

    /// Ends: what was asked and is not answered gets nil.
    func close() { desk.close() }
}

/// A question to name servers, with whom to tell.
final class NameServerQuestion: Sendable {
    let kind: DNSKind
    let name: String
    let completion: NameServers.Completion

    init(kind: DNSKind, name: String, completion: @escaping NameServers.Completion) {
        self.kind = kind
        self.name = name
        self.completion = completion
    }
}

/// What the askers and the thread share.
final class NameServerDesk: Sendable {
    private enum Phase {
        case idle
        /// The thread waits for this event descriptor, among others.
        case running(wake: Int32)
        case closed
    }

    private struct State {
        var phase = Phase.idle
        var questions: [NameServerQuestion] = []
    }

    /// More than this many at once are refused.
    static let mostQuestions = 1_024

    private let state = Mutex(State())
    private let servers: [IPEndpoint]
    private let patience: Duration

    init(servers: [IPEndpoint], patience: Duration) {
        self.servers = servers
        self.patience = patience
    }

    func post(_ question: NameServerQuestion) {
        let isTaken = state.withLock { state in
            guard state.questions.count < NameServerDesk.mostQuestions else { return false }
            switch state.phase {
            case .closed: return false
            case .running(let wake): _ = eventfd_write(wake, 1)
            case .idle:
                let wake = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
                guard wake >= 0 else { return false }
                state.phase = .running(wake: wake)
                start(wake)
            }
            state.questions.append(question)
            return true
        }
        if !isTaken { question.completion(nil) }
    }

    func close() {
        state.withLock { state in
            if case .running(let wake) = state.phase { _ = eventfd_write(wake, 1) }
            state.phase = .closed
        }
    }

    /// The questions since the last time; nil once the thread is to end.
    func take() -> [NameServerQuestion]? {
        state.withLock { state in
            if case .closed = state.phase { return nil }
            defer { state.questions.removeAll(keepingCapacity: true) }
            return state.questions
        }
    }

    /// The questions that nobody will ask any more.
    func takeRest() -> [NameServerQuestion] {
        state.withLock { state in
            defer { state.questions = [] }
            return state.questions
        }
    }

    private func start(_ wake: Int32) {
        NameServerThread.start(desk: self, servers: servers, patience: patience, wake: wake)
    }
}
