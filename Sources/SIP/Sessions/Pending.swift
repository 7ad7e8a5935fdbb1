// Stands in until the session descriptions and digests are here.
public struct SessionDescription: Equatable, Sendable {
    public var text: [UInt8]
    public init(_ text: [UInt8]) { self.text = text }
    public func bytes() -> [UInt8] { text }
    init?(body: [UInt8]) {
        guard !body.isEmpty else { return nil }
        text = body
    }
}
public struct Credentials: Sendable {
    public init() {}
}
extension Leg {
    mutating func challenge(_ response: Response) -> Bool { false }
    func authorise(_ request: inout Request) {}
}
