import CallCentre
import CallLog
import Foundation
import Queues
import ServiceLifecycle
import Switchboard
import Telephony

/// Does what the one who runs Allo asks of a running server.
struct ControlDesk: Service {
    let socket: ControlSocket
    let switchboard: Switchboard
    let journal: Journal?

    func run() async {
        await withDiscardingTaskGroup { visitors in
            await withGracefulShutdownHandler {
                for await visitor in socket.visitors {
                    visitors.addTask { await serve(visitor) }
                }
            } onGracefulShutdown: {
                socket.shutDown()
            }
        }
    }

    private func serve(_ visitor: ControlSocket.Visitor) async {
        let answer = await answer(to: await Self.aside { visitor.request() })
        await Self.aside { visitor.answer(answer?.json) }
    }

    private func answer(to heard: ControlLine.Heard) async -> ControlAnswer? {
        switch heard {
        case .nothing: return nil
        case .tooLong:
            return .refused("a request has \(ControlSocket.Visitor.longest) bytes at most")
        case .line(let line):
            do {
                return try await answer(ControlRequest(line))
            } catch {
                return .refused("\(error)")
            }
        }
    }

    /// Does what may wait for as long as the visitor has patience: not on a thread of the tasks.
    private static func aside<Value: Sendable>(
        _ work: @escaping @Sendable () -> Value
    ) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: work()) }
        }
    }

    private func answer(_ request: ControlRequest) async throws -> ControlAnswer {
        switch request {
        case .list:
            return .standings(
                await switchboard.agents, await switchboard.queues, unixMilliseconds: await zero)
        case .callbacks(let isPersonal):
            return .callbacks(
                await switchboard.callbacks, personal: isPersonal, unixMilliseconds: await zero)
        case .login(let agent, let phone, let away):
            try await switchboard.take(
                .login(
                    AgentInput.Login(
                        phone: phone, away: away, shift: CallID(rawValue: RandomName.make()),
                        unixMilliseconds: Int64(Date().timeIntervalSince1970 * 1_000))),
                of: agent)
        case .logout(let agent): try await switchboard.take(.logout(.operator), of: agent)
        case .ready(let agent): try await switchboard.take(.ready, of: agent)
        case .away(let agent, let reason):
            try await switchboard.take(.away(reason: reason), of: agent)
        case .wrappedUp(let agent): try await switchboard.take(.wrappedUp, of: agent)
        case .cancelCallback(let call):
            guard try await switchboard.cancelCallback(call) else {
                throw Failure("nobody is to be called back who accepted it in \(call)")
            }
        case .contacts(let isPersonal):
            return .contacts(
                await switchboard.contacts, personal: isPersonal, unixMilliseconds: await zero)
        case .addContact(let letter):
            let (taken, input) = try await letter.taken(with: journal, at: switchboard.now)
            if let input { try await switchboard.take(input, ofWritten: taken.contact) }
            return .taken(taken)
        case .finishContact(let contact, let input):
            try await switchboard.take(input, ofWritten: contact)
        case .adoptContacts:
            guard let left = try await journal?.unfinishedContacts() else { break }
            await switchboard.adopt(
                left.kept(unixNow: .sinceEpoch, now: await switchboard.now),
                counts: left.contactCounts)
        }
        return .done
    }

    /// The zero of the switchboard's clock, in milliseconds since 1970-01-01 UTC.
    private var zero: Int64 {
        get async {
            let now = Date().timeIntervalSince1970 * 1_000
            return Int64(now) - (await switchboard.now).inMilliseconds
        }
    }
}
