import Foundation

/// An event as `allo log --json` prints it.
struct LoggedEvent: Decodable {
    struct Event: Decodable {
        let kind: String
        let reason: String?
        let time: String?
        let digits: String?
        let text: String?
    }

    let id: Int
    let call: String
    let number: Int
    let event: Event
    let milliseconds: Int
    /// The event as it is written, without the random name of the caller.
    private(set) var written = ""

    private enum CodingKeys: String, CodingKey {
        case id, call, number, event
        case milliseconds = "time-ms"
    }

    init(_ line: String) throws {
        self = try JSONDecoder().decode(LoggedEvent.self, from: Data(line.utf8))
        guard let start = line.range(of: "\"event\":"), let end = line.range(of: ",\"id\":") else {
            return
        }
        written = String(line[start.upperBound..<end.lowerBound])
            .replacing(/"caller":"[-0-9a-f]+"/, with: "")
    }
}
