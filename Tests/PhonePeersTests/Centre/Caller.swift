import Telephony
import TestSupport
import Testing

/// Somebody who calls a small centre, and what the centre tells of the call meanwhile.
final class Caller: Sendable {
    let number: String
    let phone: Pjsua
    private let centre: SmallCentre

    init(number: String, centre: SmallCentre, phone: Pjsua) {
        self.number = number
        self.centre = centre
        self.phone = phone
    }

    /// Calls; returns once the call has been answered.
    func dial(_ user: String = "accueil") async throws {
        phone.dial(centre.server.uri(user))
        guard await phone.output.reaches("state CONFIRMED") else {
            throw ChildProcess.Failure(description: "no answer: \(phone.output.text)")
        }
    }

    /// Waits until the transcript of the call, as it goes on, has come to a moment for the given
    /// time.
    func tells(_ moment: String, times: Int = 1) async -> Bool {
        let number = number
        return await centre.server.transcripts.reaches { text in
            Self.transcript(of: number, in: text).count { $0.contains(moment) } >= times
        }
    }

    /// Presses keys, each once the one before has been heard.
    func press(_ keys: String) async {
        for key in keys {
            let before = Self.transcript(of: number, in: centre.server.transcripts.text)
                .count { $0.contains(" press ") || $0.contains(" survey ") }
            phone.press(key)
            let number = number
            _ = await centre.server.transcripts.reaches { text in
                Self.transcript(of: number, in: text)
                    .count { $0.contains(" press ") || $0.contains(" survey ") } > before
            }
        }
    }

    /// Hangs up; returns once that is over on both sides.
    func hangUp() async {
        phone.hangUp()
        #expect(await phone.output.reaches("state DISCONNECTED"))
    }

    /// The lines of the call of a number in the transcripts of all, which begin with the call's
    /// name.
    private static func transcript(of number: String, in text: String) -> [String] {
        let lines = text.lines
        guard let first = lines.last(where: { $0.contains(" call from \(number) ") }) else {
            return []
        }
        let name = first.prefix(8)
        return lines.filter { $0.hasPrefix(name) }
    }
}
