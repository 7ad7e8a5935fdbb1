import Foundation

/// An event as `allo log --json` prints it.
package struct LoggedEvent: Decodable {
    package struct Event: Decodable {
        package let kind: String
        package let reason: String?
        package let time: String?
        package let digits: String?
        package let text: String?
    }

    package let id: Int
    package let call: String
    package let number: Int
    package let event: Event
    package let milliseconds: Int
    /// The event as it is written, without the random name of the caller.
    package private(set) var written = ""

    private enum CodingKeys: String, CodingKey {
        case id, call, number, event
        case milliseconds = "time-ms"
    }

    package init(_ line: String) throws {
        self = try JSONDecoder().decode(LoggedEvent.self, from: Data(line.utf8))
        guard let start = line.range(of: "\"event\":"), let end = line.range(of: ",\"id\":") else {
            return
        }
        written = String(line[start.upperBound..<end.lowerBound])
            .replacing(/"caller":"[-0-9a-f]+"/, with: "")
    }
}
