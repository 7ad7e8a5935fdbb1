import Foundation
import PhoneBridge
import SIP
import ServiceLifecycle
import Telephony

/// Keeps who is registered in a file beside the journal, so that agents can be rung at once after a
/// restart: one telephone a line, as JSON.
struct PhoneKeeper: Service {
    let bridge: PhoneBridge
    let path: String

    /// Where it stands beside a journal.
    static func path(besideJournal journal: String) -> String { journal + ".phones" }

    func run() async {
        async let keeping: Void = keep()
        // Ends in its turn, and not before: the telephones themselves have ended by then.
        try? await gracefulShutdown()
        await keeping
    }

    private func keep() async {
        for await phones in bridge.registeredPhones { write(phones) }
    }

    /// Brings the telephones back that were registered when a server last kept them.
    func restore() async {
        // Nothing was kept yet, or nobody may read it: the telephones register again.
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return }
        let now = Self.unixNow
        await bridge.restore(
            text.split(separator: "\n").compactMap { RegisteredPhone(line: $0, unixNow: now) })
    }

    private func write(_ phones: [RegisteredPhone]) {
        let now = Self.unixNow
        let text = phones.map { $0.line(unixNow: now) + "\n" }.joined()
        let file = URL(fileURLWithPath: path + ".new")
        // What can't be kept costs a wait after the next restart, and nothing now.
        guard
            FileManager.default.createFile(
                atPath: file.path, contents: Data(text.utf8),
                attributes: [.posixPermissions: 0o600])
        else { return }
        _ = rename(file.path, path)
    }

    private static var unixNow: Duration { .seconds(Date().timeIntervalSince1970) }
}

extension RegisteredPhone {
    /// The telephone on one line of JSON, with the end of its registration since 1970 UTC.
    func line(unixNow: Duration) -> String {
        JSONValue.object([
            .init("user", .string(user)), .init("contact", .string(contact)),
            .init("transport", .string(transport.name)),
            .init("from", .string("\(remote)")), .init("listener", .integer(local)),
            .init("preference", .integer(preference)),
            .init("until-ms", .integer((unixNow + remaining).inMilliseconds)),
            .init("call-id", .string(callID)), .init("number", .integer(number)),
        ]).text
    }

    /// Reads a line; nil where it is none.
    init?(line: some StringProtocol, unixNow: Duration) {
        guard let value = try? JSONValue(parsing: line.utf8), case .object(let members) = value
        else { return nil }
        func text(_ name: String) -> String? {
            guard case .string(let text) = members.first(where: { $0.name == name })?.value else {
                return nil
            }
            return text
        }
        func number<Number: FixedWidthInteger>(_ name: String) -> Number? {
            guard case .number(let digits) = members.first(where: { $0.name == name })?.value
            else { return nil }
            return Number(digits)
        }
        guard let user = text("user"), let contact = text("contact"),
            let remote = text("from").flatMap({ IPEndpoint($0) }),
            let local: UInt8 = number("listener"), let preference: Int = number("preference"),
            let until: Int64 = number("until-ms"), let callID = text("call-id"),
            let count: UInt32 = number("number")
        else { return nil }
        // Older ones say nothing of it.
        let transport = text("transport").map { Transport($0) } ?? .udp
        guard let transport else { return nil }
        // A clock that was set back, or a file that somebody wrote, gives nobody a place for ever.
        let remaining = min(.milliseconds(until) - unixNow, .seconds(3_600))
        guard remaining > .zero else { return nil }
        self.init(
            user: user, contact: contact, transport: transport, remote: remote, local: local,
            preference: preference,
            remaining: remaining, callID: callID, number: count)
    }
}
